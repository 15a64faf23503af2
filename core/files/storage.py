"""Static files under names that carry a hash of their content."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

from core.files.types import COMPRESSED
from core.logging import get_logger

log = get_logger(__name__)


class StaticStorage(ManifestStaticFilesStorage):
    """Static files under names that carry a hash of their content, with a compressed copy beside what is text.

    Addresses in stylesheets are rewritten; imports between ES modules are not, the import map does that
    (`core.importmap`). A name that is not in the manifest keeps its plain address and is logged: a missing picture must
    not take the page down.
    """

    support_js_module_import_aggregation = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._missed: set[str] = set()

    def stored_name(self, name: str) -> str:
        try:
            return super().stored_name(name)
        except ValueError:
            if name not in self._missed:
                self._missed.add(name)
                log.warning("static file is not in the manifest", file=name)
            return name

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        for name, hashed, processed in super().post_process(paths, dry_run, **options):
            if hashed and processed and not isinstance(processed, Exception) and hashed.endswith(COMPRESSED):
                self._compress(Path(self.path(hashed)))
            yield name, hashed, processed

    def _compress(self, path: Path) -> None:
        raw = path.read_bytes()
        packed = gzip.compress(raw, 9, mtime=0)
        if len(packed) < len(raw) * 0.95:
            path.with_name(path.name + ".gz").write_bytes(packed)
