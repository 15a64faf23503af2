"""One button saves everything; what cannot be read is said at its field."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog.editing.services import base_of
from catalog.editing.working import working
from catalog.models import BannedClaim, Offer
from catalog.pricing.selectors import quotes
from tests.catalog.centre_products.pages import page_fields, path
from tests.catalog.test_centre_editing import fresh, save
from tests.factories.catalog import (
    make_listing,
    make_offer,
    make_product,
)
from vendors.models import Member

pytestmark = pytest.mark.django_db


def test_the_page_sent_back_as_it_is_changes_nothing(signed_in: Client, owner: Member):
    product = make_listing(
        vendor=owner.vendor,
        alcohol_percent="29.5",
        shelf_life_days=365,
        max_transit_days=3,
        publish_at=(timezone.now() + dt.timedelta(days=2)).replace(second=0, microsecond=0),
        commune_id="07612",
    )
    save(fresh(product), season=["05-25", "07-15", "x"], dispatch_weekdays=31, ships_to=["01"])
    offer = product.offers.get()
    save(fresh(product), **{f"pack-{offer.pk}-box": [305, 200, 150], f"pack-{offer.pk}-weight_g": 1250})
    before = base_of(working(fresh(product)))
    answer = signed_in.post(path(product), page_fields(signed_in, product))
    assert answer.status_code == 302, answer.context["form"].errors
    assert base_of(working(fresh(product))) == before


def test_everything_is_saved_with_one_button(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    fields = page_fields(signed_in, product) | {
        "name": "Vải sớm",
        "shelf_life_days": "2 tuần",
        "season_opens": "25/5",
        "season_closes": "15/7",
        "needs_ice": "on",
        "dispatch_weekdays": ["0", "1"],
        "pack-new-name": "Hộp 1 kg",
        "pack-new-price": "1tr2",
        "pack-new-stock": "20",
        "pack-new-weight_g": "1,1 kg",
        "pack-new-box": "30 x 20,5 x 15",
        "pack-new-gtin": "8938505974194",
    }
    assert signed_in.post(path(product), fields).status_code == 302
    after = fresh(product)
    offer = Offer.objects.get(name="Hộp 1 kg")
    assert (after.name, after.shelf_life_days, after.needs_ice, after.dispatch_weekdays) == ("Vải sớm", 14, True, 3)
    assert (after.season.opens, after.season.closes) == ("05-25", "07-15")
    assert (offer.weight_g, offer.width_mm, offer.gtin) == (1_100, 205, "8938505974194")
    assert (quotes([offer.pk])[offer.pk].price, offer.stock_units.get().available) == (1_200_000, 20)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "V" * 300, "tối đa 120"),
        ("name", "\u200b", "đặt tên"),
        ("storage", "x" * 300, "tối đa 200"),
        ("product_set_id", "99999", "chọn một loại"),
        ("shelf_life_days", "lâu lắm", "12 tháng"),
        ("shelf_life_days", "30", "ngày, tháng hay năm"),
        ("max_transit_days", "-3", "không được âm"),
        ("max_transit_days", "99", "từ 1 đến 30"),
        ("season_opens", "31/2", "25/5"),
        ("season_opens", "1/6", ""),
        ("commune_id", "xã Không Có Đâu", "không có xã"),
        ("ships_to", ["zz"], "danh sách"),
        ("dispatch_weekdays", [], "ít nhất một ngày"),
        ("publish_at", "hôm qua", "giờ hẹn"),
        ("publish_at", "2020-01-01T08:00", "đã qua"),
        ("pack-new-price", "-5000", "âm"),
        ("pack-new-price", "1.2", "Chưa đọc được giá"),
        ("pack-new-stock", "-1", "không được âm"),
        ("pack-new-gtin", "8938505974195", "số kiểm tra"),
        ("pack-new-gtin", "12", "chữ số"),
        ("pack-new-box", "30 x 20", "ba số đo"),
        ("pack-new-weight_g", "nặng", "số cân"),
        ("pack-new-name", "P" * 81, "tối đa 80"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_the_rest_is_saved(
    signed_in: Client, owner: Member, field: str, value: Any, words: str
):
    product = make_listing(vendor=owner.vendor)
    fields = page_fields(signed_in, product) | {"description": "Lời mới viết", field: value}
    page = signed_in.post(path(product), fields)
    assert page.status_code == 200
    form = page.context["form"]
    wrong = "season_closes" if (field, words) == ("season_opens", "") else field
    assert words in str(form.errors[wrong])
    assert fresh(product).description == "Lời mới viết"
    assert fresh(product).name == product.name
    assert Offer.objects.count() == 1
    if isinstance(value, str):
        assert form[field].value() == value


def test_a_pack_that_went_in_is_not_added_again_after_another_mistake(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    fields = page_fields(signed_in, product) | {
        "shelf_life_days": "lâu lắm",
        "pack-new-name": "Hộp 1 kg",
        "pack-new-price": "85k",
    }
    page = signed_in.post(path(product), fields)
    again = {**fields, "base": page.context["base"], "shelf_life_days": "5 ngày"}
    for name in list(again):
        if name.startswith("pack-new-"):
            again[name] = page.context["form"][name].value() or ""
    assert signed_in.post(path(product), again).status_code == 302
    assert product.offers.filter(name="Hộp 1 kg").count() == 1


def test_a_sku_that_is_taken_is_said_at_its_field(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    make_offer(product=make_product(vendor=owner.vendor), sku="A-1")
    offer = product.offers.get()
    fields = page_fields(signed_in, product) | {f"pack-{offer.pk}-sku": "A-1"}
    page = signed_in.post(path(product), fields)
    assert "đã dùng cho gói khác" in str(page.context["form"].errors[f"pack-{offer.pk}-sku"])


def test_a_pack_may_not_promise_what_a_text_may_not(signed_in: Client, owner: Member):
    BannedClaim.objects.create(phrase="số 1", reason="so sánh nhất")
    product = make_listing(vendor=owner.vendor, status="published", published_at=timezone.now())
    fields = page_fields(signed_in, product) | {"pack-new-name": "Hộp số 1", "pack-new-price": "85k"}
    page = signed_in.post(path(product), fields)
    assert "so sánh nhất" in str(page.context["form"].errors["pack-new-name"])
    assert product.offers.count() == 1
