"""A new number, and who is signed in where."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import services
from accounts.models import OneTimeCode, User
from core.models import Message
from core.slots import TICKER_JOBS
from tests.factories.accounts import code_sent_to, last_message, make_user, new_phone, sign_in

pytestmark = pytest.mark.django_db

PHONE = "/tai-khoan/so-dien-thoai/"
CODE = "/tai-khoan/so-dien-thoai/ma/"


def elsewhere(user: User) -> Client:
    other = Client()
    sign_in(other, user)
    assert other.get(reverse("accounts:profile")).status_code == 200
    return other


def is_in(client: Client) -> bool:
    return client.get(reverse("accounts:profile")).status_code == 200


def test_a_new_number_takes_a_code_from_it(fresh: Client, user: User):
    other_browser, old, new = elsewhere(user), user.phone, new_phone()
    assert fresh.get(PHONE).status_code == 200
    assert fresh.post(PHONE, {"phone": "0" + new[3:]})["Location"] == CODE
    user.refresh_from_db()
    assert user.phone == old, "not before the code was entered"
    assert fresh.get(CODE).status_code == 200
    answer = fresh.post(CODE, {"code": code_sent_to(new)})
    assert answer["Location"] == reverse("accounts:profile")
    user.refresh_from_db()
    assert user.phone == new
    assert user.phone_verified
    assert is_in(fresh), "this browser stays"
    assert not is_in(other_browser), "all others are signed out"
    told = last_message(old)
    assert told.kind == "phone_changed"
    assert new[-3:] in told.body
    assert new[3:] not in told.body, "whoever has the old telephone does not learn the new number"


def test_it_takes_a_recent_proof(signed_in: Client, user: User):
    new = new_phone()
    answer = signed_in.post(PHONE, {"phone": new})
    assert answer["Location"].startswith(reverse("accounts:stepup"))
    assert not Message.objects.to_any(new).exists()


def test_the_number_typed_before_the_proof_is_not_lost(signed_in: Client, user: User):
    new = new_phone()
    signed_in.post(PHONE, {"phone": new})
    signed_in.post(reverse("accounts:stepup"), {"action": "send", "next": PHONE})
    form = {"action": "verify", "code": code_sent_to(user.phone), "next": PHONE}
    page = signed_in.post(reverse("accounts:stepup"), form)
    assert page.context["fields"] == [("phone", new)]


def test_a_number_that_is_taken_is_refused_after_the_code_only(fresh: Client, user: User):
    other, old = make_user(), user.phone
    assert fresh.post(PHONE, {"phone": other.phone})["Location"] == CODE, "before, nobody learns that it has an account"
    answer = fresh.post(CODE, {"code": code_sent_to(other.phone)}, follow=True)
    assert "đang thuộc một tài khoản khác" in answer.content.decode()
    user.refresh_from_db()
    other_phone = other.phone
    other.refresh_from_db()
    assert (user.phone, user.session_epoch) == (old, 0)
    assert other.phone == other_phone
    assert not Message.objects.to_any(old).filter(kind="phone_changed").exists(), "the notice was rolled back as well"


def test_ones_own_number_needs_no_change(fresh: Client, user: User):
    assert "Đây đang là số của bạn" in fresh.post(PHONE, {"phone": user.phone}).content.decode()
    assert not OneTimeCode.objects.exists()


def test_a_code_of_another_user_in_the_same_browser_changes_nothing(fresh: Client, user: User):
    """Somebody asks for a code, signs out, and the next person on the shared tablet signs in."""
    new = new_phone()
    fresh.post(PHONE, {"phone": new})
    pending = fresh.session["accounts_code_change_phone"]
    next_person = make_user()
    other = Client()
    sign_in(other, next_person, "code")
    session = other.session
    session["accounts_code_change_phone"] = pending
    session.save()
    assert other.post(CODE, {"code": code_sent_to(new)})["Location"] == PHONE
    next_person.refresh_from_db()
    assert next_person.phone != new


def test_the_code_page_without_a_code_goes_back(fresh: Client):
    assert fresh.get(CODE)["Location"] == PHONE


def test_signing_out_everywhere_else(signed_in: Client, user: User):
    other_browser = elsewhere(user)
    assert signed_in.get(reverse("accounts:security")).status_code == 200
    assert signed_in.get(reverse("accounts:sign-out-everywhere")).status_code == 405
    signed_in.post(reverse("accounts:sign-out-everywhere"))
    assert is_in(signed_in)
    assert not is_in(other_browser)


def test_changing_the_password_hash_or_the_epoch_ends_sessions(user: User):
    other_browser = elsewhere(user)
    services.end_sessions(user=user)
    assert not is_in(other_browser)


def test_an_inactive_person_is_signed_out(signed_in: Client, user: User):
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not is_in(signed_in)


def test_sessions_that_are_over_are_deleted(signed_in: Client):
    Client().post(reverse("account_login"), {"phone": new_phone()})
    assert Session.objects.count() == 2
    Session.objects.exclude(pk=signed_in.session.session_key).update(expire_date=timezone.now() - timedelta(hours=1))
    job = TICKER_JOBS.get("old-sessions")
    assert job is not None
    job.run()
    assert [row.pk for row in Session.objects.all()] == [signed_in.session.session_key]


def test_a_code_message_fits_into_one_part_of_a_text_message(client: Client):
    """With Vietnamese marks a part holds 70 characters (UCS-2), and every part costs."""
    phone = new_phone()
    client.post(reverse("account_login"), {"phone": phone})
    assert len(last_message(phone).body) <= 70
