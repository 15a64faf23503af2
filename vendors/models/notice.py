"""What a shop is told, and how each of its members likes to be told."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from vendors.models.vendor import Vendor


class NoticeQuerySet(models.QuerySet["Notice"]):
    def for_vendor(self, vendor: Vendor) -> Self:
        """Those of one shop, to whomever."""
        return self.filter(vendor=vendor)

    def of(self, user: object, vendor: Vendor) -> Self:
        """One person's notices of one shop."""
        return self.filter(user=user, vendor=vendor)

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notice(models.Model):
    """One thing that one member is told about one shop. Kind and context are worded when it is read, in their language.

    `digest_due` marks those that still have to go out with the evening's summary.
    """

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="notices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="centre_notices")
    kind = models.CharField(max_length=40)
    context: "models.JSONField[dict[str, str], dict[str, str]]" = models.JSONField(default=dict, blank=True)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    digest_due = models.BooleanField(default=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["user", "vendor", "-created_at"], name="notice_of_member"),
            models.Index(fields=["user", "vendor"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["user"], condition=Q(digest_due=True), name="notice_digest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.user_id}"


class NoticeChannel(models.TextChoices):
    """Ways out of the site: a number (by Zalo, else by text message) or an e-mail address."""

    PHONE = "phone"
    EMAIL = "email"


class NoticeChoice(models.Model):
    """A member has switched one kind of notice on or off for one channel; without a row the kind's default holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_choices")
    kind = models.CharField(max_length=40)
    channel = models.CharField(max_length=5, choices=NoticeChannel)
    is_on = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "channel"], name="notice_choice_once"),
            models.CheckConstraint(condition=Q(channel__in=NoticeChannel.values), name="notice_choice_channel"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.channel}: {self.is_on}"


class NoticeDigest(models.Model):
    """Somebody wants one summary an evening instead of a message each time. `last_on` is the day of the last one."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="notice_digest"
    )
    last_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.user_id)
