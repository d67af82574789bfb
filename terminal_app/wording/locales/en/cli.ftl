### The command line
cli-defect = The program has a defect ({ $place }). Your records are safe; try again, and if it comes back call 95533 with the place in brackets.
cli-progress = { $count } done …
cli-completed = Paid: sale { $sale }
cli-reversed = Reversed: sale { $sale }; the coupon counts as unused
cli-synced = Sent { $sent }, confirmed { $confirmed }, new exceptions { $exceptions }, still waiting { $waiting }
cli-unreached = The platform did not answer ({ $why }); what waits is safe and goes up by itself when it is back
cli-recovered = Sale { $sale }, whose result was not shown last time: { $state }
cli-payable = Total { $gross } yuan, discount { $discount } yuan ({ $item }), to pay { $payable } yuan
cli-sale = Sale { $sale }
cli-larger = Hint: at this price a coupon of { $face } yuan would apply
cli-receipt = Receipt saved: { $file }
cli-claimed = Claimed: { $coupon } ({ $type } yuan, round { $round })
cli-suspended = Store { $store } is suspended
cli-resumed = Store { $store } may redeem again
cli-enrolled = Enrolled: terminal { $terminal }, { $store }
cli-enrol-needs-url = With an activation code name the platform too: --url (a picture given with --qr has it inside).
cli-refund-line = --line takes a line, or line:units, as in --line 1 or --line 2:1; not “{ $text }”.
cli-queue-empty = Nothing is waiting
cli-queue-line = { $entry }  { $state }  { $kind }  { $amount } yuan  for { $age }  tried { $attempts ->
        [one] once
       *[other] { $attempts } times
    }  { $why }
cli-exceptions-none = No exceptions
cli-exception-line = Sale { $sale }  { $at }  { $amount } yuan  { $age } old
cli-journal-ok = The journal is whole: { $rows } rows, last one { $head }
cli-journal-broken = The journal is damaged: { $rows } rows, last one { $head }. Stop redeeming and call 95533
cli-screen-needs-terminal = The screen needs a terminal window; scripts use the commands (--help).

queue-ready = waiting
queue-leased = being sent
queue-done = done
queue-parked = declined, needs a person
event-redemption-requested = redemption
event-redemption-reversed = reversal
event-refund-requested = refund

cli-desk-saved = Saved: { $file }
cli-monitor-look = Store { $store }, { $date }: { $sales } redemptions, score { $score } (suspended from { $line })
cli-monitor-report = Report { $number }: store { $store }, { $date }, score { $score }, { $verified ->
        [yes] verified and taken back
       *[other] not verified yet
    }
cli-monitor-none = The monitor has no reports
