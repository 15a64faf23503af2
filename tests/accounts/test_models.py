"""What must never be false is refused by the database itself, on SQLite as on PostgreSQL."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Address, ConsentRecord, OneTimeCode, User
from accounts.phones import PhoneError
from tests.factories.accounts import make_address, make_user, new_phone

pytestmark = pytest.mark.django_db


def refused(constraint: str, rows: Any, **fields: Any) -> None:
    """The update is refused, and by that constraint."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rows.update(**fields)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("accounts_user_email_lower", {"email": "Lan@example.vn"}),
        ("accounts_user_reachable", {"phone": None, "phone_verified": False, "phone_since": None}),
        ("accounts_user_phone_e164", {"phone": "0901234567"}),
        ("accounts_user_verified_has_phone", {"phone": None, "phone_verified": True, "email": "a@example.vn"}),
        ("accounts_user_verified_since", {"phone_since": None}),
        ("accounts_user_verified_since", {"phone_verified": False}),
        ("accounts_user_email_not_empty", {"email": ""}),
        ("accounts_user_erased_is_empty", {"erased_at": timezone.now()}),
        ("accounts_user_language", {"language": "fr"}),
    ],
)
def test_users(constraint: str, fields: dict[str, Any]):
    refused(constraint, User.objects.filter(pk=make_user().pk), **fields)


def test_an_erased_user_needs_neither_number_nor_address_and_has_no_rights():
    user = make_user(name="Lan")
    rows = User.objects.filter(pk=user.pk)
    emptied: dict[str, Any] = {"phone": None, "phone_verified": False, "phone_since": None, "name": ""}
    emptied |= {"erased_at": timezone.now(), "is_active": False}
    refused("accounts_user_erased_is_empty", rows, **{**emptied, "is_superuser": True})
    refused("accounts_user_erased_is_empty", rows, **{**emptied, "name": "Lan"})
    assert rows.update(**emptied) == 1


def test_one_number_and_one_address_each_belong_to_one_user():
    phone = new_phone()
    make_user(phone=phone)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user(phone=phone)
    make_user(email="lan@example.vn")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user(email="LAN@Example.VN")


def test_numbers_and_addresses_are_normalised_on_the_way_in():
    user = User.objects.create_user(phone="0901 234 567", email="  Lan@Example.VN ")
    assert (user.phone, user.email) == ("+84901234567", "lan@example.vn")
    assert not user.has_usable_password()
    user.email, user.phone = "", "+84901234567"
    user.save()
    assert user.email is None


def test_a_user_needs_one_of_them():
    with pytest.raises(ValueError, match="phone number or an e-mail"):
        User.objects.create_user()
    with pytest.raises(PhoneError):
        User.objects.create_user(phone="024 3825 1234")
    with pytest.raises(ValidationError, match="số điện thoại hoặc e-mail"):
        User(password="x").full_clean()


def test_an_administrator_is_reachable_at_once():
    admin = User.objects.create_superuser(email="Admin@Example.VN", password="x" * 12)
    assert admin.is_staff
    assert admin.is_superuser
    assert EmailAddress.objects.get(user=admin).verified
    with pytest.raises(ValueError, match="staff and superuser"):
        User.objects.create_superuser(email="b@example.vn", is_staff=False)


def test_found_by_number_or_address():
    user = make_user(phone=new_phone(), email="binh@example.vn")
    assert User.objects.get_by_natural_key("BINH@example.vn") == user
    assert User.objects.get_by_natural_key(user.phone) == user
    with pytest.raises(User.DoesNotExist):
        User.objects.get_by_natural_key(None)


def test_names():
    user = make_user(name="Nguyễn Thị Lan", phone="+84901234567")
    assert user.get_short_name() == user.first_name == "Lan"
    assert user.get_full_name() == "Nguyễn Thị Lan"
    assert str(user) == "+84901234567"
    assert user.phone_display == "0901 234 567"


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("accounts_code_attempts", {"attempts": 6}),
        ("accounts_code_expiry", {"expires_at": timezone.now() - timedelta(9)}),
    ],
)
def test_codes(constraint: str, fields: dict[str, Any]):
    now = timezone.now()
    code = OneTimeCode.objects.create(purpose="sign_in", target="+84901234567", expires_at=now + timedelta(minutes=5))
    refused(constraint, OneTimeCode.objects.filter(pk=code.pk), **fields)


def test_consent_belongs_to_a_user_or_to_a_key_never_to_both_or_neither():
    user = make_user()
    rows = ConsentRecord.objects.filter(pk=user.consents.all()[0].pk)
    refused("accounts_consent_one_holder", rows, anonymous_key=uuid.uuid4())
    refused("accounts_consent_one_holder", rows, user=None)
    refused("accounts_consent_has_version", rows, document_version="")
    assert rows.update(user=None, anonymous_key=uuid.uuid4()) == 1


def test_addresses():
    user = make_user()
    first, second = make_address(user), make_address(user)
    rows = Address.objects.filter(pk=second.pk)
    refused("UNIQUE|accounts_address_one_default", rows, is_default=True)
    refused("accounts_address_phone_e164", rows, phone="0901234567")
    refused("accounts_address_deliverable", rows, recipient="")
    refused("accounts_address_deliverable", rows, line="")
    assert first.is_default
