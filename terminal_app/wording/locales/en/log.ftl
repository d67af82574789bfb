### Heads of log lines: ports.log.What and the kinds of the journal (domain.event.Kind). Facts stand as codes.

log-what-program-started = program started
log-what-program-ended = program ended
log-what-defect = defect
log-what-refused = refused
log-what-trouble = trouble
log-what-request = request
log-what-synced = sync
log-what-sign-in-failed = sign-in failed
log-what-slip-unprinted = slip not written
log-what-scanner-found = scanner found
log-what-scanner-lost = scanner lost
log-what-scanner-overlong = scan too long
log-what-store-upgraded = store upgraded
log-what-lines-dropped = log lines dropped

log-what-enrolled = enrolled
log-what-signed-in = signed in
log-what-campaign-adopted = campaign adopted
log-what-standing-learned = store's standing
log-what-redemption-requested = redemption asked
log-what-redemption-confirmed = confirmed
log-what-redemption-declined = declined
log-what-redemption-accepted-offline = accepted offline
log-what-redemption-reversed = reversed
log-what-exception-raised = exception
log-what-sale-completed = sale paid
log-what-notice-answered = reversal answered
log-what-sale-fetched = sale fetched
log-what-refund-requested = refund asked
log-what-refund-confirmed = refund confirmed
log-what-refund-declined = refund declined
log-what-refund-accepted-offline = refund waiting
log-what-refund-exception-raised = refund exception
log-what-exception-noted = exception noted
log-what-shift-closed = shift closed
log-what-statement-compared = statement compared
log-what-difference-settled = difference settled

log-level-info = all
log-level-warning = warnings
log-level-error = errors
log-none = no such lines
log-more = older lines are left out
log-unreadable = { $count } unreadable lines

log-title = Log  { $day }  { $level }  { $count } lines
log-every-day = all days
log-filter = type to filter: refused, code=, an id
log-no-story = this line names no record
screen-where-log = Log
screen-do-log = Log
screen-do-log-help = what the program did here, by text, level and day
screen-do-log-story = Story
screen-do-log-story-help = all about the sale, redemption or refund of this line
screen-do-log-level = Level
screen-do-log-level-help = all, warnings, errors in turn
screen-do-log-before = Day before
screen-do-log-before-help = the day before only
screen-do-log-after = Day after
screen-do-log-after-help = the day after only; behind the last one, all days
screen-do-leave-log = Back
screen-do-leave-log-help = back to the counter
