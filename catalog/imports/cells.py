"""What stands in one cell, as people and spreadsheets write it: texts, prices, counts, days. No look-ups."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.certificates import clean_code
from catalog.imports.table import Cell
from core.money import MoneyUnreadable, parse_vnd
from core.text import clean_text

MAX_PRICE: Final = 1_000_000_000
ALCOHOL_LIMIT: Final = 96
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*")


class Unreadable(ValueError):
    """A cell that says nothing we understand; the text says why, for a person to read."""


def text_of(cell: Cell, limit: int, *, multiline: bool = False) -> str:
    text = clean_text(_typed(cell), max_length=2 * limit + 100, multiline=multiline)
    if not text:
        raise Unreadable(_("không có chữ nào đọc được."))
    if len(text) > limit:
        raise Unreadable(_("dài quá %(limit)d ký tự.") % {"limit": limit})
    return text


def written(cell: Cell) -> str:
    """A number of a spreadsheet as a person sees it: 8939990000375, not 8939990000375.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def _typed(cell: Cell) -> str:
    """A text. Raises `Unreadable` where a spreadsheet has made a day of what was typed: 1-2 is no longer there then."""
    if isinstance(cell, dt.date):
        raise Unreadable(_("bảng tính đã đổi ô này thành ngày; hãy đặt định dạng ô là văn bản (Text) rồi gõ lại."))
    return written(cell)


def _number(cell: Cell) -> int | None:
    """A whole number, with or without separators of thousands; None for anything else.

    A workbook's own number says what it says: its 12.125 is no 12125.
    """
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else None
    text = " ".join(written(cell).split())
    if re.fullmatch(r"[-−][0-9., ]+", text):
        return -1
    if re.fullmatch(r"[0-9]{1,15}", text):
        return int(text)
    return int(re.sub(r"[^0-9]", "", text)) if len(text) < 20 and _GROUPED.fullmatch(text) else None


def price_of(cell: Cell) -> int:
    """A price in đồng: text as `core.money.parse_vnd` understands it (125000, 125.000 ₫, 45k), numbers as they are."""
    shown = written(cell)[:40]
    try:
        number = (
            _number(cell) if isinstance(cell, int | float) else parse_vnd(clean_text(str(cell), max_length=60)).amount
        )
    except MoneyUnreadable as error:
        number = -1 if error.negative else None
    if number is None:
        raise Unreadable(_("“%(cell)s” không phải là số đồng nguyên, ví dụ 125000 hay 125.000 ₫.") % {"cell": shown})
    if number < 0:
        raise Unreadable(_("không được âm."))
    if not 1 <= number <= MAX_PRICE:
        raise Unreadable(_("phải từ 1 ₫ đến 1.000.000.000 ₫."))
    return number


def integer_of(cell: Cell, low: int, high: int) -> int:
    number = _number(cell)
    if number is None:
        raise Unreadable(_("“%(cell)s” không phải là số nguyên.") % {"cell": written(cell)[:40]})
    if number < 0:
        raise Unreadable(_("không được âm."))
    if not low <= number <= high:
        raise Unreadable(_("phải từ %(low)d đến %(high)d.") % {"low": low, "high": high})
    return number


def percent_of(cell: Cell) -> Decimal:
    text = written(cell).replace(",", ".").removesuffix("%").strip()
    try:
        number = Decimal(text) if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3})?", text) else None
    except InvalidOperation:
        number = None
    if number is None or number > ALCOHOL_LIMIT:
        raise Unreadable(_("“%(cell)s” không phải là độ cồn từ 0 đến 96.") % {"cell": written(cell)[:40]})
    if number != number.quantize(Decimal("0.1")):
        raise Unreadable(_("chỉ ghi một chữ số sau dấu phẩy."))
    return number.quantize(Decimal("0.1"))


def gtin_of(cell: Cell) -> str:
    text = re.sub(r"[\s-]", "", _typed(cell))
    if not re.fullmatch(r"[0-9]{8,14}", text):
        raise Unreadable(_("mã vạch gồm 8 đến 14 chữ số."))
    return text


def code_of(cell: Cell) -> str:
    code = clean_code(_typed(cell))
    if not code or len(code) > 40:
        raise Unreadable(_("mã chứng nhận dài tối đa 40 ký tự, không có ký tự lạ."))
    return code


def issued_on_of(cell: Cell) -> dt.date:
    if isinstance(cell, int | float):
        raise Unreadable(_("ngày đang ghi thành số; hãy đặt định dạng ô là ngày, hoặc viết 15/01/2026."))
    day = cell if isinstance(cell, dt.date) else _date(written(cell))
    if day is None:
        raise Unreadable(
            _("“%(cell)s” không phải là ngày; viết 2026-01-15 hoặc 15/01/2026.") % {"cell": written(cell)[:40]}
        )
    if not dt.date(2018, 1, 1) <= day <= timezone.localdate():
        raise Unreadable(_("ngày cấp phải từ năm 2018, khi có chương trình OCOP, đến hôm nay."))
    return day


def _date(text: str) -> dt.date | None:
    text = text.strip()
    parts = None
    if found := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text):
        parts = found.groups()
    elif found := re.fullmatch(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})", text):
        parts = (found[4], found[3], found[1])
    if parts is None:
        return None
    try:
        return dt.date(*map(int, parts))
    except ValueError:
        return None
