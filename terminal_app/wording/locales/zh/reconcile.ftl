### 对账：对账单与本机流水、小票逐笔核对。键 difference-* 是 domain.difference.DifferenceKind。
reconcile-head = 对账 { $date }：对账单 { $rows } 笔，相符 { $matched } 笔，本店其他终端 { $other_tills } 笔
reconcile-running = 这一天还没结束，对账单只到 { FULL($issued) }；请明天再对一次
reconcile-explained = 不算差异：对账单签发时还没到平台 { $waiting } 笔，异常 { $exceptions } 笔，已冲正 { $reversed } 笔
reconcile-agrees = 没有差异
reconcile-differences = { $count } 处差异，涉及 { $amount }，{ $open ->
        [0] 已全部处理
       *[other] 还有 { $open } 处待处理
    }
reconcile-difference = { $kind }：{ $what } 订单 { $sale } { $at } { $amount }
reconcile-difference-id = 编号 { $difference }
reconcile-settled = 已处理：{ $note }（编号 { $difference }）
reconcile-settled-otherwise = 以前处理过：{ $note }；但内容已经变了，要重新处理（编号 { $difference }）
reconcile-field = { $field }：本机 { $ours }，平台 { $theirs }

difference-missing-here = 本机缺少（平台有、本机没有）
difference-missing-there = 平台缺少（本机有、平台没有）
difference-amount-differs = 金额不符
difference-status-differs = 状态不符
difference-day-boundary = 跨日（两边不在同一天）
difference-duplicate = 对账单里重复
difference-training-mixed-in = 混入了其他环境（训练与正式）的记录
difference-slip-missing = 没有打印小票
difference-slip-extra = 小票没有对应的订单

statement-row-redemption = 核销
statement-row-refund = 退款
statement-status-confirmed = 已确认
statement-status-reversed = 已冲正
statement-status-refunded = 已全部退款
statement-status-voided = 已撤销
statement-this-till = 本终端
statement-field-gross = 合计
statement-field-discount = 优惠
statement-field-payable = 实付
statement-field-refund = 退款
statement-field-subsidy-back = 退回补贴
statement-field-coupon-type = 券种
statement-field-kind = 类别
statement-field-redemption-id = 核销号
statement-field-sale-id = 订单号
statement-field-coupon-id = 券号
statement-field-refund-kind = 退款方式
statement-field-at = 时间
statement-field-terminal-id = 终端
statement-field-coupon = 消费券去向
statement-field-status = 状态
