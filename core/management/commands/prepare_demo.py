"""`manage.py prepare_demo`: database, demo data, message catalogs and static files, and next time only what changed."""

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from core import translations


class Command(BaseCommand):
    help = "Prepare everything `manage.py serve` needs for the demo; quick when nothing changed."

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
        translations.compile_catalogs()
        migrated = self._migrate()
        if migrated or self._changed("data", _data_files()):
            self._say("loading the demo data")
            # The stream itself: a wrapper around our wrapper would end each part of a line with a newline.
            call_command("load_demo", stdout=self.stdout._out)
            self._remember("data", _data_files())
        if self._changed("static", _static_files()):
            self._say("preparing static files …")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            self._remember("static", _static_files())
        self._say(f"ready in {time.monotonic() - began:.1f} s")

    def _migrate(self) -> bool:
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        self._say("creating the database …")
        call_command("migrate", interactive=False, verbosity=0)
        return True

    def _say(self, line: str) -> None:
        self.stdout.write(f"  {line}")
        self.stdout.flush()

    def _stamp(self, name: str) -> Path:
        return Path(settings.VAR_DIR) / f".{name}-stamp"

    def _changed(self, name: str, files: Iterator[Path]) -> bool:
        stamp = self._stamp(name)
        return not stamp.exists() or stamp.read_text() != _fingerprint(files)

    def _remember(self, name: str, files: Iterator[Path]) -> None:
        self._stamp(name).write_text(_fingerprint(files))


def _data_files() -> Iterator[Path]:
    """The files demo data is made from: every room's `data/` and `demo` modules."""
    for room in sorted(Path(settings.BASE_DIR).iterdir()):
        for part in ("data", "demo"):
            yield from sorted(p for p in (room / part).rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        if (room / "demo.py").exists():
            yield room / "demo.py"


def _static_files() -> Iterator[Path]:
    for finder in finders.get_finders():
        for path, storage in finder.list([]):
            yield Path(storage.path(path))


def _fingerprint(files: Iterator[Path]) -> str:
    """A digest of names, sizes and times: as sure as make itself, and no file is opened."""
    digest = hashlib.sha256()
    for path in files:
        stat = path.stat()
        digest.update(f"{path}:{stat.st_size}:{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
