### The support bundle: its explanation, and the command line.

bundle-readme =
    Coupon terminal · support bundle

    For the bank's field engineer. It holds what is on a list and nothing else; before it was written, the program searched
    the whole of it once more.
    Not in it: keys, PINs, coupon codes, anything of a shopper, names of operators and products, notes.
    Ids of sales and coupons, serial numbers and operators have pseudonyms, the same all through this bundle, others in
    every other one; nobody can go back. To learn the pseudonym of an id, run at the till: bundle --out F.zip --about ID

    doctor.json      what the doctor found
    state.json       the terminal: versions, clock, contact, queue, what is left offline, the journal's end
    settings.json    the settings that are on the list
    journal.jsonl    the journal of the last days, a row to a line
    decisions.jsonl  what was decided at the counter, refusals included; run one again: replay F.zip PSEUDONYM
    queue.jsonl      what waits and what the platform rejected
    log.jsonl        the log of the last days
    campaign/        the bank's published documents, as they were signed
    keys.json        the bank's public keys, with which those signatures are checked
    manifest.json    size and SHA-256 of each file (hexadecimal, a dot after every four)
bundle-written = Bundle written: { $path } ({ $count } files)
bundle-about = { $record } is called { $name } in it
bundle-about-none = { $record } is not in this bundle
replay-same = The same again: { $id }, { $outcome ->
        [accepted] accepted
       *[other] not accepted ({ $outcome })
    }, campaign document { $version }
replay-differs = It comes out otherwise: { $id }, { $count ->
        [one] one difference
       *[other] { $count } differences
    }
replay-difference = { $field }: then { $recorded }, now { $now }
replay-signed = The campaign document's signature was checked with the bank's keys in the bundle; whether those are the bank's has to be known otherwise
replay-unsigned = Beware: the campaign document's signature does not fit the keys in the bundle; take the result with caution

screen-do-bundle = Bundle
screen-do-bundle-help = Writes checkup, journal and log, reduced, into one file for the bank’s engineer; without shoppers and keys
screen-bundle-writing = Writing the support bundle …
screen-bundle-written = The support bundle is written: { $file }. Give it to the bank’s engineer
