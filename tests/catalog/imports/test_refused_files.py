"""Files that are no tables, old encodings, archives that would unpack to anything."""

import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from catalog.imports import archive, table
from catalog.imports.columns import COLUMNS
from catalog.imports.services import products_import
from tests.catalog.imports.rows import GOOD, HEADER, refuse
from vendors.models import Vendor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("encoding", ["cp1258", "latin-1"])
def test_old_encodings_are_named(shop: Vendor, write: Callable[..., Path], encoding: str):
    name = unicodedata.normalize("NFD", "Cà phê") if encoding == "cp1258" else "Cà phê"
    name = "Cà phê" if encoding == "latin-1" else name.encode("cp1258", "ignore").decode("cp1258")
    row = GOOD | {"name": name, "province": "24"}
    path = write(GOOD | {"name": "Ca phe", "province": "24", "sku": "A"}, row, encoding=encoding)
    (line,) = refuse(shop, path)
    assert line.startswith("dòng 3: ")
    assert "UTF-8" in line


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "trống"),
        (b"  \n \n", "trống"),
        (b"sku,name,set_no,province,price,stock\nA,B\0C,1,24,1000,1\n", "dòng 2: có ký tự NUL"),
        ("sku,name\n".encode("utf-16"), "thiếu cột"),
        (b"\xff\xfes\x00k\x00", "thiếu cột"),
        (b"\xff\xfes\x00k", "UTF-16"),
        (b"\xff\xfes\x00\x00\xd8k\x00", "UTF-16"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), ".xls"),
        (b"PK\x03\x04" + bytes(600), "hỏng"),
        (b"sku,name,set_no,province,price,stock\n", "chỉ có tiêu đề"),
        (b"sku,name,set_no,province,price\nA,B,1,24,1000\n", "thiếu cột bắt buộc: stock"),
        (b"sku,sku,name,set_no,province,price,stock\nA,A,B,1,24,1000,1\n", "hai lần"),
        (b"sku,name,set_no,province,price,stock,gia\nA,B,1,24,1000,1,2\n", "cột gia: không có cột này"),
        (b"sku,name,set_no,province,price,stock\nA,B,1,24,125,000,1\n", "dòng 2: nhiều ô hơn"),
        (b'sku,name,set_no,province,price,stock\nA,"B,1,24,1000,1\n', "dấu ngoặc kép"),
        (b"sku,name,set_no,province,price,stock\nA,=1+2,1,24,1000,1\n", "ô B2 chứa công thức"),
        (b"%PDF-1.7\nabc\n", "thiếu cột"),
    ],
)
def test_files_that_are_no_tables(shop: Vendor, tmp_path: Path, content: bytes, told: str):
    path = tmp_path / "hang.csv"
    path.write_bytes(content)
    assert told in "\n".join(refuse(shop, path))


def test_files_that_are_not_there(shop: Vendor, tmp_path: Path):
    assert "Không có tệp" in refuse(shop, tmp_path / "khong-co.csv")[0]
    assert "Không có tệp" in refuse(shop, tmp_path)[0]


def test_formulas_are_refused_by_cell(shop: Vendor, workbook: Callable[..., Path]):
    row = ["A", "B", 1, "24", "=1000*2", 3]
    assert refuse(shop, workbook(list(HEADER), row)) == ["dòng 2: ô E2 chứa công thức; hãy dán lại dưới dạng giá trị."]


def test_too_many_rows(shop: Vendor, tmp_path: Path):
    path = tmp_path / "hang.csv"
    lines = "".join(f"A{n},Vải,1,24,1000,1\n" for n in range(50_000))
    path.write_text("sku,name,set_no,province,price,stock\n" + lines, encoding="utf-8")
    assert "20.000 dòng" in refuse(shop, path)[0]


def test_too_many_bytes(shop: Vendor, tmp_path: Path):
    path = tmp_path / "hang.csv"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert "10 MB" in refuse(shop, path)[0]


