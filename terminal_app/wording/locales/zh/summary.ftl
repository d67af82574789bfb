### 日汇总：屏幕、命令行和文件共用的说法。summary-figure-* 的键是 domain.summary 里的 SaleFigure 和 ReturnFigure。

summary-title = 汇总  { $days }
summary-today = { $day }（今天）
summary-yesterday = { $day }（昨天）
summary-count = 笔数
summary-gross = 销售额
summary-discount = 优惠
summary-paid = 实付
summary-paid-back = 退还顾客
summary-subsidy-back = 退回补贴
summary-given = 发放
summary-back = 退回
summary-net = 净额

summary-figure-given = 核销
summary-figure-online = 在线确认
summary-figure-offline = 离线受理
summary-figure-confirmed-later = 已补确认
summary-figure-waiting = 等待上传
summary-figure-exceptions = 异常，未处理
summary-figure-exceptions-settled = 异常，已处理
summary-figure-open = 其中待收款
summary-figure-undecided = 核销中
summary-figure-declined = 拒绝
summary-figure-reversed = 冲正
summary-figure-reversals-declined = 冲正，平台未接受
summary-figure-reversals-declined-settled = 冲正未接受，已处理
summary-figure-refunds = 退款
summary-figure-full = 全额退款
summary-figure-partial = 部分退款
summary-figure-split = 拆单退款
summary-figure-reinstated = 其中券已恢复
summary-figure-used = 其中券不恢复
summary-figure-fate-waiting = 其中待平台确认
summary-figure-voids = 撤销
summary-figure-taken-back = 退款和撤销
summary-figure-refund-exceptions = 退款异常，未处理
summary-figure-refund-exceptions-settled = 退款异常，已处理
summary-figure-refunds-declined = 退款被拒绝
summary-figure-refunds-undecided = 退款中

summary-by-type = 按券种
summary-type = { $type } 元券
summary-by-hour = 按时段
summary-by-operator = 按收银员
summary-subsidy = 补贴
summary-sales-per-yuan = 每 1 元补贴带动销售 { $amount } 元
summary-compared = 较 { $days }：
summary-difference = 增减
summary-percent = 增减比例
summary-outages = 离线时段 { $count } 个
summary-outage = 第 { $number } 次：{ GIVEN($closed) ->
        [yes] { $opened } 至 { $closed }
       *[no] { $opened } 起，尚未恢复
    }，离线受理 { $redemptions } 笔、优惠 { $discount } 元{ $refunds ->
        [0] {""}
       *[other] ，退款 { $refunds } 笔、{ $refunded } 元
    }
summary-unfinished = 截至目前（不限日期）：等待上传 { $waiting } 笔、优惠 { $discount } 元，未处理异常 { $exceptions } 条
summary-open-sale = 待收款：订单 { $sale }，{ $at }，应付 { $payable } 元
summary-saved = 已保存：{ $file }
