"""What buyers say: reviews of what they bought, and questions before they buy."""

from collections.abc import Sequence
from typing import Any, Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.models.product import Product
from vendors.models import Vendor

MAX_PHOTOS: Final = 5  # of one review


class PurchaseProof(models.Model):
    """That somebody received a product; the buying room writes it on delivery. `reference` is its key, opaque here."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="purchase_proofs")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="purchase_proofs")
    reference = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.reference


class ModerationState(models.TextChoices):
    """Whether something a visitor wrote is shown."""

    SHOWN = "shown", _("Đang hiện")
    HIDDEN = "hidden", _("Đã ẩn")


class ReviewQuerySet(models.QuerySet["Review"]):
    def for_vendor(self, vendor: Vendor) -> Self:
        """Those of one shop's products."""
        return self.filter(product__vendor=vendor)

    def shown(self) -> Self:
        """What the public reads, and what counts for the average."""
        return self.filter(state=ModerationState.SHOWN)

    def telling(self) -> Self:
        """Those with a text or a photograph; the others are a rating and nothing more."""
        return self.filter(~Q(text="") | Exists(ReviewPhoto.objects.filter(review=OuterRef("pk"))))


class Review(models.Model):
    """A verified buyer's opinion: one for each purchase. Never mixed up with the programme's stars.

    `author_name` is what is shown; `proof` is empty for the demo's invented reviews only.
    """

    product = models.ForeignKey(Product, models.PROTECT, related_name="reviews")
    proof = models.OneToOneField(PurchaseProof, models.CASCADE, null=True, blank=True, related_name="review")
    author_name = models.CharField(_("Người viết"), max_length=80)
    rating = models.PositiveSmallIntegerField(_("Điểm"))
    text = models.TextField(_("Nhận xét"), blank=True, max_length=2_000)
    created_at = models.DateTimeField(_("Lúc"), default=timezone.now)
    reply = models.TextField(_("Gian hàng trả lời"), blank=True, max_length=2_000)
    replied_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=ModerationState, default=ModerationState.SHOWN)

    objects = ReviewQuerySet.as_manager()

    shown_photos: Sequence[Any] = ()  # what `catalog.photos.with_photos` found

    class Meta:
        verbose_name = pgettext_lazy("one", "Đánh giá")
        verbose_name_plural = _("Các đánh giá")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=5), name="review_rating"),
            models.CheckConstraint(condition=Q(state__in=ModerationState.values), name="review_state_known"),
        ]
        indexes = [models.Index(fields=["product", "-created_at"], name="review_product_newest")]

    def __str__(self) -> str:
        return f"{self.product_id}: {self.rating}"


class ReviewPhoto(models.Model):
    """A photograph that the buyer took of what they received. It is shown and hidden with its review.

    `image` is stored as those of products are, in a collection of its own, and goes with its row (`catalog.photos`).
    """

    review = models.ForeignKey(Review, models.CASCADE, related_name="photos")
    image = models.OneToOneField("wagtailimages.Image", models.PROTECT, related_name="+", verbose_name=_("Ảnh"))
    position = models.PositiveSmallIntegerField(_("Thứ tự"))

    class Meta:
        verbose_name = _("Ảnh của người mua")
        verbose_name_plural = _("Ảnh của người mua")
        ordering = ["review", "position"]
        constraints = [
            models.UniqueConstraint(fields=["review", "position"], name="review_photo_place_once"),
            models.CheckConstraint(condition=Q(position__lt=MAX_PHOTOS), name="review_photos_at_most"),
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.position + 1}"


class ReviewReport(models.Model):
    """A visitor says that a review should not stand."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=300)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.reason


class RatingTally(models.Model):
    """How many reviews gave each rating; kept with the review in one transaction by conditional arithmetic."""

    product = models.OneToOneField(Product, models.CASCADE, primary_key=True, related_name="tally")
    ones = models.PositiveIntegerField(default=0)
    twos = models.PositiveIntegerField(default=0)
    threes = models.PositiveIntegerField(default=0)
    fours = models.PositiveIntegerField(default=0)
    fives = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.product_id}: {self.count}"

    @property
    def histogram(self) -> dict[int, int]:
        """Reviews by rating, 5 down to 1."""
        return {5: self.fives, 4: self.fours, 3: self.threes, 2: self.twos, 1: self.ones}

    @property
    def count(self) -> int:
        return sum(self.histogram.values())

    @property
    def average(self) -> float | None:
        """Mean rating, None without any."""
        return sum(r * n for r, n in self.histogram.items()) / self.count if self.count else None


class QuestionQuerySet(models.QuerySet["Question"]):
    def for_vendor(self, vendor: Vendor) -> Self:
        """Those about one shop's products."""
        return self.filter(product__vendor=vendor)

    def shown(self) -> Self:
        """What the public reads."""
        return self.filter(state=ModerationState.SHOWN)


class Question(models.Model):
    """A question about a product, and the shop's answer. Shown at once; hidden by the staff where it must be."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="questions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    author_name = models.CharField(_("Người hỏi"), max_length=80)
    text = models.TextField(_("Câu hỏi"), max_length=1_000)
    created_at = models.DateTimeField(_("Lúc"), default=timezone.now)
    answer = models.TextField(_("Trả lời"), blank=True, max_length=2_000)
    answered_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=ModerationState, default=ModerationState.SHOWN)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Câu hỏi")
        verbose_name_plural = _("Các câu hỏi")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="question_asks_something"),
            models.CheckConstraint(condition=Q(state__in=ModerationState.values), name="question_state_known"),
        ]
        indexes = [models.Index(fields=["product", "-created_at"], name="question_product_newest")]

    def __str__(self) -> str:
        return self.text[:60]
