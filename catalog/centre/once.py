"""A form that adds something is taken once, however often its button is pressed or its page is sent again.

The page carries a random word; the first request with it takes it. The words lie in Django's cache: shared by all
processes with Redis, in memory where there is one process.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.core.cache import cache

REMEMBERED: Final = 24 * 3_600  # seconds
_LONGEST: Final = 64


def new_word() -> str:
    """For the hidden control of a new page."""
    return secrets.token_urlsafe(12)


@contextmanager
def once(word: str, *, scope: str) -> Iterator[bool]:
    """Whether this is the first time; an exception inside gives the word back. Without a word everything is new."""
    if not word or len(word) > _LONGEST:
        yield True
        return
    key = _key(word, scope)
    if not cache.add(key, 1, REMEMBERED):
        yield False
        return
    try:
        yield True
    except BaseException:
        cache.delete(key)
        raise


def give_back(word: str, *, scope: str) -> None:
    """Nothing was added after all: the same page, sent again by the browser's way back, is the first one anew."""
    if word and len(word) <= _LONGEST:
        cache.delete(_key(word, scope))


def _key(word: str, scope: str) -> str:
    return "once:" + hashlib.sha256(f"{scope}\0{word}".encode()).hexdigest()[:40]
