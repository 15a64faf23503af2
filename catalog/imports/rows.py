"""Reading cells as people write them: prices, dates, provinces, commune names. Looks nothing up in the database."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.certificates import clean_code
from catalog.imports.columns import REQUIRED, Problem
from catalog.imports.table import Cell, Line
from core.text import clean_text, fold_key
from places import selectors as places
from places.addresses import AddressTooLong, Confidence, parse_address
from places.models import Commune, Province
from vendors.services import province_meant

MAX_PRICE: Final = 1_000_000_000
MAX_STOCK: Final = 10_000_000
MAX_WEIGHT_G: Final = 10_000_000
MAX_DESCRIPTION: Final = 10_000
ALCOHOL_LIMIT: Final = 96
_CURRENCY = re.compile(r"(?i)\s*(?:₫|đ|d|vnđ|vnd|đồng|dong)\.?$")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,  ])[0-9]{3})(?:\1[0-9]{3})*")
_KIND = re.compile(r"^(?:dac khu|phuong|xa|thi tran)\s+")


class Unreadable(ValueError):
    """A cell that says nothing we understand; the text says why, for a person to read."""


@dataclass(slots=True, kw_only=True)
class Row:
    """One line of a file, read. None: the cell is empty or the column is not there, so what is stored stays."""

    line: int
    sku: str
    name: str
    set_no: int
    province: Province
    former_province: str | None
    price: int
    stock: int
    name_en: str | None = None
    commune: Commune | None = None
    description: str | None = None
    compare_at_price: int | None = None
    weight_g: int | None = None
    stars: int | None = None
    certificate_code: str | None = None
    certificate_issued_on: dt.date | None = None
    gtin: str | None = None
    alcohol_percent: Decimal | None = None
    image: str | None = None


@dataclass(slots=True)
class _Reader:
    line: Line
    problems: list[Problem] = field(default_factory=list)

    def cell(self, column: str, read: Callable[[Cell], Any]) -> Any:
        """The cell as `read` understands it; None where it is empty, and where it is wrong, which is noted."""
        cell = self.line.cells.get(column)
        if cell is None:
            if column in REQUIRED:
                self.wrong(column, _("còn trống."))
            return None
        try:
            return read(cell)
        except Unreadable as error:
            self.wrong(column, str(error))
            return None

    def wrong(self, column: str, text: str) -> None:
        self.problems.append(Problem(self.line.number, column, text))


def read_row(line: Line) -> Row | list[Problem]:
    """The line as a row, or all that is wrong with its cells."""
    reader = _Reader(line)
    match = reader.cell("province", _province)
    values: dict[str, Any] = {
        "sku": reader.cell("sku", lambda cell: _text(cell, 40)),
        "name": reader.cell("name", lambda cell: _text(cell, 120)),
        "name_en": reader.cell("name_en", lambda cell: _text(cell, 120)),
        "set_no": reader.cell("set_no", lambda cell: _integer(cell, 1, 999)),
        "description": reader.cell("description", lambda cell: _text(cell, MAX_DESCRIPTION, multiline=True)),
        "price": reader.cell("price", _price),
        "compare_at_price": reader.cell("compare_at_price", _price),
        "stock": reader.cell("stock", lambda cell: _integer(cell, 0, MAX_STOCK)),
        "weight_g": reader.cell("weight_g", lambda cell: _integer(cell, 1, MAX_WEIGHT_G)),
        "stars": reader.cell("stars", lambda cell: _integer(cell, 3, 5)),
        "certificate_code": reader.cell("certificate_code", _code),
        "certificate_issued_on": reader.cell("certificate_issued_on", _issued_on),
        "gtin": reader.cell("gtin", _gtin),
        "alcohol_percent": reader.cell("alcohol_percent", _percent),
        "image": reader.cell("image", lambda cell: _text(cell, 255)),
    }
    if match is not None:
        province, former = match
        values["commune"] = reader.cell("commune", lambda cell: _commune(cell, province, former))
        values |= {"province": province, "former_province": former}
    _together(reader)
    price, compare_at = values["price"], values["compare_at_price"]
    if price is not None and compare_at is not None and compare_at < price:
        reader.wrong("compare_at_price", _("thấp hơn price; giá so sánh là giá cao hơn đã bán trước đó."))
    return reader.problems or Row(line=line.number, **values)


def _together(reader: _Reader) -> None:
    """A certificate is stars, code and date, or nothing."""
    columns = ("stars", "certificate_code", "certificate_issued_on")
    empty = [column for column in columns if reader.line.cells.get(column) is None]
    if 0 < len(empty) < len(columns):
        for column in empty:
            reader.wrong(column, _("còn trống; chứng nhận cần đủ số sao, mã và ngày cấp."))


# ── Cells ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _text(cell: Cell, limit: int, *, multiline: bool = False) -> str:
    text = clean_text(_written(cell), max_length=2 * limit + 100, multiline=multiline)
    if not text:
        raise Unreadable(_("không có chữ nào đọc được."))
    if len(text) > limit:
        raise Unreadable(_("dài quá %(limit)d ký tự.") % {"limit": limit})
    return text


def _written(cell: Cell) -> str:
    """A number of a spreadsheet as a person sees it: 8939990000375, not 8939990000375.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def _number(cell: Cell) -> int | None:
    """A whole number, with or without separators of thousands; None for anything else."""
    text = " ".join(_written(cell).replace("\u202f", " ").replace("\xa0", " ").split())
    if re.fullmatch(r"[-−][0-9.,  ]+", text):
        return -1
    if re.fullmatch(r"[0-9]{1,15}", text):
        return int(text)
    return int(re.sub(r"[^0-9]", "", text)) if len(text) < 20 and _GROUPED.fullmatch(text) else None


