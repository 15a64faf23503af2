"""What the QR code on a package opens."""

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from catalog import labels
from catalog.models import GrowingArea, Lot, TraceEvent, TraceKind
from tests.factories.catalog import make_certificate, make_product

pytestmark = pytest.mark.django_db

NOON = "2026-06-14 12:00"


def make_lot(**fields: Any) -> Lot:
    defaults = {
        "code": "LO-VT-260612",
        "product": fields.get("product") or make_product(name="Vải thiều Lục Ngạn", storage="Ngăn mát 5 ngày"),
        "made_on": dt.date(2026, 6, 12),
        "use_by": dt.date(2026, 6, 17),
        "certificates": ["VietGAP"],
    }
    return Lot.objects.create(**(defaults | fields))


def page_of(client: Client, code: str = "LO-VT-260612") -> str:
    answer = client.get(f"/truy-xuat/{code}/")
    assert answer.status_code == 200
    return answer.content.decode()


@time_machine.travel(NOON, tick=False)
def test_a_lot_tells_where_it_comes_from(client: Client):
    product = make_product(name="Vải thiều Lục Ngạn")
    area = GrowingArea.objects.create(
        code="MSVT-01", name="Vùng vải 1", crop="Vải", province=product.province, area_ha="42.5",
        markets=["Nhật Bản"], valid_until=dt.date(2028, 4, 30),
    )  # fmt: skip
    lot = make_lot(product=product, growing_area=area)
    steps = (
        (TraceKind.SHIP, "Xe lạnh rời kho", 11),
        (TraceKind.HARVEST, "Cắt chùm lúc sương còn", 3),
        (TraceKind.PACK, "Đóng thùng 5 kg", 7),
    )
    for kind, text, hour in steps:
        TraceEvent.objects.create(lot=lot, kind=kind, text=text, at=dt.datetime(2026, 6, 12, hour, tzinfo=dt.UTC))
    make_certificate(product=product, stars=4)
    page = page_of(client)
    for text in ("12/6/2026", "17/6/2026", product.producer.name, "MSVT-01", "có giá trị đến 30/4/2028", "42,5 ha",
                 "Nhật Bản", "VietGAP", "Đạt hạng 4 sao OCOP"):  # fmt: skip
        assert text in page
    order = [page.index(text) for _kind, text, _hour in sorted(steps, key=lambda step: step[2])]
    assert order == sorted(order)
    assert [page.index(title) for title in ("Từ đâu đến", "Ở nơi làm ra", "Đi đâu")] == sorted(
        page.index(title) for title in ("Từ đâu đến", "Ở nơi làm ra", "Đi đâu")
    )
    assert "đã hết hạn" not in page


def test_the_page_takes_few_queries(client: Client, django_assert_max_num_queries):
    lot = make_lot()
    for number in range(30):
        TraceEvent.objects.create(lot=lot, kind="pack", at=dt.datetime(2026, 6, 12, 1, number, tzinfo=dt.UTC))
    with django_assert_max_num_queries(5):
        page_of(client)


@pytest.mark.parametrize(
    ("day", "expired", "last"),
    [("2026-06-16 12:00", False, False), ("2026-06-17 23:59", False, True), ("2026-06-18 00:00", True, False)],
)
def test_past_its_day_it_says_so(client: Client, day: str, expired: bool, last: bool):
    make_lot()
    with time_machine.travel(day, tick=False):
        page = page_of(client)
    assert ("Lô này đã hết hạn sử dụng" in page) is expired
    assert ("Hôm nay là ngày cuối của hạn sử dụng" in page) is last


def test_an_area_past_its_time_says_so(client: Client):
    product = make_product()
    area = GrowingArea.objects.create(
        code="MSVT-2", name="Vùng", crop="Vải", province=product.province, valid_until=dt.date(2020, 1, 1)
    )
    make_lot(product=product, growing_area=area)
    assert "đã hết giá trị sau 1/1/2020" in page_of(client)


@pytest.mark.parametrize("typed", ["lo-vt-260612", "Lo–Vt–260612", " LO-VT- 260612"])
def test_other_spellings_lead_to_its_address(client: Client, typed: str):
    make_lot()
    assert client.get(f"/truy-xuat/{typed}/")["Location"] == "/truy-xuat/LO-VT-260612/"
    assert client.get("/truy-xuat/", {"ma": typed})["Location"] == "/truy-xuat/LO-VT-260612/"


def test_a_lot_of_a_product_off_the_shelf_is_still_found(client: Client):
    """The package is in somebody's hands; there is only nothing to buy."""
    product = make_product(status="suspended")
    make_lot(product=product)
    assert f"/san-pham/{product.slug}/" not in page_of(client)


@pytest.mark.parametrize("path", ["X-1/", "X-1/ma-qr.svg", "X-1/nhan.svg", "%3Cscript%3E/", "a/b/"])
def test_unknown_lots_are_404(client: Client, path: str):
    answer = client.get(f"/truy-xuat/{path}")
    assert answer.status_code == 404
    if path.endswith("/"):
        assert 'name="ma"' in answer.content.decode()


def test_the_code_and_the_label_are_drawings_that_hold_the_address(client: Client):
    product = make_product(name="Mắm <tôm> & cá " + "dài " * 25, storage="Nơi khô & mát")
    lot = make_lot(product=product)
    assert labels.lot_address(lot) == f"{settings.SITE_URL}/truy-xuat/LO-VT-260612/"
    code, label = client.get("/truy-xuat/LO-VT-260612/ma-qr.svg"), client.get("/en/truy-xuat/LO-VT-260612/nhan.svg")
    for answer in (code, label):
        assert answer["Content-Type"] == "image/svg+xml"
        assert answer.content.startswith(b"<svg ")
        assert b"style=" not in answer.content
    drawn = label.content.decode()
    assert "Mắm &lt;tôm&gt; &amp; cá" in drawn
    assert "Hạn sử dụng: 17/06/2026" in drawn
    assert re.search(r'width="105mm" height="148mm"', drawn)


def test_the_code_changes_with_the_lot(client: Client):
    make_lot()
    make_lot(code="LO-VT-260613")
    first, second = (client.get(f"/truy-xuat/LO-VT-26061{day}/ma-qr.svg").content for day in (2, 3))
    assert first != second


def test_long_text_is_wrapped_and_cut():
    assert labels.wrap("một hai ba bốn", width=7, most=2) == ["một hai", "ba bốn"]
    assert labels.wrap("một hai ba bốn năm", width=7, most=2) == ["một hai", "ba bốn…"]
    assert labels.wrap("a" * 30, width=10, most=1) == ["a" * 9 + "…"]
    assert labels.wrap("", width=10, most=2) == []
