"""The keyboard-wedge scanner: tells what a machine typed from what a person typed, key by key.

Owns the timing rules and the withholding of keys until it is clear who types. It knows no screen,
no clock and no code: it is fed keys with the instant at which each one arrived, and hands back
what belongs to the person and what was scanned. It never reads what a scan says.
"""

import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise

from terminal_app.scanner.text import Source

SCANNER_PACE_MS = 30
"""The slowest pace of a wedge scanner, which is also where the common browser libraries for wedge
scanners draw the line between a scanner and a person."""

LATE_KEY_MS = 25
"""How far behind its pace a scanner may fall: one key that a busy PC delivered late."""

HOLD_MS = SCANNER_PACE_MS + LATE_KEY_MS
"""How long a key waits for the next one: a scanner's slowest pace and what a busy PC adds, at the
first gap as at every other. A letter that appears so late is not noticed."""

SILENCE_MS = 60
"""A running burst without a terminator ends after this silence: twice the slowest scanner's pace,
so that one late key does not tear a code in two."""

BURST_CHARS_MIN = 6
"""Fewer characters are not a burst. The shortest code worth scanning has eight digits (EAN-8), a
serial number about six; two or three quick keys are a person rolling over two fingers."""

HELD_KEY_PACE_MS = 20
"""A held key repeats every 25–40 ms (33 ms is Windows' fastest setting); a quicker run of one
character is a machine."""

HELD_KEYS_MAX = 32
"""After this many withheld repeats of one character it is a held key beyond doubt, and passes at
once."""

BURST_CHARS_MAX = 8192
"""Bound of the buffer: a QR code holds at most 7,089 digits (ISO/IEC 18004). What comes beyond is
swallowed."""

REPEAT_WINDOW_MS = 2500
"""A hand scanner reads the same phone twice within a second or two when the trigger is held."""

REPEAT_TEXTS_MAX = 16
"""How many texts are remembered; nobody scans more within the window."""

# Names as Textual gives them and as raw characters; ctrl+j and ctrl+m are what some terminals
# make of LF and CR.
_TERMINATORS = frozenset({"enter", "tab", "ctrl+j", "ctrl+m", "\r", "\n", "\t"})

