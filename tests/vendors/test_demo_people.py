"""The demo's sellers: owners with shops, an application that waits; nothing where there are no demo people."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from accounts import demo
from tests.factories.catalog import make_vendor
from tests.vendors.uploads import upload
from vendors import checks, demo_people
from vendors.demo_people import APPLICATION, OFFICE, OWNERS
from vendors.joining.documents import file_check
from vendors.joining.services import dossier_of, missing, tax_code_fits
from vendors.models import Dossier, Member, Officer, Paper, Vendor, VendorStatus, VendorStatusChange

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private(settings: Settings, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path


def test_owners_get_their_shops_once(settings: Settings):
    settings.DEMO = True
    demo.create_demo_accounts()
    kinds = ("coop", "household")
    shops = [
        make_vendor(slug=slug, kind=kind) for (_email, slug, _code, _holder), kind in zip(OWNERS, kinds, strict=True)
    ]
    first = demo_people.load()
    models = (Member, Paper, Dossier, VendorStatusChange, Officer)
    counts = [model.objects.count() for model in models]
    demo_people.load()
    assert [model.objects.count() for model in models] == counts
    assert APPLICATION in first
    assert Officer.objects.get().province.slug == OFFICE
    for shop in shops:
        assert tax_code_fits(shop, dossier_of(shop))
        assert Member.objects.get(vendor=shop).user.email in {email for email, *_rest in OWNERS}
    waiting = Vendor.objects.get(slug=APPLICATION)
    assert waiting.status == VendorStatus.APPLIED
    assert missing(waiting, dossier_of(waiting), Paper.objects.for_vendor(waiting)) == []
    assert any("/kenh-ban/htx-quy-son/" in line for line in demo_people.startup_lines())


def test_without_the_demos_people_there_is_nothing_to_do():
    make_vendor(slug=OWNERS[0][1])
    demo_people.load()
    assert not Member.objects.exists()
    assert not Vendor.objects.filter(slug=APPLICATION).exists()


def test_the_sample_is_a_paper_like_any_other():
    assert file_check(upload(demo_people.sample_pdf("GIAY MAU")))[1] == "pdf"


def test_a_deployment_is_warned_of_the_sandbox(settings: Settings):
    assert [message.id for message in checks.identity(None)] == ["vendors.W001"]
    settings.IDENTITY_PROVIDER = "example.identity.Provider"
    assert checks.identity(None) == []
