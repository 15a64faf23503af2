"""The centre's grid and ledger: what is changed is written, what is wrong is said, and nothing is lost silently."""

from typing import Any

import pytest
from django.db.models import Sum
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from catalog.centre import grid
from catalog.centre import notices as centre_notices
from catalog.centre.grid import CellWrong, grid_page, grid_save, read_count, read_price
from catalog.centre.tasks import stock_low
from catalog.models import Offer, PriceWindow, SaleMode, StockMovement, StockUnit
from catalog.pricing.services import list_price_set
from catalog.stock import services as stock
from catalog.stock.selectors import ledger, low_units, own_unit
from catalog.stock.services import OutOfStock, Take
from tests.factories.accounts import make_user, sign_in
from tests.factories.catalog import make_offer, make_product, make_vendor
from tests.factories.vendors import make_member
from vendors.models import Notice, Role, Vendor

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Vendor:
    return make_vendor()


@pytest.fixture
def owner(shop: Vendor, client: Client) -> User:
    user = make_member(vendor=shop).user
    sign_in(client, user)
    return user


def pack(
    shop: Vendor, *, on_hand: int = 40, price: int | None = 120_000, name: str = "Vải thiều", **fields: Any
) -> Offer:
    offer = make_offer(product=make_product(vendor=shop, name=name), **fields)
    if on_hand:
        stock.stock_receive(unit=stock.stock_unit(offer=offer), quantity=on_hand)
    if price:
        list_price_set(offer=offer, price=price)
    return offer


def price_of(offer: Offer) -> int:
    return PriceWindow.objects.get(offer=offer, ends_at=None).price


def count_of(offer: Offer) -> int:
    unit = own_unit(offer)
    return unit.on_hand if unit else 0


def form(*offers: Offer, **cells: str) -> dict[str, Any]:
    """The grid as a browser sends it back, with some cells changed: `gia_7="99k"`."""
    data: dict[str, Any] = {"mon": [str(offer.pk) for offer in offers]}
    for offer in offers:
        unit = own_unit(offer)
        window = PriceWindow.objects.filter(offer=offer, ends_at=None).first()
        for name, value in (
            ("gia", window.price if window else None),
            ("co", unit.on_hand if unit else 0),
            ("bao", offer.low_stock_at),
        ):
            data[f"{name}-{offer.pk}"] = grid.written(value)
            data[f"{name}-{offer.pk}-cu"] = "" if value is None else str(value)
        data[f"them-{offer.pk}"] = ""
    return data | {name.replace("_", "-"): value for name, value in cells.items()}


def url(shop: Vendor) -> str:
    return reverse("catalog:centre-stock", args=[shop.slug])


# ── The grid ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_only_what_changed_is_written(shop: Vendor, owner: User, client: Client):
    one, other = pack(shop), pack(shop, on_hand=7)
    moved, priced = StockMovement.objects.count(), PriceWindow.objects.count()
    response = client.post(url(shop), form(one, other, **{f"gia_{one.pk}": "1tr2", f"co_{other.pk}": "9"}))
    assert response.status_code == 302
    assert (price_of(one), price_of(other)) == (1_200_000, 120_000)
    assert (count_of(one), count_of(other)) == (40, 9)
    assert StockMovement.objects.count() == moved + 1
    assert PriceWindow.objects.count() == priced + 1
    last = StockMovement.objects.latest("pk")
    assert (last.kind, last.on_hand_delta, last.by) == ("count", 2, owner)


def test_nothing_changed_writes_nothing(shop: Vendor, owner: User, client: Client):
    offer = pack(shop)
    before = StockMovement.objects.count(), PriceWindow.objects.count()
    client.post(url(shop), form(offer))
    assert (StockMovement.objects.count(), PriceWindow.objects.count()) == before


def test_goods_in_are_received_and_not_counted(shop: Vendor, owner: User, client: Client):
    offer = pack(shop)
    client.post(url(shop), form(offer, **{f"them_{offer.pk}": "+20"}))
    assert count_of(offer) == 60
    assert StockMovement.objects.latest("pk").kind == "receive"


