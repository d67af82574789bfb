### Outages: the slip, the command line, the screen.

slip-outage-title = OUTAGE
slip-outage-number = Outage
slip-outage-number-value = No. { $number }
slip-outage-opened = First sale offline
slip-outage-closed = Platform back
slip-outage-not-over = not yet
slip-outage-lasted = Lasted
slip-outage-redemptions = Accepted offline
slip-outage-gross = Sales
slip-outage-discount = Discount
slip-outage-paid = Paid
slip-outage-refunds = Refunded offline
slip-outage-refunded = Paid back
slip-outage-note-open = The platform is not back yet; these are the sums so far.
slip-outage-note-closed = The platform is back. Each of these is uploaded by itself and confirmed one by one; what is not becomes an exception.

outage-printed = The platform is back; the outage slip is saved: { $file }
