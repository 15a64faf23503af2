"""One stylesheet over the wire, one file a component in the tree.

`static/css/app.css` is plain CSS: a list of `@import … layer(…)`. A browser could load it as it is, but would fetch
some thirty files one after the other (measurements in `docs/adr/0004-css.md`). This finder stands before the others and
answers for `css/app.css` with the same rules, the imports written out in place.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SHEET = "css/app.css"

_IMPORT = re.compile(r'@import url\("([^"]+)"\)(?: layer\(([\w-]+)\))?;')
_URL = re.compile(r'url\("(?!data:|/|#|https?:)([^"]+)"\)')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def bundle(entry: Path) -> str:
    """The text of `entry` with its imports written out, comments and indentation left out.

    Relative `url("…")` of an imported file are rewritten so that they hold from the entry's place. Raises
    `FileNotFoundError` for an import that is not there.
    """

    def inline(match: re.Match[str]) -> str:
        name, layer = match[1], match[2]
        folder = posixpath.dirname(name)
        text = _compact((entry.parent / name).read_text())
        text = _URL.sub(lambda m: f'url("{posixpath.normpath(posixpath.join(folder, m[1]))}")', text)
        return f"@layer {layer} {{\n{text}\n}}" if layer else text

    return _IMPORT.sub(inline, _compact(entry.read_text())) + "\n"


def sources(entry: Path) -> Iterator[Path]:
    """The files the bundle is made of, the entry first."""
    yield entry
    for match in _IMPORT.finditer(_COMMENT.sub("", entry.read_text())):
        yield entry.parent / match[1]


def _compact(text: str) -> str:
    lines = (line.strip() for line in _COMMENT.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)


class StylesheetFinder(BaseFinder):
    """Answers for `css/app.css` alone; the bundle is kept in `VAR_DIR` and rewritten when a source is newer."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        self.entry = Path(settings.BASE_DIR) / "static" / SHEET
        self.storage = FileSystemStorage(location=str(Path(settings.VAR_DIR) / "stylesheets"))

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != SHEET:
            return []
        built = str(self.build())
        return [built] if find_all else built

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        self.build()
        yield SHEET, self.storage

    def build(self) -> Path:
        """Write the bundle if it is missing or older than one of its sources; returns its path."""
        target = Path(self.storage.path(SHEET))
        newest = max(source.stat().st_mtime_ns for source in sources(self.entry))
        if not target.exists() or target.stat().st_mtime_ns < newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(".part")
            part.write_text(bundle(self.entry))
            part.replace(target)  # at once: another process may be reading
        return target