def test_a_form_sent_twice_receives_once(shop: Vendor, owner: User, client: Client):
    offer = pack(shop)
    data = form(offer, **{f"them_{offer.pk}": "20"}) | {"lan": "mot-tu"}
    client.post(url(shop), data)
    client.post(url(shop), data)
    assert count_of(offer) == 60


def test_counted_and_received_at_once_is_asked_about(shop: Vendor, owner: User, client: Client):
    offer = pack(shop)
    page = client.post(url(shop), form(offer, **{f"them_{offer.pk}": "20", f"co_{offer.pk}": "50"})).content.decode()
    assert "Chỉ điền một ô" in page
    assert count_of(offer) == 40
    assert 'value="50"' in page


def test_a_wrong_cell_keeps_no_other_from_being_saved(shop: Vendor, owner: User, client: Client):
    one, other = pack(shop), pack(shop)
    data = form(
        one, other, **{f"gia_{one.pk}": "-5", f"co_{one.pk}": "39", f"gia_{other.pk}": "99k", f"co_{other.pk}": "x"}
    )
    response = client.post(url(shop), data)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Giá không được âm." in page
    assert "Ghi một số nguyên" in page
    assert 'value="-5"' in page
    assert (price_of(one), count_of(one)) == (120_000, 39)
    assert (price_of(other), count_of(other)) == (99_000, 40)
    assert f'id="gia-{one.pk}_error"' in page
    assert f'id="co-{other.pk}_error"' in page


def test_a_price_changed_meanwhile_is_said_and_taken_the_second_time(shop: Vendor, owner: User, client: Client):
    offer = pack(shop)
    data = form(offer, **{f"gia_{offer.pk}": "150.000"})
    list_price_set(offer=offer, price=130_000)
    page = client.post(url(shop), data).content.decode()
    assert price_of(offer) == 130_000
    assert "120.000\u00a0₫" in page
    assert "130.000\u00a0₫" in page
    assert f'name="gia-{offer.pk}-cu" value="130000"' in page
    client.post(url(shop), data | {f"gia-{offer.pk}-cu": "130000"})
    assert price_of(offer) == 150_000


def test_a_count_is_not_written_over_a_sale(shop: Vendor, owner: User, client: Client):
    offer = pack(shop)
    unit = own_unit(offer)
    assert unit is not None
    data = form(offer, **{f"co_{offer.pk}": "50"})
    stock.stock_consume(
        reservations=stock.stock_reserve(takes=[Take(unit_id=unit.pk, quantity=3)], reference="a", expires_at=None)
    )
    page = client.post(url(shop), data).content.decode()
    assert count_of(offer) == 37
    assert "nay là 37" in page
    assert 'value="50"' in page


def test_what_both_changed_to_the_same_is_no_clash(shop: Vendor, owner: User, client: Client):
    offer = pack(shop)
    data = form(offer, **{f"gia_{offer.pk}": "130000"})
    list_price_set(offer=offer, price=130_000)
    assert client.post(url(shop), data).status_code == 302


def test_fewer_than_are_promised_cannot_be_counted(shop: Vendor, owner: User, client: Client):
    offer = pack(shop)
    unit = own_unit(offer)
    assert unit is not None
    stock.stock_reserve(takes=[Take(unit_id=unit.pk, quantity=5)], reference="a", expires_at=None)
    page = client.post(url(shop), form(offer, **{f"co_{offer.pk}": "4"})).content.decode()
    assert "Đang giữ 5 cho khách" in page
    assert count_of(offer) == 40


def test_packers_see_prices_and_cannot_change_them(shop: Vendor, client: Client):
    offer = pack(shop)
    sign_in(client, make_member(vendor=shop, role=Role.PACKER).user)
    page = client.get(url(shop)).content.decode()
    assert "120.000\u00a0₫" in page
    assert f'name="gia-{offer.pk}"' not in page
    client.post(url(shop), form(offer, **{f"gia_{offer.pk}": "1000", f"co_{offer.pk}": "39"}))
    assert (price_of(offer), count_of(offer)) == (120_000, 39)


