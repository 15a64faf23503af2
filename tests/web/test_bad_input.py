"""Rubbish in any public address gets a sane page, 400 or 404: never a 500, and never a pile of queries."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from tests.web.routes import Route, public_routes

SANE = {200, 204, 301, 302, 303, 304, 400, 401, 403, 404, 405, 409, 410, 413, 414, 415, 422, 429, 503}
MAX_QUERIES = 30
NAMES = ["tinh", "nhom", "bo", "sao", "gia", "sap-xep", "trang", "q", "xa", "next", "dia-chi", "text", "province", "x"]
VALUES = [
    "%00",
    "a%00b",
    "%ff%fe",
    "%c3%28",
    "%ed%a0%80",
    "-1",
    "0",
    "9" * 40,
    "1e309",
    "NaN",
    "abc",
    "[]",
    "%5B%5D=",
    "../../etc/passwd",
    "%27%20OR%201=1--",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "%E2%80%AE%E2%80%8B",
    "x" * 10_000,
    "%F0%9F%8D%8B" * 500,
    "//evil.example",
]
# Values for a part of the path: some fit the converters of most routes, most fit none.
PARTS = ["ha-noi", "thuc-pham", "khong-co", "0", "-1", "9" * 30, "a" * 5_000, "%00", "%ff", "..", "%2e%2e%2f", "Đ"]

routes = public_routes()


def test_the_walk_finds_the_pages_we_know():
    templates = {route.template for route in routes}
    assert {"", "tinh/", "tinh/{slug}/", "nhom/", "nhom/{slug}/", "healthz", "readyz"} <= templates
    assert len(templates) > 25


@pytest.fixture
def _unlimited(settings):
    """The limits would answer 429 after a few tries, and the views behind them would go untested."""
    settings.RATE_LIMITS = False
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.mark.parametrize("route", routes, ids=lambda route: "/" + route.template)
@pytest.mark.django_db
@pytest.mark.usefixtures("_unlimited")
@hypothesis_settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)
@given(data=st.data())
def test_rubbish_never_breaks_a_page(route: Route, data: st.DataObject):
    parts = [data.draw(st.sampled_from(PARTS)) for _ in route.arguments]
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES)), max_size=4))
    language = data.draw(st.sampled_from(["", "en"]))
    method = data.draw(st.sampled_from(["GET", "GET", "HEAD", "POST"]))
    query = "&".join(f"{name}={value}" for name, value in pairs)
    prefix = f"/{language}" if language else ""
    client = Client(raise_request_exception=False)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        if method == "POST":
            answer = client.post(prefix + route.path(*parts), query, content_type="application/x-www-form-urlencoded")
        else:
            answer = client.generic(method, prefix + route.path(*parts), QUERY_STRING=query)
    assert answer.status_code in SANE, f"{method} {route.path(*parts)}?{query} -> {answer.status_code}"
    assert len(queries) <= MAX_QUERIES
    assert answer.status_code != 503 or route.name in {"readyz", "ready"}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/", "/quan-tri/", "/admin/login/", "/quan-tri/login/", "/quan-tri/pages/"])
def test_staff_pages_show_nothing_to_strangers(client: Client, path: str):
    answer = client.get(path)
    assert answer.status_code in {302, 403, 404}
    if answer.status_code == 302:
        assert answer["Location"].startswith((settings.LOGIN_URL, "/tai-khoan/", "/admin/", "/quan-tri/"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("HTTP_HOST", "evil host"),
        ("HTTP_ACCEPT_LANGUAGE", "x" * 5_000),
        ("HTTP_ACCEPT_LANGUAGE", "\xff\xfe;q=a"),
        ("HTTP_COOKIE", "sessionid=\x00\x01; csrftoken=;;==; django_language=../../x"),
        ("HTTP_X_FORWARDED_FOR", "not-an-address, , 1.2.3.4.5.6"),
        ("HTTP_X_REQUEST_ID", "a\r\nSet-Cookie: x=1"),
        ("HTTP_RANGE", "bytes=99999999999999999999-"),
        ("HTTP_IF_MODIFIED_SINCE", "yesterday"),
        ("HTTP_HX_REQUEST", "true"),
    ],
)
def test_rubbish_headers_never_break_a_page(client: Client, header: str, value: str):
    client.raise_request_exception = False
    headers: Any = {header: value}
    answer = client.get("/", **headers)
    assert answer.status_code in {200, 400}
    assert "Set-Cookie: x=1" not in str(answer.headers)
