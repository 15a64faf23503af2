"""The second factor: setting it up, using it, and the codes for the day the telephone is lost."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.adapter import MfaAdapter
from accounts.models import User
from tests.factories.accounts import PASSWORD, TOTP_SECRET, make_staff, make_user, sign_in

pytestmark = pytest.mark.django_db

ACTIVATE = "/tai-khoan/hai-buoc/bat/"
LOGIN = "/tai-khoan/dang-nhap/mat-khau/"


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_setting_it_up_lets_staff_in_at_once(client: Client):
    staff = make_staff(second_factor=False)
    sign_in(client, staff, "code")
    page = client.get(ACTIVATE, {"next": "/quan-tri/users/"})
    assert page.status_code == 200
    secret = client.session["mfa.totp.secret"]
    assert secret in page.content.decode().replace(" ", "")
    assert client.post(ACTIVATE, {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.filter(user=staff).exists()

    answer = client.post(ACTIVATE, {"code": code_of(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    codes = client.get(answer["Location"])
    assert codes.context["next"] == "/quan-tri/users/"
    assert client.get("/quan-tri/users/").status_code == 200


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_view_recovery_codes"])
def test_only_staff_may_set_it_up_before_they_have_agreed_to_the_terms(client: Client, name: str):
    sign_in(client, make_user(agreed=False), "code")
    assert client.get(reverse(name))["Location"].startswith(reverse("accounts:welcome"))
    sign_in(client, make_staff(agreed=False, second_factor=False), "code")
    answer = client.get(reverse(name))
    assert answer.status_code in (200, 404), "recovery codes are there once an app is set up"


@pytest.mark.parametrize(
    "name",
    [
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "account_email",
        "account_set_password",
    ],
)
def test_what_changes_how_one_comes_in_takes_a_fresh_proof(signed_in: Client, name: str):
    assert signed_in.get(reverse(name))["Location"].startswith("/tai-khoan/xac-nhan/")


def test_the_way_there_leads_to_this_site_only(client: Client):
    sign_in(client, make_staff(second_factor=False), "code")
    client.get(ACTIVATE, {"next": "//evil.example/"})
    assert "accounts_after_mfa" not in client.session


def with_recovery_codes(user: User) -> list[str]:
    TOTP.activate(user, TOTP_SECRET)
    return list(RecoveryCodes.activate(user).get_unused_codes())


def test_a_recovery_code_lets_in_once(client: Client):
    staff = make_staff(second_factor=False, password=PASSWORD)
    code = with_recovery_codes(staff)[0]
    for lets_in in (True, False):
        browser = Client()
        where = browser.post(LOGIN, {"login": staff.email, "password": PASSWORD})["Location"]
        assert where.startswith(reverse("mfa_authenticate"))
        browser.post(where, {"code": code})
        assert ("_auth_user_id" in browser.session) is lets_in


def test_the_codes_can_be_seen_kept_and_made_anew(client: Client, user: User):
    old = with_recovery_codes(user)
    sign_in(client, user, "code")
    assert old[0] in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    kept = client.get(reverse("mfa_download_recovery_codes"))
    assert kept["Content-Disposition"].startswith("attachment")
    assert old[-1] in kept.content.decode()
    client.post(reverse("mfa_generate_recovery_codes"))
    assert old[0] not in client.get(reverse("mfa_view_recovery_codes")).content.decode()


def test_whoever_is_not_staff_may_switch_it_off(client: Client, user: User):
    with_recovery_codes(user)
    sign_in(client, user, "code")
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=user, type="totp").exists()


def test_the_factor_entered_again_opens_the_administration(client: Client, admin_user: User):
    sign_in(client, admin_user, "password")
    where = client.get("/admin/accounts/user/")["Location"]
    assert where == f"{reverse('mfa_reauthenticate')}?next=%2Fadmin%2Faccounts%2Fuser%2F"
    assert client.post(where, {"code": "000000"}).status_code == 200
    answer = client.post(where, {"code": code_of(TOTP_SECRET)})
    assert answer["Location"] == "/admin/accounts/user/"
    assert client.get("/admin/accounts/user/").status_code == 200


def test_a_code_of_the_app_works_once(client: Client, admin_user: User):
    code = code_of(TOTP_SECRET)
    for opens in (True, False):
        browser = Client()
        sign_in(browser, admin_user, "password")
        browser.post(reverse("mfa_reauthenticate"), {"code": code, "next": "/admin/"})
        assert (browser.get("/admin/").status_code == 200) is opens


def test_guesses_are_limited(client: Client):
    staff = make_staff(password=PASSWORD)
    where = client.post(LOGIN, {"login": staff.email, "password": PASSWORD})["Location"]
    answers = [client.post(where, {"code": "000000"}).status_code for _ in range(15)]
    assert 429 in answers
    assert "_auth_user_id" not in client.session


def test_the_key_can_be_changed_and_a_lost_one_lets_nobody_through(settings):
    sealed = MfaAdapter().encrypt(TOTP_SECRET)
    assert not re.search(TOTP_SECRET, sealed)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-key-another-key-another-key-another-key"
    settings.SECRET_KEY_FALLBACKS = [old]
    assert MfaAdapter().decrypt(sealed) == TOTP_SECRET
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(PermissionDenied):
        MfaAdapter().decrypt(sealed)
