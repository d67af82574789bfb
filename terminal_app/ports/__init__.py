"""What use cases need of the world, as protocols, and the closed unions that come back.

Adapters implement these; `bootstrap` puts concrete ones into a `Terminal`. Nothing here does anything.
"""

from terminal_app.ports.decisions import Decisions
from terminal_app.ports.log import NO_LOG, Level, Log, LogLine, LogPage, LogQuery, ReadLog, What
from terminal_app.ports.office import Office, StoryRow
from terminal_app.ports.people import SYSTEM, Operator, Operators, People, Person, Role
from terminal_app.ports.platform import (
    SIGNATURE_BYTES,
    Answered,
    Bank,
    CampaignReply,
    Change,
    ChangesReply,
    Enrolment,
    EventToSend,
    Heard,
    NoSale,
    NoStatement,
    PlatformTime,
    SaleReply,
    StatementReply,
)
from terminal_app.ports.records import (
    ChainReport,
    Contact,
    Head,
    JournalRow,
    KeyInForce,
    Posted,
    TerminalWord,
)
from terminal_app.ports.store import Audit, Store, Transaction
from terminal_app.ports.terminal import (
    Clock,
    CodeReader,
    IdKind,
    Ids,
    Product,
    Products,
    Shopper,
    Terminal,
)

__all__ = [
    "NO_LOG",
    "SIGNATURE_BYTES",
    "SYSTEM",
    "Answered",
    "Audit",
    "Bank",
    "CampaignReply",
    "ChainReport",
    "Change",
    "ChangesReply",
    "Clock",
    "CodeReader",
    "Contact",
    "Decisions",
    "Enrolment",
    "EventToSend",
    "Head",
    "Heard",
    "IdKind",
    "Ids",
    "JournalRow",
    "KeyInForce",
    "Level",
    "Log",
    "LogLine",
    "LogPage",
    "LogQuery",
    "NoSale",
    "NoStatement",
    "Office",
    "Operator",
    "Operators",
    "People",
    "Person",
    "PlatformTime",
    "Posted",
    "Product",
    "Products",
    "ReadLog",
    "Role",
    "SaleReply",
    "Shopper",
    "StatementReply",
    "Store",
    "StoryRow",
    "Terminal",
    "TerminalWord",
    "Transaction",
    "What",
]
