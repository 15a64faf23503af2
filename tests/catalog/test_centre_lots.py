"""Lots: what is used up first, what is refused, and pages that are there only where a shop keeps lots."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from catalog import lots
from catalog.events import ProductChanged
from catalog.lots import LotData, LotRefused, code_suggested, lot_create, lots_fefo, lots_pick
from catalog.models import GrowingArea, Lot, Offer, TraceEvent
from core import events
from places.models import Province
from tests.factories.accounts import sign_in
from tests.factories.catalog import make_offer, make_product, make_vendor
from tests.factories.vendors import make_member
from vendors.models import Role, Vendor

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Vendor:
    vendor = make_vendor()
    lots.lots_switch(vendor=vendor, on=True)
    return vendor


@pytest.fixture
def owner(shop: Vendor, client: Client) -> User:
    user = make_member(vendor=shop).user
    sign_in(client, user)
    return user


@pytest.fixture
def offer(shop: Vendor) -> Offer:
    return make_offer(product=make_product(vendor=shop, name="Vải thiều Lục Ngạn", shelf_life_days=10))


def day(ahead: int = 0) -> dt.date:
    return timezone.localdate() + dt.timedelta(days=ahead)


def make_lot(offer: Offer, code: str, *, ends: int | None = 30, **fields: Any) -> Lot:
    data = {"made_on": day(-20), "use_by": None if ends is None else day(ends)} | fields
    return lot_create(product=offer.product, code=code, data=LotData(**data))


def data(**fields: str) -> dict[str, str]:
    return {"code": "LO-1", "made_on": f"{day():%Y-%m-%d}", "use_by": f"{day(9):%Y-%m-%d}", "quantity": "200"} | fields


def new_url(shop: Vendor, offer: Offer) -> str:
    return reverse("catalog:centre-lot-new", args=[shop.slug]) + f"?mon={offer.product_id}"


# ── First expired, first out ─────────────────────────────────────────────────────────────────────────────────────────
def test_what_expires_first_goes_first(offer: Offer):
    make_lot(offer, "C", ends=None)
    make_lot(offer, "B", ends=9)
    make_lot(offer, "A", ends=3)
    make_lot(offer, "GONE", ends=-1)
    make_lot(offer, "TODAY", ends=0)
    empty = make_lot(offer, "EMPTY", ends=1, quantity=2)
    lots.lot_take(lot=empty, pieces=2)
    pack = make_offer(product=offer.product)
    lot_create(product=offer.product, code="OTHER", data=LotData(made_on=day(-1), use_by=day(1), offer=pack))
    assert [lot.code for lot in lots_fefo(offer)] == ["TODAY", "A", "B", "C"]


def test_pieces_come_from_several_lots(offer: Offer):
    make_lot(offer, "A", ends=3, quantity=5)
    make_lot(offer, "B", ends=9, quantity=4)
    picks, short = lots_pick(offer, 12)
    assert ([(pick.lot.code, pick.pieces) for pick in picks], short) == ([("A", 5), ("B", 4)], 3)
    make_lot(offer, "C", ends=20)
    picks, short = lots_pick(offer, 12)
    assert ([(pick.lot.code, pick.pieces) for pick in picks], short) == ([("A", 5), ("B", 4), ("C", 3)], 0)


def test_the_ledger_says_what_is_packed_next(shop: Vendor, owner: User, offer: Offer, client: Client):
    make_lot(offer, "SAU", ends=9)
    make_lot(offer, "TRUOC", ends=3)
    page = client.get(reverse("catalog:centre-stock-ledger", args=[shop.slug, offer.pk])).content.decode()
    assert page.index("TRUOC") < page.index("SAU")


def test_codes_that_are_suggested_are_free(offer: Offer):
    first = code_suggested(offer.product, dt.date(2026, 6, 12))
    assert first == "VTLN-260612"
    make_lot(offer, first)
    assert code_suggested(offer.product, dt.date(2026, 6, 12)) == "VTLN-260612-2"


# ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_lot_is_written_and_its_public_page_opens(shop: Vendor, owner: User, offer: Offer, client: Client):
    area = GrowingArea.objects.create(
        code="VN-BGOR-0123", name="Vùng vải", crop="Vải", province=Province.objects.get(slug="bac-ninh")
    )
    page = client.get(new_url(shop, offer)).content.decode()
    assert f"VTLN-{day():%y%m%d}" in page
    assert f'value="{day(10):%Y-%m-%d}"' in page
    heard: list[ProductChanged] = []
    events.subscribe(ProductChanged, heard.append, durable=True)
    try:
        sent = data(growing_area="vn-bgor-0123", certificates="VietGAP\n\nPhiếu số 12", offer=str(offer.pk))
        response = client.post(new_url(shop, offer), sent)
    finally:
        events.unsubscribe(ProductChanged, heard.append)
    lot = Lot.objects.get()
    assert response["Location"].endswith(f"/kho/lo/{lot.pk}/")
    assert (lot.growing_area, lot.certificates, lot.offer) == (area, ["VietGAP", "Phiếu số 12"], offer)
    assert (lot.quantity, lot.left) == (200, 200)
    assert ProductChanged(product_id=offer.product_id) in heard
    assert client.get(lot.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("code", "mã có dấu", "chữ không dấu"),
        ("made_on", f"{day(1):%Y-%m-%d}", "chưa tới"),
        ("made_on", "hôm qua", "Nhập một ngày hợp lệ"),
        ("use_by", f"{day(-1):%Y-%m-%d}", "phải sau ngày sản xuất"),
        ("quantity", "-5", "không được âm"),
        ("quantity", "0", "Ít nhất là 1"),
        ("growing_area", "VN-KHONG-CO", "Chưa có mã này"),
        ("certificates", "x" * 121, "Mỗi dòng dài nhất"),
        ("certificates", "\n".join(f"giấy {n}" for n in range(11)), "Nhiều nhất 10 dòng"),
        ("offer", "999999", ""),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    shop: Vendor, owner: User, offer: Offer, client: Client, field: str, value: str, told: str
):
    response = client.post(new_url(shop, offer), data(**{field: value}))
    page = response.content.decode()
    assert response.status_code == 200
    assert told in page
    assert f'id="id_{field}_error"' in page
    assert not Lot.objects.exists()


def test_a_code_somebody_has_is_refused(shop: Vendor, owner: User, offer: Offer, client: Client):
    make_lot(make_offer(), "LO-1")
    assert "đã có lô khác dùng" in client.post(new_url(shop, offer), data()).content.decode()
    assert Lot.objects.count() == 1


def test_a_lot_is_corrected_but_not_below_what_was_taken(shop: Vendor, owner: User, offer: Offer, client: Client):
    lot = make_lot(offer, "A", quantity=10)
    take = reverse("catalog:centre-lot-take", args=[shop.slug, lot.pk])
    client.post(take, {"pieces": "4", "lan": "mot"})
    client.post(take, {"pieces": "4", "lan": "mot"})
    assert "Lô chỉ còn 6" in client.post(take, {"pieces": "7"}).content.decode()
    address = reverse("catalog:centre-lot", args=[shop.slug, lot.pk])
    assert "Đã lấy ra 4 rồi" in client.post(address, data(quantity="3")).content.decode()
    assert client.post(address, data(quantity="12", code="KHAC")).status_code == 302
    lot.refresh_from_db()
    assert (lot.code, lot.quantity, lot.left) == ("A", 12, 8)
    with pytest.raises(LotRefused):
        lots.lot_change(lot=lot, data=LotData(made_on=day(), offer=make_offer()))


def test_steps_back_and_forward(shop: Vendor, owner: User, offer: Offer, client: Client):
    lot, other = make_lot(offer, "A"), make_lot(make_offer(), "B")
    add = reverse("catalog:centre-lot-step", args=[shop.slug, lot.pk])
    client.post(add, {"kind": "harvest", "day": f"{day(-2):%Y-%m-%d}", "place": "vườn ông Bảy", "text": ""})
    client.post(add, {"kind": "ship", "day": f"{day():%Y-%m-%d}", "place": "cửa hàng Lan", "text": "3 thùng"})
    assert "chưa tới" in client.post(add, {"kind": "pack", "day": f"{day(2):%Y-%m-%d}"}).content.decode()
    assert client.post(add, {"kind": "fly", "day": f"{day():%Y-%m-%d}"}).status_code == 200
    assert list(lot.events.values_list("kind", flat=True)) == ["harvest", "ship"]
    assert "vườn ông Bảy" in client.get(lot.get_absolute_url()).content.decode()
    theirs = lots.step_add(lot=other, kind="pack", at=timezone.now(), place="", text="")
    remove = reverse("catalog:centre-lot-step-remove", args=[shop.slug, lot.pk])
    assert client.post(remove, {"buoc": str(theirs.pk)}).status_code == 404
    assert client.post(remove, {"buoc": "x"}).status_code == 404
    assert TraceEvent.objects.filter(pk=theirs.pk).exists()
    client.post(remove, {"buoc": str(lot.events.get(kind="ship").pk)})
    assert list(lot.events.values_list("kind", flat=True)) == ["harvest"]


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_lists_flag_what_expires(shop: Vendor, owner: User, offer: Offer, client: Client):
    make_lot(offer, "LO-HET", ends=-1)
    make_lot(offer, "LO-SAP", ends=5)
    make_lot(offer, "LO-LAU", ends=90)
    address = reverse("catalog:centre-lots", args=[shop.slug])
    shown = {
        way: {
            code
            for code in ("LO-HET", "LO-SAP", "LO-LAU")
            if code in client.get(f"{address}?loc={way}").content.decode()
        }
        for way in ("", "sap-het-han", "het-han", "tat-ca")
    }
    assert shown == {
        "": {"LO-SAP", "LO-LAU"},
        "sap-het-han": {"LO-SAP"},
        "het-han": {"LO-HET"},
        "tat-ca": {"LO-HET", "LO-SAP", "LO-LAU"},
    }
    assert "Còn 5 ngày" in client.get(address).content.decode()


@pytest.mark.parametrize("paper", ["a4-24", "a4-12", "cuon-58", "cuon-80", "la"])
def test_labels_to_print(shop: Vendor, owner: User, offer: Offer, client: Client, paper: str):
    offer.product.name = "Vải <script> & một cái tên thật là dài để xem có tràn ra ngoài nhãn hay không, dài lắm"
    offer.product.save()
    lot = make_lot(offer, "LO-1")
    address = reverse("catalog:centre-lot-labels", args=[shop.slug, lot.pk])
    page = client.get(f"{address}?kho={paper}&so=30").content.decode()
    assert page.count('<use href="#tem">') == 30
    assert page.count('id="tem"') == 1
    assert "<script>" not in page.replace("<script src", "")
    assert "style=" not in page
    for count in ("0", "-1", "x", "99999", "9999999"):
        assert client.get(f"{address}?so={count}").content.decode().count('<use href="#tem">') <= 500


def pages(shop: Vendor, offer: Offer, lot: Lot) -> list[str]:
    own = [
        reverse(f"catalog:{name}", args=[shop.slug, lot.pk])
        for name in (
            "centre-lot",
            "centre-lot-take",
            "centre-lot-step",
            "centre-lot-step-remove",
            "centre-lot-labels",
        )
    ]
    return [reverse("catalog:centre-lots", args=[shop.slug]), new_url(shop, offer), *own]


def test_without_lots_there_are_no_pages(shop: Vendor, owner: User, offer: Offer, client: Client):
    lot = make_lot(offer, "A", quantity=5)
    switch = reverse("catalog:centre-stock-mode", args=[shop.slug])
    assert client.post(switch, {"lo": "0"}).status_code == 302
    for address in pages(shop, offer, lot):
        assert client.get(address).status_code == 404
        assert client.post(address, data(pieces="1")).status_code == 404
    lot.refresh_from_db()
    assert (lot.left, Lot.objects.count()) == (5, 1)
    client.post(switch, {"lo": "1"})
    assert client.get(reverse("catalog:centre-lots", args=[shop.slug])).status_code == 200


def test_lots_of_another_shop_are_not_there(shop: Vendor, owner: User, offer: Offer, client: Client):
    other = make_vendor()
    lots.lots_switch(vendor=other, on=True)
    theirs = make_offer(product=make_product(vendor=other))
    lot = make_lot(theirs, "A", quantity=5)
    for address in pages(shop, theirs, lot)[1:] + pages(other, theirs, lot):
        assert client.post(address, data(pieces="1", kind="pack", day=f"{day():%Y-%m-%d}")).status_code in (404, 405)
        assert client.get(address).status_code in (404, 405)
    lot.refresh_from_db()
    assert (lot.left, Lot.objects.count(), lot.events.count()) == (5, 1, 0)


def test_a_packer_keeps_lots_and_does_not_switch_them(shop: Vendor, offer: Offer, client: Client):
    sign_in(client, make_member(vendor=shop, role=Role.PACKER).user)
    assert client.post(reverse("catalog:centre-stock-mode", args=[shop.slug]), {"lo": "0"}).status_code == 403
    assert lots.keeps_lots(shop)
    assert client.post(new_url(shop, offer), data()).status_code == 302
    sign_in(client, make_member(vendor=shop, role=Role.HOST).user)
    assert client.post(new_url(shop, offer), data(code="LO-2")).status_code == 403
    assert Lot.objects.count() == 1


def test_choosing_what_the_lot_is_of(shop: Vendor, owner: User, offer: Offer, client: Client):
    address = reverse("catalog:centre-lot-new", args=[shop.slug])
    assert "Vải thiều Lục Ngạn" in client.get(f"{address}?tim=vai+thieu").content.decode()
    assert "Không thấy món nào" in client.get(f"{address}?tim=zzz").content.decode()
    assert client.get(f"{address}?mon=99999999999999999999").status_code == 200
    assert client.get(f"{address}?mon=999999").status_code == 404


def test_few_queries(shop: Vendor, owner: User, offer: Offer, client: Client, django_assert_max_num_queries: Any):
    for number in range(60):
        make_lot(offer, f"LO-{number}")
    for address in (reverse("catalog:centre-lots", args=[shop.slug]), pages(shop, offer, Lot.objects.first())[2]):  # type: ignore[arg-type]
        with django_assert_max_num_queries(15):
            assert client.get(address).status_code == 200


# ── The last day, and many labels ────────────────────────────────────────────────────────────────────────────────────
def test_a_lot_is_used_on_its_last_day_and_not_after(shop: Vendor, owner: User, offer: Offer, client: Client):
    make_lot(offer, "MAI", ends=1, quantity=5)
    today = make_lot(offer, "HOM-NAY", ends=0, quantity=3)
    picks, short = lots_pick(offer, 4)
    assert ([(pick.lot.code, pick.pieces) for pick in picks], short) == ([("HOM-NAY", 3), ("MAI", 1)], 0)
    picks, short = lots_pick(offer, 6, on=day(1))
    assert ([(pick.lot.code, pick.pieces) for pick in picks], short) == ([("MAI", 5)], 1)
    for name, args in (("centre-lots", []), ("centre-lot", [today.pk])):
        page = client.get(reverse(f"catalog:{name}", args=[shop.slug, *args])).content.decode()
        assert "Hôm nay là ngày cuối" in page
        assert "Hết hạn, không đóng gói nữa" not in page


def test_made_and_expired_on_one_day_is_a_lot_and_the_day_before_is_none(shop: Vendor, owner: User, offer: Offer):
    assert make_lot(offer, "A", made_on=day(), ends=0).use_by == day()
    with pytest.raises(LotRefused, match="phải sau ngày sản xuất") as refused:
        make_lot(offer, "B", made_on=day(), ends=-1)
    assert refused.value.field == "use_by"


def test_correcting_a_lot_to_expire_before_it_was_made(shop: Vendor, owner: User, offer: Offer, client: Client):
    lot = make_lot(offer, "A", quantity=10)
    sent = data(made_on=f"{day(-3):%Y-%m-%d}", use_by=f"{day(-4):%Y-%m-%d}", certificates="Phiếu 12")
    page = client.post(reverse("catalog:centre-lot", args=[shop.slug, lot.pk]), sent).content.decode()
    assert 'id="id_use_by_error"' in page
    assert "Hạn sử dụng phải sau ngày sản xuất." in page
    assert "Phiếu 12" in page
    lot.refresh_from_db()
    assert (lot.use_by, lot.certificates) == (day(30), [])


@pytest.mark.parametrize(("paper", "count", "sheets"), [("a4-24", 1, 1), ("a4-24", 500, 21), ("cuon-58", 500, 500)])
def test_one_label_and_five_hundred(
    shop: Vendor, owner: User, offer: Offer, client: Client, paper: str, count: int, sheets: int
):
    lot = make_lot(offer, "LO-1")
    address = reverse("catalog:centre-lot-labels", args=[shop.slug, lot.pk])
    content = client.get(f"{address}?kho={paper}&so={count}").content
    page = content.decode()
    assert page.count('<use href="#tem">') == count
    assert page.count('<section class="sheet">') == sheets
    assert len(content) < 200_000
