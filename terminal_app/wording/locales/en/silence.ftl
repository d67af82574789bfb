### Why the platform gave no answer.

silence-unconnected = no connection to the platform
silence-late = no answer in time
silence-cut = the line was cut before the answer was whole
silence-before = silent the last time, so not asked again
silence-unasked = not asked this time
silence-in-line = behind an earlier entry of this coupon
silence-other = an answer without this entry
silence-aside = set aside by a person, not sent any more
