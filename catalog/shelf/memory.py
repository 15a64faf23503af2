"""A bounded memory of drawn HTML and of counts in this process, under keys that never mean two things.

A key holds a number read from the database in the same request that is another one after every change (the version of
the shelf, the stamp of a row), so nothing has to be deleted and nothing old can be shown, in any number of processes.
It is no shared cache on purpose: a fragment is cheaper to draw than to fetch twice, and rate limits live in that cache.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from django.conf import settings

from catalog.shelf.facets import Facets

V = TypeVar("V")


class Memory(Generic[V]):
    """What was used last, up to `limit` by the measure of `size` in all. Safe between threads; two may draw the same at
    once. Nobody changes what is kept.
    """

    def __init__(self, limit: int, size: Callable[[V], int]) -> None:
        self._limit, self._size, self._size_of = limit, 0, size
        self._kept: OrderedDict[Hashable, V] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, draw: Callable[[], V]) -> V:
        """What was drawn under `key`, or `draw()` now."""
        with self._lock:
            if (found := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return found
        value = draw()
        with self._lock:
            if (before := self._kept.pop(key, None)) is not None:
                self._size -= self._size_of(before)
            self._kept[key] = value
            self._size += self._size_of(value)
            while self._size > self._limit and self._kept:
                self._size -= self._size_of(self._kept.popitem(last=False)[1])
        return value

    def clear(self) -> None:
        """Forget everything; for tests."""
        with self._lock:
            self._kept.clear()
            self._size = 0


pages: Memory[str] = Memory(settings.SHELF_MEMORY * 3 // 5, len)
cards: Memory[str] = Memory(settings.SHELF_MEMORY * 2 // 5, len)
# Some 300 of them with the usual setting; a page of a list shares them with every other page and order of it.
counts: Memory[Facets] = Memory(settings.SHELF_MEMORY // 65_536, lambda facets: 1)
