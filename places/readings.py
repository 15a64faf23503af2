"""Ways to read an address: which words name a commune, a former district, a province, and how well they fit together.

Points are small whole steps found on the table of addresses in ``tests/places``: what is written out ("xã Quý Sơn") is
worth more than a bare name, a name that agrees in its marks more than one that does not, a district and a province that
agree with the commune lift it, and those that contradict it push it below every reading they agree with.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from core.text import fold, fold_with_offsets, vi
from places.gazetteer import (
    COMMUNE_KINDS,
    DISTRICT_KINDS,
    HAMLET_WORDS,
    KIND_WORDS,
    PROVINCE_KINDS,
    STREET_WORDS,
    District,
    ProvinceName,
    Unit,
    gazetteer,
    marked_key,
    word_key,
)

_WORD = re.compile(r"[^\W\d_]+|\d+")
_LONGEST_NAME = 7  # words
_BREAK = re.compile(r"[,;\n|()\t]")
_PAUSE = re.compile(r" [–—-] |\. ")  # may also stand inside a name, "Bà Rịa - Vũng Tàu"
_ROLES = (
    ("street", STREET_WORDS | {fold(word) for word in STREET_WORDS}),
    ("hamlet", HAMLET_WORDS | {fold(word) for word in HAMLET_WORDS}),
)
_GLUED = re.compile(r"tp(?=[a-z]{3})")


@dataclass(frozen=True, slots=True)
class Word:
    key: str  # as in the gazetteer's keys
    plain: str  # folded
    marked: str  # with marks
    start: int  # in the text
    end: int
    segment: int  # words between the same commas
    clause: int  # words between the same commas and dashes


class Words:
    """The words of a text, and what stands around them."""

    def __init__(self, text: str) -> None:
        self.text = text
        folded, offsets = fold_with_offsets(text)
        breaks = [match.start() for match in _BREAK.finditer(text)]
        pauses = breaks + [match.start() for match in _PAUSE.finditer(text)]
        self.list: list[Word] = []
        for match in _WORD.finditer(folded):
            for start, end in self._unglued(folded, match):
                first, last = offsets[start], offsets[end]
                segment = sum(position < first for position in breaks)
                clause = sum(position < first for position in pauses)
                plain = folded[start:end]
                self.list.append(Word(word_key(plain), plain, vi(text[first:last]), first, last, segment, clause))
        self.uses_marks = any(not word.marked.isascii() for word in self.list)

    @staticmethod
    def _unglued(folded: str, match: re.Match[str]) -> Iterator[tuple[int, int]]:
        """ "tpbienhoa" is two words where the second is a name."""
        word, start, end = match.group(), match.start(), match.end()
        if _GLUED.match(word) and word not in gazetteer().provinces and word[2:] in gazetteer().districts:
            yield start, start + 2
            start += 2
        yield start, end

    def __len__(self) -> int:
        return len(self.list)

    def opens(self, i: int) -> bool:
        """Whether word ``i`` is the first between commas."""
        return i == 0 or self.list[i - 1].clause != self.list[i].clause

    def closes(self, j: int) -> bool:
        """Whether the words before ``j`` are the last between commas."""
        return j == len(self.list) or self.list[j].clause != self.list[j - 1].clause


_Named = TypeVar("_Named", Unit, District, ProvinceName)


@dataclass(frozen=True)
class Mention(Generic[_Named]):
    """Words ``[first, last)`` that are the name of something, with the kind written before it from ``start``."""

    unit: _Named
    start: int
    first: int
    last: int
    points: float
    stated: bool  # its kind is written out

    def covers(self, other: "AnyMention") -> bool:
        """Whether the name is longer and holds the other: "Thừa Thiên Huế" is not also "Huế"."""
        return (
            self.first <= other.first and other.last <= self.last and self.last - self.first > other.last - other.first
        )

    def overlaps(self, other: "AnyMention") -> bool:
        return self.start < other.last and other.start < self.last


AnyMention = Mention[Unit] | Mention[District] | Mention[ProvinceName]


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the text. ``certain`` is what the commune alone is worth, 0 where none was named."""

    points: float
    commune: Mention[Unit] | None
    district: Mention[District] | None
    province: Mention[ProvinceName] | None
    certain: float = 0.0

    def used(self) -> list[AnyMention]:
        used: list[AnyMention | None] = [self.commune, self.district, self.province]
        return [mention for mention in used if mention]


