"""Several requests at the same moment: one code lets one in, one number makes one account, a full book stays full.

Where a guard could be taken away unnoticed, its race is shown without it.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from accounts import addresses, codes, services
from accounts.codes import CodeOver, CodeRefused, issue_code, redeem_code
from accounts.models import Address, OneTimeCode, User
from tests.factories.accounts import make_address, make_user, new_phone

SIGN_IN = OneTimeCode.Purpose.SIGN_IN
PHONE = "+84901234567"

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(*calls: Callable[[], str]) -> list[str]:
    """Run the calls in threads with connections of their own; their answers in the order of the calls."""

    def run(call: Callable[[], str]) -> str:
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result(30) for future in [pool.submit(run, call) for call in calls]]


@contextmanager
def meeting(monkeypatch: pytest.MonkeyPatch, parties: int) -> Iterator[None]:
    """Everybody waits for the others just before the code is compared: nobody has spent it yet, all are about to."""
    barrier = threading.Barrier(parties, timeout=10)
    compare = codes.constant_time_compare

    def together(stored: str, typed: str) -> bool:
        barrier.wait()
        return compare(stored, typed)

    with monkeypatch.context() as patch:
        patch.setattr(codes, "constant_time_compare", together)
        yield


def _redeem(issued: codes.IssuedCode, typed: str) -> str:
    try:
        redeem_code(code_id=issued.row.pk, purpose=SIGN_IN, typed=typed)
    except CodeRefused as refusal:
        return type(refusal).__name__
    return "in"


@pytest.mark.parametrize("parties", [2, 5])
def test_of_requests_with_the_same_code_exactly_one_gets_in(monkeypatch: pytest.MonkeyPatch, parties: int):
    issued = issue_code(purpose=SIGN_IN, target=PHONE)
    with meeting(monkeypatch, parties):
        answers = at_once(*[lambda: _redeem(issued, issued.digits)] * parties)
    assert sorted(answers) == ["CodeOver"] * (parties - 1) + ["in"]


def test_without_the_conditional_update_both_would_get_in(monkeypatch: pytest.MonkeyPatch):
    """The negative control: reading `used_at` first and writing it afterwards lets two through."""

    def read_then_write(*, code_id: UUID, purpose: OneTimeCode.Purpose, typed: str) -> OneTimeCode:
        row = OneTimeCode.objects.live(timezone.now()).get(pk=code_id, purpose=purpose)
        if not codes.constant_time_compare(row.code_hash, codes._hash(row.pk, typed)):
            raise CodeOver
        row.used_at = timezone.now()
        row.save()
        return row

    issued = issue_code(purpose=SIGN_IN, target=PHONE)
    monkeypatch.setitem(globals(), "redeem_code", read_then_write)
    with meeting(monkeypatch, 2):
        answers = at_once(*[lambda: _redeem(issued, issued.digits)] * 2)
    assert answers == ["in", "in"]


def test_guesses_sent_at_the_same_moment_are_all_counted(monkeypatch: pytest.MonkeyPatch):
    """Ten guesses at once are still five tries: the code is compared five times."""
    issued = issue_code(purpose=SIGN_IN, target=PHONE)
    guess = f"{(int(issued.digits) + 1) % 1_000_000:06d}"
    compared: list[str] = []
    compare = codes.constant_time_compare

    def counting(stored: str, typed: str) -> bool:
        compared.append(typed)
        return compare(stored, typed)

    monkeypatch.setattr(codes, "constant_time_compare", counting)
    answers = at_once(*[lambda: _redeem(issued, guess)] * 10)
    issued.row.refresh_from_db()
    assert issued.row.attempts == len(compared) == OneTimeCode.MAX_ATTEMPTS
    assert "in" not in answers


def test_two_browsers_with_a_new_number_get_one_account():
    phone = new_phone()

    def enter() -> str:
        user, _created = services.user_for_verified_phone(phone=phone, language="vi")
        return str(user.pk)

    assert len(set(at_once(enter, enter, enter))) == 1
    assert User.objects.filter(phone=phone).count() == 1


@pytest.mark.usefixtures("reference_data")
def test_the_address_book_does_not_overflow_and_keeps_one_default(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Address, "MAX_PER_USER", 3)
    user = make_user()

    def add() -> str:
        try:
            make_address(user)
        except addresses.AddressBookFull:
            return "full"
        return "added"

    answers = at_once(*[add] * 6)
    assert answers.count("added") == 3
    assert Address.objects.filter(user=user).count() == 3
    assert Address.objects.filter(user=user, is_default=True).count() == 1


@pytest.mark.usefixtures("reference_data")
def test_without_the_lock_the_address_book_would_overflow(monkeypatch: pytest.MonkeyPatch):
    """The negative control: all count before any has added."""
    monkeypatch.setattr(Address, "MAX_PER_USER", 2)
    user = make_user()
    make_address(user)
    barrier = threading.Barrier(2, timeout=10)
    count = QuerySet.count

    def count_together(rows: QuerySet[Address]) -> int:
        result = count(rows)
        if rows.model is Address:
            barrier.wait()
        return result

    monkeypatch.setattr(addresses, "_lock", lambda user: None)
    monkeypatch.setattr(QuerySet, "count", count_together)
    at_once(*[lambda: str(make_address(user).pk)] * 2)
    monkeypatch.undo()
    assert Address.objects.filter(user=user).count() == 3
