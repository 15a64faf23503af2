"""The database from asynchronous code."""

import asyncio
import threading
import time

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from core import db
from core.db import in_thread

# The threads keep a connection to the test database in memory, which only tests with the mark may look at.
pytestmark = pytest.mark.django_db


async def test_it_returns_and_raises_what_the_function_does():
    assert await in_thread(int, "11", base=2) == 3
    with pytest.raises(ZeroDivisionError):
        await in_thread(lambda: 1 / 0)


async def test_calls_run_beside_each_other_but_not_more_than_allowed():
    running, most, lock = 0, 0, threading.Lock()

    def work() -> str:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.05)
        with lock:
            running -= 1
        return threading.current_thread().name

    names = await asyncio.gather(*(in_thread(work) for _ in range(settings.REQUEST_CONCURRENCY * 2)))
    assert 1 < most <= settings.REQUEST_CONCURRENCY
    assert threading.current_thread().name not in names


async def test_the_language_goes_along_and_a_change_does_not_come_back():
    def switch() -> str | None:
        before = translation.get_language()
        translation.activate("en")
        return before

    with translation.override("vi"):
        assert await in_thread(switch) == "vi"
        assert translation.get_language() == "vi"


async def test_connections_are_looked_after_around_a_call(monkeypatch: pytest.MonkeyPatch):
    seen: list[str] = []
    monkeypatch.setattr(db, "close_old_connections", lambda: seen.append("close"))
    await in_thread(lambda: seen.append("work"))
    with pytest.raises(ValueError):
        await in_thread(int, "x")
    assert seen == ["close", "work", "close", "close", "close"]


@pytest.mark.django_db(transaction=True)
async def test_it_reaches_the_database():
    def ask() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 41 + 1")
            return int(cursor.fetchone()[0])

    assert await in_thread(ask) == 42
