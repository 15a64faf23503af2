"""The first pages in a real browser: at every width, in both schemes, for eyes, keyboards and screen readers."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/tinh/",
    "/tinh/gia-lai/",
    "/nhom/",
    "/nhom/thuc-pham/",
    "/tai-khoan/dang-nhap/",
    "/en/",
    "/en/nhom/do-uong/",
    "/dieu-khoan/",
]
WIDTHS = [320, 360, 768, 1280]


def assert_accessible(page: Page) -> None:
    """axe finds nothing against WCAG 2.2 AA."""
    results = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert results.violations_count == 0, results.generate_report()


def assert_no_sideways_scroll(page: Page) -> None:
    width, inner = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width <= inner, f"the page is {width} px wide in a window of {inner} px"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_is_accessible_in_both_schemes(site: str, new_page: Any, path: str, dark: bool):
    page = new_page(viewport=PHONE, dark=dark)
    page.goto(site + path)
    expect(page.locator("h1")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    assert_accessible(page)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_every_width(site: str, new_page: Any, path: str):
    page = new_page(viewport=PHONE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(site + path)
        assert_no_sideways_scroll(page)


def test_the_desktop_home_is_accessible(site: str, new_page: Any):
    page = new_page(viewport=DESKTOP)
    page.goto(site)
    page.wait_for_load_state("networkidle")
    assert_accessible(page)


def test_a_buyer_finds_a_province_by_its_old_name(site: str, new_page: Any):
    page = new_page()
    page.goto(site)
    page.get_by_label("Quê bạn ở đâu?").fill("binh dinh")
    page.get_by_label("Quê bạn ở đâu?").press("Enter")
    expect(page).to_have_url(re.compile(r"/tinh/gia-lai/"))
    expect(page.get_by_text("Bình Định nay thuộc Gia Lai")).to_be_visible()


def test_the_map_leads_to_a_province_by_keyboard(site: str, new_page: Any):
    page = new_page(viewport=DESKTOP)
    page.goto(f"{site}/tinh/")
    link = page.locator("svg a[href$='/tinh/quang-ngai/']").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Quảng Ngãi")


def test_without_javascript_everything_to_read_is_there(site: str, new_page: Any):
    page = new_page(javascript=False)
    page.goto(site)
    page.get_by_role("link", name="Thực phẩm").first.click()
    expect(page.locator("h1")).to_have_text("Thực phẩm")


def test_the_page_changes_its_language_and_stays(site: str, new_page: Any):
    page = new_page(viewport=DESKTOP)
    page.goto(f"{site}/nhom/do-uong/")
    page.locator("a[hreflang=en]").first.click()
    expect(page).to_have_url(re.compile(r"/en/nhom/do-uong/"))
    expect(page.locator("h1")).to_have_text("Drinks")


def test_display_type_is_not_clipped(site: str, new_page: Any):
    """Stacked marks (Ẩ, Ữ, Ộ) need room: no heading's ink box is cut by an overflow that hides."""
    page = new_page()
    page.goto(site)
    clipped = page.evaluate(
        """() => [...document.querySelectorAll('h1, h2, .wordmark')].filter(h => {
             const style = getComputedStyle(h);
             return parseFloat(style.lineHeight) / parseFloat(style.fontSize) < 1.2 || style.overflow === 'hidden';
           }).map(h => h.textContent.trim())"""
    )
    assert clipped == []
