"""Why something is refused: a closed list of stable codes, each with its numbers.

The words for a code stand in `terminal_app.wording`, once for all who say them; a test fails on a code
without a sentence. Nothing here formats anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from terminal_app.domain.money import Money

Fact = Money | int | str | datetime
Facts = Mapping[str, Fact]


class Reason(StrEnum):
    """A stable code: it is stored, logged, printed and looked up in the guide."""

    # what was scanned
    CODE_FOREIGN = "code_foreign"
    CODE_PAYMENT = "code_payment"
    CODE_URL = "code_url"
    CODE_PRODUCT = "code_product"
    CODE_TRUNCATED = "code_truncated"
    CODE_GARBLED = "code_garbled"
    CODE_MISREAD = "code_misread"
    CODE_MALFORMED = "code_malformed"
    CODE_WRONG_ENVIRONMENT = "code_wrong_environment"
    CODE_UNKNOWN_KEY = "code_unknown_key"
    CODE_FORGED = "code_forged"
    CODE_OTHER_CAMPAIGN = "code_other_campaign"
    CODE_NOT_YET = "code_not_yet"
    CODE_EXPIRED = "code_expired"
    CODES_TWO = "codes_two"
    # what is on the counter
    SALE_EMPTY = "sale_empty"
    SALE_TOO_LONG = "sale_too_long"
    ITEM_UNREADABLE = "item_unreadable"
    ITEM_UNNAMED = "item_unnamed"
    PRICE_UNREADABLE = "price_unreadable"
    PRICE_ZERO = "price_zero"
    QUANTITY_UNREADABLE = "quantity_unreadable"
    PRODUCT_UNKNOWN = "product_unknown"
    LIST_EMPTY = "list_empty"
    # the coupon and the rules
    COUPON_TYPE_UNKNOWN = "coupon_type_unknown"
    ROUND_UNKNOWN = "round_unknown"
    ROUND_NOT_STARTED = "round_not_started"
    ROUND_ENDED = "round_ended"
    BELOW_THRESHOLD = "below_threshold"
    COUPON_USED = "coupon_used"
    COUPON_USED_HERE = "coupon_used_here"
    COUPON_IN_PROGRESS = "coupon_in_progress"
    COUPON_RESTING = "coupon_resting"
    COUPON_REVOKED = "coupon_revoked"
    COUPON_FROZEN = "coupon_frozen"
    COUPON_UNKNOWN = "coupon_unknown"
    COUPON_MISMATCH = "coupon_mismatch"
    SERIAL_REQUIRED = "serial_required"
    SERIAL_USED = "serial_used"
    STORE_SUSPENDED = "store_suspended"
    TERMINAL_REVOKED = "terminal_revoked"
    TERMINAL_REPLACED = "terminal_replaced"
    CAMPAIGN_MISSING = "campaign_missing"
    # going on without the platform
    OFFLINE_COUNT_REACHED = "offline_count_reached"
    OFFLINE_MONEY_REACHED = "offline_money_reached"
    OFFLINE_CONTACT_OLD = "offline_contact_old"
    OFFLINE_CAMPAIGN_EXPIRED = "offline_campaign_expired"
    CLOCK_UNTRUSTED = "clock_untrusted"
    # what only the platform says
    AMOUNTS_WRONG = "amounts_wrong"
    UPLOAD_TOO_LATE = "upload_too_late"
    REVERSED = "reversed"
    DECLINED_OTHERWISE = "declined_otherwise"
    # a sale that already has an end
    SALE_UNKNOWN = "sale_unknown"
    SALE_COMPLETED = "sale_completed"
    SALE_REVERSED = "sale_reversed"
    SALE_NOT_ACCEPTED = "sale_not_accepted"
    SALE_OPEN = "sale_open"
    SALE_REFUNDED = "sale_refunded"
    SALE_VOIDED = "sale_voided"
    SALE_ELSEWHERE = "sale_elsewhere"
    REFUND_EMPTY = "refund_empty"
    REFUND_LINE_UNKNOWN = "refund_line_unknown"
    REFUND_TOO_MANY = "refund_too_many"
    REFUND_DISPUTED = "refund_disputed"
    REFUND_IN_PROGRESS = "refund_in_progress"
    # the bank's statement
    STATEMENT_UNREADABLE = "statement_unreadable"
    STATEMENT_NOT_SIGNED = "statement_not_signed"
    STATEMENT_OTHER_STORE = "statement_other_store"
    STATEMENT_OTHER_CAMPAIGN = "statement_other_campaign"
    STATEMENT_DIGEST_WRONG = "statement_digest_wrong"
    STATEMENT_OTHER_DAY = "statement_other_day"
    STATEMENT_OLDER = "statement_older"
    STATEMENT_NONE = "statement_none"
    STATEMENT_SILENT = "statement_silent"
    STATEMENT_NOT_COMPARED = "statement_not_compared"
    DIFFERENCE_UNKNOWN = "difference_unknown"
    DIFFERENCE_SETTLED = "difference_settled"
    # exceptions, and what a person writes about them
    EXCEPTION_UNKNOWN = "exception_unknown"
    EXCEPTION_SETTLED = "exception_settled"
    NOTE_EMPTY = "note_empty"
    NOTE_TOO_LONG = "note_too_long"
    # who is acting
    SIGN_IN_NEEDED = "sign_in_needed"
    SIGN_IN_WRONG = "sign_in_wrong"
    SIGN_IN_WAIT = "sign_in_wait"
    ROLE_TOO_LOW = "role_too_low"
    ENTRY_UNKNOWN = "entry_unknown"
    ENTRY_ANSWERED = "entry_answered"
    ENTRY_HELD = "entry_held"
    ENTRY_UNDECIDED = "entry_undecided"
    ENTRY_UNANSWERED = "entry_unanswered"
    NO_USABLE_ANSWER = "no_usable_answer"
    SHIFT_UNKNOWN = "shift_unknown"
    RECORD_UNKNOWN = "record_unknown"
    GUIDE_UNKNOWN = "guide_unknown"
    # a support bundle, and decisions run again from it
    DECISION_UNKNOWN = "decision_unknown"
    DECISION_UNREAD = "decision_unread"
    DECISION_WITHOUT_CAMPAIGN = "decision_without_campaign"
    BUNDLE_DAYS_WRONG = "bundle_days_wrong"
    # who may stand at the counter
    OPERATOR_UNKNOWN = "operator_unknown"
    OPERATOR_KNOWN = "operator_known"
    OPERATOR_NUMBER_TAKEN = "operator_number_taken"
    OPERATOR_NUMBER_UNREADABLE = "operator_number_unreadable"
    OPERATOR_NAME_EMPTY = "operator_name_empty"
    OPERATOR_FIRST = "operator_first"
    OPERATOR_ABOVE = "operator_above"
    OPERATOR_SELF = "operator_self"
    OPERATOR_LAST_MANAGER = "operator_last_manager"
    PIN_UNREADABLE = "pin_unreadable"
    PIN_OBVIOUS = "pin_obvious"
    PIN_DIFFERS = "pin_differs"
    PIN_MISSING = "pin_missing"
    # which days
    DATE_UNREADABLE = "date_unreadable"
    SPAN_BACKWARDS = "span_backwards"
    SPAN_TOO_LONG = "span_too_long"
    # a health code read out on the phone
    HEALTH_CODE_UNREADABLE = "health_code_unreadable"
    HEALTH_CODE_WRONG = "health_code_wrong"
    # enrolment and the other side
    ACTIVATION_REFUSED = "activation_refused"
    ACTIVATION_FOREIGN = "activation_foreign"
    ALREADY_ENROLLED = "already_enrolled"
    OPEN_ELSEWHERE = "open_elsewhere"
    RETIRE_UNFINISHED = "retire_unfinished"
    CHAIN_FORKED = "chain_forked"
    MOVE_UNFINISHED = "move_unfinished"
    MOVE_FOLDER_TAKEN = "move_folder_taken"
    PASSPHRASE_MISSING = "passphrase_missing"
    PASSPHRASE_SHORT = "passphrase_short"
    PASSPHRASE_WRONG = "passphrase_wrong"
    SEALED_FILE_FOREIGN = "sealed_file_foreign"
    SEALED_FILE_DAMAGED = "sealed_file_damaged"
    PLATFORM_SILENT = "platform_silent"
    PLATFORM_REFUSED = "platform_refused"


class Trouble(StrEnum):
    """Codes for what is wrong with the environment (exit 3), not with the request."""

    NOT_ENROLLED = "not_enrolled"
    SETTINGS_UNREADABLE = "settings_unreadable"
    STORAGE_FULL = "storage_full"
    STORAGE_READ_ONLY = "storage_read_only"
    STORAGE_DAMAGED = "storage_damaged"
    STORAGE_NEWER = "storage_newer"
    STORAGE_ENGINE_TOO_OLD = "storage_engine_too_old"
    STORAGE_BUSY = "storage_busy"
    STORAGE_UNKNOWN = "storage_unknown"
    KEY_MISSING = "key_missing"
    KEY_WRONG = "key_wrong"
    KEY_CHANGED = "key_changed"
    TERMINAL_RETIRED = "terminal_retired"
    TERMINAL_MOVED_OUT = "terminal_moved_out"
    TERMINAL_ARRIVING = "terminal_arriving"
    TERMINAL_FORKED = "terminal_forked"
    FILE_MISSING = "file_missing"
    FILE_UNWRITABLE = "file_unwritable"
    FILE_PROTECTED = "file_protected"
    IMAGE_UNREADABLE = "image_unreadable"
    IMAGE_TOO_LARGE = "image_too_large"
    IMAGE_WITHOUT_CODE = "image_without_code"
    DECODERS_MISSING = "decoders_missing"
    CAMERA_SUPPORT_MISSING = "camera_support_missing"
    CAMERA_NOT_FOUND = "camera_not_found"
    CAMERA_BUSY = "camera_busy"
    CAMERA_FORBIDDEN = "camera_forbidden"
    CAMERA_SILENT = "camera_silent"
    CAMERA_LOST = "camera_lost"
    CAMERA_WITHOUT_CODE = "camera_without_code"
    LIST_UNREADABLE = "list_unreadable"
    READINGS_UNREADABLE = "readings_unreadable"
    BUNDLE_UNSAFE = "bundle_unsafe"
    BUNDLE_UNREADABLE = "bundle_unreadable"
    SANDBOX_MISSING = "sandbox_missing"
    SANDBOX_STOPPED = "sandbox_stopped"
    URL_UNUSABLE = "url_unusable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A rule says no. `facts` are the numbers its sentence needs; `decision_id` names the record of it, if any."""

    reason: Reason
    facts: Facts = field(default_factory=dict)
    decision_id: str = field(default="", compare=False)


class EnvironmentTrouble(Exception):
    """The surroundings do not let the program work: no enrolment, full disk, unreadable file.

    Raised by adapters, caught in one place in the CLI and one in the screen.
    """

    def __init__(self, trouble: Trouble, **facts: Fact) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.facts: Facts = facts
