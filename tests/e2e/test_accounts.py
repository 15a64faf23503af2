"""The account in a real browser: the first thing a shop owner with an old phone meets, and the way out again."""

import itertools
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_first_pages import assert_accessible, assert_no_sideways_scroll

pytestmark = pytest.mark.browser

OLD_ADDRESS = "số 12, thôn 3, xã Quý Sơn, huyện Lục Ngạn, tỉnh Bắc Giang"
STAFF_PHONE = "0900 000 004"
_numbers = itertools.count(1_000_001)

SIGNED_OUT = [
    "/tai-khoan/dang-nhap/",
    "/tai-khoan/dang-nhap/mat-khau/",
    "/tai-khoan/dang-ky/",
    "/tai-khoan/mat-khau/quen/",
    "/tai-khoan/mat-khau/moi/1-no-such-key/",
    "/quyen-rieng-tu/",
    "/en/quyen-rieng-tu/",
]
SIGNED_IN = [
    "/tai-khoan/",
    "/tai-khoan/bao-mat/",
    "/tai-khoan/dia-chi/",
    "/tai-khoan/dia-chi/them/",
    "/tai-khoan/quyen-rieng-tu/",
    "/tai-khoan/du-lieu/",
    "/tai-khoan/du-lieu/xoa/",
    "/tai-khoan/so-dien-thoai/",
    "/tai-khoan/xac-nhan/",
    "/tai-khoan/e-mail/",
    "/tai-khoan/mat-khau/dat/",
    "/tai-khoan/hai-buoc/",
    "/tai-khoan/hai-buoc/bat/",
]


def new_phone() -> str:
    """A number that nobody has used in this run."""
    return f"098{next(_numbers)}"


def shown_code(page: Page) -> str:
    """The code that the demo shows instead of sending it."""
    return re.sub(r"\D", "", page.locator("#demo-digits").inner_text())


def ask_for_code(page: Page, site: str, phone: str) -> None:
    page.goto(f"{site}/tai-khoan/dang-nhap/")
    page.get_by_label("Số điện thoại").fill(phone)
    page.get_by_role("button", name="Gửi mã cho tôi").click()
    expect(page.locator("h1")).to_have_text("Nhập mã")


def enter_code(page: Page) -> None:
    page.get_by_label("Mã gồm 6 chữ số").fill(shown_code(page))
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def come_in(page: Page, site: str, *, name: str = "Nguyễn Thị Thắm") -> None:
    """A newcomer: number, code, agreement."""
    ask_for_code(page, site, new_phone())
    enter_code(page)
    page.get_by_label("Tên của bạn").fill(name)
    page.get_by_label(re.compile("Tôi đã đọc và đồng ý")).check()
    page.get_by_role("button", name="Vào chợ").click()
    expect(page.locator("h1")).to_have_text(f"Chào {name.split()[-1]}")


def test_a_newcomer_comes_in_and_pastes_an_old_address(site: str, new_page: Any):
    page = new_page()
    come_in(page, site)
    page.get_by_role("link", name="Địa chỉ nhận hàng").click()
    page.get_by_role("link", name="Thêm địa chỉ").click()
    # Over the real clipboard: what is pasted is read without another press.
    recipient = page.get_by_label("Người nhận", exact=True)
    recipient.fill(OLD_ADDRESS)
    recipient.press("Control+A")
    recipient.press("Control+X")
    page.get_by_label("Dán địa chỉ").press("Control+V")
    expect(page.get_by_role("status").filter(has_text="Nay là Phường Phượng Sơn, Bắc Ninh")).to_be_visible()
    expect(page.get_by_label("Số nhà, đường, thôn, ấp")).to_have_value("số 12, thôn 3")
    recipient.fill("Nguyễn Thị Thắm")
    page.get_by_role("button", name="Lưu địa chỉ").click()
    card = page.get_by_role("listitem").filter(has_text="Nguyễn Thị Thắm")
    expect(card).to_contain_text("Phường Phượng Sơn, Bắc Ninh")
    expect(card).to_contain_text(OLD_ADDRESS)
    expect(card).to_contain_text("Mặc định")

    card.get_by_role("link", name=re.compile("^Xoá")).click()
    page.get_by_role("button", name="Xoá địa chỉ").click()
    expect(page.get_by_role("heading", name="Chưa có địa chỉ nào")).to_be_visible()


