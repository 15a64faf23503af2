"""Two people in one stock: the second is told both numbers, keeps what was typed, and decides."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from catalog.models import Offer, StockMovement
from catalog.pricing.services import list_price_set
from catalog.stock import services as stock
from catalog.stock.selectors import ledger, own_unit
from tests.factories.accounts import sign_in
from tests.factories.catalog import make_offer, make_product, make_vendor
from tests.factories.vendors import make_member
from vendors.models import Vendor

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Vendor:
    return make_vendor()


@pytest.fixture
def owner(shop: Vendor, client: Client) -> User:
    user = make_member(vendor=shop).user
    sign_in(client, user)
    return user


@pytest.fixture
def offer(shop: Vendor) -> Offer:
    """Forty pieces at 120.000 ₫, told at five."""
    made = make_offer(product=make_product(vendor=shop, name="Vải thiều"))
    stock.stock_receive(unit=stock.stock_unit(offer=made), quantity=40)
    list_price_set(offer=made, price=120_000)
    return made


def on_hand(offer: Offer) -> int:
    unit = own_unit(offer)
    assert unit is not None
    return unit.on_hand


def counted_meanwhile(offer: Offer, number: int) -> None:
    stock.stock_count(unit=stock.stock_unit(offer=offer), counted=number)


def book_url(shop: Vendor, offer: Offer) -> str:
    return reverse("catalog:centre-stock-ledger", args=[shop.slug, offer.pk])


def hidden(page: str) -> dict[str, str]:
    """What the form of a count carries unseen, as a browser would send it back."""
    form = next(part for part in page.split("<form") if 'name="viec" value="dem"' in part)
    found = {}
    for control in re.findall(r'<input type="hidden"[^>]*>', form):
        name, value = (re.search(rf'\b{key}="([^"]*)"', control) for key in ("name", "value"))
        assert name is not None
        found[name[1]] = unescape(value[1]) if value else ""
    return found


# ── The ledger ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_count_of_the_ledger_is_not_written_over_another(shop: Vendor, owner: User, offer: Offer, client: Client):
    opened = hidden(client.get(book_url(shop, offer)).content.decode())
    assert opened["seen"] == "40"
    counted_meanwhile(offer, 33)
    moved = StockMovement.objects.count()
    response = client.post(book_url(shop, offer), opened | {"quantity": "38", "note": "đếm lúc <chiều>"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "Lúc mở trang có 40, nay là 33" in page
    assert 'id="dem-quantity_error"' in page
    assert 'value="38"' in page
    assert "đếm lúc &lt;chiều&gt;" in page
    assert (on_hand(offer), StockMovement.objects.count()) == (33, moved)


def test_saving_again_takes_the_number_typed(shop: Vendor, owner: User, offer: Offer, client: Client):
    opened = hidden(client.get(book_url(shop, offer)).content.decode())
    counted_meanwhile(offer, 33)
    page = client.post(book_url(shop, offer), opened | {"quantity": "38", "note": "đếm lại"}).content.decode()
    again = hidden(page)
    assert again["seen"] == "33"
    assert client.post(book_url(shop, offer), again | {"quantity": "38", "note": "đếm lại"}).status_code == 302
    book = ledger(offer=offer)
    assert book is not None
    assert (on_hand(offer), book.agrees) == (38, True)
    assert (book.lines[0].movement.on_hand_delta, book.lines[0].movement.note) == (5, "đếm lại")
    assert book.lines[0].movement.by == owner


def test_a_third_change_is_a_clash_again(shop: Vendor, owner: User, offer: Offer, client: Client):
    opened = hidden(client.get(book_url(shop, offer)).content.decode())
    counted_meanwhile(offer, 33)
    again = hidden(client.post(book_url(shop, offer), opened | {"quantity": "38", "note": ""}).content.decode())
    counted_meanwhile(offer, 31)
    page = client.post(book_url(shop, offer), again | {"quantity": "38", "note": ""}).content.decode()
    assert "Lúc mở trang có 33, nay là 31" in page
    assert hidden(page)["seen"] == "31"
    assert on_hand(offer) == 31


def test_both_counted_the_same_is_no_clash(shop: Vendor, owner: User, offer: Offer, client: Client):
    opened = hidden(client.get(book_url(shop, offer)).content.decode())
    counted_meanwhile(offer, 38)
    moved = StockMovement.objects.count()
    assert client.post(book_url(shop, offer), opened | {"quantity": "38", "note": ""}).status_code == 302
    assert (on_hand(offer), StockMovement.objects.count()) == (38, moved)


def test_the_way_back_after_a_clash_is_not_taken_for_a_second_press(
    shop: Vendor, owner: User, offer: Offer, client: Client
):
    opened = hidden(client.get(book_url(shop, offer)).content.decode())
    counted_meanwhile(offer, 33)
    client.post(book_url(shop, offer), opened | {"quantity": "38", "note": ""})
    # Back in the browser: the page as it was first opened, with the number that the clash told of.
    response = client.post(book_url(shop, offer), opened | {"quantity": "33", "note": ""}, follow=True)
    assert "đã ghi rồi" not in response.content.decode()
    page = client.post(book_url(shop, offer), opened | {"viec": "nhap", "quantity": "x", "note": ""}).content.decode()
    assert "Ghi một số nguyên" in page
    assert on_hand(offer) == 33


def test_pressed_twice_counts_once(shop: Vendor, owner: User, offer: Offer, client: Client):
    opened = hidden(client.get(book_url(shop, offer)).content.decode())
    for _press in range(2):
        assert client.post(book_url(shop, offer), opened | {"quantity": "38", "note": ""}).status_code == 302
    assert StockMovement.objects.filter(kind="count").count() == 1


def test_fewer_than_are_promised_is_said_at_the_field(shop: Vendor, owner: User, offer: Offer, client: Client):
    unit = stock.stock_unit(offer=offer)
    opened = hidden(client.get(book_url(shop, offer)).content.decode())
    stock.stock_reserve(takes=[stock.Take(unit_id=unit.pk, quantity=6)], reference="a", expires_at=None)
    page = client.post(book_url(shop, offer), opened | {"quantity": "5", "note": "vỡ"}).content.decode()
    assert "Đang giữ 6 cho khách" in page
    assert 'value="5"' in page
    assert on_hand(offer) == 40


# ── The grid ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_clashes_of_a_grid_go_on_from_what_is_there_now(shop: Vendor, owner: User, offer: Offer, client: Client):
    address, pk = reverse("catalog:centre-stock", args=[shop.slug]), offer.pk
    sent = {"mon": str(pk), f"co-{pk}": "38", f"co-{pk}-cu": "40", f"bao-{pk}": "9", f"bao-{pk}-cu": "5"}
    counted_meanwhile(offer, 33)
    stock.low_stock_set(offer=offer, at=7)
    page = client.post(address, sent).content.decode()
    assert "Lúc mở trang có 40, nay là 33" in page
    assert "Đã có người đổi thành 7" in page
    assert f'name="co-{pk}-cu" value="33"' in page
    assert f'name="bao-{pk}-cu" value="7"' in page
    assert 'value="38"' in page
    assert 'value="9"' in page
    counted_meanwhile(offer, 31)
    page = client.post(address, sent | {f"co-{pk}-cu": "33", f"bao-{pk}-cu": "7"}).content.decode()
    assert "Lúc mở trang có 33, nay là 31" in page
    offer.refresh_from_db()
    assert (on_hand(offer), offer.low_stock_at) == (31, 9)
    assert client.post(address, sent | {f"co-{pk}-cu": "31", f"bao-{pk}-cu": "9"}).status_code == 302
    assert on_hand(offer) == 38


def test_the_first_price_of_a_pack_can_clash_too(shop: Vendor, owner: User, client: Client):
    offer = make_offer(product=make_product(vendor=shop))
    address, name = reverse("catalog:centre-stock", args=[shop.slug]), f"gia-{offer.pk}"
    list_price_set(offer=offer, price=90_000)
    page = client.post(address, {"mon": str(offer.pk), name: "80k"}).content.decode()
    assert "giá là –, nay đã có người đổi thành 90.000" in page.replace("\xa0", " ")
    assert f'name="{name}-cu" value="90000"' in page
    assert client.post(address, {"mon": str(offer.pk), name: "80k", f"{name}-cu": "90000"}).status_code == 302
    assert offer.price_windows.get(ends_at=None).price == 80_000


def test_a_wrong_cell_can_be_mended_after_the_way_back(shop: Vendor, owner: User, offer: Offer, client: Client):
    address, pk = reverse("catalog:centre-stock", args=[shop.slug]), offer.pk
    sent = {"mon": str(pk), "lan": "mot-tu", f"gia-{pk}": "-5", f"gia-{pk}-cu": "120000"}
    assert "Giá không được âm" in client.post(address, sent).content.decode()
    assert client.post(address, sent | {f"gia-{pk}": "130k"}).status_code == 302
    assert offer.price_windows.get(ends_at=None).price == 130_000