# What the digits of a keypad are while NumLock is off. A terminal reports no key for the 5: such a
# code is told by its check to be incomplete, but not one of its arrows moves anything.
_KEYPAD = {
    "insert": "0", "end": "1", "down": "2", "pagedown": "3", "left": "4",
    "clear": "5", "right": "6", "home": "7", "up": "8", "pageup": "9",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Keys a person pressed, to be given back in order to the field or binding meant."""

    keys: tuple[str, ...] = field(repr=False)  # may be a PIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Burst:
    """What a machine typed up to a terminator or a silence, without it: a code, or a piece of one."""

    text: str = field(repr=False)  # may be a live token
    source: Source


KeyedEvent = Typed | Burst


class BurstDetector:
    """Sorts keys into a person's and a scanner's.

    Feed `key` with the instant the key ARRIVED, not the one at which a busy screen got round to
    it, and call `tick` at `due_ms`. Every call returns what became certain, oldest first; an
    empty tuple when nothing did.

    What cannot be told from a person is given to them: fewer than six characters, one repeated
    character (or a single change of it) sent slower than HELD_KEY_PACE_MS, and ideographs, which
    an input method commits a phrase at a time and no wedge scanner types.
    """

    def __init__(self) -> None:
        self._withheld: list[str] = []  # keys whose sender is not known yet
        self._withheld_since_ms = 0
        self._scanned: list[str] = []  # characters of the burst that is running
        self._keypad: list[str] = []  # its keypad keys, which count if it has nothing else
        self._burst_runs = False
        self._is_first_line = False  # no terminator has come since it began
        self._held_key = ""  # a key known to be held down: its repeats pass at once
        self._last_ms = 0
        self._settles_ms = 0  # when a silence since the last key has lasted long enough

    @property
    def burst_runs(self) -> bool:
        """Whether a machine is typing."""
        return self._burst_runs

    @property
    def due_ms(self) -> int | None:
        """The instant at which `tick` is next needed; None when nothing waits."""
        if not (self._withheld or self._burst_runs):
            return None
        return self._settles_ms

    def key(self, key: str, at_ms: int) -> tuple[KeyedEvent, ...]:
        """Take one key: the character it prints, or else its name (`enter`, `f5`, `ctrl+q`)."""
        settled = self.tick(at_ms)
        if self._burst_runs:
            events = settled + self._scan(key)
        elif key == self._held_key:
            events = (*settled, Typed(keys=(key,)))
        else:
            events = settled + self._withhold(key, at_ms)
        self._last_ms = at_ms
        self._settles_ms = at_ms + self._patience_ms()
        return events

    def tick(self, at_ms: int) -> tuple[KeyedEvent, ...]:
        """Let time pass: after silence withheld keys are the person's, a running burst is over."""
        return self.settle() if at_ms >= self._settles_ms else ()

    def settle(self) -> tuple[KeyedEvent, ...]:
        """End what is withheld now: nothing more belongs to it.

        Of a burst that ended in silence also a piece too short to be a code is told: a busy PC may have torn it off the
        next one.
        """
        events = self._burst_over(chars_min=1) if self._burst_runs else self._released()
        self._burst_runs = False
        self._held_key = ""
        self._settles_ms = self._last_ms + self._patience_ms()
        return events

    def paste(self, text: str) -> tuple[KeyedEvent, ...]:
        """Take a paste, as a code if it is long enough to be one, else as typed."""
        settled = self.settle()
        pasted = text.strip("\r\n\t")[:BURST_CHARS_MAX]
        if len(pasted) >= BURST_CHARS_MIN:
            return (*settled, Burst(text=pasted, source=Source.PASTED))
        typed = tuple(char for char in pasted if char.isprintable())
        return (*settled, Typed(keys=typed)) if typed else settled

    def _patience_ms(self) -> int:
        """Tell how long a silence settles things: short whenever a person may be waiting.

        Two characters within HOLD_MS are hardly a person's: from there on a late key is waited for.
        """
        if self._burst_runs:
            return SILENCE_MS if self._scanned or self._keypad else HOLD_MS
        return SILENCE_MS if sum(map(_is_character, self._withheld)) > 1 else HOLD_MS

    def _withhold(self, key: str, at_ms: int) -> tuple[KeyedEvent, ...]:
        events: tuple[KeyedEvent, ...] = ()
        self._held_key = ""
        if self._is_command_repeat(key, at_ms) or self._is_too_slow(key, at_ms):
            events = self._released()
        if _is_ideograph(key):
            return self._released(key)
        if not self._withheld:
            self._withheld_since_ms = at_ms
        self._withheld.append(key)
        if self._is_burst(at_ms):
            return events + self._burst_begins()
        if len(self._withheld) >= HELD_KEYS_MAX:
            self._held_key = key
            return events + self._released()
        return events

    def _is_command_repeat(self, key: str, at_ms: int) -> bool:
        """Tell whether a person holds an arrow or backspace: those move at once, not when let go.

        A code may begin with commands too, so only a pace that no scanner has will do.
        """
        only_commands = not any(_is_character(held) for held in (*self._withheld, key))
        return only_commands and at_ms - self._last_ms > SCANNER_PACE_MS

    def _is_too_slow(self, key: str, at_ms: int) -> bool:
        """Tell whether a scanner would be further by now; a held key is no matter of pace."""
        if self._withheld and at_ms < self._withheld_since_ms:
            return True  # the clock was set back: nothing can be said of the pace
        behind_ms = at_ms - self._withheld_since_ms - SCANNER_PACE_MS * len(self._withheld)
        return behind_ms > LATE_KEY_MS and any(held != key for held in self._withheld)

    def _is_burst(self, at_ms: int) -> bool:
        lasted_ms, gaps = at_ms - self._withheld_since_ms, len(self._withheld) - 1
        chars = [key for key in self._withheld if _is_character(key)]
        if len(chars) >= BURST_CHARS_MIN:
            return _changes(chars) > 1 or lasted_ms < HELD_KEY_PACE_MS * gaps
        keypad = [key for key in self._withheld if key in _KEYPAD]
        is_machine = lasted_ms <= SCANNER_PACE_MS * gaps
        return len(keypad) >= BURST_CHARS_MIN and _changes(keypad) > 1 and is_machine

    def _burst_begins(self) -> tuple[KeyedEvent, ...]:
        """Take the withheld keys as scanned ones; a line end among them may complete a code."""
        keys, self._withheld = self._withheld, []
        self._burst_runs = self._is_first_line = True
        return tuple(event for key in keys for event in self._scan(key))

    def _scan(self, key: str) -> tuple[KeyedEvent, ...]:
        """Take a key of the running burst; one that would fire a binding is swallowed.

        The burst goes on after a terminator until the machine falls silent: a code with line ends
        in it must not reach a field with its second line. Of such lines only the first is told when
        it is too short to be a code: a busy PC may have torn it off the code before it.
        """
        if key in _TERMINATORS:
            return self._burst_over(chars_min=1 if self._is_first_line else BURST_CHARS_MIN)
        if _is_character(key) and len(self._scanned) < BURST_CHARS_MAX:
            self._scanned.append(key)
        elif key in _KEYPAD and len(self._keypad) < BURST_CHARS_MAX:
            self._keypad.append(_KEYPAD[key])
        return ()

    def _burst_over(self, *, chars_min: int) -> tuple[KeyedEvent, ...]:
        text = "".join(self._scanned or self._keypad)
        self._scanned, self._keypad = [], []
        self._is_first_line = False
        return (Burst(text=text, source=Source.KEYED),) if len(text) >= chars_min else ()

    def _released(self, *more: str) -> tuple[KeyedEvent, ...]:
        keys = (*self._withheld, *more)
        self._withheld = []
        return (Typed(keys=keys),) if keys else ()


class RepeatFilter:
    """Lets the same text count once within REPEAT_WINDOW_MS of the time it last counted.

    For codes that mean one thing (a coupon, a sale); two equal products in a row are two scans.
    """

    def __init__(self) -> None:
        self._counted_ms: dict[str, int] = {}

    def counts(self, text: str, at_ms: int) -> bool:
        """Tell whether this sighting counts, and remember it if it does."""
        counted_ms = self._counted_ms.get(text)
        if counted_ms is not None and 0 <= at_ms - counted_ms < REPEAT_WINDOW_MS:
            return False
        self._counted_ms.pop(text, None)
        if len(self._counted_ms) >= REPEAT_TEXTS_MAX:
            self._counted_ms.pop(next(iter(self._counted_ms)))
        self._counted_ms[text] = at_ms
        return True


def _changes(keys: list[str]) -> int:
    return sum(one != after for one, after in pairwise(keys))


def _is_character(key: str) -> bool:
    return len(key) == 1 and key.isprintable()


def _is_ideograph(key: str) -> bool:
    """Tell whether an input method committed this; full-width ASCII is not meant, scans use it."""
    return _is_character(key) and unicodedata.category(key) == "Lo"