@pytest.mark.parametrize("who", ["outsider", "other owner", "host", "bookkeeper"])
def test_nobody_else_gets_in(shop: Vendor, client: Client, who: str):
    offer = pack(shop)
    user = {
        "outsider": lambda: make_user(),
        "other owner": lambda: make_member().user,
        "host": lambda: make_member(vendor=shop, role=Role.HOST).user,
        "bookkeeper": lambda: make_member(vendor=shop, role=Role.BOOKKEEPER).user,
    }[who]()
    sign_in(client, user)
    wanted = 403 if who in ("host", "bookkeeper") else 404
    book = reverse("catalog:centre-stock-ledger", args=[shop.slug, offer.pk])
    for address in (url(shop), book):
        assert client.get(address).status_code == wanted
        assert client.post(address, form(offer, **{f"gia_{offer.pk}": "1000"})).status_code == wanted
    assert (price_of(offer), count_of(offer)) == (120_000, 40)


def test_rows_of_another_shop_are_left_out(shop: Vendor, owner: User, client: Client):
    theirs = pack(make_vendor())
    client.post(url(shop), form(theirs, **{f"gia_{theirs.pk}": "1000", f"co_{theirs.pk}": "1"}))
    assert (price_of(theirs), count_of(theirs)) == (120_000, 40)
    assert client.get(reverse("catalog:centre-stock-ledger", args=[shop.slug, theirs.pk])).status_code == 404


def test_a_stay_has_a_price_and_no_pieces(shop: Vendor, owner: User, client: Client):
    offer = make_offer(product=make_product(vendor=shop, sale_mode=SaleMode.STAY))
    page = client.get(url(shop)).content.decode()
    assert "Đặt chỗ theo ngày" in page
    assert f'name="co-{offer.pk}"' not in page
    assert client.get(reverse("catalog:centre-stock-ledger", args=[shop.slug, offer.pk])).status_code == 404


def test_filters_search_and_pages(shop: Vendor, owner: User, client: Client):
    pack(shop, name="Mật ong rừng", on_hand=3)
    pack(shop, name="Đường thốt nốt", on_hand=0)
    low, _more = grid_page(vendor=shop, show=grid.LOW)
    out, _more = grid_page(vendor=shop, show=grid.OUT)
    found, _more = grid_page(vendor=shop, query="duong thot")
    marked, _more = grid_page(vendor=shop, query="mật")
    assert [row.offer.product.name for row in out] == ["Đường thốt nốt"]
    assert [row.offer.product.name for row in found] == ["Đường thốt nốt"]
    assert [row.offer.product.name for row in marked] == ["Mật ong rừng"]
    assert [row.offer.product.name for row in low] == ["Mật ong rừng"]
    for number in range(60):
        make_offer(product=make_product(vendor=shop), sku=f"A-{number}")
    first, more = grid_page(vendor=shop)
    second, last = grid_page(vendor=shop, page=2)
    assert (len(first), more, len(second), last) == (50, True, 12, False)
    assert not {row.offer.pk for row in first} & {row.offer.pk for row in second}
    for query in (
        "?loc=sap-het",
        "?loc=het",
        "?tim=a%27%25(",
        "?trang=99",
        "?trang=x",
        "?tim=" + "a" * 5_000,
        "?loc=%00",
    ):
        assert client.get(url(shop) + query).status_code in (200, 400)


def test_a_thousand_packs_take_no_more_queries(
    shop: Vendor, owner: User, client: Client, django_assert_max_num_queries: Any
):
    product = make_product(vendor=shop)
    offers = Offer.objects.bulk_create(
        Offer(product=product, vendor=shop, sku=f"S-{number}", name=f"Gói {number}") for number in range(1_000)
    )
    stock.stock_begin(dict.fromkeys(offers, 3))
    for query in ("", "?loc=sap-het", "?loc=het", "?tim=goi+99"):
        with django_assert_max_num_queries(15):
            assert client.get(url(shop) + query).status_code == 200
    with django_assert_max_num_queries(15):
        client.get(reverse("catalog:centre-stock-ledger", args=[shop.slug, offers[0].pk]))


