"""What is asked for which goods."""

from typing import Any

import pytest
from django.test import Client

from catalog.models import Producer, ProductSet, SaleMode
from tests.catalog.centre_products.pages import page_fields, path, typed
from tests.catalog.test_centre_editing import fresh
from tests.factories.catalog import (
    make_listing,
    make_vendor,
)
from tests.factories.vendors import make_member
from vendors.models import Member, SellerKind

pytestmark = pytest.mark.django_db


def test_the_form_asks_what_the_law_asks_for_the_set(signed_in: Client, owner: Member):
    def asked(number: int, **fields: Any) -> set[str]:
        product = make_listing(vendor=owner.vendor, product_set=ProductSet.objects.get(number=number), **fields)
        form = signed_in.get(path(product)).context["form"]
        return {name for name in form.label_names if getattr(form.fields[name], "needed", False)}

    assert asked(9) == {"ingredients", "storage", "shelf_life_days"}
    assert asked(14) == {"alcohol_percent", "ingredients", "storage", "shelf_life_days"}
    assert asked(18) == {"ingredients", "storage", "shelf_life_days", "warnings"}
    assert asked(18, sale_mode=SaleMode.SHOWN) == set()
    assert asked(21) == set()
    stay = make_listing(vendor=owner.vendor, product_set=ProductSet.objects.get(number=26), sale_mode=SaleMode.STAY)
    form = signed_in.get(path(stay)).context["form"]
    assert form.label_names == ["warnings"]
    assert not {"needs_ice", "pack-new-stock"} & form.fields.keys()


def test_goods_do_not_become_a_stay(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    stay = ProductSet.objects.get(number=26)
    page = signed_in.post(path(product), typed(product, product_set_id=stay.pk, name=product.name))
    assert "chỗ nghỉ" in str(page.context["form"].errors["product_set_id"])


def test_a_showroom_names_who_made_it(client: Client):
    member = make_member(vendor=make_vendor(kind=SellerKind.SHOWROOM))
    client.force_login(member.user)
    product = make_listing(vendor=member.vendor)
    before = Producer.objects.count()
    client.post(path(product), typed(product, producer_id="Hộ bà Tư", autosave="1", name=product.name))
    assert Producer.objects.count() == before  # half a name would be one, too
    client.post(path(product), page_fields(client, product) | {"producer_id": "Hộ bà Tư"})
    assert fresh(product).producer.name == "Hộ bà Tư"


@pytest.mark.parametrize(
    ("number", "most"), [(1, 9), (4, 9), (21, 6)], ids=["fresh fruit", "honey and preserves", "crafts"]
)
def test_a_first_product_asks_for_little(signed_in: Client, owner: Member, number: int, most: int):
    """What must be filled before it may be handed in, on two pages; all else has a default or stands folded."""
    begin = signed_in.get(f"/kenh-ban/{owner.vendor.slug}/san-pham/moi/").context["form"]
    assert [name for name, field in begin.fields.items() if field.required] == ["name", "product_set"]
    address = f"/kenh-ban/{owner.vendor.slug}/san-pham/moi/"
    wanted = ProductSet.objects.get(number=number)
    page = signed_in.post(address, {"name": "Món đầu tiên", "product_set": wanted.pk}, follow=True)
    lacking = [what for what, _place in page.context["problems"]]
    assert len(begin.fields) + len(lacking) + 1 <= most, lacking  # a pack is a name and a price
    assert not any(fold.is_open for fold in page.context["folds"].values())
