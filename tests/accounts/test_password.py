"""E-mail and password: signing up and in, proving the address by code, choosing a new password."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Message
from tests.factories.accounts import PASSWORD, code_sent_to, last_message, make_user, sign_in

pytestmark = pytest.mark.django_db

LOGIN = "/tai-khoan/dang-nhap/mat-khau/"
SIGNUP = "/tai-khoan/dang-ky/"
VERIFY = "/tai-khoan/e-mail/ma/"
EMAIL = "lan@example.vn"


def is_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def sign_up(client: Client, **fields: str):
    form = {"email": "Lan@Example.VN", "password1": PASSWORD, "name": "Lan", "agree": "on", **fields}
    return client.post(SIGNUP, form)


def anonymous_text(answer) -> str:
    """The page without what is different on every load."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def test_an_account_by_e_mail_is_used_once_the_code_was_entered(client: Client):
    assert client.get(SIGNUP).status_code == 200
    answer = sign_up(client)
    assert answer["Location"] == VERIFY
    user = User.objects.get(email=EMAIL)
    assert user.name == "Lan"
    assert is_in(client) is None
    assert not user.email_verified
    assert {(row.purpose, row.granted) for row in user.consents.all()} == {("terms", True), ("privacy", True)}
    letter = last_message(EMAIL)
    assert letter.secret
    assert client.get(VERIFY).status_code == 200

    digits = code_sent_to(EMAIL)
    wrong = client.post(VERIFY, {"code": f"{(int(digits) + 1) % 1_000_000:06d}"})
    assert wrong.status_code == 200
    assert not EmailAddress.objects.get(email=EMAIL).verified
    client.post(VERIFY, {"code": digits})
    assert EmailAddress.objects.get(email=EMAIL).verified
    assert is_in(client) == str(user.pk)


def test_agreeing_is_required_and_what_was_typed_stays(client: Client):
    answer = client.post(SIGNUP, {"email": EMAIL, "password1": PASSWORD, "name": "Lan"})
    assert answer.status_code == 200
    assert EMAIL in answer.content.decode()
    assert PASSWORD not in answer.content.decode(), "a password is never sent back"
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["ngan", "password1234", "1234567890", "lan@example.vn"])
def test_a_weak_password_is_refused(client: Client, password: str):
    assert sign_up(client, password1=password).status_code == 200
    assert not User.objects.exists()


def test_signing_up_with_a_known_address_tells_nothing(client: Client):
    make_user(email=EMAIL, password=PASSWORD)
    known = sign_up(client)
    other = sign_up(Client(), email="ai-do@example.vn")
    assert (known.status_code, known["Location"]) == (other.status_code, other["Location"])
    assert User.objects.filter(email=EMAIL).count() == 1
    assert is_in(client) is None
    assert not re.search(r"(?<!\d)\d{6}(?!\d)", last_message(EMAIL).body), "the owner is told, and gets no code"


def test_signing_in(client: Client):
    user = make_user(email=EMAIL, password=PASSWORD)
    assert client.get(LOGIN).status_code == 200
    answer = client.post(LOGIN, {"login": "LAN@example.vn", "password": PASSWORD, "next": "/tinh/"})
    assert answer["Location"] == "/tinh/"
    assert is_in(client) == str(user.pk)


@pytest.mark.parametrize("evil", ["//evil.example", "https://evil.example/"])
def test_next_leads_to_this_site_only(client: Client, evil: str):
    make_user(email=EMAIL, password=PASSWORD)
    answer = client.post(LOGIN, {"login": EMAIL, "password": PASSWORD, "next": evil})
    assert answer["Location"] == reverse("accounts:profile")


def test_a_wrong_password_and_an_unknown_address_look_the_same(client: Client):
    make_user(email=EMAIL, password=PASSWORD)
    known = client.post(LOGIN, {"login": EMAIL, "password": "sai-mat-roi-ban-oi"})
    unknown = client.post(LOGIN, {"login": "lam@example.vn", "password": "sai-mat-roi-ban-oi"})
    assert known.status_code == unknown.status_code == 200
    assert anonymous_text(known) == anonymous_text(unknown).replace("lam@example.vn", EMAIL)
    assert is_in(client) is None


def test_an_address_that_nobody_proved_lets_nobody_in(client: Client):
    make_user(email=EMAIL, password=PASSWORD, email_verified=False)
    answer = client.post(LOGIN, {"login": EMAIL, "password": PASSWORD})
    assert answer["Location"] == VERIFY
    assert is_in(client) is None