@dataclass(frozen=True, slots=True)
class Mentions:
    communes: list[Mention[Unit]]
    districts: list[Mention[District]]
    provinces: list[Mention[ProvinceName]]


def mentions(words: Words) -> Mentions:
    """Everything in the text that is the name of a unit."""
    index = gazetteer()
    found = Mentions([], [], [])
    for first in range(len(words)):
        kind, start, role = _before(words, first)
        key = ""
        for last in range(first + 1, min(first + _LONGEST_NAME, len(words)) + 1):
            if words.list[last - 1].segment != words.list[first].segment:
                break
            key += words.list[last - 1].key
            span = _Span(words, start, first, last, kind, role)
            if key in index.provinces:
                span.province(index.provinces[key], found.provinces)
            for district in index.districts.get(key, ()):
                span.district(district, found.districts)
            for unit in index.communes.get(key, ()):
                span.commune(unit, found.communes)
    longest = [
        mention
        for mention in found.provinces
        if not any(other is not mention and other.covers(mention) for other in found.provinces)
    ]
    return Mentions(found.communes, found.districts, longest)


def _before(words: Words, first: int) -> tuple[str, int, str]:
    """The kind written before word ``first``, where it begins, and whether it is a street's or hamlet's word."""
    for count in (2, 1):
        start = first - count
        if start < 0 or words.list[start].segment != words.list[first].segment:
            continue
        kind = KIND_WORDS.get(tuple(word.key for word in words.list[start:first]))
        if kind:
            return kind, start, ""
    if words.opens(first):
        return "", first, ""
    previous = words.list[first - 1]
    for role, role_words in _ROLES:
        if (previous.marked if words.uses_marks else previous.plain) in role_words:
            return "", first, role
    return "", first, "number" if previous.plain.isdigit() or len(previous.plain) == 1 else "word"


class _Span:
    """A run of words while its points as each level are counted."""

    def __init__(self, words: Words, start: int, first: int, last: int, kind: str, role: str) -> None:
        self.start, self.first, self.last, self.kind, self.role = start, first, last, kind, role
        self.length = min(last - first, 4)
        self.digits = words.list[first].plain.isdigit() and self.length == 1
        self.marked = "".join(word.marked for word in words.list[first:last])
        self.uses_marks = words.uses_marks
        self.whole = words.opens(start) and words.closes(last)
        self.place = last / len(words)

    def _marks(self, name: str) -> float:
        if marked_key(name) == self.marked:
            return 0.0 if self.marked.isascii() else 5.0
        if self.marked.isascii():
            return -2.0 if self.uses_marks else 0.0
        return -9.0

    def _add(self, unit: _Named, points: float, into: list[Mention[_Named]]) -> None:
        into.append(Mention(unit, self.start, self.first, self.last, points, bool(self.kind)))

    def province(self, unit: ProvinceName, into: list[Mention[ProvinceName]]) -> None:
        if self.kind and self.kind not in PROVINCE_KINDS:
            return
        points = 12.0 + 2 * self.length + 6 * self.place + max(self._marks(unit.spelling), -4.0)
        if self.role in {"street", "hamlet"}:
            if self.place < 1:
                return
            points -= 4  # "tam duong vinh phuc": the last word of another name looks like "đường"
        if self.kind == "province":
            points += 8
        elif self.whole or self.place == 1:
            points += 4
        self._add(unit, points, into)

    def district(self, unit: District, into: list[Mention[District]]) -> None:
        if self.kind and self.kind not in DISTRICT_KINDS:
            return
        if self.role in {"street", "hamlet"} and self.uses_marks:
            return
        if not self.kind and self.digits:
            return
        points = 10.0 + 2 * self.length + self._marks(unit.name)
        if self.kind:
            points += 9 if self.kind == unit.kind else 5
        elif self.role in {"number", "street", "hamlet"}:
            points -= 6
        elif self.whole:
            points += 3
        self._add(unit, points, into)

    def commune(self, unit: Unit, into: list[Mention[Unit]]) -> None:
        if self.role == "street" or (self.kind and self.kind not in COMMUNE_KINDS):
            return
        if not self.kind and (self.digits or (self.length == 1 and not self.whole)):
            return
        points = 8.0 + 3 * self.length + self._marks(unit.name)
        if self.kind:
            points += 14 if self.kind == unit.kind else 6
        elif self.role in {"hamlet", "number"}:
            points -= 14
        elif self.whole:
            points += 3
        else:
            points -= 5
        self._add(unit, points, into)


