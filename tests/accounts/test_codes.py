"""One-time codes: five minutes, five tries, one use, one browser."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.codes import CodeOver, CodeWrong, clean_digits, issue_code, redeem_code
from accounts.models import OneTimeCode
from tests.factories.accounts import make_user

SIGN_IN = OneTimeCode.Purpose.SIGN_IN
STEP_UP = OneTimeCode.Purpose.STEP_UP
PHONE = "+84901234567"

pytestmark = pytest.mark.django_db


def wrong(digits: str) -> str:
    """Six digits that are not those."""
    return f"{(int(digits) + 1) % 1_000_000:06d}"


def test_the_right_code_opens_once():
    issued = issue_code(purpose=SIGN_IN, target=PHONE)
    row = redeem_code(code_id=issued.row.pk, purpose=SIGN_IN, typed=issued.digits)
    assert row.target == PHONE
    with pytest.raises(CodeOver):
        redeem_code(code_id=issued.row.pk, purpose=SIGN_IN, typed=issued.digits)


def test_the_database_keeps_no_code():
    issued = issue_code(purpose=SIGN_IN, target=PHONE)
    values = OneTimeCode.objects.filter(pk=issued.row.pk).values().get()
    assert issued.digits not in {str(value) for value in values.values()}
    assert len(values["code_hash"]) == 64
    assert issued.digits.isdigit()
    assert len(issued.digits) == 6


def test_the_same_digits_hash_differently_for_another_code(monkeypatch):
    monkeypatch.setattr("accounts.codes.secrets.randbelow", lambda _limit: 7)
    first, second = (issue_code(purpose=SIGN_IN, target=PHONE) for _ in range(2))
    assert first.digits == second.digits == "000007"
    assert first.row.code_hash != second.row.code_hash


def test_five_tries_and_no_more():
    issued = issue_code(purpose=SIGN_IN, target=PHONE)
    for left in (4, 3, 2, 1):
        with pytest.raises(CodeWrong) as caught:
            redeem_code(code_id=issued.row.pk, purpose=SIGN_IN, typed=wrong(issued.digits))
        assert caught.value.tries_left == left
    with pytest.raises(CodeOver):
        redeem_code(code_id=issued.row.pk, purpose=SIGN_IN, typed=wrong(issued.digits))
    with pytest.raises(CodeOver):  # now even the right one
        redeem_code(code_id=issued.row.pk, purpose=SIGN_IN, typed=issued.digits)


def test_the_last_try_may_still_be_right():
    issued = issue_code(purpose=SIGN_IN, target=PHONE)
    for _ in range(4):
        with pytest.raises(CodeWrong):
            redeem_code(code_id=issued.row.pk, purpose=SIGN_IN, typed=wrong(issued.digits))
    assert redeem_code(code_id=issued.row.pk, purpose=SIGN_IN, typed=issued.digits)


@pytest.mark.parametrize(("seconds", "opens"), [(299, True), (301, False)])
def test_it_lives_five_minutes(seconds: int, opens: bool):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        issued = issue_code(purpose=SIGN_IN, target=PHONE)
        clock.shift(seconds)
        if opens:
            redeem_code(code_id=issued.row.pk, purpose=SIGN_IN, typed=issued.digits)
        else:
            with pytest.raises(CodeOver):
                redeem_code(code_id=issued.row.pk, purpose=SIGN_IN, typed=issued.digits)


def test_a_code_for_one_purpose_opens_no_other():
    issued = issue_code(purpose=SIGN_IN, target=PHONE)
    with pytest.raises(CodeOver):
        redeem_code(code_id=issued.row.pk, purpose=STEP_UP, typed=issued.digits)
    issued.row.refresh_from_db()
    assert issued.row.attempts == 0


def test_a_new_code_ends_the_one_it_replaces_and_no_other():
    """Else anybody could keep somebody from signing in by asking for codes all the time."""
    mine = issue_code(purpose=SIGN_IN, target=PHONE)
    other_browser = issue_code(purpose=SIGN_IN, target=PHONE)
    again = issue_code(purpose=SIGN_IN, target=PHONE, replaces=mine.row.pk)
    with pytest.raises(CodeOver):
        redeem_code(code_id=mine.row.pk, purpose=SIGN_IN, typed=mine.digits)
    assert redeem_code(code_id=other_browser.row.pk, purpose=SIGN_IN, typed=other_browser.digits)
    assert redeem_code(code_id=again.row.pk, purpose=SIGN_IN, typed=again.digits)


def test_old_rows_are_deleted_a_day_after_they_expire():
    old = issue_code(purpose=SIGN_IN, target=PHONE)
    with time_machine.travel(timezone.now() + timedelta(hours=23)):
        issue_code(purpose=SIGN_IN, target=PHONE)
        assert OneTimeCode.objects.filter(pk=old.row.pk).exists()
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        issue_code(purpose=SIGN_IN, target=PHONE)
        assert not OneTimeCode.objects.filter(pk=old.row.pk).exists()


def test_a_code_goes_with_its_user():
    user = make_user()
    issued = issue_code(purpose=STEP_UP, target=PHONE, user=user)
    assert redeem_code(code_id=issued.row.pk, purpose=STEP_UP, typed=issued.digits).user_id == user.pk


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("123456", "123456"),
        (" 123 456\n", "123456"),
        ("123-456", "123456"),
        ("１２３４５６", "123456"),
        ("Mã: 123456.", "123456"),
        ("", ""),
        ("abc", ""),
        ("²34567", "234567"),
    ],
)
def test_digits_are_digits_however_they_are_typed(typed: str, digits: str):
    assert clean_digits(typed) == digits
