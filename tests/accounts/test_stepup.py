"""Asking for a fresh code before something that could cost a person dear, without losing what they typed."""

import time
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path, reverse

from accounts import stepup
from accounts.models import User
from config import urls as site_urls
from core.models import Message
from tests.factories.accounts import PASSWORD, code_sent_to, make_user, sign_in

pytestmark = pytest.mark.django_db

CONFIRM = "/tai-khoan/xac-nhan/"
BANK = "/thu/tai-khoan-ngan-hang/"


@stepup.require_recent_code()
def bank_account(request: HttpRequest) -> HttpResponse:
    """A view of another room, as it would be decorated there."""
    return HttpResponse(f"saved {request.POST.getlist('number')}" if request.method == "POST" else "the form")


handler400, handler403, handler404, handler500 = (
    site_urls.handler400,
    site_urls.handler403,
    site_urls.handler404,
    site_urls.handler500,
)
urlpatterns = [path(BANK.removeprefix("/"), bank_account), *site_urls.urlpatterns]


@pytest.fixture(autouse=True)
def _with_the_view(settings):
    settings.ROOT_URLCONF = __name__


def confirm(client: Client, user: User, wanted: str) -> Any:
    client.post(CONFIRM, {"action": "send", "next": wanted})
    return client.post(CONFIRM, {"action": "verify", "code": code_sent_to(user.phone), "next": wanted})


def test_without_a_recent_code_the_view_does_not_run(signed_in: Client):
    answer = signed_in.get(BANK)
    assert answer["Location"] == f"{CONFIRM}?next=%2Fthu%2Ftai-khoan-ngan-hang%2F"
    assert signed_in.post(BANK, {"number": "1"})["Location"].startswith(CONFIRM)


def test_with_one_it_does(fresh: Client):
    assert fresh.get(BANK).content == b"the form"


def test_after_ten_minutes_it_is_asked_for_again(client: Client, user: User):
    sign_in(client, user, "code", age=601)
    assert client.get(BANK).status_code == 302
    sign_in(client, user, "code", age=590)
    assert client.get(BANK).status_code == 200


@pytest.mark.parametrize("proof", ["password", "mfa"])
def test_only_a_code_counts_where_a_code_is_asked_for(client: Client, user: User, proof: str):
    sign_in(client, user, proof)
    assert client.get(BANK).status_code == 302
    assert client.get(reverse("accounts:phone")).status_code == 200, "this page takes any proof"


def test_somebody_elses_proof_does_not_count(client: Client, user: User):
    sign_in(client, make_user(), "code")
    session = client.session
    records = session["account_authentication_methods"]
    sign_in(client, user)
    session = client.session
    session["account_authentication_methods"] = records
    session["account_authentication_methods_user"] = "0"
    session.save()
    assert client.get(BANK).status_code == 302


def test_a_stranger_signs_in_first(client: Client):
    assert client.get(BANK)["Location"].startswith("/tai-khoan/dang-nhap/?next=/thu/")


def test_the_code_opens_the_way_back(signed_in: Client, user: User):
    page = signed_in.get(CONFIRM, {"next": BANK})
    assert page.status_code == 200
    assert user.phone_display not in page.content.decode(), "a passer-by does not learn the number"
    assert not Message.objects.exists(), "opening the page sends nothing"
    answer = confirm(signed_in, user, BANK)
    assert answer["Location"] == BANK
    assert signed_in.get(BANK).status_code == 200


def test_what_was_submitted_is_put_before_the_person_once(signed_in: Client, user: User):
    signed_in.post(BANK, {"number": ['0123 & "456"', "<b>7</b>"], "csrfmiddlewaretoken": "x"})
    page = confirm(signed_in, user, BANK)
    assert page.status_code == 200
    assert page.context["action"] == BANK
    assert page.context["fields"] == [("number", '0123 & "456"'), ("number", "<b>7</b>")]
    assert "&lt;b&gt;7&lt;/b&gt;" in page.content.decode()
    saved = signed_in.post(page.context["action"], {"number": [value for _name, value in page.context["fields"]]})
    assert saved.content.startswith(b"saved")
    assert "accounts_stepup_kept" not in signed_in.session


def test_a_kept_form_is_for_its_own_address_and_for_half_an_hour(user: User):
    request = RequestFactory().post(BANK, {"number": "1"})
    request.session, request.user = SessionStore(), user
    stepup.suspend(request)
    assert stepup.kept_form(request, "/khac/") is None
    kept = stepup.kept_form(request, BANK)
    assert kept is not None
    assert kept.dict() == {"number": "1"}
    assert stepup.kept_form(request, BANK) is None, "once"
    stepup.suspend(request)
    request.session["accounts_stepup_kept"]["at"] = time.time() - stepup.KEPT_FOR - 1
    assert stepup.kept_form(request, BANK) is None


def test_a_flood_is_not_kept(user: User):
    request = RequestFactory().post(BANK, {"number": "1" * (stepup.MAX_KEPT + 1)})
    request.session, request.user = SessionStore(), user
    stepup.suspend(request)
    assert request.session.is_empty()


def test_a_wrong_code_does_not_open(signed_in: Client, user: User):
    signed_in.post(CONFIRM, {"action": "send", "next": BANK})
    wrong = f"{(int(code_sent_to(user.phone)) + 1) % 1_000_000:06d}"
    page = signed_in.post(CONFIRM, {"action": "verify", "code": wrong, "next": BANK})
    assert "Bạn còn 4 lần thử" in page.content.decode()
    assert signed_in.get(BANK).status_code == 302


@pytest.mark.parametrize("evil", ["//evil.example", "https://evil.example/"])
def test_the_way_back_leads_to_this_site_only(signed_in: Client, user: User, evil: str):
    assert confirm(signed_in, user, evil)["Location"] == reverse("accounts:profile")


def test_the_code_goes_by_letter_where_there_is_no_number(client: Client):
    user = make_user(email="lan@example.vn")
    sign_in(client, user)
    client.post(CONFIRM, {"action": "send", "next": BANK})
    answer = client.post(CONFIRM, {"action": "verify", "code": code_sent_to("lan@example.vn"), "next": BANK})
    assert answer["Location"] == BANK


def test_never_to_an_address_that_nobody_proved(client: Client):
    user = make_user(email="lan@example.vn", email_verified=False)
    sign_in(client, user)
    assert client.post(CONFIRM, {"action": "send"}).status_code == 409
    assert not Message.objects.exists()


def test_a_code_to_the_old_number_is_worth_nothing_once_it_has_changed(signed_in: Client, user: User):
    signed_in.post(CONFIRM, {"action": "send", "next": BANK})
    digits = code_sent_to(user.phone)
    User.objects.filter(pk=user.pk).update(phone="+84987654321")
    signed_in.post(CONFIRM, {"action": "verify", "code": digits, "next": BANK})
    assert signed_in.get(BANK).status_code == 302


def test_a_password_is_proof_for_what_takes_any(client: Client):
    user = make_user(email="lan@example.vn", password=PASSWORD)
    sign_in(client, user)
    url = reverse("account_reauthenticate")
    assert client.get(url).status_code == 200
    assert client.post(url, {"password": "sai", "next": "/tai-khoan/so-dien-thoai/"}).status_code == 200
    answer = client.post(url, {"password": PASSWORD, "next": "/tai-khoan/so-dien-thoai/"})
    assert answer["Location"] == "/tai-khoan/so-dien-thoai/"
    assert client.get("/tai-khoan/so-dien-thoai/").status_code == 200
    assert client.get(BANK).status_code == 302, "and not for what takes a code"
