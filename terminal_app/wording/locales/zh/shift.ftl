### 交班：交班单（Z）、X 报表和命令行共用的说法。handover-part-* 的键是 domain.handover 里的 Part，handover-became-* 的键是 Became。

slip-shift-title = 交班单（Z）
slip-shift-title-x = X 报表 未交班
slip-shift-number = 班次
slip-shift-number-value = 第 { $number } 班
slip-shift-closed-at = 交班时间
slip-shift-closed-by = 交班人
slip-shift-looked-at = 打印时间
slip-shift-opened-at = 上次交班
slip-shift-opened-first = 首班
slip-shift-rows = 流水
slip-shift-rows-value = { $first } 至 { $last }（{ $rows } 条）
slip-shift-figure = { $label } { $count } 笔
slip-shift-discount-column = 优惠（元）
slip-shift-refund-column = 退款（元）
slip-shift-handed-over = 移交下一班
slip-shift-unfinished = 尚未办结
slip-shift-taken-over = 上一班移交事项的去向
slip-shift-matter = { $part } { $count } 条
slip-shift-became = { $part }：{ $became } { $count } 条
slip-shift-oldest = 最早 { $at }
slip-shift-more = 另有 { $count } 条，见电脑
slip-shift-none = 无
slip-shift-head = 流水末条摘要
slip-shift-scan = 扫码核对：终端、班次、末条流水、摘要
slip-shift-sign-from = 交班人签字
slip-shift-sign-to = 接班人签字
slip-shift-not-closed = 本单只供查看，没有交班；以交班单（Z）为准。

handover-part-sale-open = 待收款订单
handover-part-waiting = 等待上传
handover-part-exception = 未处理异常
handover-part-outage = 离线时段未恢复

handover-became-pending = 仍未办结
handover-became-paid = 已收款
handover-became-undone = 已冲正
handover-became-confirmed = 平台已确认
handover-became-declined = 平台已拒绝
handover-became-exception = 转为异常
handover-became-settled = 已处理
handover-became-ended = 已恢复

cli-shift-closed = 第 { $number } 班已交班：流水 { $first } 至 { $last }
cli-shift-running = 第 { $number } 班进行中（X 报表，未交班）：流水 { $first } 至 { $last }
cli-shift-figures = 核销 { $count } 笔，销售额 { $gross } 元，优惠 { $discount } 元，实付 { $paid } 元
cli-shift-refunds = 退款 { $count } 笔、{ $amount } 元，撤销 { $voids } 笔
cli-shift-handed = 移交：{ $part } { $count } 条、{ $amount } 元
cli-shift-handed-none = 没有需要移交的事项
cli-shift-taken = 上一班移交的{ $part }：{ $became } { $count } 条、{ $amount } 元
cli-shift-slip = 交班单已保存：{ $file }
cli-shift-slip-x = X 报表已保存：{ $file }
cli-shift-line = 第 { $number } 班  { $at }  { $operator }  流水 { $first } 至 { $last }  核销 { $count } 笔，优惠 { $discount } 元
cli-shifts-none = 还没有交过班
