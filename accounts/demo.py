"""People to try the site with: `make demo` prints them. Nothing here works unless `settings.DEMO` is set."""

from dataclasses import dataclass
from typing import Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import AnonymousUser, Group
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import consent
from accounts.models import User
from accounts.phones import display_phone

PASSWORD: Final = "cho-lang-demo"  # noqa: S105  printed by `make demo`
# `.invalid` is reserved by RFC 2606 and can never be a real address; of the numbers see `DemoAccount.phone`.
EMAIL_DOMAIN: Final = "demo.invalid"
_SECRET: Final = "CHOLANGDEMOCHOLANGDEMOCHOLANGDEM"  # noqa: S105  shown on the page anyway


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One of the people. Numbers 0900 000 00x pass every check of form, but no operator gives out that block."""

    role: str
    key: str
    phone: str
    name: str
    staff: bool = False
    superuser: bool = False

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.key}@{EMAIL_DOMAIN}"


ACCOUNTS: Final = (
    DemoAccount(gettext_noop("Người mua"), "nguoi-mua", "+84900000001", "Trần Thị Lan"),
    DemoAccount(gettext_noop("Chủ thể: hợp tác xã"), "htx", "+84900000002", "Nguyễn Văn Bình"),
    DemoAccount(gettext_noop("Chủ thể: hộ kinh doanh"), "ho-kinh-doanh", "+84900000003", "Lê Thị Mai"),
    DemoAccount(gettext_noop("Cán bộ điểm giới thiệu"), "can-bo", "+84900000004", "Phạm Quốc Huy", staff=True),
    DemoAccount(gettext_noop("Quản trị viên"), "quan-tri", "+84900000005", "Vũ Minh Anh", staff=True, superuser=True),
)


def create_demo_accounts() -> list[tuple[str, str, str, str]]:
    """Make the people that are missing and put right those that are there. Running it twice changes nothing.

    Returns (role, phone, e-mail, password) of each, to be printed. Raises `ImproperlyConfigured` outside the demo:
    these passwords are public.
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("Demo accounts have public passwords; they are only made with DEMO set.")
    hashed = _hashed_password()
    for account in ACCOUNTS:
        _put(account, hashed)
    return [(account.role, account.phone, account.email, PASSWORD) for account in ACCOUNTS]


def load() -> str:
    """For `manage.py load_demo`: see `create_demo_accounts`."""
    return ", ".join(email for _role, _phone, email, _password in create_demo_accounts())


def startup_lines() -> list[str]:
    """For `manage.py serve`: who there is to try the site with."""
    heading = _("Tài khoản dùng thử (mật khẩu %(password)s; đăng nhập bằng số thì mã hiện trên trang):")
    return [
        heading % {"password": PASSWORD},
        *(f"  {display_phone(a.phone)}   {a.email:<28} {_(a.role)}" for a in ACCOUNTS),
    ]


def second_factor(user: User | AnonymousUser | None) -> str:
    """The code an authenticator app would show for a demo account now; empty for anybody else and outside the demo."""
    if not settings.DEMO or not isinstance(user, User) or not (user.email or "").endswith(f"@{EMAIL_DOMAIN}"):
        return ""
    factor = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if factor is None or decrypt(factor.data["secret"]) != _SECRET:
        return ""
    wrapped = TOTP(factor)
    codes = [format_hotp_value(hotp_value(_SECRET, counter)) for counter in yield_hotp_counters_from_time()]
    before, now, after = codes
    # Each code works once. Who signs in twice within half a minute is shown the neighbour, which is accepted as well.
    return next((code for code in (now, after, before) if cache.get(wrapped._get_used_cache_key(code)) is None), now)


def _hashed_password() -> str:
    """One hash for all of them, the same as last time: hashing is slow on purpose, and the password is public."""
    known = User.objects.filter(email=ACCOUNTS[0].email).values_list("password", flat=True).first()
    return known if known and check_password(PASSWORD, known) else make_password(PASSWORD)


@transaction.atomic
def _put(account: DemoAccount, hashed: str) -> None:
    user = User.objects.filter(email=account.email).first()
    if user is None:
        user = User.objects.create_user(phone=account.phone, email=account.email)
    if user.phone != account.phone:
        user.phone_since = None  # from now on
    user.phone, user.phone_verified = account.phone, True
    user.name = user.name or account.name
    user.is_active, user.is_staff, user.is_superuser = True, account.staff, account.superuser
    user.password = hashed
    user.save()
    EmailAddress.objects.update_or_create(user=user, email=account.email, defaults={"verified": True, "primary": True})
    if consent.missing_agreements(user):
        consent.record_consent(user=user, granted=consent.REQUIRED, source=consent.Source.DEMO)
    if account.staff:
        if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
            TOTP.activate(user, _SECRET)
        if not account.superuser:
            # Wagtail's own groups; they exist once its migrations have run.
            user.groups.add(*Group.objects.filter(name="Editors"))
