"""The outbox against a model of it: a list, a sort, and no SQL.

Whatever order the verbs come in, with leases running out and late holders coming back, both must
hold the same entries. The same machine is then run against broken outboxes, and must notice each.
"""

import sqlite3
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

import offline_queue
from offline_queue import Effect, Entry, IdReused, State, _statements

START_MS = 1_000_000
STREAMS = {stream: tuple(f"{stream}{n}" for n in range(4)) for stream in "ab"}
NAMES = st.sampled_from(STREAMS["a"] + STREAMS["b"])
# Which of the leases ever given comes back: mostly the latest, now and then one long overtaken.
LEASES = st.sampled_from([0, 0, 0, 1, 1, 2, 4, 8])
SOME_MS = st.integers(min_value=0, max_value=100)
WAITING = (State.READY, State.LEASED)
SETTINGS = settings(
    derandomize=True,
    deadline=None,
    max_examples=60,
    stateful_step_count=40,
    suppress_health_check=list(HealthCheck),
)


@dataclass(slots=True, kw_only=True)
class Expected:
    """What the model knows of one entry."""

    name: str
    stream: str
    body: bytes
    state: State
    enqueued_ms: int
    due_ms: int
    lease: int = 0
    attempts: int = 0
    error: str = ""
    receipt: bytes = b""
    done_ms: int = 0


