### 状态的说法。键是 domain.redemption 里的 RedemptionState 和 SaleState。

redemption-requested = 核销中
redemption-confirmed = 在线确认
redemption-accepted-offline = 离线受理
redemption-declined = 拒绝
redemption-reversed = 已冲正
redemption-exception = 异常

sale-open = 待收款
sale-completed = 已收款
sale-cancelled = 未成交