@pytest.mark.parametrize("typed", ["", "0", "999", "abc", "1.5", "1e9", "2000000000"])
def test_prices_that_are_refused(typed: str):
    with pytest.raises(CellWrong):
        read_price(typed)


@pytest.mark.parametrize("typed", ["", "-1", "1,5", "1.5", "abc", "10000001", "=1"])
def test_counts_that_are_refused(typed: str):
    with pytest.raises(CellWrong):
        read_count(typed)


def test_counts_with_groups():
    assert read_count(" 1.250 ") == 1_250
    assert read_count("\u200b40") == 40


# ── Running low ──────────────────────────────────────────────────────────────────────────────────────────────────────
def reserve(unit: StockUnit, quantity: int = 1) -> list[Any]:
    return stock.stock_reserve(takes=[Take(unit_id=unit.pk, quantity=quantity)], reference="order", expires_at=None)


def told() -> int:
    return DBTaskResult.objects.filter(task_path="catalog.tasks.tell_low_stock").count()


def test_a_fall_is_told_once_and_not_for_each_sale(shop: Vendor):
    offer = pack(shop, on_hand=8)
    unit = own_unit(offer)
    assert unit is not None
    for _sale in range(2):
        reserve(unit)
    assert told() == 0
    reserve(unit)
    assert told() == 1
    for _sale in range(3):
        reserve(unit)
    assert told() == 1
    assert [u.pk for u in low_units(shop)] == [unit.pk]
    waiting = stock_low(shop)
    assert waiting is not None
    assert waiting.count == 1
    stock.stock_receive(unit=unit, quantity=30)
    assert low_units(shop) == []
    reserve(unit, 30)
    assert told() == 2


def test_the_people_who_keep_stock_are_told(shop: Vendor, owner: User):
    make_member(vendor=shop, role=Role.HOST)
    packer = make_member(vendor=shop, role=Role.PACKER).user
    offer = pack(shop, on_hand=6)
    unit = own_unit(offer)
    assert unit is not None
    held = reserve(unit)
    assert centre_notices.tell_low(offer_id=offer.pk)
    assert not centre_notices.tell_low(offer_id=offer.pk)
    assert set(Notice.objects.filter(kind="low-stock").values_list("user", flat=True)) == {owner.pk, packer.pk}
    # Given back and held again is the same fall; new goods make the next one news.
    stock.stock_release(reservations=held)
    reserve(unit)
    assert not centre_notices.tell_low(offer_id=offer.pk)
    stock.stock_receive(unit=unit, quantity=10)
    reserve(unit, 10)
    assert centre_notices.tell_low(offer_id=offer.pk)


def test_nothing_is_told_of_what_has_come_back(shop: Vendor, owner: User):
    offer = pack(shop, on_hand=6)
    unit = own_unit(offer)
    assert unit is not None
    stock.stock_release(reservations=reserve(unit))
    assert not centre_notices.tell_low(offer_id=offer.pk)
    assert low_units(shop) == []


def test_zero_switches_it_off_and_a_new_number_holds_at_once(shop: Vendor, owner: User, client: Client):
    offer = pack(shop, on_hand=6)
    unit = own_unit(offer)
    assert unit is not None
    client.post(url(shop), form(offer, **{f"bao_{offer.pk}": "0"}))
    reserve(unit, 6)
    assert told() == 0
    assert low_units(shop) == []
    offer.refresh_from_db()
    client.post(url(shop), form(offer, **{f"bao_{offer.pk}": "3"}))
    assert [u.pk for u in low_units(shop)] == [unit.pk]
    assert told() == 0


def test_few_to_begin_with_are_low_and_nobody_is_told(shop: Vendor):
    offer = make_offer(product=make_product(vendor=shop))
    stock.stock_begin({offer: 3})
    assert len(low_units(shop)) == 1
    assert told() == 0


# ── The ledger ───────────────────────────────────────────────────────────────────────────────────────────────────────
def book_url(shop: Vendor, offer: Offer) -> str:
    return reverse("catalog:centre-stock-ledger", args=[shop.slug, offer.pk])


