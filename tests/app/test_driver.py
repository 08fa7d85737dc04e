"""The driver: when keys are taken from the terminal."""

from __future__ import annotations

import asyncio
import os
import tty
from collections.abc import AsyncIterator

import pytest
from textual.app import App
from textual.events import Key
from textual.message import Message

from dateline.app.driver import Patient


class Kept(Patient):
    """Keeps what it should give the app."""

    def __init__(self, terminal: int) -> None:
        super().__init__(App())
        self.fileno = terminal
        self.keys: list[str] = []

    def send_message(self, message: Message) -> None:
        assert isinstance(message, Key)
        self.keys.append(message.key)


@pytest.fixture
async def ends() -> AsyncIterator[tuple[int, int]]:
    """A terminal, as those who type and the program have it."""
    typing, read = os.openpty()
    tty.setraw(read)
    yield typing, read
    asyncio.get_running_loop().remove_reader(read)
    os.close(typing)
    os.close(read)


async def test_keys_wait_in_the_terminal_until_they_are_asked_for(ends: tuple[int, int]) -> None:
    typing, read = ends
    driver = Kept(read)
    os.write(typing, b"/j\xc3\xa9\n")
    await asyncio.sleep(0.05)
    assert driver.keys == []
    driver.read_keys()
    assert driver.keys == ["slash", "j", "é", "enter"]  # at once: a screen without them would be painted
    os.write(typing, b"k")
    while len(driver.keys) < 5:
        await asyncio.sleep(0.01)
    assert driver.keys[4] == "k"


async def test_half_a_character_is_kept_for_the_rest(ends: tuple[int, int]) -> None:
    typing, read = ends
    driver = Kept(read)
    for half in (b"\xc3", b"\xa9"):
        os.write(typing, half)
        driver.read_keys()
    assert driver.keys == ["é"]
