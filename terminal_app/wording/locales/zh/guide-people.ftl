### 人员和 PIN 的代码

guide-sign-in-wait = PIN 连着错了几次，要等一会儿才能再试。
    .title = PIN 错得太多，要等
    .why = 防止别人猜 PIN。等的时间越错越长，最多 5 分钟，只管这个工号。
    .do =
        等屏幕上的时间过去再输
        忘记 PIN：请店长重置，马上能登录
        不是本人在试：告诉店长
    .call = { -call-store }
    .safe = { -safe-no-change }；别的人照常登录

guide-operator-unknown = 没有这个工号，或者已经停用。
    .title = 没有这个工号
    .why = 工号抄错了，或人已离职。
    .do =
        用 operator list --all 看全部工号
        停用的人回来：用原来的工号和姓名添加
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-operator-known = 这个工号已经是别人的。
    .title = 工号已经有人用
    .why = 工号重复了。
    .do =
        换一个工号
        只想改 PIN：用重置 PIN
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-operator-number-taken = 这个工号以前是另一个人的，不能给新人。
    .title = 工号以前是别人的
    .why = 流水里只记工号，换了人就分不清是谁办的。
    .do =
        换一个新工号
        本人回来：用原来的姓名添加
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-operator-number-unreadable = 工号只能是数字，位数要在屏幕写的范围里。
    .title = 工号不合格式
    .why = 填了字母、空格，或太长太短。
    .do =
        重新填，例如 1003
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-operator-name-empty = 添加人员要填姓名。
    .title = 没有填姓名
    .why = 姓名是空的，或只有看不见的字符。
    .do =
        填上姓名再添加
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-operator-first = 这台终端还没有人，第一个人必须是店长或建行外勤。
    .title = 第一个人要是店长
    .why = 先有管人的人，才能添加收银员。
    .do =
        先添加店长
        店长登录后再添加收银员
    .call = { -call-tech }
    .safe = { -safe-no-change }

guide-operator-above = 建行外勤的账号由建行管理，店长不能添加、停用或重置。
    .title = 不归店长管
    .why = 权限不够。
    .do =
        请建行外勤登录后办理
    .call = { -call-bank }
    .safe = { -safe-no-change }

guide-operator-self = 不能停用自己的账号。
    .title = 不能停用自己
    .why = 免得谁都进不去。
    .do =
        请另一位店长或建行外勤办理
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-operator-last-manager = 这是最后一位店长，不能停用。
    .title = 最后一位店长
    .why = 停用了就没有人能管人员和后台。
    .do =
        先添加另一位店长，再停用这位
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-pin-unreadable = PIN 只能是数字，位数要在屏幕写的范围里。
    .title = PIN 不合格式
    .why = 有字母、空格，或太长太短。
    .do =
        换一个 PIN 再输
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-pin-obvious = 这个 PIN 别人一猜就中。
    .title = PIN 太容易猜
    .why = 连号、重复、年份、工号，或很多人都用的数字。
    .do =
        换一个只有本人知道的，六位以上更好
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-pin-differs = 两次输入的 PIN 不一样，没有保存。
    .title = 两次 PIN 不一样
    .why = 有一次按错了。
    .do =
        重新输入，两次要一样
    .call = { -call-store }
    .safe = { -safe-no-change }
