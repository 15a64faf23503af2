"""What the catalog tells a shop's people: kinds for `vendors.notices`."""

import datetime as dt
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from catalog.events import StockLow
from catalog.models import Product, Question, Review, StockUnit
from catalog.tasks import tell_low_stock
from core.events import subscribe
from core.slots import NOTICE_KINDS, NoticeKind
from core.tasks import enqueue
from vendors.notices import notify
from vendors.policies import Action

# Pieces that are held, given back and held again are one fall; new pieces make the next one news at once.
LOW_AGAIN_AFTER: Final = dt.timedelta(hours=24)
MAX_QUOTED: Final = 80  # characters of a question: a message is short
KINDS = (
    NoticeKind(
        name="question-asked",
        label=_("Câu hỏi mới"),
        title=_("Khách hỏi về %(product)s"),
        text=_("“%(text)s” Trả lời sớm thì dễ bán hơn."),
        text_sent=_("Trả lời sớm thì dễ bán hơn."),
        action=Action.ANSWER,
    ),
    NoticeKind(
        name="review-written",
        label=_("Nhận xét mới"),
        title=_("%(product)s được chấm %(rating)s điểm"),
        text=_("Cảm ơn một câu, người sau đọc cũng thấy vui."),
        action=Action.ANSWER,
    ),
    NoticeKind(
        name="product-approved",
        label=_("Món hàng được duyệt"),
        title=_("%(product)s đã được duyệt"),
        text=_("Khách xem được rồi, hoặc sẽ xem được đúng giờ đã hẹn."),
        action=Action.PRODUCTS,
    ),
    NoticeKind(
        name="product-sent-back",
        label=_("Món hàng cần sửa lại"),
        title=_("%(product)s cần sửa lại"),
        text=_("Người duyệt nhắn: %(reason)s"),
        action=Action.PRODUCTS,
    ),
    NoticeKind(
        name="low-stock",
        label=_("Món sắp hết"),
        title=_("%(product)s sắp hết"),
        text=_("Chỉ còn %(left)s. Nhập thêm, hoặc tạm dừng bán."),
        action=Action.STOCK,
    ),
)


def tell_approved(product: Product) -> None:
    """A reviewer agreed to what the shop handed in. Expects the transaction of the approval."""
    _tell(product, "product-approved", {"product": product.name})


def tell_sent_back(product: Product, *, name: str, reason: str) -> None:
    """A reviewer wants something changed, and says what. Expects the transaction around it."""
    _tell(product, "product-sent-back", {"product": name, "reason": reason})


def tell_asked(question: Question) -> None:
    """A buyer asks about a product, before everybody. Expects the transaction around it."""
    context = {"product": question.product.name, "text": Truncator(" ".join(question.text.split())).chars(MAX_QUOTED)}
    _tell_page(question.product, "question-asked", context, "catalog:centre-questions")


def tell_reviewed(review: Review) -> None:
    """A buyer has rated a product. Expects the transaction around it."""
    context = {"product": review.product.name, "rating": str(review.rating)}
    _tell_page(review.product, "review-written", context, "catalog:centre-reviews")


def on_stock_low(event: StockLow) -> None:
    """A worker tells the shop: a sale waits neither for its members' rows nor for whoever holds the shop's."""
    enqueue(tell_low_stock, event.offer_id)


@transaction.atomic
def tell_low(*, offer_id: int, now: dt.datetime | None = None) -> bool:
    """Tell the shop that a pack is nearly gone, unless it is no longer, or was told so a day ago or less."""
    now = now or timezone.now()
    news = Q(low_told_at=None) | Q(low_told_at__lt=now - LOW_AGAIN_AFTER)
    low = StockUnit.objects.filter(news, offer=offer_id, pool="", date=None, low_for__isnull=False)
    still = low.filter(offer__is_active=True, available__lte=F("offer__low_stock_at"))
    unit = still.select_related("offer__product__vendor").first()
    # On the row's own columns alone: of two workers the second waits for it, looks again, and finds it told.
    if unit is None or not StockUnit.objects.filter(news, pk=unit.pk).update(low_told_at=now):
        return False
    with override(settings.LANGUAGE_CODE):
        url = reverse("catalog:centre-stock-ledger", args=[unit.offer.product.vendor.slug, offer_id])
    context = {"product": str(unit.offer), "left": str(unit.available)}
    notify(vendor=unit.offer.product.vendor, kind="low-stock", context=context, url=url)
    return True


def _tell(product: Product, kind: str, context: dict[str, str]) -> None:
    with override(settings.LANGUAGE_CODE):
        url = reverse("catalog:centre-product", args=[product.vendor.slug, product.pk])
    notify(vendor=product.vendor, kind=kind, context=context, url=url)


def _tell_page(product: Product, kind: str, context: dict[str, str], page: str) -> None:
    with override(settings.LANGUAGE_CODE):
        url = reverse(page, args=[product.vendor.slug])
    notify(vendor=product.vendor, kind=kind, context=context, url=url)


def register() -> None:
    """Called once, by `CatalogConfig.ready()`."""
    for kind in KINDS:
        NOTICE_KINDS.register(kind)
    subscribe(StockLow, on_stock_low, durable=True)
