"""Texts are saved while one types; what holds at once for buyers is not."""

import json
import re

import pytest
from django.test import Client
from django.utils import timezone

from catalog.editing.services import base_of
from catalog.editing.working import working
from catalog.models import BannedClaim, Offer, ProductRevision
from catalog.pricing.selectors import quotes
from tests.catalog.centre_products.pages import WHOLE, autosave, path
from tests.catalog.test_centre_editing import fresh, save
from tests.factories.catalog import (
    make_listing,
)
from vendors.models import Member

pytestmark = pytest.mark.django_db


def test_texts_are_saved_while_one_types_and_prices_are_not(signed_in: Client, owner: Member):
    BannedClaim.objects.create(phrase="số 1", reason="So sánh nhất.")
    product = make_listing(vendor=owner.vendor)
    offer = product.offers.get()
    price = f"pack-{offer.pk}-price"
    result = autosave(signed_in, product, name="Vải số 1", storage="x" * 300, **{price: "1.000", "pack-new-name": "H"})
    assert fresh(product).name == "Vải số 1"
    assert fresh(product).storage == product.storage
    assert quotes([offer.pk])[offer.pk].price == 85_000
    assert Offer.objects.count() == 1
    assert re.fullmatch(r"\d\d:\d\d", result["saved"])
    assert result["errors"].keys() == {"storage"}
    assert "So sánh nhất." in result["claims"]["name"][0]
    assert "name" in result["handled"]
    assert not {"storage", price} & set(result["handled"])


def test_on_the_shelf_nothing_holds_at_once_while_one_types(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor, status="published", published_at=timezone.now())
    result = autosave(signed_in, product, description="Mới", needs_ice="on", max_transit_days="3", **WHOLE)
    after = fresh(product)
    assert (after.description, after.needs_ice, after.max_transit_days) == (product.description, False, None)
    assert ProductRevision.objects.get().fields == {"description": "Mới"}
    assert not {"needs_ice", "max_transit_days"} & set(result["handled"])


def test_the_marks_after_autosave_are_those_of_what_the_page_shows(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    base = json.dumps(base_of(working(product)))
    save(product, description="Của chị", storage="Của chị", needs_ice=True)
    result = autosave(signed_in, product, base, name="Của anh", description=product.description, storage="Của anh")
    assert result["taken"] == {"description": "Của chị"}
    assert result["clashes"] == ["storage"]
    assert "storage" not in result["handled"]
    assert (fresh(product).name, fresh(product).storage) == ("Của anh", "Của chị")
    page = signed_in.post(
        path(product),
        {"base": result["base"], "name": "Của anh", "storage": "Của anh"} | WHOLE,
    )
    [row] = page.context["clashes"]
    assert (row["mine"], row["theirs"]) == ("Của anh", "Của chị")
    assert fresh(product).needs_ice  # the page did not know of it and did not take it back
    answer = {
        "base": page.context["base"],
        "name": "Của anh",
        "storage": "Của anh",
        "keep-storage": "mine",
        "seen-storage": row["seen"],
        **WHOLE,
    }
    assert signed_in.post(path(product), answer).status_code == 302
    assert fresh(product).storage == "Của anh"


@pytest.mark.parametrize("base", ["", "x", "[]", "{", '{"name": 1}'])
def test_marks_of_nonsense_ask_instead_of_overwriting(signed_in: Client, owner: Member, base: str):
    product = make_listing(vendor=owner.vendor)
    page = signed_in.post(path(product), {"base": base, "name": "Đè lên", "do": "save"})
    assert page.status_code == 200
    assert "name" in [row["name"] for row in page.context["clashes"]]
    assert fresh(product).name == product.name
