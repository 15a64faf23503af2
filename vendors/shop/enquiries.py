"""Enquiries: a buyer asks a shop in private, both write in turn, and the public learns how soon the shop answers."""

import datetime as dt
import math
import statistics
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from core import messaging
from core.messaging import MessageKind
from core.slots import ANSWER_TIMES, GOODS_SOURCES, Good
from core.text import clean_text
from vendors.models import Enquiry, EnquiryMessage, EnquiryState, Vendor
from vendors.notices import notify

MAX_TEXT: Final = 2_000
MAX_NAME: Final = 80
MAX_QUANTITY: Final = 60
NOTICE: Final = "enquiry"
LOOK_BACK: Final = dt.timedelta(days=90)
FEWEST_ANSWERS: Final = 3  # below that one slow or quick day would speak for the shop
MOST_ANSWERS: Final = 500  # looked at
_ANSWER: Final = MessageKind(
    name="enquiry-answer",
    subject=gettext_lazy("%(shop)s đã trả lời bạn"),
    body=gettext_lazy("%(shop)s đã trả lời câu bạn hỏi. Bạn đọc ở đây: %(url)s"),
    lifetime=dt.timedelta(days=3),
)


class NothingSaid(Exception):
    """Nothing is left of the text once it is cleaned."""


def register_kinds() -> None:
    """Tell `core.messaging` what leaves the site."""
    messaging.register_kind(_ANSWER)


# ── Goods, of which this room knows nothing itself ───────────────────────────────────────────────────────────────────
def goods_of(vendor: Vendor) -> list[Good]:
    """What one may ask about, the things in front first."""
    return [good for source in GOODS_SOURCES for good in source.some(vendor)]


def good_of(vendor: Vendor, key: str) -> Good | None:
    """The thing of that key if this shop sells it."""
    found = (source.find(vendor, key) for source in GOODS_SOURCES) if key else ()
    return next((good for good in found if good is not None), None)


# ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def enquiry_open(
    *, vendor: Vendor, user: User, text: str, name: str = "", phone: str = "", quantity: str = "", about: Good | None
) -> Enquiry:
    """Begin to ask; the shop's people are told. `phone` is E.164 or empty. Raises `NothingSaid`."""
    said = _said(text)
    parts = [about.name if about else "", clean_text(quantity, max_length=MAX_QUANTITY)]
    subject = ", ".join(part for part in parts if part) or " ".join(said.split())
    enquiry = Enquiry.objects.create(
        vendor=vendor,
        user=user,
        name=clean_text(name, max_length=MAX_NAME) or user.name or _("Người mua"),
        phone=phone,
        subject=clean_text(subject, max_length=160),
        about_key=about.key if about else "",
        about_name=about.name[:120] if about else "",
    )
    EnquiryMessage.objects.create(enquiry=enquiry, by_vendor=False, author=user, text=said, at=enquiry.created_at)
    _tell_shop(enquiry)
    return enquiry


@transaction.atomic
def buyer_write(*, enquiry: Enquiry, user: User, text: str) -> EnquiryMessage:
    """The buyer goes on. The shop's people are told unless they owe an answer already. Raises `NothingSaid`."""
    now = timezone.now()
    message = _write(enquiry, by_vendor=False, author=user, text=text, at=now)
    others = Enquiry.objects.filter(pk=enquiry.pk).exclude(state=EnquiryState.WAITING)
    if others.update(state=EnquiryState.WAITING, waiting_since=now):
        _tell_shop(enquiry)
    enquiry.refresh_from_db()
    return message


