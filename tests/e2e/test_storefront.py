"""A buyer's walk on a phone: home, province, filter, product, certificate, and the lot behind the QR code."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_first_pages import assert_accessible, assert_no_sideways_scroll

pytestmark = pytest.mark.browser

PAGES = [
    "/san-pham/",
    "/san-pham/?tinh=bac-giang&sao=4&sap-xep=gia-tang",
    "/san-pham/vai-thieu-luc-ngan/",
    "/san-pham/vai-thieu-luc-ngan/danh-gia/",
    "/chung-nhan/",
    "/truy-xuat/DEMO-LO-VTLN-260612/",
    "/gian-hang/gom-ben-song/",
    "/en/san-pham/vai-thieu-luc-ngan/",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_storefront_page_is_accessible(site: str, new_page: Any, path: str, dark: bool):
    page = new_page(viewport=PHONE, dark=dark)
    page.goto(site + path)
    expect(page.locator("h1")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    assert_accessible(page)


@pytest.mark.parametrize("path", PAGES)
def test_a_storefront_page_fits_every_width(site: str, new_page: Any, path: str):
    page = new_page(viewport=PHONE)
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(site + path)
        assert_no_sideways_scroll(page)


def test_from_the_first_page_to_the_orchard(site: str, new_page: Any):
    """Home → province by its old name → products of it → four stars → product → certificate → lot by QR address."""
    page = new_page(viewport=PHONE)
    page.goto(site)
    page.get_by_label("Quê bạn ở đâu?").fill("bac giang")
    page.get_by_label("Quê bạn ở đâu?").press("Enter")
    expect(page).to_have_url(re.compile(r"/tinh/bac-ninh/"))
    page.locator("a[href*='/san-pham/?tinh=bac-ninh']").first.click()
    expect(page).to_have_url(re.compile(r"/san-pham/\?tinh=bac-ninh"))

    page.get_by_role("button", name="Lọc").click()
    page.get_by_label(re.compile("4 sao OCOP")).check()
    expect(page).to_have_url(re.compile("sao=4"))
    page.get_by_role("button", name=re.compile("Xem .* sản phẩm")).click()
    page.get_by_role("link", name=re.compile("Vải thiều Lục Ngạn")).first.click()

    expect(page.locator("h1")).to_have_text("Vải thiều Lục Ngạn")
    assert_accessible(page)
    code = page.locator("a[href*='/truy-xuat/']").first.get_attribute("href")
    page.locator("a[href*='/chung-nhan/']").first.click()
    expect(page.get_by_text("còn hiệu lực", exact=False).first).to_be_visible()
    assert_accessible(page)

    page.goto(site + str(code))
    expect(page.get_by_text("DEMO-LO-VTLN").first).to_be_visible()
    expect(page.get_by_text("Vùng vải", exact=False).first).to_be_visible()
    assert_accessible(page)


def test_filters_work_without_javascript(site: str, new_page: Any):
    page = new_page(viewport=DESKTOP, javascript=False)
    page.goto(f"{site}/san-pham/")
    page.get_by_label(re.compile("5 sao OCOP")).check()
    page.get_by_role("button", name=re.compile("Xem .* sản phẩm")).click()
    expect(page).to_have_url(re.compile("sao=5"))
    assert 0 < page.locator("main article, main .product").count() <= 24


def test_wine_asks_for_the_age_first(site: str, new_page: Any):
    page = new_page(viewport=PHONE)
    page.goto(f"{site}/san-pham/?bo=14")
    page.locator("main a[href^='/san-pham/ruou']").first.click()
    expect(page.get_by_role("button", name=re.compile("18"))).to_be_visible()
    page.get_by_role("button", name=re.compile("18")).first.click()
    expect(page.get_by_text(re.compile("độ|%")).first).to_be_visible()
    assert_accessible(page)
