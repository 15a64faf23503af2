"""How far an import is, and that somebody wants it stopped: two small files beside the file that is imported.

An import is one transaction, so nothing it writes is seen before its end, and in SQLite nobody else can write until
then. The file itself is read by a web process and a worker, so they share a disk in every shape, and these lie on it.
"""

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

TELL_SECONDS: Final = 0.25
BEAT_SECONDS: Final = 3.0
# A worker that has not been heard of for so long has died.
SILENT_SECONDS: Final = 30.0


class ImportCancelled(Exception):
    """Somebody stopped the import; everything is undone."""


class Progress:
    """The files of one start of an import. `path` is the imported file, `attempt` the start."""

    def __init__(self, path: Path, attempt: int) -> None:
        self._done = path.with_name(f"{path.name}.{attempt}.done")
        self._stop = path.with_name(f"{path.name}.{attempt}.stop")
        self._told = float("-inf")

    # ── the worker ──
    def tell(self, done: int, whole: int) -> None:
        """Write down how far it is, four times a second at most. Raises `ImportCancelled` if it is to be stopped."""
        if self._stop.exists():
            raise ImportCancelled
        if time.monotonic() - self._told < TELL_SECONDS and done < whole:
            return
        self._told = time.monotonic()
        part = self._done.with_suffix(".part")
        part.write_text(f"{min(done, whole)} {whole}")
        part.replace(self._done)

    @contextlib.contextmanager
    def alive(self) -> Iterator[None]:
        """Say every few seconds that the worker lives, also while one statement takes long."""
        self.tell(0, 1)
        over = threading.Event()
        beat = threading.Thread(target=self._beat, args=(over,), daemon=True)
        beat.start()
        try:
            yield
        finally:
            over.set()
            beat.join()

    def _beat(self, over: threading.Event) -> None:
        while not over.wait(BEAT_SECONDS):
            with contextlib.suppress(OSError):
                os.utime(self._done)

    # ── everybody else ──
    def percent(self) -> int:
        """0 to 100; 0 where nothing is known."""
        try:
            done, whole = map(int, self._done.read_text().split())
        except (OSError, ValueError):
            return 0
        return 100 * done // whole if whole else 0

    def is_silent(self, now: float | None = None) -> bool:
        """Whether the worker has not been heard of for `SILENT_SECONDS`, or never."""
        try:
            return (now or time.time()) - self._done.stat().st_mtime > SILENT_SECONDS
        except OSError:
            return True

    def stop(self) -> None:
        """Have the worker stop at the next row."""
        with contextlib.suppress(OSError):
            self._stop.touch()

    def is_stopping(self) -> bool:
        return self._stop.exists()


def files_delete(path: Path) -> None:
    """Delete an imported file and what lies beside it."""
    for file in [path, *path.parent.glob(f"{path.name}.*")]:
        file.unlink(missing_ok=True)