def _archive(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_zip_bombs_are_refused_by_what_they_claim(shop: Vendor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(table.openpyxl, "load_workbook", lambda *a, **k: pytest.fail("it was opened"))
    bomb = _archive(tmp_path / "a.xlsx", {"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": bytes(120_000_000)})
    assert bomb.stat().st_size < 1_000_000
    assert "quá lớn" in refuse(shop, bomb)[0]
    many = _archive(tmp_path / "b.xlsx", {f"{n}.xml": b"<a/>" for n in range(1_500)})
    assert "quá lớn" in refuse(shop, many)[0]
    other = _archive(tmp_path / "c.xlsx", {"word/document.xml": b"<a/>"})
    assert "không phải là bảng tính" in refuse(shop, other)[0]
    laughs = _archive(
        tmp_path / "d.xlsx", {"xl/workbook.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'}
    )
    assert "DOCTYPE" in refuse(shop, laughs)[0]


def test_a_workbook_that_claims_to_be_huge(shop: Vendor, workbook: Callable[..., Path], tmp_path: Path):
    path = workbook(list(HEADER), list(GOOD.values()))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b'ref="A1:F2"', b'ref="A1:XFD1048576"')
    assert sheet != parts["xl/worksheets/sheet1.xml"]
    assert len(products_import(vendor=shop, path=_archive(tmp_path / "x.xlsx", parts)).plan.new) == 1


def test_a_million_rows_left_out_are_not_made_up(shop: Vendor, workbook: Callable[..., Path], tmp_path: Path):
    path = workbook(list(HEADER), list(GOOD.values()))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    last = b'<row r="1048575"><c r="A1048575" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</sheetData>", last)
    assert "dòng trống" in refuse(shop, _archive(tmp_path / "x.xlsx", parts))[0]
    few = last.replace(b"1048575", b"19000")
    parts[name] = parts[name].replace(last, few)
    assert "19000" in refuse(shop, _archive(tmp_path / "y.xlsx", parts))[0]  # it is read, and lacks a price


def test_a_damaged_workbook(shop: Vendor, workbook: Callable[..., Path], tmp_path: Path):
    path = workbook(list(HEADER), list(GOOD.values()))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:-40]
    assert "hỏng" in refuse(shop, _archive(tmp_path / "x.xlsx", parts))[0]


_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", _SHEET % (b"<row>" + b"<c/>" * 200_000 + b"</row>")),
        ("xl/worksheets/sheet1.xml", _SHEET % (b"<row/>" * 3_100_000)),
        ("xl/sharedStrings.xml", b"<sst>" + b"<si/>" * 3_100_000 + b"</sst>"),
        ("xl/styles.xml", b"<styleSheet>" + b"<xf/>" * 300_000 + b"</styleSheet>"),
        ("xl/WORKSHEETS/sheet9.xml", b"<a>" + b"<b/>" * 200_000 + b"</a>"),
    ],
)
def test_archives_of_nothing_but_tags_are_not_opened(
    shop: Vendor,
    workbook: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    part: str,
    content: bytes,
):
    path = workbook(list(HEADER), list(GOOD.values()))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    monkeypatch.setattr(table.openpyxl, "load_workbook", lambda *a, **k: pytest.fail("it was opened"))
    bomb = _archive(tmp_path / "x.xlsx", parts | {part: content})
    assert bomb.stat().st_size < 100_000
    assert "quá lớn" in refuse(shop, bomb)[0]


def test_a_part_that_is_larger_than_it_claims(shop: Vendor, workbook: Callable[..., Path], tmp_path: Path):
    content = workbook(list(HEADER), list(GOOD.values())).read_bytes()
    at = content.rindex(b"xl/worksheets/sheet1.xml") - 46  # its entry in the directory of the archive
    assert content[at : at + 4] == b"PK\x01\x02"
    (tmp_path / "x.xlsx").write_bytes(content[: at + 24] + (10).to_bytes(4, "little") + content[at + 28 :])
    assert "hỏng" in refuse(shop, tmp_path / "x.xlsx")[0]


def test_a_full_sheet_of_all_columns_is_within_the_bounds(tmp_path: Path):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(COLUMNS)
    for number in range(20_000):
        sheet.append([f"{number} {column}" for column in COLUMNS])
    book.save(tmp_path / "a.xlsx")
    archive.archive_check((tmp_path / "a.xlsx").read_bytes())