def _price(cell: Cell) -> int:
    text = _written(cell)
    number = _number(_CURRENCY.sub("", clean_text(text, max_length=60)))
    if number is None:
        raise Unreadable(
            _("“%(cell)s” không phải là số đồng nguyên, ví dụ 125000 hay 125.000 ₫.") % {"cell": text[:40]}
        )
    if number < 0:
        raise Unreadable(_("không được âm."))
    if not 1 <= number <= MAX_PRICE:
        raise Unreadable(_("phải từ 1 ₫ đến 1.000.000.000 ₫."))
    return number


def _integer(cell: Cell, low: int, high: int) -> int:
    number = _number(cell)
    if number is None:
        raise Unreadable(_("“%(cell)s” không phải là số nguyên.") % {"cell": _written(cell)[:40]})
    if number < 0:
        raise Unreadable(_("không được âm."))
    if not low <= number <= high:
        raise Unreadable(_("phải từ %(low)d đến %(high)d.") % {"low": low, "high": high})
    return number


def _percent(cell: Cell) -> Decimal:
    text = _written(cell).replace(",", ".").removesuffix("%").strip()
    try:
        number = Decimal(text) if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3})?", text) else None
    except InvalidOperation:
        number = None
    if number is None or number > ALCOHOL_LIMIT:
        raise Unreadable(_("“%(cell)s” không phải là độ cồn từ 0 đến 96.") % {"cell": _written(cell)[:40]})
    if number != number.quantize(Decimal("0.1")):
        raise Unreadable(_("chỉ ghi một chữ số sau dấu phẩy."))
    return number.quantize(Decimal("0.1"))


def _gtin(cell: Cell) -> str:
    text = re.sub(r"[\s-]", "", _written(cell))
    if not re.fullmatch(r"[0-9]{8,14}", text):
        raise Unreadable(_("mã vạch gồm 8 đến 14 chữ số."))
    return text


def _code(cell: Cell) -> str:
    code = clean_code(_written(cell))
    if not code or len(code) > 40:
        raise Unreadable(_("mã chứng nhận dài tối đa 40 ký tự, không có ký tự lạ."))
    return code


def _issued_on(cell: Cell) -> dt.date:
    day = cell if isinstance(cell, dt.date) else _date(_written(cell))
    if day is None:
        raise Unreadable(
            _("“%(cell)s” không phải là ngày; viết 2026-01-15 hoặc 15/01/2026.") % {"cell": _written(cell)[:40]}
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


def _province(cell: Cell) -> tuple[Province, str | None]:
    """The province, and its former name where it was called by that. A spreadsheet makes 4 of the code 04."""
    text = clean_text(_written(cell), max_length=100)
    if re.fullmatch(r"[0-9]", text):
        text = f"0{text}"
    match = places.find_province(text)
    found = match.province if match else province_meant(text)
    if found is None:
        near = ", ".join(m.matched_former or m.province.name for m in places.near_names(text, limit=3))
        hint = _(" Có phải: %(near)s?") % {"near": near} if near else ""
        raise Unreadable(_("không có tỉnh, thành nào tên “%(cell)s”.") % {"cell": text[:40]} + hint)
    return found, match.matched_former if match else None


def _commune(cell: Cell, province: Province, former_province: str | None) -> Commune:
    text = clean_text(_written(cell), max_length=120)
    if re.fullmatch(r"[0-9]{1,5}", text):
        found = places.commune(text.zfill(5))
        if found is None or found.province_id != province.pk:
            raise Unreadable(
                _("không có mã xã, phường %(code)s ở %(province)s.") % {"code": text, "province": province.name}
            )
        return found
    key = fold_key(text)
    exact = [unit for unit in places.communes(province.pk) if key in (fold_key(str(unit)), unit.folded)]
    exact = exact or [unit for unit in places.communes(province.pk) if _KIND.sub("", key) == unit.folded]
    if len(exact) == 1:
        return exact[0]
    # A name of before the merger, with or without its district: read as an address.
    try:
        read = parse_address(f"{text}, {former_province or province.name}")
    except AddressTooLong as error:
        raise Unreadable(_("dài quá.")) from error
    if not exact and read.confidence is Confidence.EXACT and read.commune and read.commune.province_id == province.pk:
        return read.commune
    choices = exact or [c.commune for c in read.candidates if c.commune.province_id == province.pk]
    if choices:
        names = ", ".join(f"{unit} ({unit.pk})" for unit in choices[:5])
        raise Unreadable(_("“%(cell)s” có thể là: %(names)s. Hãy ghi mã.") % {"cell": text[:60], "names": names})
    raise Unreadable(
        _("không có xã, phường “%(cell)s” ở %(province)s.") % {"cell": text[:60], "province": province.name}
    )
