"""`/san-pham/`: what people see of the shelf, with and without JavaScript."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.certificates import certificate_issue
from catalog.models import Product, ProductSet
from catalog.pricing.services import list_price_set
from catalog.shelf import memory, selectors
from catalog.shelf.ranking import (
    DAYS_PER_POINT,
    POINTS_PER_DOUBLING_OF_SALES,
    POINTS_PER_RATING,
    POINTS_PER_STAR,
    PRIOR_COUNT,
    PRIOR_RATING,
)
from catalog.stock.services import stock_receive, stock_unit
from places.models import Province
from tests.factories.catalog import make_offer, make_product

pytestmark = pytest.mark.django_db

URL = "/san-pham/"


@pytest.fixture
def short_pages(monkeypatch: pytest.MonkeyPatch) -> int:
    """Three products a page, so that a few make many."""
    monkeypatch.setattr(selectors, "PER_PAGE", 3)
    memory.pages.clear()
    return 3


def on_sale(name: str = "Vải thiều", *, price: int = 90_000, stars: int = 0, **fields) -> Product:
    product = make_product(name=name, **fields)
    offer = make_offer(product=product)
    list_price_set(offer=offer, price=price)
    stock_receive(unit=stock_unit(offer=offer), quantity=5)
    if stars:
        certificate_issue(
            product=product,
            code=f"TEST-L{product.pk}",
            stars=stars,
            decision="1",
            issuer="UBND",
            issued_on=timezone.localdate(),
        )
    return product


def page(client: Client, query: str = "", **headers) -> str:
    answer = client.get(URL + query, headers=headers)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def names(html: str) -> list[str]:
    return re.findall(r'class="product-link"[^>]*>([^<]+)<', html)


def test_a_card_shows_price_place_and_stars(client: Client):
    product = on_sale("Chè móc câu", price=185_000, stars=5, product_set=ProductSet.objects.get(number=11))
    html = page(client)
    assert names(html) == ["Chè móc câu"]
    assert "185.000\xa0₫" in html
    assert 'aria-label="OCOP 5 sao"' in html
    assert product.province.name in html


def test_a_new_price_is_on_the_very_next_page(client: Client):
    product = on_sale(price=90_000)
    assert "90.000\xa0₫" in page(client)
    list_price_set(offer=product.offers.get(), price=95_000)
    html = page(client)
    assert "95.000\xa0₫" in html
    assert "90.000\xa0₫" not in html


def test_a_page_drawn_before_takes_one_query(client: Client):
    on_sale()
    page(client)
    with CaptureQueriesContext(connection) as queries:
        page(client)
    assert len(queries) == 1


@pytest.mark.parametrize("query", ["", "?tinh=bac-ninh&sao=4", "?gia=30000-120000&sap-xep=gia-tang", "?trang=2"])
def test_a_page_takes_at_most_twelve_queries(client: Client, query: str, short_pages: int):
    for number in range(short_pages + 2):
        on_sale(price=60_000 + number, stars=4)
    page(client)
    memory.pages.clear()
    memory.cards.clear()
    with CaptureQueriesContext(connection) as queries:
        page(client, query)
    assert len(queries) <= 12


def test_filters_are_a_form_and_links_that_need_no_script(client: Client):
    on_sale("Vải thiều", stars=4)
    on_sale("Cua gạch", province=Province.objects.get(slug="ca-mau"), product_set=ProductSet.objects.get(number=2))
    html = page(client)
    assert '<form id="loc-form" method="get" action="/san-pham/"' in html
    assert re.search(r'name="tinh" value="ca-mau"', html)
    assert names(page(client, "?tinh=ca-mau")) == ["Cua gạch"]
    # The form sends its price fields along, filled or not: they lead to the one address of the question.
    answer = client.get(URL + "?tinh=ca-mau&gia-tu=50.000&gia-den=&loc=1&sap-xep=phu-hop")
    assert (answer.status_code, answer["Location"]) == (302, "/san-pham/?tinh=ca-mau&gia=50000-")


def test_a_filter_in_force_can_be_taken_off(client: Client):
    on_sale(stars=4)
    html = page(client, "?sao=4&tinh=bac-ninh")
    chips = re.findall(r'class="chip chip-soft" href="([^"]+)"', html)
    assert chips == ["/san-pham/?sao=4", "/san-pham/?tinh=bac-ninh"]


def test_gift_boxes_are_a_filter_of_their_own(client: Client):
    on_sale("Hộp chè Tân Cương", is_gift_box=True)
    on_sale("Chè Tân Cương")
    html = page(client)
    option = re.search(r'name="dac-tinh" value="hop-qua".*?</label>', html, re.DOTALL)
    assert option
    assert " ".join(re.sub(r"<[^>]+>|^[^>]*>", " ", option[0]).split()) == "Hộp quà 1"
    chosen = page(client, "?dac-tinh=hop-qua")
    assert names(chosen) == ["Hộp chè Tân Cương"]
    assert re.search(r'class="chip chip-soft" href="/san-pham/"', chosen)
    assert "Gift box" in client.get("/en/san-pham/?dac-tinh=hop-qua").content.decode()


def test_htmx_gets_the_part_that_changes_and_the_address(client: Client):
    on_sale()
    answer = client.get(URL + "?tinh=bac-giang&gia-tu=&gia-den=", headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert "<html" not in html
    assert html.lstrip().startswith('<div class="shelf" id="listing"')
    assert answer["HX-Push-Url"] == "/san-pham/?tinh=bac-ninh"
    assert "HX-Request" in answer["Vary"]
    assert "<html" in page(client, "?tinh=bac-ninh")


def test_a_former_province_is_understood_and_said_so(client: Client):
    on_sale()
    html = page(client, "?tinh=bac-giang")
    assert len(names(html)) == 1
    assert "Bắc Giang nay thuộc Bắc Ninh" in html


@pytest.mark.parametrize(
    "query",
    ["?trang=-1", "?trang=abc", "?trang=0", "?gia=abc", "?gia=9-1", "?gia=-", "?sao=9", "?tinh=xx", "?nhom=0", "?bo=x",
     "?bo=999999999999", "?gia=99999999999999999999-", "?sap-xep=x", "?dac-tinh=x", "?tinh=" + "x" * 900, "?sao=&tinh=",
     "?" + "&".join(f"tinh=x{n}" for n in range(60))],
)  # fmt: skip
def test_nonsense_is_left_out(client: Client, query: str):
    on_sale()
    html = page(client, query)
    if query not in ("?gia=9-1", "?gia=99999999999999999999-"):
        assert len(names(html)) == 1


def test_what_is_not_understood_is_named(client: Client):
    on_sale()
    assert "Không hiểu “xx”" in page(client, "?tinh=xx&sao=3")


@pytest.mark.parametrize("number", [2, 500, 99_999_999])
def test_beyond_the_last_page_is_404_with_a_way_back(client: Client, number: int):
    on_sale()
    answer = client.get(f"{URL}?sao=&trang={number}")
    assert answer.status_code == 404
    assert 'href="/san-pham/"' in answer.content.decode()


def test_an_empty_list_gives_advice(client: Client):
    on_sale()
    answer = client.get(URL + "?sao=5&tinh=ca-mau")
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Chưa có sản phẩm nào hợp" in html
    assert 'href="/san-pham/?tinh=ca-mau"' in html


def test_addresses_for_search_engines(client: Client, short_pages: int):
    for number in range(2 * short_pages + 1):
        on_sale(price=60_000 + number)
    html = page(client, "?trang=2&tinh=bac-giang")
    assert re.search(r'<link rel="canonical" href="[^"]+/san-pham/\?tinh=bac-ninh&amp;trang=2">', html)
    assert '<link rel="prev" href="/san-pham/?tinh=bac-ninh">' in html
    assert '<link rel="next" href="/san-pham/?tinh=bac-ninh&amp;trang=3">' in html
    assert 'content="noindex' not in html
    assert 'content="noindex, follow"' in page(client, "?tinh=bac-ninh&sao=4&bo=1")
    assert 'content="noindex, follow"' in page(client, "?sap-xep=gia-tang")


def test_pages_of_province_group_and_home_show_their_goods(client: Client):
    on_sale("Vải thiều")
    cua = on_sale("Cua gạch", province=Province.objects.get(slug="ca-mau"))
    assert names(client.get("/tinh/ca-mau/").content.decode()) == ["Cua gạch"]
    assert set(names(client.get("/nhom/thuc-pham/").content.decode())) == {"Cua gạch", "Vải thiều"}
    assert names(client.get("/").content.decode()) == []  # nobody has rated anything
    from catalog.models import RatingTally
    from catalog.shelf.services import shelf_refresh

    RatingTally.objects.create(product=cua, fives=3)
    shelf_refresh([cua.pk])
    assert names(client.get("/").content.decode()) == ["Cua gạch"]


def test_the_english_page_has_english_names_and_links(client: Client):
    on_sale("Vải thiều", name_en="Lychee")
    html = client.get("/en/san-pham/").content.decode()
    assert names(html) == ["Lychee"]
    assert names(page(client)) == ["Vải thiều"]


def test_the_published_criteria_are_those_in_force(client: Client):
    """`_ranking.html` is what the law calls the ranking criteria: its figures are the program's."""
    assert (POINTS_PER_DOUBLING_OF_SALES, POINTS_PER_RATING, POINTS_PER_STAR, DAYS_PER_POINT) == (100, 200, 60, 4)
    assert (PRIOR_COUNT, PRIOR_RATING) == (5, 4.0)
    on_sale()
    html = page(client)
    assert "Cách sắp xếp" in html
    for words in ("tăng gấp đôi được 100 điểm", "cao hơn 4 được 200 điểm", "5 sao 180 điểm", "bốn ngày được 1 điểm"):
        assert words in html
