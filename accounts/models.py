"""The user, one-time codes, consent and addresses: fields and what must never be false."""

import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.phones import display_phone, parse_phone


class Language(models.TextChoices):
    """Languages of pages and messages; the same as `settings.LANGUAGES`."""

    VIETNAMESE = "vi", "Tiếng Việt"
    ENGLISH = "en", "English"


class UserManager(BaseUserManager["User"]):
    """Makes users; every number and address passes through here normalised."""

    def create_user(
        self, *, phone: str | None = None, email: str | None = None, password: str | None = None, **fields: Any
    ) -> "User":
        """Make a user known by a phone number in any spelling, an e-mail address, or both.

        Without a password the user signs in by code. Raises `PhoneError` for a text that is no mobile number, and
        `ValueError` when neither is given.
        """
        if not phone and not email:
            raise ValueError("A user needs a phone number or an e-mail address.")
        user = self.model(
            phone=parse_phone(phone) if phone else None, email=self.normalize_email(email) or None, **fields
        )
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str | None = None, password: str | None = None, phone: str | None = None, **fields: Any
    ) -> "User":
        """Make an administrator. Whoever may run this owns the machine, so the address counts as verified."""
        from allauth.account.models import EmailAddress  # its models need the user model first

        fields = {"is_staff": True, "is_superuser": True, "phone_verified": bool(phone), **fields}
        if not (fields["is_staff"] and fields["is_superuser"]):
            raise ValueError("An administrator is staff and superuser.")
        user = self.create_user(phone=phone, email=email, password=password, **fields)
        if user.email:
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by e-mail address or by number in E.164; raises `User.DoesNotExist`."""
        name = username or ""
        if name.startswith("+"):
            return self.get(phone=name)
        return self.get(email=self.normalize_email(name))

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """Lower case throughout: mail services do not tell addresses apart by capitals, and people do not either."""
        return (email or "").strip().lower()


class User(AbstractBaseUser, PermissionsMixin):
    """A person. Known by a phone number, an e-mail address or both, never by a user name.

    A number is only ever stored once its owner has entered a code sent to it (or by an administrator); whether the
    e-mail address is verified is known to allauth's `EmailAddress`, see `email_verified`.
    """

    phone = models.CharField(
        _("số điện thoại"),
        max_length=16,
        null=True,
        blank=True,
        unique=True,
        error_messages={"unique": _("Đã có tài khoản dùng số này.")},
    )
    phone_verified = models.BooleanField(_("đã xác minh số"), default=False)
    # Numbers pass from one person to the next: what went to this one before was written to somebody else.
    phone_since = models.DateTimeField(null=True, blank=True, editable=False)
    email = models.EmailField(
        _("e-mail"),
        null=True,
        blank=True,
        unique=True,
        error_messages={"unique": _("Đã có tài khoản dùng e-mail này.")},
    )
    name = models.CharField(_("tên"), max_length=80, blank=True)
    language = models.CharField(_("ngôn ngữ"), max_length=2, choices=Language, default=Language.VIETNAMESE)
    is_staff = models.BooleanField(_("nhân viên"), default=False, help_text=_("Được vào các trang quản trị."))
    is_active = models.BooleanField(_("hoạt động"), default=True)
    date_joined = models.DateTimeField(_("ngày tham gia"), default=timezone.now)
    # Part of every session's signature: counting up ends all sessions, also of people who have no password.
    session_epoch = models.PositiveIntegerField(default=0, editable=False)
    erased_at = models.DateTimeField(_("đã xoá dữ liệu lúc"), null=True, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("người dùng")
        verbose_name_plural = _("người dùng")
        ordering = ["-date_joined", "-pk"]
        constraints = [
            # With this the plain unique index on `email` also tells addresses apart without regard to capitals.
            models.CheckConstraint(condition=Q(email=Lower("email")), name="accounts_user_email_lower"),
            models.CheckConstraint(
                condition=Q(phone__isnull=False) | Q(email__isnull=False) | Q(erased_at__isnull=False),
                name="accounts_user_reachable",
                violation_error_message=_("Cần có số điện thoại hoặc e-mail."),
            ),
            models.CheckConstraint(
                condition=Q(phone__isnull=True) | Q(phone__startswith="+"), name="accounts_user_phone_e164"
            ),
            models.CheckConstraint(
                condition=Q(phone_verified=False) | Q(phone__isnull=False), name="accounts_user_verified_has_phone"
            ),
            models.CheckConstraint(
                condition=Q(phone_verified=False, phone_since__isnull=True)
                | Q(phone_verified=True, phone_since__isnull=False),
                name="accounts_user_verified_since",
            ),
            models.CheckConstraint(condition=~Q(email=""), name="accounts_user_email_not_empty"),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(
                    phone__isnull=True, email__isnull=True, name="", is_active=False, is_staff=False, is_superuser=False
                ),
                name="accounts_user_erased_is_empty",
            ),
            models.CheckConstraint(condition=Q(language__in=["vi", "en"]), name="accounts_user_language"),
        ]

    def __str__(self) -> str:
        return self.get_username()

    def save(self, *args: Any, **kwargs: Any) -> None:
        # allauth and admin forms write "" for "none"; the database knows only NULL for it.
        self.email = UserManager.normalize_email(self.email) or None
        self.phone = self.phone or None
        if not self.phone_verified:
            self.phone_since = None
        elif self.phone_since is None:
            self.phone_since = timezone.now()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Normalise before validation. Not Django's own: it would write `get_username()` into the e-mail field."""
        self.email = UserManager.normalize_email(self.email) or None
        self.phone = self.phone or None

    def get_username(self) -> str:
        """What Django's and Wagtail's admin call this person by: address, number, or a pseudonym once erased."""
        return self.email or self.phone or f"#{self.pk}"

    def get_full_name(self) -> str:
        """The name the person gave; may be empty."""
        return self.name

    def get_short_name(self) -> str:
        """The given name, which comes last in Vietnamese: "Lan" of "Nguyễn Thị Lan"."""
        return self.name.split()[-1] if self.name else ""

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        return salted_hmac(
            "accounts.User.session", f"{self.password}:{self.session_epoch}", secret=secret, algorithm="sha256"
        ).hexdigest()

    @property
    def first_name(self) -> str:
        """For Wagtail's sidebar, which asks for it by this name."""
        return self.get_short_name()

    @property
    def phone_display(self) -> str:
        """The number as people read it, `0901 234 567`."""
        return display_phone(self.phone)

    @cached_property
    def email_verified(self) -> bool:
        """Whether the person has proved that `email` is theirs. One query, remembered on the instance."""
        from allauth.account.models import EmailAddress  # its models need the user model first

        if not self.email:
            return False
        return EmailAddress.objects.filter(user=self, email=self.email, verified=True).exists()


