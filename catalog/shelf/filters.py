"""What a list is asked for: `?tinh= nhom= bo= sao= gia= dac-tinh= gian-hang= sap-xep= trang=`.

Addresses are typed, shared and kept for years, so they are read kindly: former provinces lead to those of today, what
means nothing is left out and said so, and every question has one address (:meth:`ListingFilters.query`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Self
from urllib.parse import urlencode

from django.http import QueryDict

from catalog.shelf.bands import MAX_PRICE
from catalog.shelf.qualities import QUALITIES
from catalog.shelf.ranking import Order
from catalog.shelf.words import Words
from core.text import clean_text
from places import selectors as places

MAX_VALUES: Final = 40  # of one parameter; there are 34 provinces
MAX_PAGE: Final = 100_000
_MAX_TEXT: Final = 100
_PRICE = re.compile(r"([0-9]{0,10})-([0-9]{0,10})", re.ASCII)
STARS: Final = (5, 4, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A former province that was asked for, and the name of the one it is part of today."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingFilters:
    """Values are of today, known and in one order; empty means everything. Prices in đồng, both ends included.

    `unknown` are values that mean nothing, as they were given; `renamed` says which former names were understood.
    """

    provinces: tuple[str, ...] = ()  # codes
    groups: tuple[int, ...] = ()  # places in the decision
    sets: tuple[int, ...] = ()
    stars: tuple[int, ...] = ()
    price_from: int | None = None
    price_to: int | None = None
    qualities: tuple[str, ...] = ()
    vendor: str = ""  # slug
    order: Order = Order.SUITED
    page: int = 1
    unknown: tuple[str, ...] = ()
    renamed: tuple[Renamed, ...] = ()

    @classmethod
    def parse(cls, data: QueryDict, words: Words) -> Self:
        """Read a query string; never raises."""
        unknown: list[str] = []
        renamed: list[Renamed] = []

        def texts(name: str) -> list[str]:
            given = (clean_text(text[: 4 * _MAX_TEXT], max_length=_MAX_TEXT) for text in data.getlist(name))
            return [text for text in given if text][:MAX_VALUES]

        def among(name: str, known: Iterable[str]) -> list[str]:
            found = [text for text in known if text in (given := {t.lower() for t in texts(name)})]
            unknown.extend(text for text in texts(name) if text.lower() not in found)
            return found if texts(name) and given else []

        provinces = set()
        for text in texts("tinh"):
            current = places.province_by_slug(text)
            match = None if current else places.former_slug_target(text) or places.find_province(text.replace("-", " "))
            if current is None and match is None:
                unknown.append(text)
                continue
            province = current or match.province  # type: ignore[union-attr]
            provinces.add(province.code)
            if match is not None and match.matched_former:
                renamed.append(Renamed(old=match.matched_former, new=province.label))
        groups = set()
        for text in texts("nhom"):
            if found := words.group_meant(text):
                groups.add(found)
            else:
                unknown.append(text)
        low, high = cls._price(data, texts, unknown)
        vendor = next(iter(texts("gian-hang")), "")
        return cls(
            provinces=tuple(sorted(provinces)),
            groups=tuple(sorted(groups)),
            sets=tuple(int(text) for text in among("bo", [str(number) for number in words.sets])),
            stars=tuple(int(text) for text in among("sao", [str(number) for number in STARS])),
            price_from=low,
            price_to=high,
            qualities=tuple(among("dac-tinh", QUALITIES)),
            vendor=vendor.lower() if re.fullmatch(r"[a-zA-Z0-9_-]{1,80}", vendor) else "",
            order=Order(next(iter(among("sap-xep", Order.values)), Order.SUITED)),
            page=cls._page(data.get("trang", "")),
            unknown=tuple(dict.fromkeys(unknown)),
            renamed=tuple(renamed),
        )

    @staticmethod
    def _price(data: QueryDict, texts: object, unknown: list[str]) -> tuple[int | None, int | None]:
        """`gia=min-max` with either end left out, or the two fields of the form. An end before the start is swapped."""
        text = data.get("gia", "").strip()
        if not text and (data.get("gia-tu") or data.get("gia-den")):
            # People write 150.000 and 150k.
            parts = [_amount(data.get(name, "")) for name in ("gia-tu", "gia-den")]
            text = "-".join("" if part is None else str(part) for part in parts)
        match = _PRICE.fullmatch(text)
        if match is None or text == "-":
            if text and text != "-":
                unknown.append(clean_text(text[:_MAX_TEXT], max_length=40))
            return None, None
        low, high = (min(int(end), MAX_PRICE) if end else None for end in match.groups())
        if low is not None and high is not None and high < low:
            low, high = high, low
        return low or None, high

    @staticmethod
    def _page(text: str) -> int:
        return max(1, min(int(text), MAX_PAGE)) if re.fullmatch(r"[0-9]{1,9}", text, re.ASCII) else 1

    # ── one question, one address ────────────────────────────────────────────────────────────────────────────────────
    def pairs(self, words: Words) -> list[tuple[str, str]]:
        """The parameters of the address, in their one order; what is usual is left out."""
        found = [("tinh", words.province_slug(code)) for code in self.provinces]
        found += [("nhom", words.groups[position].slug) for position in self.groups]
        found += [("bo", str(number)) for number in self.sets]
        found += [("sao", str(number)) for number in self.stars]
        if self.has_price:
            found.append(("gia", f"{self.price_from or ''}-{'' if self.price_to is None else self.price_to}"))
        found += [("dac-tinh", quality) for quality in self.qualities]
        if self.vendor:
            found.append(("gian-hang", self.vendor))
        if self.order != Order.SUITED:
            found.append(("sap-xep", self.order.value))
        if self.page > 1:
            found.append(("trang", str(self.page)))
        return found

    def query(self, words: Words) -> str:
        """`?…`, or nothing."""
        pairs = self.pairs(words)
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def has_price(self) -> bool:
        return self.price_from is not None or self.price_to is not None

    @property
    def narrowed(self) -> int:
        """How many values narrow the list."""
        values = (self.provinces, self.groups, self.sets, self.stars, self.qualities)
        return sum(len(value) for value in values) + self.has_price + bool(self.vendor)

    def with_(self, **changes: object) -> Self:
        """The same question with something else in it, from its first page on."""
        return replace(self, **{"page": 1, "unknown": (), "renamed": (), **changes})  # type: ignore[arg-type]

    def toggled(self, name: str, value: object) -> Self:
        """With `value` added to the field of that name, or taken out where it was in."""
        values = getattr(self, name)
        rest = tuple(item for item in values if item != value)
        order = tuple(sorted({*values, value})) if rest == values else rest
        return self.with_(**{name: order})


def _amount(text: str) -> int | None:
    digits = re.sub(r"[\s.,₫đ]", "", text.lower())
    if match := re.fullmatch(r"([0-9]{1,7})k", digits, re.ASCII):
        return int(match[1]) * 1_000
    return int(digits) if re.fullmatch(r"[0-9]{1,10}", digits, re.ASCII) else None
