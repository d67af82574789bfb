### 经营信号：哪里看起来像套利，给店长先看。键是 domain.signals 里的 SignalKind；.next 是正当的解释和该核对什么。

signals-none = { $days }：看了 { $sales } 笔，没有需要留意的
signals-day = { $day }：{ $sales } 笔
signals-examples = 订单：{ $sales }

signal-at-threshold = { $of } 笔里有 { $count } 笔（{ $percent }%）的成交单价刚好达到门槛（高出不到 1%），正常日子少于 { $expected } 笔
    .next = 特价款正好定在门槛上时会这样。请抽查这些订单的标价和实际商品，确认没有为用券改价。
signal-same-product = { $of } 笔里有 { $count } 笔（{ $percent }%）是同一商品同一价格：{ $subject }
    .next = 主推款会这样。请核对库存和出库数量是否相符。
signal-same-serial = 序列号 { $subject } 当天出现在 { $count } 笔订单里
    .next = 输错后退款重开会出现两次，更多就不正常。请核对实物，并看退款是否真实。
signal-cycles = { $of } 笔里有 { $count } 笔（{ $percent }%）核销后全额退款、券已恢复
    .next = 请核对退款原因，确认商品确实退回，没有借退款换人用券。
signal-burst = 10 分钟内核销 { $count } 笔，通常少于 { $expected } 笔
    .next = 新一轮放券的上午会排队。请核对这段时间是否真有这么多顾客。
signal-night = { $of } 笔里有 { $count } 笔（{ $percent }%）在 22:00 至次日 7:00 核销
    .next = 延长营业时会这样。请确认当晚确实营业、由谁值班。
signal-one-operator = { $of } 笔里有 { $count } 笔（{ $percent }%）由操作员 { $subject } 办理，当天另有同事上岗
    .next = 分工固定时会这样。请确认没有人借用该账号。