@transaction.atomic
def shop_answer(*, enquiry: Enquiry, author: User, text: str) -> EnquiryMessage:
    """Somebody of the shop writes. The buyer is told unless the last word was the shop's. Raises `NothingSaid`."""
    now = timezone.now()
    message = _write(enquiry, by_vendor=True, author=author, text=text, at=now)
    Enquiry.objects.filter(pk=enquiry.pk, first_answered_at=None).update(first_answered_at=now)
    was_waiting = Enquiry.objects.waiting().filter(pk=enquiry.pk)
    if was_waiting.update(state=EnquiryState.ANSWERED, waiting_since=None):
        _tell_buyer(enquiry)
    else:
        Enquiry.objects.filter(pk=enquiry.pk).update(state=EnquiryState.ANSWERED)
    enquiry.refresh_from_db()
    return message


def enquiry_close(*, enquiry: Enquiry) -> None:
    """Nothing is left to answer. The buyer's next message opens it again."""
    Enquiry.objects.filter(pk=enquiry.pk).update(state=EnquiryState.CLOSED, waiting_since=None)
    enquiry.refresh_from_db()


def _write(enquiry: Enquiry, *, by_vendor: bool, author: User, text: str, at: dt.datetime) -> EnquiryMessage:
    message = EnquiryMessage.objects.create(
        enquiry=enquiry, by_vendor=by_vendor, author=author, text=_said(text), at=at
    )
    Enquiry.objects.filter(pk=enquiry.pk).update(last_at=at)
    return message


def _said(text: str) -> str:
    said = clean_text(text, max_length=MAX_TEXT, multiline=True)
    if not said:
        raise NothingSaid
    return said


def _tell_shop(enquiry: Enquiry) -> None:
    url = reverse("vendors:centre-enquiry", args=[enquiry.vendor.slug, enquiry.pk])
    notify(vendor=enquiry.vendor, kind=NOTICE, context={"name": enquiry.name, "subject": enquiry.subject[:80]}, url=url)


def _tell_buyer(enquiry: Enquiry) -> None:
    user = enquiry.user
    if user is None or not user.is_active:
        return
    to = user.phone if user.phone_verified else user.email if user.email_verified else None
    if not to:
        return
    with translation.override(user.language):
        url = settings.SITE_URL + reverse("vendors:my-enquiry", args=[enquiry.pk])
    context = {"shop": enquiry.vendor.name, "url": url}
    messaging.send(kind=_ANSWER.name, to=to, language=user.language, context=context)


# ── How soon a shop answers ──────────────────────────────────────────────────────────────────────────────────────────
def answer_spans(vendor: Vendor, since: dt.datetime) -> list[dt.timedelta]:
    """How long the newest enquiries answered since a moment had waited for the shop's first word. One query."""
    answered = Enquiry.objects.for_vendor(vendor).filter(first_answered_at__gte=since)
    pairs = answered.order_by("-first_answered_at").values_list("created_at", "first_answered_at")[:MOST_ANSWERS]
    return [answered_at - asked_at for asked_at, answered_at in pairs if answered_at]


def answer_time(vendor: Vendor, *, now: dt.datetime | None = None) -> dt.timedelta | None:
    """The median wait for a first answer over the last 90 days; None under three answers. A query for each source."""
    since = (now or timezone.now()) - LOOK_BACK
    spans = [max(span, dt.timedelta()) for source in ANSWER_TIMES for span in source.spans(vendor, since)]
    return statistics.median(spans) if len(spans) >= FEWEST_ANSWERS else None


def answer_words(span: dt.timedelta | None) -> str:
    """“thường trả lời trong 2 giờ”, rounded up; empty where nothing is known."""
    if span is None:
        return ""
    minutes = span.total_seconds() / 60
    if minutes <= 60:
        return _("Thường trả lời trong vòng một giờ")
    if minutes <= 24 * 60:
        hours = math.ceil(minutes / 60)
        return ngettext("Thường trả lời trong %(n)d giờ", "Thường trả lời trong %(n)d giờ", hours) % {"n": hours}
    days = math.ceil(minutes / 60 / 24)
    if days > 7:
        return _("Thường trả lời sau hơn một tuần")
    return ngettext("Thường trả lời trong %(n)d ngày", "Thường trả lời trong %(n)d ngày", days) % {"n": days}
