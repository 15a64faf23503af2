"""People for tests, made through the services where there is one."""

import itertools
import re
import time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.test import Client

from accounts import addresses, consent
from accounts.models import Address, User
from core.models import Message
from places import selectors

PASSWORD = "mot-cau-de-nho-2026"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

_numbers = itertools.count(1)


def new_phone() -> str:
    """A mobile number nobody else in the run has, E.164."""
    return f"+8496{next(_numbers):07d}"  # not 090: the people of the demo are there


def make_user(
    *,
    phone: str | None = None,
    email: str | None = None,
    email_verified: bool = True,
    agreed: bool = True,
    **fields: Any,
) -> User:
    """A person who came by phone (a new number unless an address or a number is given) and agreed to the terms."""
    if phone is None and email is None:
        phone = new_phone()
    user = User.objects.create_user(phone=phone, email=email, phone_verified=phone is not None, **fields)
    if email:
        EmailAddress.objects.create(user=user, email=email, verified=email_verified, primary=True)
    if agreed:
        consent.record_consent(user=user, granted=consent.REQUIRED, source=consent.Source.SIGN_UP, ip="203.0.113.7")
    return user


def make_staff(*, second_factor: bool = True, superuser: bool = True, **fields: Any) -> User:
    """Somebody of the administration, with an authenticator app set up unless said otherwise."""
    user = make_user(
        **{"email": f"nhan-vien-{next(_numbers)}@example.vn", "phone": new_phone(), **fields},
        is_staff=True,
        is_superuser=superuser,
    )
    if second_factor:
        TOTP.activate(user, TOTP_SECRET)
    return user


def make_address(user: User, *, commune: str = "", **fields: Any) -> Address:
    """An address in the book, in the first commune of Gia Lai unless another is named by its code."""
    unit = selectors.commune(commune) or selectors.communes("52")[0]
    data = {
        "recipient": "Trần Thị Lan",
        "phone": "+84901234567",
        "province_code": unit.province_id,
        "commune_code": unit.code,
        "line": "12 Trần Phú",
        **fields,
    }
    return addresses.add_address(user=user, data=addresses.AddressData(**data))


def sign_in(client: Client, user: User, *proofs: str, age: float = 0) -> None:
    """Sign `user` in; `proofs` ("code", "password", "mfa") count as given `age` seconds ago."""
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["account_authentication_methods"] = [{"method": proof, "at": time.time() - age} for proof in proofs]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()


def last_message(to: str | None) -> Message:
    """The newest message to a number or an address."""
    return Message.objects.to_any(to).order_by("-pk")[0]


def code_sent_to(to: str | None) -> str:
    """The six digits in the newest message to a number or an address."""
    found = re.search(r"(?<!\d)\d{6}(?!\d)", last_message(to).body)
    assert found, f"no code in the newest message: {last_message(to).body!r}"
    return found.group()
