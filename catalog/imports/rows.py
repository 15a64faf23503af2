"""One line of a file as a row: every cell read, or all that is wrong with them. Asks the database for nothing."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from catalog.imports.cells import (
    Unreadable,
    code_of,
    gtin_of,
    integer_of,
    issued_on_of,
    percent_of,
    price_of,
    text_of,
)
from catalog.imports.columns import REQUIRED, Problem
from catalog.imports.table import Cell, Line
from catalog.imports.where import Where
from places.models import Commune, Province

MAX_STOCK: Final = 10_000_000
MAX_WEIGHT_G: Final = 10_000_000
MAX_DESCRIPTION: Final = 10_000


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


def read_row(line: Line, where: Where) -> Row | list[Problem]:
    """The line as a row, or all that is wrong with its cells."""
    reader = _Reader(line)
    match = reader.cell("province", where.province)
    values: dict[str, Any] = {
        "sku": reader.cell("sku", lambda cell: text_of(cell, 40)),
        "name": reader.cell("name", lambda cell: text_of(cell, 120)),
        "name_en": reader.cell("name_en", lambda cell: text_of(cell, 120)),
        "set_no": reader.cell("set_no", lambda cell: integer_of(cell, 1, 999)),
        "description": reader.cell("description", lambda cell: text_of(cell, MAX_DESCRIPTION, multiline=True)),
        "price": reader.cell("price", price_of),
        "compare_at_price": reader.cell("compare_at_price", price_of),
        "stock": reader.cell("stock", lambda cell: integer_of(cell, 0, MAX_STOCK)),
        "weight_g": reader.cell("weight_g", lambda cell: integer_of(cell, 1, MAX_WEIGHT_G)),
        "stars": reader.cell("stars", lambda cell: integer_of(cell, 3, 5)),
        "certificate_code": reader.cell("certificate_code", code_of),
        "certificate_issued_on": reader.cell("certificate_issued_on", issued_on_of),
        "gtin": reader.cell("gtin", gtin_of),
        "alcohol_percent": reader.cell("alcohol_percent", percent_of),
        "image": reader.cell("image", lambda cell: text_of(cell, 255)),
    }
    if match is not None:
        province, former = match
        values["commune"] = reader.cell("commune", lambda cell: where.commune(cell, province, former))
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
