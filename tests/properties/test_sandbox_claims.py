"""Whatever is claimed in whatever order: nobody twice, never too many, and events stay idempotent."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from terminal_app.sandbox.claims import CRITERIA, Claimed, ClaimRefused, claim
from terminal_app.sandbox.clock import instant_ms
from terminal_app.sandbox.digits import luhn_digit
from terminal_app.sandbox.faults import FaultPlan
from terminal_app.sandbox.identity import identity_in
from terminal_app.sandbox.office import Office, open_office
from terminal_app.sandbox.tokens import Presentation, TokenDefect, read_token, write_token
from tests.contract.conftest import changed_campaign

QUANTITIES = {"300": 3, "500": 2, "600": 1}
BUDGET_FEN = 3 * 30_000 + 2 * 50_000  # ten thousand short of all six
USERS = st.dictionaries(
    st.sampled_from(CRITERIA), st.sampled_from(["a", "b", "c", "d"]), min_size=1, max_size=3
)
CLAIMS = st.lists(st.tuples(USERS, st.sampled_from([300, 500, 600])), max_size=25)


def _office(folder: Path) -> Office:
    campaign = changed_campaign(
        rounds=[
            {
                "number": 1,
                "released_at": "2024-01-27T10:00:00.000+08:00",
                "valid_until": "2024-02-02T00:00:00.000+08:00",
                "quantities": QUANTITIES,
            }
        ],
        funding=[{"source": "bank", "name": "银行", "amount_fen": BUDGET_FEN}],
    )
    office = open_office(folder=folder, source=campaign, database_url=None, faults=FaultPlan())
    office.clock.put(at_ms=instant_ms("2024-01-27T10:00:00.000+08:00"), running=False)
    return office


@settings(derandomize=True, max_examples=15, deadline=None)
@given(claims=CLAIMS)
def test_nobody_claims_twice_and_nothing_is_oversold(
    claims: list[tuple[dict[str, str], int]],
) -> None:
    with TemporaryDirectory() as folder:
        office = _office(Path(folder))
        try:
            _check(office, claims)
        finally:
            office.database.close()


def _check(office: Office, claims: list[tuple[dict[str, str], int]]) -> None:
    holders: dict[int, list[dict[str, str]]] = {300: [], 500: [], 600: []}
    spent_fen = 0
    for user, type_id in claims:
        shared = [
            name
            for name in CRITERIA
            if any(name in user and other.get(name) == user[name] for other in holders[type_id])
        ]
        all_gone = len(holders[type_id]) >= QUANTITIES[str(type_id)]
        no_money = spent_fen + type_id * 100 > BUDGET_FEN
        match claim(office, user, type_id):
            case Claimed() as claimed:
                assert not shared
                assert not all_gone
                assert not no_money
                assert claimed.type_id == type_id
                holders[type_id].append(user)
                spent_fen += type_id * 100
            case ClaimRefused(code="already_claimed", criterion=criterion):
                assert criterion in shared
            case ClaimRefused(code=code):
                assert code == "sold_out"
                assert all_gone or no_money
    counted = Counter({type_id: len(users) for type_id, users in holders.items()})
    assert all(counted[int(kind)] <= most for kind, most in QUANTITIES.items())


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    coupon=st.integers(0, 10**16 - 1),
    campaign=st.integers(0, 2**32),
    kind=st.integers(0, 2**31),
    tag=st.binary(min_size=3, max_size=3),
    place=st.integers(0, 400),
    digit=st.integers(1, 9),
)
def test_a_token_survives_its_digits_and_no_changed_digit_passes(
    coupon: int, campaign: int, kind: int, tag: bytes, place: int, digit: int
) -> None:
    with TemporaryDirectory() as folder:
        key = identity_in(Path(folder)).token_key
    presentation = Presentation(
        coupon_id=f"{coupon:016d}",
        campaign_number=campaign,
        type_id=kind,
        round_number=1,
        holder_tag=tag,
        issued_at_s=1_706_320_800,
        expires_at_s=1_706_320_920,
    )
    code = write_token(key, presentation)
    assert read_token(key, code) == presentation
    place %= len(code)
    changed = code[:place] + str((int(code[place]) + digit) % 10) + code[place + 1 :]
    assert isinstance(read_token(key, changed), TokenDefect)


@settings(derandomize=True, max_examples=60)
@given(digits=st.text("0123456789", min_size=1, max_size=30), place=st.integers(0, 30))
def test_the_luhn_digit_notices_any_one_wrong_digit(digits: str, place: int) -> None:
    whole = digits + luhn_digit(digits)
    place %= len(whole)
    for wrong in set("0123456789") - {whole[place]}:
        changed = whole[:place] + wrong + whole[place + 1 :]
        assert luhn_digit(changed[:-1]) != changed[-1]
