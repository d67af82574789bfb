### 状态的说法。键是 domain.redemption 里的 RedemptionState 和 SaleState，domain.refund 里的 RefundKind，domain.refund_record 里的 RefundState。

redemption-requested = 核销中
redemption-confirmed = 在线确认
redemption-accepted-offline = 离线受理
redemption-declined = 拒绝
redemption-reversed = 已冲正
redemption-exception = 异常

sale-open = 待收款
sale-completed = 已收款
sale-cancelled = 未成交

refund-requested = 退款中
refund-confirmed = 平台已确认
refund-waiting = 待平台确认
refund-declined = 平台拒绝
refund-exception = 异常

refund-kind-full = 全额退款
refund-kind-partial = 部分退款
refund-kind-split = 拆单退款
refund-kind-void = 撤销