def readings(words: Words, found: Mentions) -> Iterator[Reading]:
    """Each commune, district and province of the text with the rest of the text that agrees with it."""
    for commune in found.communes:
        yield _with_commune(commune, found)
    for district in found.districts:
        yield _with_district(district, found)
    for province in found.provinces:
        yield Reading(province.points, None, None, province)


def agreement(unit: Unit | District, name: ProvinceName) -> float:
    """How well a unit fits the name of a province: 1 fully, 0 not at all."""
    if unit.province != name.code:
        return 0.0
    if isinstance(unit, Unit) and unit.current:
        return 1.0 if name.current else 0.9 if name.former in unit.origins else 0.0
    if unit.former == name.former:
        return 1.0
    # a former commune written with the province of today
    return 0.8 if name.current else 0.0


def _province_for(
    unit: Unit | District, taken: list[AnyMention], found: Mentions
) -> tuple[Mention[ProvinceName] | None, float]:
    """The mention of a province that lifts this unit most, or what contradicting ones cost."""
    best: Mention[ProvinceName] | None = None
    points = 0.0
    against = 0.0
    for mention in found.provinces:
        if any(mention.overlaps(other) for other in taken):
            continue
        worth = mention.points * agreement(unit, mention.unit)
        if worth > points:
            best, points = mention, worth
        elif not worth:
            against = max(against, mention.points)
    return best, points if best else -against


def _with_commune(mention: Mention[Unit], found: Mentions) -> Reading:
    unit = mention.unit
    district: Mention[District] | None = None
    points = 0.0
    against = 0.0
    doubtful = False
    # "Thành phố Huế" is a province now and was a district: it does not speak against a commune of the province
    also_provinces = {(other.first, other.last) for other in found.provinces if agreement(unit, other.unit)}
    for other in found.districts:
        if other.overlaps(mention):
            continue
        if other.unit.held(unit):
            worth = other.points + (4 if unit.district is other.unit else 3)
        elif unit.current and set(unit.codes) & set(other.unit.codes):
            worth = other.points - 2  # the commune of today written with the district of yesterday
        elif (other.first, other.last) in also_provinces:
            continue
        else:
            neighbour = unit.former == other.unit.former and mention.stated
            # communes were moved between districts of a province: doubtful, not wrong
            cost = 6.0 if neighbour else other.points if other.stated else other.points - 14
            if cost > against:
                against, doubtful = cost, neighbour
            continue
        if mention.start > other.start:
            worth -= 6
        if worth > points:
            district, points = other, worth
    if district is None:
        points = -against
    province, lift = _province_for(unit, [mention, district] if district else [mention], found)
    if province and mention.start > province.start:
        lift -= 6
    if unit.current and mention.stated and district is None and province and province.unit.current:
        lift += 2  # two levels and no former name: rather the unit of today, see _AS_GOOD
    certain = 0.0 if doubtful and district is None else mention.points
    return Reading(mention.points + points + lift, mention, district, province, certain=certain)


def _with_district(mention: Mention[District], found: Mentions) -> Reading:
    province, lift = _province_for(mention.unit, [mention], found)
    return Reading(mention.points + lift, None, mention, province)
