"""Rows of the ground floor: messages to people, the ticker's lease, credentials that a gateway renews by itself."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.tasks import Retrying


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages by where they stand."""

    def queued(self) -> Self:
        """Those that still have to go out."""
        return self.filter(state=Message.State.QUEUED)

    def to_any(self, *addresses: str | None) -> Self:
        """Those to one of these numbers or e-mail addresses; empty ones match nothing."""
        return self.filter(to__in=[address for address in addresses if address])


class Message(Retrying):
    """One message to one person (hộp thư đi): written with what it tells about, delivered by a task afterwards.

    `to` is a number in E.164 or an e-mail address. `channel` is the one it goes by now, `later_channels` (comma
    between) those to fall back to. Of a `secret` message `subject`, `body` and `context` are emptied once it is sent or
    given up, except in the demo. `error_code` is ours or the provider's, never a text with personal data.
    """

    class Channel(models.TextChoices):
        ZALO = "zalo", _("Zalo")
        SMS = "sms", pgettext_lazy("kênh", "Tin nhắn")
        EMAIL = "email", _("E-mail")

    class State(models.TextChoices):
        QUEUED = "queued", _("Đang chờ gửi")
        SENT = "sent", _("Đã gửi")
        FAILED = "failed", _("Không gửi được")

    kind = models.CharField(_("loại"), max_length=40)
    channel = models.CharField(_("kênh"), max_length=8, choices=Channel)
    later_channels = models.CharField(max_length=40, blank=True, editable=False)
    to = models.CharField(_("gửi đến"), max_length=254)
    language = models.CharField(_("ngôn ngữ"), max_length=8)
    subject = models.CharField(_("tiêu đề"), max_length=250, blank=True)
    body = models.TextField(_("nội dung"), blank=True)
    context: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict, blank=True)
    secret = models.BooleanField(_("chứa mã hoặc liên kết riêng"), default=False)
    state = models.CharField(_("trạng thái"), max_length=8, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField(_("lúc tạo"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("hết hạn"), null=True, blank=True)
    sent_at = models.DateTimeField(_("lúc gửi"), null=True, blank=True)
    provider_id = models.CharField(_("mã của nhà cung cấp"), max_length=120, blank=True)
    error_code = models.CharField(_("mã lỗi"), max_length=60, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("tin gửi đi")
        verbose_name_plural = _("tin gửi đi")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="core_message_newest"),
            models.Index(fields=["to", "-created_at"], name="core_message_recipient"),
            models.Index(fields=["next_attempt_at"], condition=Q(state="queued"), name="core_message_due"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["queued", "sent", "failed"]), name="core_message_state"),
            models.CheckConstraint(
                condition=(Q(channel="email") & Q(to__contains="@"))
                | (Q(channel__in=["zalo", "sms"]) & Q(to__startswith="+")),
                name="core_message_channel_fits",
            ),
            models.CheckConstraint(
                condition=(Q(state="sent") & Q(sent_at__isnull=False)) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="core_message_sent_at",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(error_code=""), name="core_message_failure_has_code"
            ),
            models.CheckConstraint(condition=~Q(kind=""), name="core_message_kind_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.state})"  # logs and admin lists print this: no recipient, no text

    def next_channel(self) -> str:
        """The channel to fall back to, or an empty text."""
        return self.later_channels.partition(",")[0]


class TickerLease(models.Model):
    """Which ticker does the work now, and since when it has been heard of. One row; see `core.ticker`."""

    name = models.CharField(max_length=20, primary_key=True)
    holder = models.CharField(max_length=120)
    beat_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name}: {self.holder}"


class GatewayToken(models.Model):
    """Credentials that a provider replaces from time to time, encrypted; see `core.messaging.tokens`.

    `renewing_until` is the claim of the process that is renewing them now.
    """

    gateway = models.CharField(max_length=20, primary_key=True)
    sealed = models.TextField(editable=False)
    expires_at = models.DateTimeField()
    renewing_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.gateway
