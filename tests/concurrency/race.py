"""Many threads at one start line, each with a database connection of its own."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connections


def race(runners: int, run: Callable[[int], Any]) -> list[Any]:
    """Call `run(0)`, `run(1)` … at the same moment; returns what each returned, or the exception it ended with."""
    line = threading.Barrier(runners)
    results: list[Any] = [None] * runners

    def runner(number: int) -> None:
        try:
            line.wait(timeout=30)
            results[number] = run(number)
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=runner, args=(number,)) for number in range(runners)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads), "a runner hangs: two of them wait for each other"
    return results