def test_everything_works_without_javascript(site: str, new_page: Any):
    page = new_page(javascript=False)
    come_in(page, site)
    page.goto(f"{site}/tai-khoan/dia-chi/them/")
    page.get_by_label("Dán địa chỉ").fill(OLD_ADDRESS)
    page.get_by_role("button", name="Đọc địa chỉ").click()
    expect(page.get_by_label("Số nhà, đường, thôn, ấp")).to_have_value("số 12, thôn 3")
    page.get_by_role("button", name="Lưu địa chỉ").click()
    expect(page.get_by_role("listitem").filter(has_text="Phường Phượng Sơn, Bắc Ninh")).to_be_visible()


def test_the_language_is_changed_and_kept(site: str, new_page: Any):
    page = new_page()
    come_in(page, site)
    page.locator("#id_language").select_option("en")
    page.locator("form:has(#id_language) button[type=submit]").click()
    expect(page).to_have_url(f"{site}/en/tai-khoan/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("#id_language").select_option("vi")
    page.locator("form:has(#id_language) button[type=submit]").click()
    expect(page).to_have_url(f"{site}/tai-khoan/")
    expect(page.get_by_role("status").filter(has_text="Đã lưu.")).to_be_visible()


def test_signing_out_closes_the_account(site: str, new_page: Any):
    page = new_page(viewport=DESKTOP)
    come_in(page, site)
    # The header asks apart who is signed in.
    page.locator(".header-account summary").filter(has_text="Thắm").click()
    page.locator(".header-account").get_by_role("button", name="Đăng xuất").click()
    expect(page).to_have_url(f"{site}/")
    expect(page.locator(".header-account").get_by_role("link", name="Đăng nhập")).to_be_visible()
    page.goto(f"{site}/tai-khoan/bao-mat/")
    expect(page).to_have_url(f"{site}/tai-khoan/dang-nhap/?next=/tai-khoan/bao-mat/")


def test_a_wrong_number_is_explained_at_the_field(site: str, new_page: Any):
    page = new_page()
    page.goto(f"{site}/tai-khoan/dang-nhap/")
    field = page.get_by_label("Số điện thoại")
    field.fill("024 3825 3536")
    field.press("Enter")
    expect(field).to_have_value("024 3825 3536")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("số máy bàn"))
    expect(field).to_have_attribute("aria-invalid", "true")
    assert page.title().startswith("Chưa được: ")


def test_a_wrong_code_costs_a_try_and_a_pasted_message_is_understood(site: str, new_page: Any):
    page = new_page()
    ask_for_code(page, site, new_phone())
    right = shown_code(page)
    field = page.get_by_label("Mã gồm 6 chữ số")
    field.fill("000000" if right != "000000" else "111111")
    field.press("Enter")
    expect(field).to_have_accessible_description(re.compile("còn 4 lần thử"))
    # The whole message out of the clipboard, as people copy it; only the code stays.
    page.evaluate(
        """(text) => {
             const data = new DataTransfer();
             data.setData("text/plain", text);
             const paste = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
             document.querySelector("[data-otp]").dispatchEvent(paste);
           }""",
        f"{right[:3]} {right[3:]} là mã đăng nhập Chợ Làng, dùng trong 5 phút.",
    )
    expect(field).to_have_value(right)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.locator("h1")).to_have_text("Chào bạn")


def test_another_code_ends_the_one_before(site: str, new_page: Any):
    page = new_page()
    ask_for_code(page, site, new_phone())
    first = shown_code(page)
    page.get_by_role("button", name="Gửi lại mã").click()
    expect(page.locator("#demo-digits")).not_to_have_text(first)
    page.get_by_label("Mã gồm 6 chữ số").fill(first)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page.locator("h1")).to_have_text("Nhập mã")
    enter_code(page)
    expect(page.locator("h1")).to_have_text("Chào bạn")