class OneTimeCodeQuerySet(models.QuerySet["OneTimeCode"]):
    """Queries on codes."""

    def live(self, now: datetime) -> Self:
        """Codes that could still be right: not used, not expired, tries left."""
        return self.filter(used_at__isnull=True, expires_at__gt=now, attempts__lt=OneTimeCode.MAX_ATTEMPTS)


class OneTimeCode(models.Model):
    """A six-digit code sent to a number or an address, kept only as a keyed hash.

    It belongs to one browser session (the row's id is kept there), so nobody can use up or look for somebody else's
    tries; a new code for the same purpose in that session ends the one before.
    """

    LIFETIME_SECONDS = 5 * 60
    MAX_ATTEMPTS = 5

    class Purpose(models.TextChoices):
        """What entering the code allows."""

        SIGN_IN = "sign_in", _("đăng nhập")
        CHANGE_PHONE = "change_phone", _("đổi số điện thoại")
        STEP_UP = "step_up", _("xác nhận lại")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=16, choices=Purpose)
    # The E.164 number or the e-mail address; rows are deleted a day after they expire.
    target = models.CharField(max_length=254)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="one_time_codes"
    )
    code_hash = models.CharField(max_length=64)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    objects = OneTimeCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("mã một lần")
        verbose_name_plural = _("mã một lần")
        indexes = [models.Index(fields=["expires_at"], name="accounts_code_expires")]
        constraints = [
            models.CheckConstraint(condition=Q(attempts__lte=5), name="accounts_code_attempts"),
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("created_at")), name="accounts_code_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.id}"


