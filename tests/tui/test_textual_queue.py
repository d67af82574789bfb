"""What is used of Textual's own: waiting keys are taken without a round for each, and late messages are not heard."""

from __future__ import annotations

import asyncio
import inspect

from textual import events
from textual.app import App


def test_textual_still_lets_a_waiting_message_be_looked_at_and_then_taken() -> None:
    assert not inspect.iscoroutinefunction(App._peek_message)
    assert inspect.iscoroutinefunction(App._get_message)

    async def story() -> None:
        app: App[None] = App()
        first, second = events.Key("a", "a"), events.Key("b", "b")
        app._message_queue.put_nowait(first)
        app._message_queue.put_nowait(second)
        assert app._peek_message() is first
        assert app._peek_message() is first, "looking takes nothing"
        assert await app._get_message() is first
        assert app._peek_message() is second
        assert await app._get_message() is second
        assert app._peek_message() is None, "an empty queue is waited for by nobody"

    asyncio.run(story())


def test_textual_still_handles_what_comes_in_one_place_that_can_be_closed() -> None:
    assert inspect.iscoroutinefunction(App._on_message)
    assert not App[None]().is_running
