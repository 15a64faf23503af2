"""The products of the JSON API, as `interface.md` promises them."""

import json

import pytest
from django.test import Client
from django.utils import timezone

from catalog.certificates import certificate_issue
from catalog.listing import product_suspend
from catalog.models import Product
from catalog.pricing.services import list_price_set
from catalog.shelf.services import sold_add
from catalog.stock.services import stock_receive, stock_unit
from tests.factories.catalog import make_offer, make_product

pytestmark = pytest.mark.django_db

URL = "/api/v1/products"
ITEM = {
    "slug", "name", "name_en", "url", "image", "price", "compare_at_price", "in_stock", "stars", "rating", "sold_count",
    "province", "group", "set", "vendor",
}  # fmt: skip


@pytest.fixture
def product() -> Product:
    made = make_product(name="Vải thiều sớm", slug="vai-thieu-som", ingredients="Vải")
    offer = make_offer(product=made, sku="VT-5", name="Thùng 5 kg")
    list_price_set(offer=offer, price=180_000)
    stock_receive(unit=stock_unit(offer=offer), quantity=4)
    certificate_issue(
        product=made,
        code="TEST-API",
        stars=4,
        score=81,
        decision="số 9/QĐ-UBND",
        issuer="UBND tỉnh Bắc Ninh",
        issued_on=timezone.localdate(),
    )
    sold_add(product_id=made.pk, pieces=12)
    return made


def assert_problem(answer, status: int, code: str) -> dict:
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    body = json.loads(answer.content)
    assert (body["status"], body["code"]) == (status, code)
    return body


def test_the_list_gives_items(client: Client, product: Product):
    body = client.get(URL).json()
    assert (body["total"], body["page"], body["pages"]) == (1, 1, 1)
    (item,) = body["items"]
    assert set(item) == ITEM
    assert item["price"] == 180_000
    assert item["stars"] == 4
    assert item["sold_count"] == 12
    assert item["rating"] == {"average": None, "count": 0}
    assert item["province"] == {"code": "24", "name": "Bắc Ninh", "slug": "bac-ninh"}
    assert item["set"] == 1
    assert item["url"].endswith("/san-pham/vai-thieu-som/")


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ("tinh=bac-ninh", 1),
        ("tinh=bac-giang", 1),  # a former name
        ("tinh=24&tinh=ca-mau", 1),
        ("tinh=ca-mau", 0),
        ("nhom=thuc-pham&bo=1&sao=4&sao=5&gia=150000-200000", 1),
        ("gia=-100000", 0),
        ("gian-hang=khong-co", 0),
        ("dac-tinh=hop-qua", 0),
        ("sap-xep=moi&trang=1", 1),
    ],
)
def test_the_list_is_filtered(client: Client, product: Product, query: str, total: int):
    assert client.get(f"{URL}?{query}").json()["total"] == total


@pytest.mark.parametrize(
    "query", ["tinh=xx", "sao=9", "gia=abc", "bo=99", "sap-xep=x", "trang=-1", "trang=x", "nhom=0"]
)
def test_a_filter_that_means_nothing_is_refused(client: Client, product: Product, query: str):
    body = assert_problem(client.get(f"{URL}?{query}"), 422, "invalid_filter")
    assert body["values"] == [query.split("=")[1]]


def test_beyond_the_last_page_there_are_no_items(client: Client, product: Product):
    body = client.get(f"{URL}?trang=7").json()
    assert (body["total"], body["page"], body["pages"], body["items"]) == (1, 7, 1, [])


def test_one_product(client: Client, product: Product):
    body = client.get(f"{URL}/vai-thieu-som").json()
    assert set(body) == ITEM | {"description", "offers", "certificate", "images", "label"}
    (offer,) = body["offers"]
    assert offer["id"] == product.offers.get().pk
    assert {key: offer[key] for key in ("sku", "price", "price_source", "available")} == {
        "sku": "VT-5",
        "price": 180_000,
        "price_source": "list",
        "available": 4,
    }
    assert body["certificate"]["code"] == "TEST-API"
    assert body["label"]["ingredients"] == "Vải"


def test_what_is_not_public_is_not_there(client: Client, product: Product):
    product_suspend(product=product, by=None, reason="kiểm tra")
    assert_problem(client.get(f"{URL}/vai-thieu-som"), 404, "not_found")
    assert_problem(client.get(f"{URL}/khong-co"), 404, "not_found")
    assert client.get(URL).json()["total"] == 0


def test_errors_below_the_api_are_problems(client: Client):
    assert_problem(client.get("/api/v1/khong-co"), 404, "not_found")
    assert_problem(client.get("/api/v1/"), 404, "not_found")
    assert client.post(URL).status_code == 405


def test_the_description_of_the_api_lists_the_calls(client: Client):
    document = client.get("/api/v1/openapi.json").json()
    assert {"/api/v1/products", "/api/v1/products/{slug}"} <= set(document["paths"])
    names = {row["name"] for row in document["paths"]["/api/v1/products"]["get"]["parameters"]}
    assert {"tinh", "nhom", "bo", "sao", "gia", "gian-hang", "sap-xep", "trang", "dac-tinh"} <= names


def test_the_list_takes_few_queries(client: Client, product: Product, django_assert_max_num_queries):
    client.get(URL)
    with django_assert_max_num_queries(7):
        client.get(f"{URL}?tinh=bac-ninh&gia=100000-190000")
    with django_assert_max_num_queries(9):
        client.get(f"{URL}/vai-thieu-som")
