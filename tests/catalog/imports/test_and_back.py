"""What is exported comes back unchanged, and no cell of it runs."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook  # type: ignore[import-untyped]

from catalog.imports.columns import COLUMNS, neutralised, restored
from catalog.imports.export import products_export
from catalog.imports.services import Report, products_import
from catalog.models import (
    Product,
)
from catalog.pricing.services import list_price_set
from tests.catalog.imports.rows import GOOD, counts
from tests.factories.catalog import make_certificate, make_offer, make_product
from vendors.models import Vendor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_what_is_exported_comes_back_unchanged(shop: Vendor, write: Callable[..., Path], tmp_path: Path, suffix: str):
    strange = {
        "A": {"name": '=HYPERLINK("x")', "description": "+84 là mã vùng\n-5 °C"},
        "@B": {"name": "'=không", "name_en": "''@x", "compare_at_price": "150000"},
        "-C": {"name": "Rượu; ngô, “lửa”", "set_no": "14", "alcohol_percent": "29.5", "gtin": "00012345678905"},
        "D": {"name": "Homestay", "set_no": "26", "stock": "0"},
        "E": {"stars": "4", "certificate_code": "TEST-5", "certificate_issued_on": "2026-01-15", "commune": "07582"},
    }
    rows = [GOOD | {"sku": sku} | fields for sku, fields in strange.items()]
    rows = [{column: neutralised(cell) for column, cell in row.items()} for row in rows]
    products_import(vendor=shop, path=write(*rows))
    assert Product.objects.get(offers__sku="A").name == '=HYPERLINK("x")'
    assert Product.objects.get(offers__sku="@B").name == "'=không"
    path = tmp_path / f"ra.{suffix}"
    call_command("export_products", str(path), vendor=shop.slug)
    before = counts()
    report: Report = products_import(vendor=shop, path=path)
    assert [step.changes for step in report.plan.steps] == [[]] * 5
    assert not any(step.note for step in report.plan.steps)
    assert counts() == before


def test_no_exported_cell_is_a_formula(shop: Vendor, write: Callable[..., Path], tmp_path: Path):
    rows = [GOOD | {"sku": f"{mark}1+1", "name": f"'{mark}cmd"} for mark in "+-@"]
    products_import(vendor=shop, path=write(*rows))
    products_export(vendor=shop, path=tmp_path / "a.csv")
    products_export(vendor=shop, path=tmp_path / "a.xlsx")
    text = (tmp_path / "a.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    cells = [cell for row in csv.reader(io.StringIO(text.decode("utf-8-sig"))) for cell in row]
    assert len(cells) == 4 * len(COLUMNS)
    book = load_workbook(tmp_path / "a.xlsx")
    cells += [cell.value for row in book.active.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)


def test_exports_of_several_packs_come_back(shop: Vendor, tmp_path: Path):
    product = make_product(vendor=shop)
    make_certificate(product=product)
    for number in range(3):
        list_price_set(offer=make_offer(product=product), price=1_000 + number)
    make_offer(product=product)  # without a price there is nothing to say
    assert products_export(vendor=shop, path=tmp_path / "a.csv") == 3
    report = products_import(vendor=shop, path=tmp_path / "a.csv")
    assert report.plan.unchanged == 3


def test_exports_have_a_known_kind(shop: Vendor, tmp_path: Path):
    for name in ("a.xls", "a", "khong/co/a.csv"):
        with pytest.raises(CommandError):
            call_command("export_products", str(tmp_path / name), vendor=shop.slug)
    with pytest.raises(CommandError):
        call_command("export_products", str(tmp_path / "a.csv"), vendor="khong-co")


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "'a", "a=", "+", "-1", "@x", "", "'", "''", "'+"])
def test_neutralising_can_be_undone(text: str):
    assert restored(neutralised(text)) == text
    assert not neutralised(text).startswith(("=", "+", "-", "@"))
