"""What a shop tells about itself in public, who follows it, and what buyers ask it in private."""

import datetime as dt
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.phones import display_phone
from vendors.models.vendor import SellerKind, Vendor

PERSONAL_NUMBER_DIGITS: Final = 12
# Their number may be that of a person, which is nobody's business.
_PEOPLE: Final = (SellerKind.HOUSEHOLD, SellerKind.FARMER)


class ShopProfile(models.Model):
    """The public side of a shop beyond its name and story. A shop without a row has said nothing yet.

    `address_line`, `registration_number`, `registered_on` and `registered_at` are what the law on electronic commerce
    (122/2025/QH15) has a seller show beside name and commune. `phone` is E.164 and shown only where the switches say
    so. `closed_from` and `closed_until` are the first and the last day of a pause. `picture` is stored as those of
    products are, in the shop's own collection.
    """

    vendor = models.OneToOneField(Vendor, models.CASCADE, primary_key=True, related_name="profile")
    picture = models.OneToOneField(
        "wagtailimages.Image", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Ảnh gian hàng")
    )
    address_line = models.CharField(_("Số nhà, đường, thôn"), max_length=160, blank=True)
    registration_number = models.CharField(_("Số đăng ký kinh doanh"), max_length=30, blank=True)
    registered_on = models.DateField(_("Ngày cấp"), null=True, blank=True)
    registered_at = models.CharField(_("Nơi cấp"), max_length=120, blank=True)
    phone = models.CharField(_("Số điện thoại cho khách"), max_length=16, blank=True)
    show_phone = models.BooleanField(_("Cho khách gọi"), default=False)
    show_zalo = models.BooleanField(_("Cho khách nhắn Zalo"), default=False)
    takes_enquiries = models.BooleanField(_("Nhận hỏi giá sỉ"), default=True)
    opening_hours = models.CharField(_("Giờ mở cửa"), max_length=200, blank=True)
    closed_from = models.DateField(_("Nghỉ từ ngày"), null=True, blank=True)
    closed_until = models.DateField(_("Nghỉ hết ngày"), null=True, blank=True)
    closed_note = models.CharField(_("Nhắn khách trong lúc nghỉ"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Gian hàng trước khách")
        verbose_name_plural = _("Gian hàng trước khách")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_from=None, closed_until=None) | Q(closed_until__gte=F("closed_from")),
                name="shop_closed_in_order",
            ),
            models.CheckConstraint(condition=Q(phone="") | Q(phone__startswith="+"), name="shop_phone_e164"),
            models.CheckConstraint(
                condition=~Q(phone="") | Q(show_phone=False, show_zalo=False), name="shop_shows_a_phone_it_has"
            ),
        ]

    def __str__(self) -> str:
        return f"profile of {self.vendor_id}"

    @property
    def phone_display(self) -> str:
        return display_phone(self.phone)

    @property
    def zalo_number(self) -> str:
        """As Zalo's own links want it: `84901234567`."""
        return self.phone.removeprefix("+")

    @property
    def public_number(self) -> str:
        """The registration number for the public: never one that may be a person's (12 digits, of one person)."""
        number = self.registration_number
        return "" if self.vendor.kind in _PEOPLE and is_personal_number(number) else number

    def is_closed(self, on: dt.date) -> bool:
        """Whether the shop takes a rest on that day."""
        return bool(self.closed_from and self.closed_until and self.closed_from <= on <= self.closed_until)

    @property
    def is_closed_today(self) -> bool:
        return self.is_closed(timezone.localdate())

    @property
    def closes_soon(self) -> bool:
        """A rest begins within two weeks: buyers may want to order before."""
        today = timezone.localdate()
        return bool(self.closed_from and today < self.closed_from <= today + dt.timedelta(days=14))

    @property
    def opens_again_on(self) -> dt.date | None:
        return self.closed_until + dt.timedelta(days=1) if self.closed_until else None


def is_personal_number(text: str) -> bool:
    """Whether a number has the form of a citizen's: since 1 July 2025 it is also a household's tax code."""
    digits = "".join(char for char in text if char.isalnum())
    return digits.isdigit() and len(digits) == PERSONAL_NUMBER_DIGITS


class FollowQuerySet(models.QuerySet["Follow"]):
    def for_vendor(self, vendor: Vendor) -> Self:
        return self.filter(vendor=vendor)


class Follow(models.Model):
    """A person keeps an eye on a shop."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="follows")
    at = models.DateTimeField(default=timezone.now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "vendor"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.vendor_id}"


class EnquiryState(models.TextChoices):
    """Whose turn it is."""

    WAITING = "waiting", _("Chờ trả lời")
    ANSWERED = "answered", _("Đã trả lời")
    CLOSED = "closed", _("Đã xong")


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def for_vendor(self, vendor: Vendor) -> Self:
        return self.filter(vendor=vendor)

    def waiting(self) -> Self:
        """Those the shop owes an answer."""
        return self.filter(state=EnquiryState.WAITING)


class Enquiry(models.Model):
    """A buyer asks a shop in private, mostly for the price of a larger quantity; the talk is in its messages.

    `about_key` and `about_name` are the product meant, as the room above handed them in. `waiting_since` is when the
    shop's turn began, `first_answered_at` when it spoke first.
    """

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="enquiries")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="enquiries")
    name = models.CharField(_("Tên"), max_length=80)
    phone = models.CharField(_("Số điện thoại"), max_length=16, blank=True)
    subject = models.CharField(_("Hỏi về"), max_length=160)
    about_key = models.CharField(max_length=120, blank=True)
    about_name = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=EnquiryState, default=EnquiryState.WAITING)
    waiting_since = models.DateTimeField(null=True, default=timezone.now)
    first_answered_at = models.DateTimeField(null=True, blank=True)
    last_at = models.DateTimeField(default=timezone.now)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Khách hỏi giá sỉ")
        verbose_name_plural = _("Khách hỏi giá sỉ")
        ordering = ["-last_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=EnquiryState.values), name="enquiry_state_known"),
            models.CheckConstraint(
                condition=Q(state="waiting", waiting_since__isnull=False)
                | (~Q(state="waiting") & Q(waiting_since__isnull=True)),
                name="enquiry_waits_since",
            ),
        ]
        indexes = [
            models.Index(fields=["vendor", "waiting_since"], name="enquiry_of_vendor_waiting"),
            models.Index(fields=["vendor", "-last_at"], name="enquiry_of_vendor"),
            models.Index(fields=["user", "-last_at"], name="enquiry_of_buyer"),
            models.Index(fields=["vendor", "-first_answered_at"], name="enquiry_answered"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def phone_display(self) -> str:
        return display_phone(self.phone)


class EnquiryMessage(models.Model):
    """One message of an enquiry, by the buyer or by somebody of the shop. Rows are only added."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="messages")
    by_vendor = models.BooleanField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("Tin nhắn"), max_length=2_000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="enquiry_message_says_something")]

    def __str__(self) -> str:
        return self.text[:60]