def test_the_ledger_sums_to_the_stock(shop: Vendor, owner: User, client: Client):
    offer = pack(shop, on_hand=40)
    unit = own_unit(offer)
    assert unit is not None
    held = reserve(unit, 5)
    stock.stock_consume(reservations=held)
    stock.stock_release(reservations=reserve(unit, 2))
    for data in (
        {"viec": "nhap", "quantity": "10", "note": "chuyến sáng"},
        {"viec": "hong", "quantity": "3", "note": "dập"},
        {"viec": "dem", "quantity": "41", "seen": "42"},
    ):
        assert client.post(book_url(shop, offer), data).status_code == 302
    book = ledger(offer=offer)
    assert book is not None
    assert book.agrees
    assert book.moved == (41, 41)
    assert [(line.movement.kind, line.on_hand, line.available) for line in book.lines] == [
        ("count", 41, 41),
        ("damage", 42, 42),
        ("receive", 45, 45),
        ("release", 35, 35),
        ("reserve", 35, 33),
        ("consume", 35, 35),
        ("reserve", 40, 35),
        ("receive", 40, 40),
    ]
    page = client.get(book_url(shop, offer)).content.decode()
    assert "Khớp với kho" in page
    assert "chuyến sáng" in page


def test_old_pages_of_the_ledger_go_on_where_the_last_ended(shop: Vendor):
    offer = pack(shop, on_hand=1)
    unit = own_unit(offer)
    assert unit is not None
    for _time in range(60):
        stock.stock_receive(unit=unit, quantity=1)
    first = ledger(offer=offer)
    assert first is not None
    assert (first.lines[0].on_hand, first.lines[-1].on_hand) == (61, 12)
    second = ledger(offer=offer, before=first.older)
    assert second is not None
    assert [line.on_hand for line in second.lines] == list(range(11, 0, -1))
    assert second.older is None


def test_only_free_pieces_can_be_thrown_away(shop: Vendor, owner: User, client: Client):
    offer = pack(shop, on_hand=10)
    unit = own_unit(offer)
    assert unit is not None
    reserve(unit, 8)
    page = client.post(book_url(shop, offer), {"viec": "hong", "quantity": "3", "note": "dập"}).content.decode()
    assert "Chỉ còn 2 bỏ được" in page
    assert count_of(offer) == 10
    with pytest.raises(OutOfStock):
        stock.stock_discard(unit=unit, quantity=3)
    moved = unit.movements.aggregate(on_hand=Sum("on_hand_delta"), available=Sum("available_delta"))
    assert moved == {"on_hand": 10, "available": 2}


@pytest.mark.parametrize(
    "data",
    [
        {"viec": "nhap", "quantity": "0"},
        {"viec": "nhap", "quantity": ""},
        {"viec": "hong", "quantity": "1", "note": ""},
        {"viec": "dem", "quantity": "-1", "seen": "40"},
        {"viec": "dem", "quantity": "5", "seen": "x"},
    ],
)
def test_what_the_ledger_does_not_take(shop: Vendor, owner: User, client: Client, data: dict[str, str]):
    offer = pack(shop)
    moved = StockMovement.objects.count()
    assert client.post(book_url(shop, offer), data).status_code == 200
    assert StockMovement.objects.count() == moved
    assert client.post(book_url(shop, offer), {"viec": "xoa"}).status_code == 404


def test_a_pack_that_never_had_stock(shop: Vendor, owner: User, client: Client):
    offer = make_offer(product=make_product(vendor=shop))
    assert "Chưa có gì trong sổ" in client.get(book_url(shop, offer)).content.decode()
    assert client.get(book_url(shop, offer) + "?truoc=99999999999999999999").status_code == 200
    client.post(book_url(shop, offer), {"viec": "nhap", "quantity": "5"})
    assert count_of(offer) == 5


def test_grid_save_ignores_what_is_no_key(shop: Vendor, owner: User):
    saved = grid_save(vendor=shop, pks=["x", "1" * 30, "-1"], typed={}, by=owner, may_price=True)
    assert (saved.rows, saved.written, saved.errors) == ([], 0, 0)
