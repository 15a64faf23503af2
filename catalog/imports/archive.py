"""A workbook is an archive of XML, and a small one can unpack to anything: looked through before it is opened.

Sizes alone do not tell. 100 MB of one row with nothing in it is an archive of 100 kB, and became 5 GB of objects and
ten minutes of work in the reader; so the tags are counted, in chunks, while nothing is kept.
"""

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import IO, Final

from django.utils.translation import gettext as _

from catalog.imports.columns import refused

# What an honest sheet of 20,000 rows unpacks to is a third of this.
MAX_UNPACKED: Final = 100 * 1024 * 1024
MAX_PARTS: Final = 1_000
# Tags, opening and closing: 20,000 rows of all columns have two million, one row out to the last column a spreadsheet
# has 80,000, styles of a well-used file some thousands.
MAX_TAGS_SHEET: Final = 3_000_000
MAX_TAGS_ROW: Final = 120_000
MAX_TAGS_ELSE: Final = 250_000
_CHUNK: Final = 1 << 16
_LARGE: Final = re.compile(r"xl/(?:worksheets/[^/]*|sharedStrings)\.xml", re.IGNORECASE)
_ROW: Final = re.compile(rb"<(?:[\w.-]{1,20}:)?(?:row|si)\b")


def unpacked_bytes(path: Path) -> int:
    """What a file unpacks to by its own account: its size where it is no archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return path.stat().st_size


def archive_check(content: bytes) -> None:
    """Raises `ImportRefused` for what is no workbook, is damaged, or would take too much to read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise refused(_("Tệp XLSX bung ra quá lớn."))
            if "xl/workbook.xml" not in archive.namelist():
                raise refused(_("Tệp nén này không phải là bảng tính XLSX."))
            for part in parts:
                if not part.filename.lower().endswith((".xml", ".rels")):
                    continue
                # No spreadsheet has a document type, and what one can define unpacks to gigabytes.
                if b"<!" in archive.open(part).read(4_096):
                    raise refused(_("Tệp XLSX có phần không hợp lệ (DOCTYPE)."))
                with archive.open(part) as file:
                    if not _is_bounded(file, MAX_TAGS_SHEET if _LARGE.fullmatch(part.filename) else MAX_TAGS_ELSE):
                        raise refused(_("Tệp XLSX bung ra quá lớn."))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError, zlib.error) as error:
        raise refused(_("Tệp XLSX bị hỏng, không đọc được.")) from error


def _is_bounded(file: IO[bytes], most: int) -> bool:
    """Whether a part has no more tags than `most`, and none of its rows more than a row can have."""
    tags = since_row = 0
    while chunk := file.read(_CHUNK):
        found = chunk.count(b"<")
        tags += found
        starts = [match.start() for match in _ROW.finditer(chunk)] if found else []
        since_row = chunk.count(b"<", starts[-1]) if starts else since_row + found
        if tags > most or since_row > MAX_TAGS_ROW:
            return False
    return True