def test_a_password_of_somebody_without_one_is_never_right(client: Client):
    make_user(email=EMAIL)
    for password in ("", "!", "None"):
        client.post(LOGIN, {"login": EMAIL, "password": password})
    assert is_in(client) is None


def test_a_new_password_by_letter(client: Client):
    user = make_user(email=EMAIL, password=PASSWORD)
    elsewhere = Client()
    sign_in(elsewhere, user)
    url = reverse("account_reset_password")
    assert client.get(url).status_code == 200
    assert client.post(url, {"email": EMAIL})["Location"] == reverse("account_reset_password_done")
    link = re.search(r"https?://[^/\s]+(/\S+)", last_message(EMAIL).body)
    assert link
    page = client.get(link.group(1), follow=True)
    assert page.status_code == 200
    form = {"password1": "mot-cau-khac-2026", "password2": "mot-cau-khac-2026"}
    answer = client.post(page.request["PATH_INFO"], form)
    assert answer["Location"] == reverse("account_reset_password_from_key_done")
    user.refresh_from_db()
    assert user.check_password("mot-cau-khac-2026")
    assert is_in(client) is None, "a link in a letter does not sign in"
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302, "other browsers are signed out"
    again = Client().get(link.group(1), follow=True)
    assert 'name="password1"' not in again.content.decode(), "the link works once"


def test_a_letter_for_an_unknown_address_looks_the_same(client: Client):
    make_user(email=EMAIL, password=PASSWORD)
    url = reverse("account_reset_password")
    known, unknown = client.post(url, {"email": EMAIL}), client.post(url, {"email": "lam@example.vn"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert Message.objects.to_any("lam@example.vn").count() == 1, "they are told that there is no account"


def test_changing_the_password_ends_other_sessions_and_keeps_this_one(client: Client):
    user = make_user(email=EMAIL, password=PASSWORD)
    elsewhere = Client()
    sign_in(elsewhere, user)
    sign_in(client, user, "password")
    url = reverse("account_change_password")
    assert client.get(url).status_code == 200
    form = {"oldpassword": "sai", "password1": "mot-cau-khac-2026", "password2": "mot-cau-khac-2026"}
    assert client.post(url, form).status_code == 200
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert client.post(url, form | {"oldpassword": PASSWORD}).status_code == 302
    user.refresh_from_db()
    assert user.check_password("mot-cau-khac-2026")
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert elsewhere.get(reverse("accounts:profile")).status_code == 302


def test_adding_an_address_takes_its_code(client: Client, user: User):
    sign_in(client, user, "code")
    url = reverse("account_email")
    assert client.get(url).status_code == 200
    client.post(url, {"action_add": "", "email": "Moi@Example.VN"})
    user.refresh_from_db()
    assert not user.email_verified
    digits = code_sent_to("moi@example.vn")
    client.post(VERIFY, {"code": digits})
    user = User.objects.get(pk=user.pk)
    assert user.email == "moi@example.vn"
    assert user.email_verified


def test_adding_an_address_takes_a_fresh_proof(signed_in: Client, user: User):
    answer = signed_in.post(reverse("account_email"), {"action_add": "", "email": "moi@example.vn"})
    assert answer["Location"].startswith(reverse("accounts:stepup"))
    assert not EmailAddress.objects.exists()
    assert not Message.objects.exists()


def test_somebody_who_came_by_phone_may_choose_a_password(client: Client, user: User):
    sign_in(client, user, "code")
    url = reverse("account_set_password")
    assert client.get(url).status_code == 200
    assert client.post(url, {"password1": PASSWORD, "password2": PASSWORD}).status_code == 302
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_the_only_way_in_cannot_be_removed(client: Client):
    user = make_user(email=EMAIL)
    sign_in(client, user, "code")
    client.post(reverse("account_email"), {"action_remove": "", "email": EMAIL})
    assert EmailAddress.objects.filter(user=user, email=EMAIL, verified=True).exists()
    user.refresh_from_db()
    assert user.email == EMAIL


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["a" * 300 + "@b.vn", '"a,b"@x.vn', '"a b"@x.vn', '"<a>"@x.vn'])
@pytest.mark.parametrize("name", ["account_signup", "account_reset_password"])
def test_an_address_no_letter_can_reach_is_a_form_error(client: Client, name: str, email: str):
    fields = {"email": email, "password1": "mot-cau-that-dai-2026", "agree": "on"}
    answer = client.post(reverse(name), fields)
    assert answer.status_code == 200
    assert answer.context["form"].errors["email"]
    assert not User.objects.exists()
