"""Counting tries."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from core.ratelimit import TooMany, take


@pytest.fixture(autouse=True)
def _limits_on(settings: Settings) -> None:
    settings.RATE_LIMITS = True


def try_once(key: str = "+84912345678", scope: str = "code", limit: int = 3, seconds: int = 60) -> None:
    take(scope=scope, key=key, limit=limit, seconds=seconds)


def test_the_limit_is_what_may_be_tried():
    for _ in range(3):
        try_once()
    with pytest.raises(TooMany) as refused:
        try_once()
    assert 58 <= refused.value.retry_after <= 60


def test_others_are_not_touched():
    for _ in range(3):
        try_once()
    try_once(key="+84912345679")
    try_once(scope="password")


def test_after_the_window_it_begins_anew(monkeypatch: pytest.MonkeyPatch):
    for _ in range(3):
        try_once()
    with pytest.raises(TooMany):
        try_once()
    cache.clear()  # what the time-out of the entries does
    try_once()


def test_refused_tries_do_not_make_the_wait_longer():
    for _ in range(3):
        try_once(seconds=30)
    waits = []
    for _ in range(5):
        with pytest.raises(TooMany) as refused:
            try_once(seconds=30)
        waits.append(refused.value.retry_after)
    assert max(waits) <= 30
    assert waits == sorted(waits, reverse=True)


def test_a_wait_is_never_shorter_than_a_second():
    try_once(limit=1, seconds=1)
    with pytest.raises(TooMany) as refused:
        try_once(limit=1, seconds=1)
    assert refused.value.retry_after == 1


def test_the_switch_turns_it_off(settings: Settings):
    settings.RATE_LIMITS = False
    for _ in range(20):
        try_once()


def test_simultaneous_tries_are_all_counted():
    def attempt(_: int) -> bool:
        try:
            try_once(limit=10)
        except TooMany:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        allowed = list(pool.map(attempt, range(40)))
    assert allowed.count(True) == 10
