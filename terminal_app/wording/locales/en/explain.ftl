### A record's whole story: said by the screen and by `explain`. The keys of story-<kind> are those of Kind in domain.event.

story-standing = Sale { $sale }  { $type } coupon { $coupon }: { $state }{ $settled ->
        [yes] {" "}(settled)
       *[no] {""}
    }, { $sale_state }{ GIVEN($terminal) ->
        [yes] , till { $terminal }
       *[no] {""}
    }
story-standing-refund = Later taken back, { $kind }: ¥{ $refund } to the shopper, { $state }{ $settled ->
        [yes] {" "}(settled)
       *[no] {""}
    }, coupon { $coupon }
story-who = { GIVEN($name) ->
        [yes] { $name } ({ $id })
       *[no] { $id }
    }
story-by-program = the program

story-enrolled = Terminal { $terminal } enrolled for { $store }
story-signed-in = { $operator } signed in
story-campaign-adopted = Campaign document, version { $version }, in force
story-standing-learned = { $suspended ->
        [yes] The platform says: the store is suspended ({ $why })
       *[no] The platform says: the store may redeem
    }
story-redemption-requested = Redemption asked for: { $type } coupon { $coupon } (round { $round }), sales ¥{ $gross } = paid ¥{ $payable } + discount ¥{ $discount }
story-redemption-confirmed = The platform booked it
story-redemption-declined = The platform declined it: { $why }
story-redemption-accepted-offline = No answer of the platform ({ $why }): accepted offline
story-redemption-reversed = Reversed, it counts as never having happened: { $why }
story-exception-raised = The platform declined it later, an exception: { $why }
story-sale-completed = The shopper paid
story-notice-answered = { $outcome ->
        [confirmed] The platform took the reversal
       *[other] The platform did not take the reversal: { $why }
    }
story-sale-fetched = Sale of till { $terminal } fetched from the platform
story-refund-requested = Asked for, { $kind }: ¥{ $refund } to the shopper, ¥{ $subsidy } of subsidy back, { $fate ->
        [reinstated] the coupon comes back
       *[used] the coupon stays used
    }
story-refund-confirmed = The platform booked the refund, { $fate ->
        [reinstated] the coupon is reinstated
       *[used] the coupon counts as used
    }
story-refund-declined = The platform declined the refund, no money went back: { $why }
story-refund-accepted-offline = No answer of the platform ({ $why }): the money went back, the coupon waits for it
story-refund-exception-raised = The platform declined the refund later, an exception: { $why }
story-exception-noted-noted = Exception: a note
story-exception-noted-taken = Exception: taken by { $owner }
story-exception-noted-handed-to-bank = Exception: given to the bank{ GIVEN($owner) ->
        [yes] { " " }({ $owner })
       *[no] { "" }
    }
story-exception-noted-settled = Exception: settled
story-shift-closed = Shift { $shift } closed, journal rows { $first }–{ $last }
story-statement-compared = Statement of { $date } compared, { $differences } differences
story-difference-settled = Difference { $difference } of { $date } settled

story-item = { $item }  ¥{ $price } × { $quantity }{ GIVEN($serial) ->
        [yes] {"  "}SN { $serial }
       *[no] {""}
    }{ $anchor ->
        [yes] {"  "}← the discount is on this
       *[no] {""}
    }
story-unit = { $quantity } of line { $line } returned
story-clause-full-inside = Clause: full refund in one operation, inside the validity
story-clause-full-after = Clause: full refund after the validity
story-clause-partial = Clause: partial refund
story-clause-split = Clause: split refund
story-clause-void = Clause: void
story-clause-forfeited-before = Clause: an earlier refund forfeited the coupon
story-clause-cycles-spent = Clause: the coupon came back as often as it may
story-clause-disputed = Clause: the platform disputes the redemption
story-note = Note: { $note }
story-evidence = Platform: { $name } = { $value }
story-campaign = Campaign document, version { $version }
story-clock = Clock: { $offset } s off this PC's, measured { $age } before, { $trusted ->
        [yes] trusted
       *[no] not trusted: earlier than the last instant seen, so it was put back
    }
story-clock-unmeasured = Clock: never measured, { $trusted ->
        [yes] trusted
       *[no] not trusted
    }
story-posting-waiting = Waits to be uploaded: { $attempts ->
        [one] 1 try
       *[other] { $attempts } tries
    }, again after { $due }, last: { $why }
story-posting-sending = Being uploaded
story-posting-answered = The platform has answered{ $attempts ->
        [0] {""}
        [one] {" "}after 1 try in vain{ GIVEN($why) ->
            [yes] : { $why }
           *[no] {""}
        }
       *[other] {" "}after { $attempts } tries in vain{ GIVEN($why) ->
            [yes] , the last: { $why }
           *[no] {""}
        }
    }
story-posting-held = Handed over, not sent by itself: { $attempts ->
        [one] 1 try
       *[other] { $attempts } tries
    }, last: { GIVEN($why) ->
        [yes] { $why }
       *[no] —
    }
story-posting-rejected = The platform does not take it: { GIVEN($why) ->
        [yes] { $why }
       *[no] —
    }{ $attempts ->
        [0] {""}
        [one] {" "}(after 1 try in vain)
       *[other] {" "}(after { $attempts } tries in vain)
    }
story-not-paid = the shopper did not pay

story-duty-restart = Next: it has no outcome yet; starting the program again brings it to one
story-duty-money = Next: press F8 (paid) or F7 (not paid) at the counter
story-duty-settle = Next: the store manager settles it under «Exceptions» in the back office
story-duty-held = Next: check it with the bank; when the platform is back, press R on it in the queue (F3)
story-duty-upload = Next: uploaded by itself once the platform is back; F5 (or sync) asks for it
story-duty-none = Nothing to be done
story-operator-added = Operator { $operator } added ({ $role ->
        [manager] manager
        [engineer] field engineer
       *[cashier] cashier
    })
story-operator-disabled = Operator { $operator } disabled
story-operator-pin-reset = Operator { $operator } given a new PIN
story-sign-in-failed = { GIVEN($operator) ->
        [yes] Operator { $operator }
       *[no] A number nobody has
    }: { $failures } wrong PINs in a row
story-usable-from = The coupon can be used again from { $at }
story-proof = The platform's signature: { $good ->
        [yes] verified, and about just this
       *[no] does not verify (not by a key of the bank held now, or not about this)
    }
story-clock-behind = The clock was put back: { $behind } before the row before it
story-shift = Of shift { $number }
story-shift-runs = Of the shift that runs
story-slip = Slip { $slip }: printed { $at }{ $copies ->
        [0] {""}
        [one] {" "}and 1 copy
       *[other] {" "}and { $copies } copies
    }
story-slip-none = Slip { $slip }: never printed
story-difference = Statement of { $date }: { $what }, { GIVEN($note) ->
        [yes] settled: { $note }
       *[no] open
    }
