"""Pictures beside the file, and none from elsewhere."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from catalog.imports import services
from catalog.imports.services import products_import
from catalog.models import (
    ProductPicture,
)
from tests.catalog.imports.rows import GOOD, refuse
from vendors.models import Vendor

pytestmark = pytest.mark.django_db


def test_a_picture_beside_the_file(shop: Vendor, write: Callable[..., Path], tmp_path: Path):
    (tmp_path / "anh").mkdir()
    Image.new("RGB", (60, 40), "red").save(tmp_path / "anh" / "vai.jpg")
    path = write(GOOD | {"image": "anh/vai.jpg"})
    products_import(vendor=shop, path=path)
    picture = ProductPicture.objects.get()
    assert picture.image
    assert picture.alt == "Vải thiều 5 kg"
    assert default_storage.exists(picture.image.file.name)
    products_import(vendor=shop, path=path)
    assert ProductPicture.objects.count() == 1


def test_a_link_out_of_the_folder_is_not_followed(shop: Vendor, write: Callable[..., Path], tmp_path: Path):
    outside = tmp_path / "ngoai"
    outside.mkdir()
    Image.new("RGB", (60, 40)).save(outside / "a.jpg")
    inside = tmp_path / "trong"
    inside.mkdir()
    (inside / "a.jpg").symlink_to(outside / "a.jpg")
    (line,) = refuse(shop, write(GOOD | {"image": "a.jpg"}).rename(inside / "hang.csv"))
    assert line.startswith("dòng 2, cột image: không thấy")


def test_no_file_is_left_when_a_later_row_fails(
    shop: Vendor, write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    Image.new("RGB", (60, 40)).save(tmp_path / "a.jpg")
    kept: list[Any] = []
    add = services.picture_add

    def remember(**fields: Any) -> ProductPicture:
        kept.append(add(**fields))
        return kept[-1]

    def fail(**fields: Any) -> None:
        raise services.CodeTaken

    monkeypatch.setattr(services, "picture_add", remember)
    monkeypatch.setattr(services, "certificate_issue", fail)
    certified = {"stars": "4", "certificate_code": "TEST-7", "certificate_issued_on": "2026-01-15"}
    (line,) = refuse(shop, write(GOOD | {"image": "a.jpg"}, GOOD | certified | {"sku": "B"}))
    assert line.startswith("dòng 3, cột certificate_code")
    assert not default_storage.exists(kept[0].image.file.name)
