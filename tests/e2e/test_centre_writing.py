"""Writing a product when things go wrong: two people, no network, a nervous thumb; and what buyers will see of it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESKTOP
from tests.e2e.test_centre import COOP, choose, look, photograph, press, said, sign_in_with_password, titled
from tests.e2e.test_first_pages import assert_accessible, assert_no_sideways_scroll

pytestmark = pytest.mark.browser

SHOP = "htx-quy-son"


def begin(page: Page, site: str, name: str) -> None:
    """A draft of the shop, with the page on which it is written."""
    page.goto(f"{site}/kenh-ban/{SHOP}/san-pham/moi/")
    page.get_by_label("Tên món hàng").fill(name)
    choose(page, "Loại hàng", "Mật ong")
    press(page, "Lưu và viết tiếp")
    titled(page, name)
    expect(page.locator("form[data-preview-ready]")).to_have_count(1)  # all modules have come


def saved(page: Page) -> None:
    expect(page.locator("[data-autosave-status]")).to_contain_text("Đã lưu lúc")


def test_beside_the_form_stands_what_buyers_will_see(site: str, new_page: Any):
    page = new_page(viewport=DESKTOP)
    sign_in_with_password(page, site, COOP)
    begin(page, site, "Mật ong rừng xem trước")
    pane = page.locator("#goods-live")
    expect(pane).to_contain_text("Mật ong rừng xem trước")
    page.get_by_label("Kể về món hàng").fill("Lời kể hiện ra bên cạnh")
    page.get_by_label("Tên gói").fill("Chai 1 lít")
    page.get_by_label("Giá bán (₫)").fill("1.250.000 đ")
    for text in ("Lời kể hiện ra bên cạnh", "1.250.000", "chưa lưu"):
        expect(pane).to_contain_text(text)
    page.get_by_label("Giá bán (₫)").fill("45k")
    expect(pane).to_contain_text("45.000")
    expect(page.get_by_role("button", name="Xem trước")).to_be_hidden()
    assert page.locator("#goods-live a").count() == 1
    for width in (1100, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert_no_sideways_scroll(page)
    assert_accessible(page)
    press(page, "Lưu", exact=True)
    said(page, "Đã lưu.")
    expect(pane).to_contain_text("45.000")
    expect(pane).not_to_contain_text("chưa lưu")
    pane.get_by_role("link", name="Mở cả trang").click()
    expect(page.get_by_text("Khách sẽ thấy như thế này")).to_be_visible()
    assert page.locator("meta[name=robots]").get_attribute("content") == "noindex, nofollow"
    look(page)
    page.get_by_role("link", name="Về sửa tiếp").click()
    titled(page, "Mật ong rừng xem trước")


def test_the_telephones_way_back_closes_the_sheet(site: str, new_page: Any):
    page = new_page()
    sign_in_with_password(page, site, COOP)
    begin(page, site, "Mật ong hoa keo thử")
    page.get_by_label("Bảo quản").fill("Chỗ mát")
    at, address = page.evaluate("scrollY"), page.url
    for close in (page.go_back, lambda: page.keyboard.press("Escape")):
        press(page, "Xem trước")
        expect(page.get_by_role("dialog")).to_contain_text("Chỗ mát")
        close()
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert page.url == address
        assert abs(page.evaluate("scrollY") - at) < 60
    expect(page.get_by_label("Bảo quản")).to_have_value("Chỗ mát")


def test_a_lost_connection_loses_no_word(site: str, new_page: Any):
    page = new_page()
    sign_in_with_password(page, site, COOP)
    begin(page, site, "Mật ong mất mạng")
    page.context.set_offline(True)
    story = page.get_by_label("Kể về món hàng")
    story.fill("Viết giữa đồi, không có sóng")
    page.get_by_label("Tên gói").fill("Chai 300 ml")
    status = page.locator("[data-autosave-status]")
    expect(status).to_contain_text("Mất mạng")
    press(page, "Lưu", exact=True)  # stays where it is
    expect(story).to_have_value("Viết giữa đồi, không có sóng")
    press(page, "Xem trước")
    expect(page.get_by_role("dialog")).to_contain_text("Mất mạng")
    press(page, "Về sửa tiếp")
    page.context.set_offline(False)
    saved(page)
    page.reload()
    expect(page.get_by_label("Kể về món hàng")).to_have_value("Viết giữa đồi, không có sóng")
    # The pack was never pressed home: this browser still has it.
    press(page, "Lấy lại")
    expect(page.get_by_label("Tên gói")).to_have_value("Chai 300 ml")
    new_page.complaints[:] = [text for text in new_page.complaints if "ERR_INTERNET_DISCONNECTED" not in text]


def test_two_people_at_one_product_are_shown_each_others_words(site: str, new_page: Any):
    first, second = new_page(), new_page()
    for page in (first, second):
        sign_in_with_password(page, site, COOP)
    begin(first, site, "Mật ong hai người")
    second.goto(first.url)
    first.get_by_label("Kể về món hàng").fill("Của chị")
    saved(first)
    second.get_by_label("Bảo quản").fill("Của anh, chỗ khác")
    second.get_by_label("Kể về món hàng").fill("Của anh")
    expect(second.locator("[data-autosave-status]")).to_contain_text("Người khác vừa sửa đúng chỗ này")
    press(second, "Lưu", exact=True)
    clash = second.locator(".goods-clashes")
    expect(clash).to_contain_text("Của chị")
    expect(clash).to_contain_text("Của anh")
    look(second)
    second.get_by_label("Bản người kia vừa lưu").check()
    press(second, "Lưu bản đã chọn")
    said(second, "Đã lưu.")
    expect(second.get_by_label("Kể về món hàng")).to_have_value("Của chị")
    expect(second.get_by_label("Bảo quản")).to_have_value("Của anh, chỗ khác")


def test_a_double_tap_and_the_way_back_do_a_thing_once(site: str, new_page: Any):
    page = new_page()
    sign_in_with_password(page, site, COOP)
    begin(page, site, "Mật ong bấm đúp")
    page.get_by_label("Tên gói").fill("Chai bấm đúp")
    page.get_by_label("Giá bán (₫)").fill("45k")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.is_navigation_request() else None)
    page.get_by_role("button", name="Lưu", exact=True).evaluate("button => { button.click(); button.click(); }")
    said(page, "Đã lưu.")
    assert len(sent) == 2, f"one form and the page that answers: {sent}"
    packs = page.locator("summary").filter(has_text="Chai bấm đúp")
    expect(packs).to_have_count(1)
    page.go_back()
    page.goto(sent[0])
    expect(packs).to_have_count(1)
    page.get_by_label("Hoặc chọn ảnh có sẵn trong máy").set_input_files(
        [photograph("mat.jpg"), {"name": "trong.jpg", "mimeType": "image/jpeg", "buffer": b""}]
    )
    expect(page.locator("#pictures-error-1")).to_contain_text(re.compile("trong.jpg.*trống"))
    expect(page.locator(".goods-shot")).to_have_count(1)