class OutboxMachine(RuleBasedStateMachine):
    """Every verb, in any order, on names in two streams."""

    def __init__(self) -> None:
        super().__init__()
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.connection.execute("BEGIN IMMEDIATE")
        offline_queue.install(self.connection)
        self.now_ms = START_MS
        self.model: list[Expected] = []
        self.held: list[tuple[str, int]] = []

    def teardown(self) -> None:
        self.connection.close()

    # The model.

    def known(self, name: str) -> Expected | None:
        return next((entry for entry in self.model if entry.name == name), None)

    def head(self, stream: str) -> Expected | None:
        return next((e for e in self.model if e.stream == stream and e.state in WAITING), None)

    def stands_first(self, entry: Expected) -> bool:
        return self.head(entry.stream) is entry

    def come_forward(self, stream: str, before: Expected | None) -> None:
        head = self.head(stream)
        if head is not None and head is not before and head.state is State.READY:
            head.due_ms = min(head.due_ms, self.now_ms)

    def lease(self, entry: Expected, lease_ms: int) -> None:
        entry.state = State.LEASED
        entry.lease += 1
        entry.due_ms = self.now_ms + lease_ms
        self.held.append((entry.name, entry.lease))

    # The verbs.

    @rule(name=NAMES, lease_ms=st.none() | st.integers(1, 100), other=st.sampled_from([0, 0, 0, 1]))
    def enqueue(self, name: str, lease_ms: int | None, other: int) -> None:
        body = f"{name}{other}".encode()
        until_ms = None if lease_ms is None else self.now_ms + lease_ms
        before = self.known(name)

        def call() -> Entry:
            return offline_queue.enqueue(
                self.connection,
                id=name,
                stream=name[0],
                body=body,
                now_ms=self.now_ms,
                leased_until_ms=until_ms,
            )

        if before is not None and before.body != body:
            with pytest.raises(IdReused):
                call()
            return
        entry = call()
        if before is not None:
            assert entry.lease == 0
            return
        is_leased = lease_ms is not None and self.head(name[0]) is None
        expected = Expected(
            name=name,
            stream=name[0],
            body=body,
            state=State.READY,
            enqueued_ms=self.now_ms,
            due_ms=self.now_ms,
        )
        self.model.append(expected)
        if is_leased and lease_ms is not None:
            self.lease(expected, lease_ms)
        assert entry.lease == expected.lease

    @rule(lease_ms=st.integers(1, 100), limit=st.integers(1, 3))
    def claim(self, lease_ms: int, limit: int) -> None:
        due = [e for e in self.model if self.stands_first(e) and e.due_ms <= self.now_ms]
        due.sort(key=lambda e: e.due_ms)  # stable: in order of the outbox where equal
        chosen = [e for e in self.model if e in due[:limit]]
        batch = offline_queue.claim(
            self.connection, now_ms=self.now_ms, lease_ms=lease_ms, limit=limit
        )
        assert [entry.id for entry in batch] == [entry.name for entry in chosen]
        for entry, expected in zip(batch, chosen, strict=True):
            self.lease(expected, lease_ms)
            assert entry.lease == expected.lease

    @rule(name=NAMES, lease_ms=st.integers(1, 100))
    def claim_one(self, name: str, lease_ms: int) -> None:
        expected = self.known(name)
        if expected is None:
            return
        entry = offline_queue.claim_one(
            self.connection, id=name, now_ms=self.now_ms, lease_ms=lease_ms
        )
        is_free = expected.state is State.READY or expected.due_ms <= self.now_ms
        assert (entry is not None) == (self.stands_first(expected) and is_free)
        if entry is not None:
            self.lease(expected, lease_ms)
            assert entry.lease == expected.lease

    @rule(which=LEASES)
    def settle(self, which: int) -> None:
        if not self.held:
            return
        name, lease = self.held[-1 - which % len(self.held)]
        expected = self.known(name)
        receipt = f"proof {lease}".encode()
        if expected is None:
            return
        head = self.head(expected.stream)
        effect = offline_queue.settle(self.connection, id=name, receipt=receipt, now_ms=self.now_ms)
        assert (effect is Effect.STALE) == (expected.state is State.DONE)
        if effect is Effect.APPLIED:
            expected.state, expected.receipt = State.DONE, receipt
            expected.done_ms = self.now_ms
            self.come_forward(expected.stream, head)

    @rule(which=LEASES, wait_ms=SOME_MS, is_tried=st.sampled_from([True, True, False]))
    def postpone(self, which: int, wait_ms: int, *, is_tried: bool = True) -> None:
        if not self.held:
            return
        name, lease = self.held[-1 - which % len(self.held)]
        expected = self.known(name)
        if expected is None:
            return
        effect = offline_queue.postpone(
            self.connection,
            id=name,
            error=f"try {lease}",
            now_ms=self.now_ms,
            due_ms=self.now_ms + wait_ms,
            lease=lease,
            is_tried=is_tried,
        )
        holds = expected.state is State.LEASED and expected.lease == lease
        assert effect is (Effect.APPLIED if holds else Effect.STALE)
        if holds:
            expected.state, expected.error = State.READY, f"try {lease}"
            expected.due_ms = self.now_ms + wait_ms
            expected.attempts += is_tried

    @rule(which=LEASES)
    def park(self, which: int) -> None:
        if not self.held:
            return
        name, lease = self.held[-1 - which % len(self.held)]
        expected = self.known(name)
        if expected is None:
            return
        head = self.head(expected.stream)
        effect = offline_queue.park(
            self.connection, id=name, reason="no", receipt=b"no", now_ms=self.now_ms, lease=lease
        )
        holds = expected.state is State.LEASED and expected.lease == lease
        assert effect is (Effect.APPLIED if holds else Effect.STALE)
        if holds:
            expected.state, expected.error, expected.receipt = State.PARKED, "no", b"no"
            self.come_forward(expected.stream, head)

    @rule(name=NAMES)
    def requeue(self, name: str) -> None:
        expected = self.known(name)
        if expected is None:
            return
        effect = offline_queue.requeue(self.connection, id=name, now_ms=self.now_ms)
        assert (effect is Effect.APPLIED) == (expected.state is State.PARKED)
        if effect is Effect.APPLIED:
            expected.state, expected.due_ms = State.READY, self.now_ms

    @rule()
    def hasten(self) -> None:
        late = [
            e
            for e in self.model
            if self.stands_first(e) and e.state is State.READY and e.due_ms > self.now_ms
        ]
        assert offline_queue.hasten(self.connection, now_ms=self.now_ms) == len(late)
        for entry in late:
            entry.due_ms = self.now_ms

    @rule(age_ms=SOME_MS, limit=st.integers(1, 3))
    def purge(self, age_ms: int, limit: int) -> None:
        before_ms = self.now_ms - age_ms
        old = [e for e in self.model[:-1] if e.state is State.DONE and e.done_ms < before_ms]
        old.sort(key=lambda e: e.done_ms)
        gone = offline_queue.purge(self.connection, done_before_ms=before_ms, limit=limit)
        assert gone == len(old[:limit])
        self.model = [e for e in self.model if e not in old[:limit]]
        self.held = [(name, lease) for name, lease in self.held if self.known(name) is not None]

    @rule(wait_ms=SOME_MS)
    def time_passes(self, wait_ms: int) -> None:
        self.now_ms += wait_ms

    # What usually happens, so that a short run gets far.

    @rule(stream=st.sampled_from("ab"))
    def enqueue_a_stream(self, stream: str) -> None:
        for name in STREAMS[stream]:
            self.enqueue(name=name, lease_ms=None, other=0)

    @rule(stream=st.sampled_from("ab"), parks=st.booleans())
    def try_the_head(self, stream: str, parks: bool) -> None:
        head = self.head(stream)
        if head is None:
            return
        self.claim_one(name=head.name, lease_ms=10)
        if parks:
            self.park(which=0)
        else:
            self.settle(which=0)

    @rule(name=NAMES, times=st.integers(1, 4))
    def try_in_vain(self, name: str, times: int) -> None:
        for _ in range(times):
            self.claim_one(name=name, lease_ms=1)
            self.postpone(which=0, wait_ms=0)

    @rule(name=NAMES)
    def return_late(self, name: str) -> None:
        self.claim_one(name=name, lease_ms=1)
        self.time_passes(wait_ms=1)
        self.claim_one(name=name, lease_ms=100)
        self.postpone(which=1, wait_ms=0)
        self.park(which=1)

    # What must hold after each.

    @invariant()
    def both_hold_the_same(self) -> None:
        found = offline_queue.entries(self.connection, states=tuple(State), limit=100)
        assert [
            (e.id, e.stream, e.body, e.state, e.attempts, e.enqueued_ms, e.due_ms, e.last_error,
             e.receipt)
            for e in found
        ] == [
            (e.name, e.stream, e.body, e.state, e.attempts, e.enqueued_ms, e.due_ms, e.error,
             e.receipt)
            for e in self.model
        ]  # fmt: skip

    @invariant()
    def the_counts_are_right(self) -> None:
        waiting = [entry for entry in self.model if entry.state in WAITING]
        stats = offline_queue.stats(self.connection)
        assert stats.waiting == len(waiting)
        assert stats.leased == sum(entry.state is State.LEASED for entry in waiting)
        assert stats.parked == sum(entry.state is State.PARKED for entry in self.model)
        assert stats.oldest_ms == (waiting[0].enqueued_ms if waiting else None)

    @invariant()
    def each_stream_has_its_first_waiting_entry_as_its_head(self) -> None:
        heads = self.connection.execute(
            "SELECT id FROM outbox_entry WHERE turn = 1 ORDER BY sequence"
        ).fetchall()
        assert [name for (name,) in heads] == [
            entry.name for entry in self.model if self.stands_first(entry)
        ]


