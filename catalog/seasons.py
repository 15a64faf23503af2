"""What the seasons bring: this month and the next on the first page, the whole year on a page of its own."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from catalog.models import Product, SaleMode, SeasonEntry
from catalog.models.classification import in_language
from catalog.models.season import month_after
from core.slots import PAGE_SECTIONS, PageSection

GOODS: Final = 4  # links of one entry


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonGood:
    """A product to look at. `drawing` is empty where its picture is a photograph."""

    name: str
    url: str
    drawing: str
    paper: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonShown:
    """An entry with its goods. `picture` is the one whose drawing stands beside it."""

    entry: SeasonEntry
    goods: list[SeasonGood]
    picture: SeasonGood | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonMonth:
    """A month of the year: what begins in it, and what has been running since before."""

    number: int
    first_day: dt.date  # of some year: how a month is written is a matter of the language
    begins: list[SeasonShown]
    goes_on: list[SeasonShown]


def this_month_and_next(on: dt.date | None = None) -> tuple[list[SeasonShown], list[SeasonShown]]:
    """What runs in the month of that day, and what comes with the next one. Two queries at most."""
    month = (on or timezone.localdate()).month
    shown = _with_goods(SeasonEntry.objects.in_months(month, month_after(month)))
    now = [each for each in shown if each.entry.runs_in(month)]
    return now, [each for each in shown if not each.entry.runs_in(month)]


def year() -> tuple[list[SeasonMonth], list[SeasonShown]]:
    """The twelve months, and apart from them what lasts all year. Two queries at most."""
    shown = _with_goods(SeasonEntry.objects.all())
    seasonal = [each for each in shown if not each.entry.is_all_year]
    months = []
    for number in range(1, 13):
        running = [each for each in seasonal if each.entry.runs_in(number)]
        months.append(
            SeasonMonth(
                number=number,
                first_day=dt.date(2000, number, 1),
                begins=[each for each in running if each.entry.begins_in(number)],
                goes_on=[each for each in running if not each.entry.begins_in(number)],
            )
        )
    return months, [each for each in shown if each.entry.is_all_year]


def _with_goods(entries: Iterable[SeasonEntry]) -> list[SeasonShown]:
    """Entries with goods that anybody may see. Neither alcohol nor medicine: nobody is to be talked into either."""
    entries = list(entries)
    goods: dict[int, list[SeasonGood]] = defaultdict(list)
    if entries:
        dry = Q(alcohol_percent=None) | Q(alcohol_percent=0)
        public = Product.objects.public().filter(dry).exclude(sale_mode=SaleMode.SHOWN)
        links = SeasonEntry.products.through._default_manager.filter(seasonentry__in=entries, product__in=public)
        fields = ("slug", "name", "name_en", "shelf_entry__drawing", "shelf_entry__paper")
        rows = links.order_by("pk").values_list("seasonentry_id", *(f"product__{field}" for field in fields))
        for entry_id, slug, name, name_en, drawing, paper in rows:
            if len(goods[entry_id]) < GOODS:
                url = reverse("catalog:product", args=[slug])
                good = SeasonGood(name=in_language(name, name_en), url=url, drawing=drawing or "", paper=paper or 1)
                goods[entry_id].append(good)
    used: set[str] = set()
    return [
        SeasonShown(entry=entry, goods=goods[entry.pk], picture=_picture(goods[entry.pk], used)) for entry in entries
    ]


def _picture(goods: list[SeasonGood], used: set[str]) -> SeasonGood | None:
    """The first drawing that no entry before has, so that neighbours look different; else the first there is."""
    drawn = [good for good in goods if good.drawing]
    found = next((good for good in drawn if good.drawing not in used), drawn[0] if drawn else None)
    if found:
        used.add(found.drawing)
    return found


def home(request: HttpRequest, subject: object) -> dict[str, Any] | None:
    """The part of the first page; left out where neither month has anything."""
    today = timezone.localdate()
    now, soon = this_month_and_next(today)
    if not now and not soon:
        return None
    return {
        "seasons_now": now,
        "seasons_soon": soon,
        "seasons_url": f"{reverse('catalog:seasons')}#thang-{today.month}",
    }


def register() -> None:
    PAGE_SECTIONS.register(
        PageSection(name="seasons", page="home", template="catalog/_section_seasons.html", context=home, order=30)
    )
