### The words for states. The keys are RedemptionState and SaleState of domain.redemption, RefundKind of domain.refund, RefundState of domain.refund_record.

redemption-requested = redeeming
redemption-confirmed = confirmed online
redemption-accepted-offline = accepted offline
redemption-declined = declined
redemption-reversed = reversed
redemption-exception = exception

sale-open = awaiting payment
sale-completed = paid
sale-cancelled = not sold

refund-requested = refunding
refund-confirmed = confirmed
refund-waiting = waiting
refund-declined = declined
refund-exception = exception

refund-kind-full = full refund
refund-kind-partial = partial refund
refund-kind-split = split refund
refund-kind-void = void