TestOutbox = OutboxMachine.TestCase
TestOutbox.settings = SETTINGS


BROKEN = {
    "a late holder may postpone": (
        "POSTPONE",
        "AND lease = coalesce(:lease, lease)",
        "AND coalesce(:lease, 0) = coalesce(:lease, 0)",
    ),
    "a late holder may park": ("PARK", "AND lease = :lease", ""),
    "a delivery is marked twice": (
        "SETTLE",
        "WHERE id = :id AND state <> 'done'",
        "WHERE id = :id",
    ),
    "a live lease is taken over": ("CLAIM_ONE", "state = 'ready'", "state <> 'done'"),
    "a refund overtakes": ("CLAIM", "INDEXED BY outbox_heads\n                       WHERE turn = 1", "WHERE turn IS NOT NULL"),  # noqa: E501
    "nobody comes forward": ("PROMOTE", "WHERE turn = 0 AND stream", "WHERE turn = 0 AND :now_ms < 0 AND stream"),
    "the last comes forward": ("PROMOTE", "ORDER BY sequence LIMIT 1", "ORDER BY sequence DESC LIMIT 1"),
    "requeued behind the others": ("DEMOTE", "AND sequence > :sequence", "AND sequence < :sequence"),
    "what was not sent counts as a try": ("POSTPONE", "attempts + :tried", "attempts + 1"),
    "given up after three": (
        "POSTPONE",
        "SET state = 'ready',",
        "SET state = iif(attempts < 2, 'ready', 'parked'), turn = iif(attempts < 2, turn, NULL),",
    ),
    "purged while young": ("PURGE", "done_ms < :done_before_ms", ":done_before_ms > 0"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
def test_the_machine_notices_a_broken_outbox(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, right, wrong = BROKEN[fault]
    statement = getattr(_statements, name)
    assert right in statement
    monkeypatch.setattr(_statements, name, statement.replace(right, wrong))
    search = settings(
        SETTINGS, max_examples=400, phases=[Phase.generate], report_multiple_bugs=False
    )
    with pytest.raises((AssertionError, sqlite3.IntegrityError)):
        run_state_machine_as_test(OutboxMachine, settings=search)
