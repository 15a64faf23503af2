"""Work that waits in a shop as far as the catalog knows it: questions, reviews, certificates, and what keeps it from
selling. Each is found in one query of the shop's own rows.
"""

import datetime as dt
from typing import Final, TypeAlias

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.centre.grid import LOW
from catalog.listing import FOOD_SETS_UP_TO
from catalog.models import (
    Certificate,
    Product,
    ProductPicture,
    ProductStatus,
    Question,
    Review,
    SaleMode,
)
from catalog.stock.selectors import low_units
from core.slots import Waiting
from vendors.models import Vendor
from vendors.wording import waited

EXPIRY_NOTICE: Final = dt.timedelta(days=180)
# Older reviews are no work any more: who wrote them does not come back to read.
REPLY_WITHIN: Final = dt.timedelta(days=90)
# How many wait, since when the oldest does, and how many of them are not content.
Talk: TypeAlias = tuple[int, dt.datetime | None, int]
_NOBODY: Final[Talk] = (0, None, 0)


def reviews_to_answer(vendor: Vendor) -> QuerySet[Review]:
    """What the first page counts and the list shows as not answered: of the last weeks, with words and no reply."""
    recent = Review.objects.for_vendor(vendor).shown().filter(created_at__gte=timezone.now() - REPLY_WITHIN)
    return recent.filter(reply="").exclude(text="")


def questions_to_answer(vendor: Vendor) -> QuerySet[Question]:
    """Questions that the public sees without an answer."""
    return Question.objects.for_vendor(vendor).shown().filter(answer="")


def questions_open(vendor: Vendor) -> Waiting | None:
    """Questions without an answer, and how long the oldest has waited."""
    count, oldest, _low = _talk(vendor).get("questions", _NOBODY)
    if oldest is None:
        return None
    return Waiting(
        count=count,
        title=_("Câu hỏi chờ trả lời"),
        detail=_("Chờ lâu nhất %(time)s") % {"time": waited(oldest)},
        url=reverse("catalog:centre-questions", args=[vendor.slug]),
    )


def reviews_open(vendor: Vendor) -> Waiting | None:
    """Reviews that nobody has answered; those that praise little come first in words."""
    count, _oldest, low = _talk(vendor).get("reviews", _NOBODY)
    if not count:
        return None
    return Waiting(
        count=count,
        title=_("Nhận xét chưa trả lời"),
        detail=ngettext("%(n)d người chưa hài lòng", "%(n)d người chưa hài lòng", low) % {"n": low} if low else "",
        url=reverse("catalog:centre-reviews", args=[vendor.slug]),
        tone="red" if low else "blue",
    )


def _talk(vendor: Vendor) -> dict[str, Talk]:
    """Both in one query, kept with the shop for as long as the request lasts."""
    known: dict[str, Talk] | None = getattr(vendor, "_catalog_talk", None)
    if known is None:
        parts = [
            rows.order_by()
            .values(what=Value(what))
            .annotate(n=Count("pk"), oldest=Min("created_at"), low=low)
            .values_list("what", "n", "oldest", "low")
            for what, rows, low in (
                ("questions", questions_to_answer(vendor), Value(0)),
                ("reviews", reviews_to_answer(vendor), Count("pk", filter=Q(rating__lte=3))),
            )
        ]
        known = {what: (n, oldest, low) for what, n, oldest, low in parts[0].union(parts[1], all=True)}
        vendor._catalog_talk = known  # type: ignore[attr-defined]
    return known


def certificates_ending(vendor: Vendor) -> Waiting | None:
    """Products whose last certificate ends within `EXPIRY_NOTICE`: assessing one again takes a province months."""
    today = timezone.localdate()
    last = Certificate.objects.filter(product=OuterRef("pk"), revoked_on=None).order_by("-expires_on")
    # A subquery for each product of the shop reads their index alone; a join reads every certificate of the market.
    products = Product.objects.for_vendor(vendor).annotate(ends=Subquery(last.values("expires_on")[:1]))
    ending = products.filter(ends__range=(today, today + EXPIRY_NOTICE))
    found = ending.aggregate(n=Count("pk"), first=Min("ends"))
    if not found["n"]:
        return None
    return Waiting(
        count=found["n"],
        title=_("Sao OCOP sắp hết hạn"),
        detail=_("Sớm nhất ngày %(day)s. Nộp hồ sơ đánh giá lại trước đó vài tháng.")
        % {"day": f"{found['first']:%-d/%-m/%Y}"},
        url=reverse("catalog:centre-certificates", args=[vendor.slug]),
        tone="gold",
    )


def stock_low(vendor: Vendor) -> Waiting | None:
    """Packs that are nearly gone, up to a hundred, and the one with the fewest left."""
    units = low_units(vendor)
    if not units:
        return None
    first = units[0]
    left = _("còn %(n)d") % {"n": first.available} if first.available else _("đã hết")
    return Waiting(
        count=len(units),
        title=_("Sắp hết hàng"),
        detail=f"{first.offer}: {left}",
        url=reverse("catalog:centre-stock", args=[vendor.slug]) + f"?loc={LOW}",
        tone="gold" if first.available else "red",
    )


def drafts_incomplete(vendor: Vendor) -> Waiting | None:
    """Drafts that lack a picture or what the label must say, so that they cannot be handed in."""
    has_picture = Exists(ProductPicture.objects.filter(product=OuterRef("pk")))
    food = Q(product_set__number__lte=FOOD_SETS_UP_TO, sale_mode=SaleMode.GOODS)
    label = food & (Q(ingredients="") | Q(storage="") | Q(shelf_life_days=None))
    rows = Product.objects.for_vendor(vendor).filter(status=ProductStatus.DRAFT)
    found = rows.aggregate(
        n=Count("pk", filter=~has_picture | Q(description="") | label),
        pictures=Count("pk", filter=~has_picture),
    )
    if not found["n"]:
        return None
    return Waiting(
        count=found["n"],
        title=_("Món chưa đủ để đăng"),
        detail=_("Cô chú ơi, còn thiếu ảnh") if found["pictures"] else _("Còn thiếu lời kể hoặc thông tin trên nhãn"),
        url=reverse("catalog:centre-products", args=[vendor.slug]),
        tone="gold",
    )
