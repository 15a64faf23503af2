"""Opening a file: CSV or XLSX, told apart by content, as rows of cells. Nothing in it is trusted."""

import csv
import datetime as dt
import io
import re
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import openpyxl  # type: ignore[import-untyped]
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from catalog.imports.archive import archive_check
from catalog.imports.columns import COLUMNS, MAX_BYTES, MAX_ROWS, REQUIRED, ImportRefused, Problem, refused, restored

MAX_WIDTH: Final = 64  # columns; more than there are to know
MAX_GAP: Final = 20_000  # empty rows between two with something in them
MAX_CELL: Final = 20_000  # characters

Cell = str | int | float | dt.date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One row with something in it: its number as the spreadsheet counts, and its cells by column."""

    number: int
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns that the file has, and its rows."""

    columns: tuple[str, ...]
    lines: list[Line]


def read_table(path: Path) -> Table:
    """What stands in a file. Raises `ImportRefused` for one that is too large, damaged or no table of products."""
    try:
        if not path.is_file():
            raise refused(_("Không có tệp “%(name)s”.") % {"name": path.name})
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise refused(_("Không đọc được tệp “%(name)s”.") % {"name": path.name}) from error
    if len(content) > MAX_BYTES:
        raise refused(_("Tệp lớn hơn 10 MB."))
    if not content.strip():
        raise refused(_("Tệp trống."))
    if content.startswith(b"PK"):
        return _table(_xlsx_rows(content))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise refused(_("Đây là tệp Excel đời cũ (.xls) hoặc có mật khẩu. Hãy lưu lại dạng .xlsx không mật khẩu."))
    return _table(_csv_rows(content))


# ── CSV ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _csv_rows(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    text = _decoded(content)
    number = 0
    try:
        for number, row in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True), 1
        ):
            yield number, [_csv_cell(cell, number, at) for at, cell in enumerate(row)]
    except csv.Error as error:
        raise refused(_("không đọc được: dấu ngoặc kép không khớp, hoặc ô quá dài."), line=number + 1) from error


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # what Excel calls "Unicode text"
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise refused(_("Tệp theo bảng mã UTF-16 bị hỏng. Hãy lưu lại dạng “CSV UTF-8”.")) from error
    if b"\0" in content:
        raise refused(_("có ký tự NUL, đây không phải tệp CSV."), line=content[: content.index(b"\0")].count(b"\n") + 1)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused(
            _("không đọc được theo UTF-8; tệp có lẽ theo bảng mã cũ (Windows-1258). Hãy lưu lại dạng “CSV UTF-8”."),
            line=content[: error.start].count(b"\n") + 1,
        ) from error


def _delimiter(text: str) -> str:
    """The one that splits the first line into most columns we know; the comma where none does."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=lambda mark: len({_column(cell) for cell in first.split(mark)} & set(COLUMNS)))


def _csv_cell(cell: str, number: int, at: int) -> str:
    if cell.lstrip().startswith("="):
        raise refused(_formula(_letter(at) + str(number)), line=number)
    return restored(cell.strip())


# ── XLSX ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _xlsx_rows(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    archive_check(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and validations that it leaves out
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            sheet = next((one for one in book.worksheets if one.sheet_state == "visible"), None)
            if sheet is None:
                raise refused(_("Tệp không có trang tính nào để đọc."))
            sheet.reset_dimensions()  # a file may claim any size
            last = 0  # row with something in it
            for number, row in enumerate(sheet.iter_rows(max_col=MAX_WIDTH), 1):
                cells = [_xlsx_cell(cell) for cell in row]
                if any(cell not in (None, "") for cell in cells):
                    last = number
                elif number - last > MAX_GAP:  # the reader makes up every row that a file leaves out
                    raise refused(_("Có quá nhiều dòng trống liền nhau. Xóa các dòng trống rồi gửi lại."), line=last)
                yield number, cells
    except ImportRefused:
        raise
    except Exception as error:  # openpyxl raises whatever the damage leads to
        raise refused(_("Tệp XLSX bị hỏng, không đọc được.")) from error


def _xlsx_cell(cell: Any) -> Cell:
    value = cell.value
    if cell.data_type == "f" or (isinstance(value, str) and value.lstrip().startswith("=")):
        raise refused(_formula(cell.coordinate), line=cell.row)
    if cell.data_type == "e":
        raise refused(_("ô %(cell)s báo lỗi %(error)s.") % {"cell": cell.coordinate, "error": value}, line=cell.row)
    if value is None or isinstance(value, bool):
        return None if value is None else str(value)
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, int | float | dt.date):
        return value
    return restored(str(value).strip())


# ── Both ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _formula(cell: str) -> str:
    return _("ô %(cell)s chứa công thức; hãy dán lại dưới dạng giá trị.") % {"cell": cell}


def _letter(at: int) -> str:
    return get_column_letter(at + 1)


def _column(cell: Any) -> str:
    return re.sub(r"[\s\-]+", "_", str(cell or "").strip().strip('"').lower())


def _table(rows: Iterable[tuple[int, list[Any]]]) -> Table:
    filled = ((number, row) for number, row in rows if any(cell not in (None, "") for cell in row))
    number, header = next(filled, (0, []))
    columns = [_column(cell) for cell in header]
    while columns and not columns[-1]:
        columns.pop()
    _check_header(columns, number)
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, row in filled:
        if len(lines) == MAX_ROWS:
            raise refused(_("Tệp có hơn 20.000 dòng sản phẩm. Hãy chia thành nhiều tệp."))
        if any(cell not in (None, "") for cell in row[len(columns) :]):
            problems.append(Problem(number, "", _("nhiều ô hơn tiêu đề; ô có dấu phẩy phải đặt trong ngoặc kép.")))
            continue
        cells = dict(zip(columns, [*row, *[None] * (len(columns) - len(row))], strict=False))
        problems += [
            Problem(number, column, _("dài quá %(limit)d ký tự.") % {"limit": MAX_CELL})
            for column, cell in cells.items()
            if isinstance(cell, str) and len(cell) > MAX_CELL
        ]
        lines.append(Line(number, {column: None if cell == "" else cell for column, cell in cells.items()}))
    if problems:
        raise ImportRefused(problems)
    if not lines:
        raise refused(_("Tệp chỉ có tiêu đề, không có dòng sản phẩm nào."))
    return Table(tuple(columns), lines)


def _check_header(columns: list[str], number: int) -> None:
    known = ", ".join(COLUMNS)
    problems = [
        Problem(
            number, column or _letter(at), _("không có cột này; các cột được hiểu là: %(known)s.") % {"known": known}
        )
        for at, column in enumerate(columns)
        if column not in COLUMNS
    ]
    problems += [
        Problem(number, column, _("cột xuất hiện hai lần.")) for column in COLUMNS if columns.count(column) > 1
    ]
    if missing := [column for column in REQUIRED if column not in columns]:
        problems.append(Problem(number, "", _("thiếu cột bắt buộc: %(missing)s.") % {"missing": ", ".join(missing)}))
    if problems:
        raise ImportRefused(problems)
