"""Writing a shop's products into a file that the import reads back without changing anything."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _
from openpyxl import Workbook  # type: ignore[import-untyped]

from catalog.imports.columns import COLUMNS, neutralised, refused
from catalog.models import Certificate, Offer, PriceSource, PriceWindow, StockUnit
from vendors.models import Vendor


def products_export(*, vendor: Vendor, path: Path) -> int:
    """Write all packs of a shop that have a price; returns how many. CSV with a BOM, or XLSX, by the file's name.

    Raises `ImportRefused` for another kind of file or one that cannot be written. Prices are list prices; stock is what
    lies there, held or not; `image` stays empty, since pictures are not in the file.
    """
    suffix = path.suffix.lower()
    if suffix not in (".csv", ".xlsx"):
        raise refused(_("Tên tệp phải có đuôi .csv hoặc .xlsx."))
    content, count = products_file(vendor=vendor, kind=suffix[1:])
    try:
        path.write_bytes(content)
    except OSError as error:
        raise refused(_("Không ghi được tệp “%(name)s”.") % {"name": path.name}) from error
    return count


def products_file(*, vendor: Vendor, kind: str) -> tuple[bytes, int]:
    """The same as bytes, `csv` or `xlsx`, and how many packs there are."""
    rows = [[_cell(row[column]) for column in COLUMNS] for row in _rows(vendor)]
    return _csv(rows) if kind == "csv" else _xlsx(rows), len(rows)


def _csv(rows: list[list[str | int]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")  # without the mark Excel takes Vietnamese for something else


def _xlsx(rows: list[list[str | int]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("products")
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(value: object) -> str | int:
    if value is None:
        return ""
    return value if isinstance(value, int) else neutralised(str(value))


def _rows(vendor: Vendor) -> Iterator[dict[str, object]]:
    offers = list(
        Offer.objects.for_vendor(vendor)
        .select_related("product__product_set", "product__province")
        .order_by("product", "position", "pk")
    )
    prices, before = _prices(vendor)
    on_hand = dict(StockUnit.objects.for_vendor(vendor).filter(pool="", date=None).values_list("offer_id", "on_hand"))
    papers: dict[int, Certificate] = {}
    for certificate in Certificate.objects.for_vendor(vendor).order_by("issued_on", "pk"):
        papers[certificate.product_id] = certificate  # the last one issued stays
    for offer in offers:
        if offer.pk not in prices:
            continue
        product, paper = offer.product, papers.get(offer.product_id)
        yield {
            "sku": offer.sku,
            "name": product.name,
            "name_en": product.name_en,
            "set_no": product.product_set.number,
            "province": product.province.name,
            "commune": product.commune_id,
            "description": product.description,
            "price": prices[offer.pk],
            "compare_at_price": before.get(offer.pk),
            "stock": on_hand.get(offer.pk, 0),
            "weight_g": offer.weight_g,
            "stars": paper.stars if paper else None,
            "certificate_code": paper.code if paper else None,
            "certificate_issued_on": paper.issued_on.isoformat() if paper else None,
            "gtin": offer.gtin,
            "alcohol_percent": product.alcohol_percent,
            "image": None,
        }


def _prices(vendor: Vendor) -> tuple[dict[int, int], dict[int, int]]:
    """The list price of each pack, and the one just before it where that was higher."""
    prices: dict[int, int] = {}
    ended: dict[int, int] = {}
    windows = PriceWindow.objects.filter(offer__vendor=vendor, source=PriceSource.LIST).order_by("starts_at", "pk")
    for window in windows:
        if window.ends_at is None:
            prices[window.offer_id] = window.price
        else:
            ended[window.offer_id] = window.price
    return prices, {pk: price for pk, price in ended.items() if price > prices.get(pk, price)}