def test_an_account_by_email_takes_the_code_out_of_the_letter(site: str, new_page: Any):
    page = new_page()
    page.goto(f"{site}/tai-khoan/dang-ky/")
    page.get_by_label("Tên của bạn").fill("Nguyễn Văn Bình")
    page.get_by_label("E-mail").fill(f"binh{next(_numbers)}@example.vn")
    password = page.get_by_label("Mật khẩu", exact=True)
    password.fill("một câu dễ nhớ lắm")
    page.get_by_label("Hiện mật khẩu").check()
    expect(password).to_have_attribute("type", "text")
    page.get_by_label(re.compile("Tôi đã đọc và đồng ý")).check()
    page.get_by_role("button", name="Mở tài khoản").click()
    expect(page.locator("h1")).to_have_text("Nhập mã trong thư")
    page.get_by_role("link", name="Mở hộp thư thử nghiệm").click()
    code = re.search(r"\b\d{6}\b", page.get_by_role("article").first.inner_text())
    assert code is not None, "no code in the letter"
    page.goto(f"{site}/tai-khoan/e-mail/ma/")
    page.get_by_label("Mã gồm 6 chữ số").fill(code[0])
    page.get_by_role("button", name="Xác nhận").click()
    expect(page.locator("h1")).to_have_text("Chào Bình")


def test_staff_enter_a_second_factor_before_the_administration(site: str, new_page: Any):
    page = new_page(viewport=DESKTOP)
    ask_for_code(page, site, STAFF_PHONE)
    enter_code(page)
    expect(page.locator("h1")).to_have_text("Bước thứ hai")
    field = page.get_by_label("Mã trong ứng dụng")
    right = shown_code(page)
    field.fill("000000" if right != "000000" else "111111")
    field.press("Enter")
    expect(field).to_have_accessible_description(re.compile("Mã chưa đúng"))
    field.fill(shown_code(page))
    field.press("Enter")
    expect(page.locator("h1")).to_have_text("Chào Huy")
    answer = page.request.get(f"{site}/quan-tri/", max_redirects=0)
    assert answer.status == 200


def test_without_the_second_factor_staff_are_not_signed_in(site: str, new_page: Any):
    page = new_page()
    ask_for_code(page, site, STAFF_PHONE)
    enter_code(page)
    expect(page.locator("h1")).to_have_text("Bước thứ hai")
    assert page.request.get(f"{site}/quan-tri/", max_redirects=0).status == 302
    page.goto(f"{site}/tai-khoan/")
    expect(page).to_have_url(re.compile("/tai-khoan/dang-nhap/"))


def test_what_is_pressed_to_come_in_is_large_enough_for_a_thumb(site: str, new_page: Any):
    page = new_page()
    page.goto(f"{site}/tai-khoan/dang-nhap/")
    for locator in (page.locator("#id_phone"), page.get_by_role("button", name="Gửi mã cho tôi")):
        box = locator.bounding_box()
        assert box is not None
        assert box["height"] >= 48
        assert box["y"] + box["height"] <= PHONE["height"] - 60, "not above the fold and the bar below"
    phone = page.locator("#id_phone")
    expect(phone).to_have_attribute("autocomplete", "tel")
    expect(phone).to_have_attribute("inputmode", "tel")
    assert page.locator("main .button-buy").count() == 1


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_pages_are_accessible(site: str, new_page: Any, dark: bool):
    page = new_page(viewport=PHONE, dark=dark)
    for path in SIGNED_OUT:
        page.goto(site + path)
        expect(page.locator("h1")).to_have_count(1)
        assert_accessible(page)
    ask_for_code(page, site, new_phone())
    assert_accessible(page)
    enter_code(page)
    page.get_by_role("button", name="Vào chợ").click()  # the tick is missing
    tick = page.get_by_label(re.compile("Tôi đã đọc và đồng ý"))
    expect(tick).to_have_accessible_description(re.compile("Bạn cần đồng ý"))
    assert_accessible(page)
    tick.check()
    page.get_by_role("button", name="Vào chợ").click()
    expect(page.locator("h1")).to_have_text("Chào bạn")
    for path in SIGNED_IN:
        page.goto(site + path)
        expect(page.locator("h1")).to_have_count(1)
        assert_accessible(page)


def test_the_pages_fit_every_width(site: str, new_page: Any):
    page = new_page(viewport=PHONE)

    def look(paths: list[str]) -> None:
        for path in paths:
            page.goto(site + path)
            for width in (320, 360, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                assert_no_sideways_scroll(page)

    look(SIGNED_OUT)
    come_in(page, site, name="Công Tằng Tôn Nữ Quỳnh Hương Thuỳ Dương")
    look(SIGNED_IN)
