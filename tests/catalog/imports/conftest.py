"""A shop, and files of rows for it."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from catalog.imports.columns import COLUMNS
from tests.catalog.imports.rows import HEADER
from tests.factories.catalog import make_vendor
from vendors.models import Vendor


@pytest.fixture
def shop() -> Vendor:
    return make_vendor(name="HTX Quý Sơn")


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A CSV file of these rows; a row's cells by column."""

    def written(*rows: dict[str, str], encoding: str = "utf-8", delimiter: str = ",", name: str = "hang.csv") -> Path:
        columns = [c for c in COLUMNS if c in HEADER or any(c in row for row in rows)]
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, columns, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
        path = tmp_path / name
        path.write_bytes(out.getvalue().encode(encoding))
        return path

    return written


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """An XLSX file with these rows of cells."""

    def written(*rows: list[Any], name: str = "hang.xlsx") -> Path:
        book = Workbook()
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / name)
        return tmp_path / name

    return written
