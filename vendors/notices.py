"""Telling a shop's people what concerns it: in the centre always, by Zalo, text message or e-mail as each likes it.

    notify(vendor=vendor, kind="product-approved", context={"product": "Vải thiều"}, url=reverse(…))

Kinds are registered in `core.slots.NOTICE_KINDS`. Many producers never read e-mail, so a number comes first.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core import messaging
from core.messaging import MessageKind
from core.slots import NOTICE_KINDS, NoticeKind
from vendors.models import Member, Notice, NoticeChannel, NoticeChoice, NoticeDigest, Role, Vendor
from vendors.policies import ALLOWED
from vendors.today import today_forget

KEEP: Final = dt.timedelta(days=180)
DIGEST_HOUR: Final = 18  # local time: the day's work is done, the phone is at hand
# Local time in which no phone rings for a shop: what comes up at night is sent in the morning.
NIGHT_FROM: Final = dt.time(21)
NIGHT_UNTIL: Final = dt.time(6, 30)
_ONE: Final = MessageKind(
    name="centre-notice",
    subject="%(title)s",
    body=_("%(shop)s: %(title)s. %(text)s %(url)s"),
    lifetime=dt.timedelta(days=2),
)
_DIGEST: Final = MessageKind(
    name="centre-digest",
    subject=_("Chợ Làng hôm nay: %(summary)s"),
    body=_("Chợ Làng hôm nay: %(summary)s. Xem ở %(url)s"),
    lifetime=dt.timedelta(hours=12),
)


class Choice(NamedTuple):
    """One kind of notice and its switches, as the settings page shows them."""

    kind: NoticeKind
    phone: bool
    email: bool


def register_kinds() -> None:
    """Tell `core.messaging` what leaves the site."""
    messaging.register_kind(_ONE)
    messaging.register_kind(_DIGEST)


# ── Telling ──────────────────────────────────────────────────────────────────────────────────────────────────────────
@transaction.atomic
def notify(*, vendor: Vendor, kind: str, context: Mapping[str, str] | None = None, url: str = "") -> list[Notice]:
    """Tell every member who may act on it; messages go out with the caller's transaction.

    `context` has the names that the kind's texts use; `url` is a path of this site. Raises `KeyError` for a kind nobody
    registered or a name that is missing. Three queries, however many members.
    """
    found = NOTICE_KINDS.get(kind)
    if found is None:
        raise KeyError(f"no notice kind {kind!r} is registered")
    values = {name: str(value) for name, value in (context or {}).items()}
    _check(found, values)  # a missing name shows here, not when somebody reads it
    roles = [role for role in Role if found.action in ALLOWED[role]]
    members = Member.objects.filter(vendor=vendor, role__in=roles, user__is_active=True)
    users = [member.user for member in members.select_related("user__notice_digest").order_by("pk")]
    off = _choices(users, [found])
    notices = []
    for user in users:
        channels = [c for c in NoticeChannel if off.get((user.pk, kind, c), c in found.channels)]
        in_digest = hasattr(user, "notice_digest") and bool(channels) and not found.urgent
        notices.append(Notice(vendor=vendor, user=user, kind=kind, context=values, url=url[:300], digest_due=in_digest))
        if not in_digest:
            _send(user, channels, _ONE.name, _worded(found, user, vendor, values, url), urgent=found.urgent)
    today_forget(vendor.pk)
    return Notice.objects.bulk_create(notices)


def _check(kind: NoticeKind, values: Mapping[str, str]) -> tuple[str, str]:
    return str(kind.title) % values, str(kind.text) % values


def _worded(kind: NoticeKind, user: User, vendor: Vendor, values: Mapping[str, str], url: str) -> dict[str, str]:
    with translation.override(user.language):
        title = str(kind.title_sent or kind.title) % values
        text = str(kind.text_sent or kind.text) % values
    return {"title": title, "text": text, "shop": vendor.name, "url": settings.SITE_URL + url if url else ""}


def morning_after(now: dt.datetime) -> dt.datetime | None:
    """When the night ends in which a moment lies; None by day."""
    local = timezone.localtime(now)
    if NIGHT_UNTIL <= local.time() < NIGHT_FROM:
        return None
    day = local.date() + dt.timedelta(days=local.time() >= NIGHT_FROM)
    return dt.datetime.combine(day, NIGHT_UNTIL, tzinfo=local.tzinfo)


def _send(user: User, channels: Iterable[str], kind: str, context: Mapping[str, str], *, urgent: bool = False) -> None:
    """By each way that is confirmed. A letter wakes nobody, so only the phone waits for the morning."""
    if NoticeChannel.PHONE in channels and user.phone and user.phone_verified:
        wait = None if urgent else morning_after(timezone.now())
        messaging.send(kind=kind, to=user.phone, language=user.language, context=context, not_before=wait)
    if NoticeChannel.EMAIL in channels and user.email and user.email_verified:
        messaging.send(kind=kind, to=user.email, language=user.language, context=context)


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def unread_count(*, user: User, vendor: Vendor) -> int:
    """How many notices of this shop a person has not opened, up to a hundred. One query, by an index."""
    return Notice.objects.of(user, vendor).unread()[:100].count()


def notices_read(*, user: User, vendor: Vendor, pk: int | None = None) -> int:
    """Mark one notice, or all of the shop, as read; returns how many were not."""
    rows = Notice.objects.of(user, vendor).unread()
    if pk is not None:
        rows = rows.filter(pk=pk)
    return rows.update(read_at=timezone.now(), digest_due=False)


def wording(notice: Notice) -> tuple[str, str]:
    """Title and text in the language of the page. A kind that is gone leaves its name."""
    kind = NOTICE_KINDS.get(notice.kind)
    if kind is None:
        return notice.kind, ""
    try:
        return _check(kind, notice.context)
    except KeyError:  # worded anew since it was written
        return str(kind.label), ""


# ── Choosing ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def choices_of(user: User, actions: frozenset[str]) -> list[Choice]:
    """Every kind that somebody with these rights gets, with what is on. One query."""
    kinds = [kind for kind in NOTICE_KINDS if kind.action in actions]
    chosen = _choices([user], kinds)
    phone, email = NoticeChannel.PHONE, NoticeChannel.EMAIL
    return [
        Choice(
            kind,
            chosen.get((user.pk, kind.name, phone), phone in kind.channels),
            chosen.get((user.pk, kind.name, email), email in kind.channels),
        )
        for kind in kinds
    ]


@transaction.atomic
def choices_set(*, user: User, on: Mapping[tuple[str, str], bool], digest: bool) -> None:
    """Switch kinds on and off, by name and channel; `digest` for one summary an evening. Unknown names are left out."""
    rows = [
        NoticeChoice(user=user, kind=kind, channel=channel, is_on=is_on)
        for (kind, channel), is_on in on.items()
        if NOTICE_KINDS.get(kind) and channel in NoticeChannel.values
    ]
    NoticeChoice.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "kind", "channel"], update_fields=["is_on"]
    )
    if digest:
        NoticeDigest.objects.get_or_create(user=user)
    else:
        NoticeDigest.objects.filter(user=user).delete()
        Notice.objects.filter(user=user, digest_due=True).update(digest_due=False)


def _choices(users: Iterable[User], kinds: Iterable[NoticeKind]) -> dict[tuple[int, str, str], bool]:
    rows = NoticeChoice.objects.filter(user__in=list(users), kind__in=[kind.name for kind in kinds])
    return {(row.user_id, row.kind, row.channel): row.is_on for row in rows}


# ── The evening's summary ────────────────────────────────────────────────────────────────────────────────────────────
def digests_send_due(*, now: dt.datetime | None = None, limit: int = 200) -> int:
    """Send today's summaries from `DIGEST_HOUR` on; returns how many. The ticker calls it.

    Whoever moves `last_on` to today sends: two tickers give one summary, and a person with nothing new gets none.
    """
    local = timezone.localtime(now)
    if local.hour < DIGEST_HOUR:
        return 0
    due = NoticeDigest.objects.filter(Q(last_on=None) | Q(last_on__lt=local.date()), user__is_active=True)
    waiting = Notice.objects.filter(digest_due=True).values("user_id")
    sent = 0
    for row in due.filter(user__in=waiting).select_related("user").order_by("pk")[:limit]:
        sent += _digest(row, local.date())
    return sent


@transaction.atomic
def _digest(row: NoticeDigest, day: dt.date) -> bool:
    mine = NoticeDigest.objects.filter(Q(last_on=None) | Q(last_on__lt=day), pk=row.pk)
    if not mine.update(last_on=day):
        return False
    notices = list(Notice.objects.filter(user=row.user, digest_due=True).order_by("created_at")[:500])
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(digest_due=False)
    channels = _digest_channels(row.user, {notice.kind for notice in notices})
    with translation.override(row.user.language):
        context = {"summary": _summary(notices), "url": settings.SITE_URL + reverse("vendors:centre")}
    _send(row.user, channels, _DIGEST.name, context)
    return True


def _digest_channels(user: User, kinds: set[str]) -> set[str]:
    """Those by which any of these kinds would have gone."""
    known = [kind for name in sorted(kinds) if (kind := NOTICE_KINDS.get(name))]
    chosen = _choices([user], known)
    return {c for c in NoticeChannel for k in known if chosen.get((user.pk, k.name, c), c in k.channels)}


def _summary(notices: list[Notice]) -> str:
    """`Câu hỏi mới (3), Món được duyệt (1)`: kinds as they are labelled, with their counts, the most frequent first."""
    counted: Counter[str] = Counter(notice.kind for notice in notices)
    by_label: dict[str, int] = defaultdict(int)
    for name, number in counted.most_common():
        kind = NOTICE_KINDS.get(name)
        by_label[str(kind.label) if kind else name] += number
    counts = [gettext("%(label)s (%(n)d)") % {"n": number, "label": label} for label, number in by_label.items()]
    return ", ".join(counts) or ngettext("%(n)d việc", "%(n)d việc", len(notices)) % {"n": len(notices)}


def notices_prune(*, now: dt.datetime | None = None) -> int:
    """Delete notices older than `KEEP`; returns how many rows. The ticker calls it."""
    old = Notice.objects.filter(created_at__lt=(now or timezone.now()) - KEEP)
    ids = list(old.values_list("pk", flat=True)[:5_000])
    return Notice.objects.filter(pk__in=ids).delete()[0]
