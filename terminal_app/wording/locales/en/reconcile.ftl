### Reconciliation: the statement against this till's journal and slips. difference-* are domain.difference.DifferenceKind.
reconcile-head = Reconciliation { $date }: { $rows } rows in the statement, { $matched } matched, { $other_tills } of the store's other tills
reconcile-running = The day is not over; the statement goes to { FULL($issued) }. Reconcile again tomorrow.
reconcile-explained = Not counted as differences: { $waiting } not yet with the bank, { $exceptions } exceptions, { $reversed } reversed
reconcile-agrees = No differences.
reconcile-differences = { $count ->
        [one] 1 difference
       *[other] { $count } differences
    }, { $amount } at stake, { $open ->
        [0] all settled
       *[other] { $open } open
    }
reconcile-difference = { $kind }: { $what } sale { $sale } { $at } { $amount }
reconcile-difference-id = id { $difference }
reconcile-settled = Settled: { $note } (id { $difference })
reconcile-settled-otherwise = Settled before: { $note }; but it has changed since and is open again (id { $difference })
reconcile-field = { $field }: here { $ours }, there { $theirs }

difference-missing-here = Missing here (the bank has it)
difference-missing-there = Missing there (this till has it)
difference-amount-differs = Amount differs
difference-status-differs = Status differs
difference-day-boundary = On another day there or here
difference-duplicate = Twice in the statement
difference-training-mixed-in = Of the other environment (training or live)
difference-slip-missing = No slip was printed
difference-slip-extra = A slip without a sale

statement-row-redemption = redemption
statement-row-refund = refund
statement-status-confirmed = confirmed
statement-status-reversed = reversed
statement-status-refunded = refunded
statement-status-voided = voided
statement-this-till = this till
statement-field-gross = gross
statement-field-discount = discount
statement-field-payable = paid
statement-field-refund = refund
statement-field-subsidy-back = subsidy back
statement-field-coupon-type = coupon type
statement-field-kind = kind
statement-field-redemption-id = redemption
statement-field-sale-id = sale
statement-field-coupon-id = coupon
statement-field-refund-kind = kind of refund
statement-field-at = time
statement-field-terminal-id = till
statement-field-coupon = coupon afterwards
statement-field-status = status
