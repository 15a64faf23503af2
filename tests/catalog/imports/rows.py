"""A good row, and what is said against a file that is refused."""

from pathlib import Path

import pytest

from catalog.imports.columns import ImportRefused
from catalog.imports.services import products_import
from catalog.models import (
    Certificate,
    Offer,
    PriceWindow,
    Producer,
    Product,
    ProductPicture,
    ProductStatusChange,
    StockMovement,
    StockUnit,
)
from vendors.models import Vendor

HEADER = ("sku", "name", "set_no", "province", "price", "stock")
GOOD = {
    "sku": "VT-5",
    "name": "Vải thiều 5 kg",
    "set_no": "1",
    "province": "Bắc Ninh",
    "price": "125000",
    "stock": "40",
}
TABLES = (
    Certificate,
    Offer,
    PriceWindow,
    Producer,
    Product,
    ProductPicture,
    ProductStatusChange,
    StockMovement,
    StockUnit,
)


def counts() -> list[int]:
    return [model._default_manager.count() for model in TABLES]


def refuse(shop: Vendor, path: Path) -> list[str]:
    """What is said against the file; nothing has been written."""
    before = counts()
    with pytest.raises(ImportRefused) as refused:
        products_import(vendor=shop, path=path)
    assert counts() == before
    return [str(problem) for problem in refused.value.problems]
