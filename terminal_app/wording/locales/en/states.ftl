### The words for states. The keys are RedemptionState and SaleState of domain.redemption.

redemption-requested = redeeming
redemption-confirmed = confirmed online
redemption-accepted-offline = accepted offline
redemption-declined = declined
redemption-reversed = reversed
redemption-exception = exception

sale-open = awaiting payment
sale-completed = paid
sale-cancelled = not sold
