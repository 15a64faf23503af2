"""Making sellers, and the command for it."""

import pytest
from django.core.management import CommandError, call_command

from places import selectors as places
from tests.factories.catalog import make_vendor
from vendors.models import SellerKind, Vendor, VendorStatus
from vendors.services import VendorRefused, province_meant, vendor_create

pytestmark = pytest.mark.django_db


def _bac_ninh():
    return places.province_by_slug("bac-ninh")


def test_a_seller_is_verified_and_has_an_address():
    vendor = vendor_create(name="  HTX  Quý Sơn ", kind="coop", province=_bac_ninh())
    assert (vendor.name, vendor.slug, vendor.status) == ("HTX Quý Sơn", "htx-quy-son", VendorStatus.VERIFIED)
    assert vendor.is_open


def test_the_same_name_gets_another_address():
    slugs = [vendor_create(name="HTX Quý Sơn", kind="coop", province=_bac_ninh()).slug for _ in range(3)]
    assert slugs == ["htx-quy-son", "htx-quy-son-2", "htx-quy-son-3"]


def test_a_name_without_latin_letters_has_an_address_too():
    assert vendor_create(name="東湖", kind="farmer", province=_bac_ninh()).slug == "gian-hang"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": " \u200b "}, "trống"),
        ({"name": "…"}, "trống"),
        ({"name": "x" * 121}, "120"),
        ({"kind": "shop"}, "coop"),
        ({"slug": "Quý Sơn"}, "Đường dẫn"),
        ({"slug": "-a"}, "Đường dẫn"),
        ({"slug": "a" * 81}, "80"),
        ({"slug": "da-co"}, "gian hàng khác"),
        ({"commune": "00577"}, "không thuộc"),
    ],
)
def test_what_cannot_be_is_refused(fields: dict[str, str], told: str):
    make_vendor(slug="da-co")
    before = Vendor.objects.count()
    given = {"name": "HTX", "kind": "coop", "province": _bac_ninh()} | fields
    if "commune" in given:
        given["commune"] = places.commune(given["commune"])
    with pytest.raises(VendorRefused, match=told):
        vendor_create(**given)
    assert Vendor.objects.count() == before


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Bắc Ninh", "bac-ninh"),
        ("Bắc Giang", "bac-ninh"),
        ("tỉnh Bình Định", "gia-lai"),
        ("TP.HCM", "ho-chi-minh"),
        ("24", "bac-ninh"),
        ("bac-giang", "bac-ninh"),
        ("ho-chi-minh", "ho-chi-minh"),
        ("B\u0103\u0301c Ninh", "bac-ninh"),  # as a Mac writes it
        ("99", None),
        ("1", None),
        ("", None),
        ("Atlantis", None),
    ],
)
def test_provinces_as_people_write_them(text: str, slug: str | None):
    found = province_meant(text)
    assert (found.slug if found else None) == slug


@pytest.mark.parametrize("kind", SellerKind.values)
def test_the_command_makes_every_kind(kind: str, capsys: pytest.CaptureFixture[str]):
    call_command("create_vendor", name="Gốm Bến", kind=kind, province="Bắc Giang")
    vendor = Vendor.objects.get()
    assert (vendor.slug, vendor.kind, vendor.province.slug) == ("gom-ben", kind, "bac-ninh")
    assert capsys.readouterr().out.startswith("gom-ben: Gốm Bến")


def test_the_command_takes_an_address():
    call_command("create_vendor", "--name=Gốm", "--kind=coop", "--province=01", "--slug=gom-1")
    assert Vendor.objects.get().slug == "gom-1"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--kind=coop", "--province=Bac Nimh"], "Bắc Ninh"),
        (["--kind=coop", "--province=zz"], "Không có tỉnh"),
        (["--kind=koop", "--province=01"], "koop"),
        (["--kind=coop", "--province=01", "--slug=Á"], "Đường dẫn"),
        (["--province=01"], "--kind"),
    ],
)
def test_the_command_refuses_in_one_line(given: list[str], told: str):
    with pytest.raises(CommandError, match=told) as refused:
        call_command("create_vendor", "--name=Gốm", *given)
    assert len(str(refused.value).splitlines()) == 1
    assert not Vendor.objects.exists()
