### 队列里由人搁置的记录。

refused-entry-answered = 记录 { $entry } 平台已经答复，不用转交
    .next = 用 explain 查看平台怎么答复

refused-entry-held = 记录 { $entry } 已经转交，不再自动上传
    .next = 在异常清单里处理；要再上传请重试

refused-entry-undecided = 记录 { $entry } 还没有结果，正在办理或上次没有办完
    .next = 重新启动程序会把它办完，再看队列

refused-entry-unanswered = 记录 { $entry } 平台还没有答复，不能结案
    .next = 可以写备注或转交银行；平台恢复后重试，有了答复才能结案

queue-held = 已转交，不再自动上传
screen-entry-held = 已转交，等人处理
exception-held = 平台没有能用的答复
exception-step-held = 从队列转交
exception-step-released = 取回，重新上传
office-case-held = 平台没有能用的答复
story-exception-noted-held = 队列：转交处理，不再自动上传
story-exception-noted-released = 队列：取回，重新上传

queue-ask-hand = 为什么转交这一条？（写给接手的人看；它留在队列里，不再自动上传）
queue-retrying = 正在向平台再问一次…
queue-now-done = 平台已经答复，这一条办完了
queue-now-parked = 平台不接受，列在异常里
queue-now-ready = 还没有能用的答复，继续等，会自动再试
queue-now-leased = 正在上传
queue-now-held = 已转交，列在异常里；它留在队列里，不再自动上传
story-ask = 输入或扫描编号：小票、订单、券、序列号、核销、退款，或流水的任何一条
screen-where-records = 在队列和异常里
screen-do-open-story = 来龙去脉
screen-do-open-story-help = 这一条从头到尾发生了什么
screen-do-retry-entry = 重试
screen-do-retry-entry-help = 马上向平台再问一次；转交了的取回来
screen-do-hand-entry = 转交
screen-do-hand-entry-help = 一直没有答复的交给人处理（店长或外勤，要写情况）；不会删除
screen-do-leave-records = 返回
screen-do-leave-records-help = 回到柜台
screen-do-explain = 来龙去脉
screen-do-explain-help = 任何编号的来龙去脉：输入或扫描
