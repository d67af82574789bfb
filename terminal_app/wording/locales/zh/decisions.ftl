### 柜台的判断记录，和重算（replay）的结果。

decision-id = 判断编号：{ $id }（建行外勤可用它查原因：explain { $id }）
decision-line = { $when }  判断 { $id }
decision-refused = 没有受理：{ $why }{ GIVEN($version) ->
        [yes] （活动文件第 { $version } 版）
       *[no] {""}
    }
decision-accepted = 规则允许{ $alone ->
        [yes] ，也允许离线受理
       *[no] {""}
    }（活动文件第 { $version } 版）
