### Exceptions: their types, and what people did. exception-step-* are domain.event.CaseStep.
exception-redemption-declined = redemption declined later
exception-refund-declined = refund declined later
exception-reversal-declined = reversal not accepted by the platform
exception-step-noted = Note
exception-step-taken = Taken over
exception-step-handed-to-bank = Handed to the bank
exception-step-settled = Settled
exception-note = { $step } ({ $operator }, { $at }) { $note }
exception-id = id { $entry }
exception-advice = The manager takes it over: compare both records, call the bank on 95533, settle it when done.

evidence-redemption-id = redemption { $value }
evidence-store-id = store { $value }
evidence-terminal-id = terminal { $value }
evidence-used-at = used { $value }