class ConsentRecord(models.Model):
    """One decision of a person about one purpose: given or withdrawn, of which text, when and where.

    Rows are only ever added (Law 91/2025/QH15 on personal data puts the proof of consent on us); the newest row of a
    purpose is what holds. Somebody without an account is known by a random key kept in their browser.
    """

    class Purpose(models.TextChoices):
        """What may be agreed to, each on its own: one tick never covers two purposes."""

        TERMS = "terms", _("Điều khoản sử dụng")
        PRIVACY = "privacy", _("Chính sách quyền riêng tư")
        MARKETING = "marketing", _("Tin khuyến mãi và sản vật theo mùa")

    class Source(models.TextChoices):
        """Where the person decided."""

        SIGN_UP = "sign_up", _("khi đăng ký")
        SETTINGS = "settings", _("trang quyền riêng tư")
        CHECKOUT = "checkout", _("khi đặt hàng")
        ERASURE = "erasure", _("khi xoá dữ liệu")
        DEMO = "demo", _("dữ liệu mẫu")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="consents"
    )
    anonymous_key = models.UUIDField(null=True, blank=True)
    purpose = models.CharField(max_length=16, choices=Purpose)
    document_version = models.CharField(max_length=16)
    granted = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)
    # The network only (IPv4 /24, IPv6 /48): enough to support the proof, too little to follow a person.
    ip_network = models.CharField(max_length=49, blank=True)
    source = models.CharField(max_length=16, choices=Source)

    class Meta:
        verbose_name = _("sự đồng ý")
        verbose_name_plural = _("sự đồng ý")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "purpose", "-at"], name="accounts_consent_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, anonymous_key__isnull=True)
                | Q(user__isnull=True, anonymous_key__isnull=False),
                name="accounts_consent_one_holder",
            ),
            models.CheckConstraint(condition=~Q(document_version=""), name="accounts_consent_has_version"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.document_version}: {'given' if self.granted else 'withdrawn'}"


class Address(models.Model):
    """Where parcels go. Codes of the units in force beside the text as the person gave it; labels print both.

    Orders copy what they need; nothing else points here, so a person may change or delete an address at any time.
    """

    MAX_PER_USER = 20

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="addresses")
    recipient = models.CharField(_("người nhận"), max_length=80)
    phone = models.CharField(_("số điện thoại người nhận"), max_length=16)
    province = models.ForeignKey(
        "places.Province", verbose_name=_("tỉnh, thành phố"), on_delete=models.PROTECT, related_name="+"
    )
    commune = models.ForeignKey(
        "places.Commune", verbose_name=_("xã, phường, đặc khu"), on_delete=models.PROTECT, related_name="+"
    )
    line = models.CharField(_("số nhà, đường, thôn, ấp"), max_length=200)
    # As pasted or typed, old names and all; empty where the fields were chosen by hand.
    typed = models.CharField(_("địa chỉ như đã nhập"), max_length=500, blank=True)
    is_default = models.BooleanField(_("địa chỉ mặc định"), default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("địa chỉ")
        verbose_name_plural = _("địa chỉ")
        ordering = ["-is_default", "-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(is_default=True), name="accounts_address_one_default"),
            models.CheckConstraint(condition=Q(phone__startswith="+"), name="accounts_address_phone_e164"),
            models.CheckConstraint(condition=~Q(recipient="") & ~Q(line=""), name="accounts_address_deliverable"),
        ]

    def __str__(self) -> str:
        return f"{self.line}, {self.commune}, {self.province}"

    @property
    def phone_display(self) -> str:
        """The number as people read it."""
        return display_phone(self.phone)
