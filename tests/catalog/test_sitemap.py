"""What search engines are told."""

import re

import pytest
from django.conf import settings
from django.test import Client

from catalog.sitemaps import ProductSitemap
from tests.factories.catalog import make_product, make_vendor

pytestmark = pytest.mark.django_db


def locations(client: Client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml"
    return re.findall(r"<loc>([^<]+)</loc>", answer.content.decode())


def test_the_index_names_every_file(client: Client):
    found = locations(client, "/sitemap.xml")
    sections = ("trang", "san-pham", "tinh", "nhom", "gian-hang")
    assert found == [f"{settings.SITE_URL}/sitemap-{section}.xml" for section in sections]
    for address in found:
        locations(client, address.removeprefix(settings.SITE_URL))


def test_products_in_both_languages_with_alternates(client: Client):
    shown = make_product()
    make_product(status="draft")
    make_product(vendor=make_vendor(status="suspended"))
    make_product(alcohol_percent="39")
    path = f"/san-pham/{shown.slug}/"
    assert locations(client, "/sitemap-san-pham.xml") == [
        f"{settings.SITE_URL}{path}",
        f"{settings.SITE_URL}/en{path}",
    ]
    page = client.get("/sitemap-san-pham.xml").content.decode()
    for code, prefix in (("vi", ""), ("en", "/en"), ("x-default", "")):
        assert f'hreflang="{code}" href="{settings.SITE_URL}{prefix}{path}"' in page


def test_provinces_groups_and_shops(client: Client):
    vendor = make_vendor()
    closed = make_vendor(status="applied")
    assert len(locations(client, "/sitemap-tinh.xml")) == 68
    assert len(locations(client, "/sitemap-nhom.xml")) == 12
    shops = locations(client, "/sitemap-gian-hang.xml")
    assert f"{settings.SITE_URL}/gian-hang/{vendor.slug}/" in shops
    assert not [address for address in shops if closed.slug in address]


def test_many_products_are_cut_into_files(client: Client, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(ProductSitemap, "limit", 2)
    for _ in range(5):
        make_product()
    assert [a for a in locations(client, "/sitemap.xml") if "san-pham" in a][-1].endswith("/sitemap-san-pham.xml?p=3")
    with django_assert_max_num_queries(3):
        assert len(locations(client, "/sitemap-san-pham.xml?p=3")) == 2


def test_pages_that_stand_for_themselves_are_in_it_in_both_languages(client: Client):
    found = locations(client, "/sitemap-trang.xml")
    assert len(found) == 18
    assert {f"{settings.SITE_URL}/", f"{settings.SITE_URL}/en/", f"{settings.SITE_URL}/mua-vu/"} <= set(found)


@pytest.mark.parametrize("path", ["/sitemap-khac.xml", "/sitemap-san-pham.xml?p=99", "/sitemap-san-pham.xml?p=x"])
def test_others_are_404(client: Client, path: str):
    assert client.get(path).status_code == 404


def test_the_host_asked_is_not_believed(client: Client):
    assert all(a.startswith(settings.SITE_URL) for a in locations(client, "/sitemap.xml"))
    answer = client.get("/sitemap.xml", headers={"host": "evil.example"})
    assert "evil.example" not in answer.content.decode()


def test_robots(client: Client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    text = answer.content.decode()
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text
    assert "Disallow: /tai-khoan/" in text
    assert "Disallow: /\n" not in text
