"""Coming in by phone, from the number to the first visit, as a browser sees it."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from accounts import consent
from accounts.models import ConsentRecord, OneTimeCode, User
from accounts.phones import display_phone
from core.models import Message
from tests.factories.accounts import (
    TOTP_SECRET,
    code_sent_to,
    last_message,
    make_staff,
    make_user,
    new_phone,
    sign_in,
)

pytestmark = pytest.mark.django_db

LOGIN = "/tai-khoan/dang-nhap/"
CODE = "/tai-khoan/dang-nhap/ma/"
WELCOME = "/tai-khoan/chao-ban/"


def is_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def wrong(digits: str) -> str:
    return f"{(int(digits) + 1) % 1_000_000:06d}"


def test_a_new_number_gets_an_account_and_is_asked_to_agree(client: Client):
    phone = new_phone()
    page = client.get(LOGIN)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"] or "no-cache" in page["Cache-Control"]
    answer = client.post(LOGIN, {"phone": "0" + phone[3:], "next": "/tinh/"})
    assert answer["Location"] == CODE
    assert not User.objects.filter(phone=phone).exists(), "nobody has an account before the code is entered"

    assert client.get(CODE).status_code == 200
    answer = client.post(CODE, {"code": code_sent_to(phone)})
    user = User.objects.get(phone=phone)
    assert is_in(client) == str(user.pk)
    assert user.phone_verified
    assert not user.has_usable_password()
    assert answer["Location"] == f"{WELCOME}?next=%2Ftinh%2F"

    assert client.get(answer["Location"]).status_code == 200
    assert client.get(reverse("accounts:profile"))["Location"].startswith(WELCOME), "no account page before agreeing"
    refused = client.post(WELCOME, {"name": "Lan", "next": "/tinh/"})
    assert refused.status_code == 200
    assert not user.consents.exists()

    answer = client.post(WELCOME, {"name": "  Lan \x07 ", "agree": "on", "next": "/tinh/"}, REMOTE_ADDR="203.0.113.77")
    assert answer["Location"] == "/tinh/"
    user.refresh_from_db()
    assert user.name == "Lan"
    given = {row.purpose: row for row in user.consents.all()}
    assert set(given) == {"terms", "privacy"}, "marketing was not ticked"
    assert all(row.granted and row.source == "sign_up" for row in given.values())
    assert given["terms"].ip_network == "203.0.113.0/24"
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_marketing_is_agreed_to_only_when_ticked(client: Client):
    user = make_user(agreed=False)
    sign_in(client, user)
    client.post(WELCOME, {"agree": "on", "marketing": "on"})
    assert ConsentRecord.objects.get(user=user, purpose="marketing").granted


def test_somebody_known_comes_back_to_where_they_were(client: Client):
    user = make_user()
    client.post(LOGIN, {"phone": user.phone, "next": "/nhom/?trang=2"})
    answer = client.post(CODE, {"code": code_sent_to(user.phone)})
    assert answer["Location"] == "/nhom/?trang=2"
    assert is_in(client) == str(user.pk)
    assert "known_device" in answer.cookies


def test_known_and_unknown_numbers_get_the_same_answers(monkeypatch):
    monkeypatch.setattr("accounts.codes.secrets.randbelow", lambda _limit: 271828)
    known, unknown = new_phone(), new_phone()
    make_user(name="Lan", phone=known)
    pages = []
    for phone in (known, unknown):
        browser = Client()
        first = browser.post(LOGIN, {"phone": phone})
        second = browser.get(CODE).content.decode()
        third = browser.post(CODE, {"code": "314159"}).content.decode()
        text = second + third
        for secret in (phone, phone[3:], display_phone(phone)):
            text = text.replace(secret, "…")
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
        pages.append((first.status_code, first["Location"], text, last_message(phone).body))
    assert pages[0] == pages[1]


def test_a_wrong_code_says_how_many_tries_are_left(client: Client):
    user = make_user()
    client.post(LOGIN, {"phone": user.phone})
    digits = code_sent_to(user.phone)
    answer = client.post(CODE, {"code": wrong(digits)})
    assert answer.status_code == 200
    assert "Bạn còn 4 lần thử" in answer.content.decode()
    for _ in range(4):
        answer = client.post(CODE, {"code": wrong(digits)})
    assert "không còn dùng được" in answer.content.decode()
    client.post(CODE, {"code": digits})
    assert is_in(client) is None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "\u0000"])
def test_what_cannot_be_a_code_costs_no_try(client: Client, typed: str):
    user = make_user()
    client.post(LOGIN, {"phone": user.phone})
    client.post(CODE, {"code": typed})
    assert OneTimeCode.objects.get(target=user.phone).attempts == 0
    assert is_in(client) is None


def test_a_new_code_replaces_the_one_before(client: Client):
    user = make_user()
    client.post(LOGIN, {"phone": user.phone, "next": "/tinh/"})
    first = code_sent_to(user.phone)
    assert client.post(CODE, {"action": "resend"})["Location"] == CODE
    second = code_sent_to(user.phone)
    if first != second:
        client.post(CODE, {"code": first})
        assert is_in(client) is None
    assert client.post(CODE, {"code": second})["Location"] == "/tinh/", "where they wanted to go is not forgotten"


def test_a_code_is_of_use_in_the_browser_that_asked_for_it_only(client: Client):
    user = make_user()
    client.post(LOGIN, {"phone": user.phone})
    stranger = Client()
    assert stranger.post(CODE, {"code": code_sent_to(user.phone)})["Location"] == LOGIN
    stranger.post(LOGIN, {"phone": new_phone()})
    stranger.post(CODE, {"code": code_sent_to(user.phone)})
    assert is_in(stranger) is None


def test_nobody_is_told_the_code_outside_the_demo(client: Client, settings):
    user = make_user()
    client.post(LOGIN, {"phone": user.phone})
    digits = code_sent_to(user.phone)
    assert digits not in client.get(CODE).content.decode()
    assert digits not in str(dict(client.session))
    settings.DEMO = True
    client.post(LOGIN, {"phone": user.phone})
    assert code_sent_to(user.phone) in client.get(CODE).content.decode()


@pytest.mark.parametrize(
    "evil", ["//evil.example", "https://evil.example/", "javascript:alert(1)", "/\\evil.example", "x" * 3_000]
)
def test_next_leads_to_this_site_only(client: Client, evil: str):
    user = make_user()
    assert evil not in client.get(LOGIN, {"next": evil}).content.decode()
    client.post(LOGIN, {"phone": user.phone, "next": evil})
    assert client.post(CODE, {"code": code_sent_to(user.phone)})["Location"] == reverse("accounts:profile")


@pytest.mark.parametrize("path", [LOGIN, CODE, WELCOME])
def test_somebody_signed_in_is_passed_on_safely(client: Client, path: str):
    sign_in(client, make_user())
    assert client.get(path, {"next": "//evil.example"})["Location"] == reverse("accounts:profile")


def test_the_number_is_kept_when_it_is_wrong(client: Client):
    answer = client.post(LOGIN, {"phone": "024 3825 1234"})
    assert answer.status_code == 200
    assert "024 3825 1234" in answer.content.decode()
    assert "máy bàn" in answer.content.decode()
    assert not Message.objects.exists()


def test_a_locked_account_stays_out(client: Client):
    user = make_user(is_active=False)
    client.post(LOGIN, {"phone": user.phone})
    answer = client.post(CODE, {"code": code_sent_to(user.phone)})
    assert answer["Location"] == reverse("account_inactive")
    assert client.get(answer["Location"]).status_code == 200
    assert is_in(client) is None


def test_the_session_gets_a_new_key(client: Client):
    user = make_user()
    client.post(LOGIN, {"phone": user.phone})
    before = client.session.session_key
    client.post(CODE, {"code": code_sent_to(user.phone)})
    assert client.session.session_key != before


def test_a_second_factor_is_asked_for_after_the_code(client: Client):
    user = make_staff()
    client.post(LOGIN, {"phone": user.phone, "next": "/quan-tri/"})
    answer = client.post(CODE, {"code": code_sent_to(user.phone)})
    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert is_in(client) is None
    where = answer["Location"]
    assert client.get(where).status_code == 200
    assert client.post(where, {"code": "000000"}).status_code == 200
    assert is_in(client) is None
    answer = client.post(where, {"code": totp_now()})
    assert answer["Location"] == "/quan-tri/"
    assert is_in(client) == str(user.pk)
    assert client.get("/quan-tri/").status_code == 200, "the factor entered while signing in counts"


def totp_now() -> str:
    return format_hotp_value(hotp_value(TOTP_SECRET, int(time.time()) // 30))


def test_the_message_is_in_the_readers_language(client: Client):
    phone = new_phone()
    client.post("/en" + LOGIN, {"phone": phone})
    assert last_message(phone).language == "en"
    user = make_user(language="vi")
    sign_in(client, user)
    client.post("/en/tai-khoan/xac-nhan/", {"action": "send"})
    assert last_message(user.phone).language == "vi", "somebody known is written to in their own language"


def test_new_texts_ask_everybody_again_with_the_page_they_wanted(client: Client, monkeypatch):
    user = make_user()
    sign_in(client, user)
    newer = consent.Document(consent.Purpose.TERMS, "2027-01-01", required=True)
    monkeypatch.setitem(consent.DOCUMENTS, consent.Purpose.TERMS, newer)
    address = reverse("accounts:addresses")
    answer = client.get(address)
    assert answer["Location"] == f"{WELCOME}?next=%2Ftai-khoan%2Fdia-chi%2F"
    assert client.post(WELCOME, {"agree": "on", "next": address})["Location"] == address
    assert client.get(address).status_code == 200
    assert [row.document_version for row in user.consents.filter(purpose="terms")] == ["2027-01-01", "2026-11-01"]


def test_an_account_page_sends_strangers_to_sign_in_and_back(client: Client):
    for name in ("profile", "security", "addresses", "address-add", "consents", "data", "data-export", "data-erase"):
        url = reverse(f"accounts:{name}")
        assert client.get(url)["Location"].startswith(f"{LOGIN}?next=/tai-khoan/"), name


def test_the_menu_is_nobodys_to_keep(client: Client, user: User):
    assert client.get(reverse("accounts:menu"))["Cache-Control"] == "private, no-store"
    sign_in(client, user)
    answer = client.get(reverse("accounts:menu"))
    assert answer["Cache-Control"] == "private, no-store"
    assert reverse("account_logout") in answer.content.decode()


def test_signing_out_takes_a_post(client: Client, user: User):
    sign_in(client, user)
    client.get(reverse("account_logout"))
    assert is_in(client)
    client.post(reverse("account_logout"))
    assert is_in(client) is None


def test_profile_keeps_name_and_language(client: Client, user: User):
    sign_in(client, user)
    answer = client.post(reverse("accounts:profile"), {"name": "Trần Văn Bình", "language": "en"})
    assert answer["Location"] == "/en/tai-khoan/"
    assert answer.cookies["django_language"].value == "en"
    user.refresh_from_db()
    assert (user.name, user.language) == ("Trần Văn Bình", "en")
    assert client.post(reverse("accounts:profile"), {"name": "x" * 81, "language": "fr"}).status_code == 200
    user.refresh_from_db()
    assert user.language == "en"
