"""Reads an address as people write it, in names before or after 1 July 2025, and proposes commune and province.

Every run of words is looked up in the :mod:`places.gazetteer`; each way to read them together ("this is the old commune
Quý Sơn, that its district, that its province") gets points for what fits and loses some for what does not. Where the
best readings lead to one commune it is proposed; where a former commune was divided, a name is used more than once or
only a district is named, all of them are candidates and the buyer is asked. What was typed is always kept.

Nothing here reaches the database or the network. Why it is our own index: ``docs/adr/0003-addresses.md``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from core.text import clean_text, fold_key
from places import selectors
from places.gazetteer import District, Unit
from places.models import Commune, Province
from places.readings import AnyMention, Mentions, Reading, Words, agreement, mentions, readings
from places.reference import reference

MAX_LENGTH = 400
MAX_CANDIDATES = 60
# Readings this close to the best one are as good: people leave out and misplace words.
_AS_GOOD = 3.0
# A commune found with fewer points than this is a guess from a word that may well be a street.
_GUESS = 14.0

_PHONE = re.compile(r"(?<![\d/])(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)")
_LABELS = re.compile(
    r"(?i)\b(?:địa chỉ(?: nhận hàng| giao hàng)?|đ/?c|dia chi|s[đd]t|[đd]t|(?:số )?điện thoại|giao (?:đến|tới))\s*[:：]"
)
_COUNTRY = re.compile(r"(?i)[\s,.;-]*\b(?:việt\s?nam|viet\s?nam|vn)\b[\s.]*(?:\d{5,6})?\s*$|(?<=\D)[\s,]+\d{5,6}\s*$")


class AddressTooLong(ValueError):
    """The text is longer than ``MAX_LENGTH`` characters; no address is."""


class Confidence(StrEnum):
    """How sure a reading is: one commune; several to choose from; the province alone; nothing."""

    EXACT = "exact"
    CANDIDATES = "candidates"
    PROVINCE = "province"
    NONE = "none"


class Reason(StrEnum):
    """Why a commune is only a candidate."""

    SPLIT = "split"  # the former commune was divided between several
    SAME_NAME = "same-name"  # the name is used more than once
    DISTRICT = "district"  # no commune was named, only the former district
    UNSURE = "unsure"  # the name may also be a street or hamlet


@dataclass(frozen=True, slots=True)
class Candidate:
    """A current commune that may be meant; ``former`` is the unit it was found by, as it was called then."""

    code: str
    reason: Reason
    former: str = ""

    @property
    def commune(self) -> Commune:
        found = selectors.commune(self.code)
        if found is None:  # the index and the list are built from the same file
            raise LookupError(self.code)
        return found


@dataclass(frozen=True, slots=True)
class ParsedAddress:
    """What was understood. ``line`` is what remains for house, street and hamlet; ``typed`` the text as it was given.

    ``matched`` holds the former names that were understood, smallest first; empty when the text used current ones.
    """

    typed: str
    confidence: Confidence
    line: str = ""
    province_code: str | None = None
    commune_code: str | None = None
    candidates: tuple[Candidate, ...] = ()
    matched: tuple[str, ...] = ()
    phone: str = ""

    @property
    def province(self) -> Province | None:
        return selectors.province(self.province_code) if self.province_code else None

    @property
    def commune(self) -> Commune | None:
        return selectors.commune(self.commune_code) if self.commune_code else None


def parse_address(text: str) -> ParsedAddress:
    """Reads one address; see the module's docstring. Raises :class:`AddressTooLong`, never anything else.

    Typically 1 to 3 ms; the first call of a process also builds the index (0.2 s).
    """
    if len(text) > 4 * MAX_LENGTH:
        raise AddressTooLong(len(text))
    typed = clean_text(text, max_length=4 * MAX_LENGTH, multiline=True)
    if len(typed) > MAX_LENGTH:
        raise AddressTooLong(len(typed))
    phone, body = _take_phone(typed)
    body = _COUNTRY.sub("", _LABELS.sub(" ", body))
    words = Words(body)
    found = mentions(words)
    best = _best(readings(words, found))
    if not best:
        return ParsedAddress(typed, Confidence.NONE, line=_tidy(body), phone=phone)
    return _answer(typed, phone, words, found, best)


def _take_phone(text: str) -> tuple[str, str]:
    match = _PHONE.search(text)
    if match is None:
        return "", text
    return re.sub(r"[^\d+]", "", match.group()), f"{text[: match.start()]},{text[match.end() :]}"


def _best(found: Iterable[Reading]) -> list[Reading]:
    ordered = sorted(found, key=lambda reading: -reading.points)
    return [
        reading
        for reading in ordered
        if reading.points >= ordered[0].points - _AS_GOOD and not _part_of(ordered[0], reading)
    ]


def _part_of(best: Reading, other: Reading) -> bool:
    """Whether ``other`` reads less of the same name: "Tạ An Khương" of "Tạ An Khương Nam"."""
    return best.commune is not None and other.commune is not None and best.commune.covers(other.commune)


def _answer(typed: str, phone: str, words: Words, found: Mentions, best: list[Reading]) -> ParsedAddress:
    first = best[0]
    candidates = _candidates(best)
    line = _line(words, found, first)
    matched = _matched(first)
    codes = {candidate.code for candidate in candidates}
    if len(codes) == 1 and candidates[0].reason is not Reason.UNSURE:
        commune = candidates[0].commune
        return ParsedAddress(
            typed, Confidence.EXACT, line, commune.province_id, commune.code, candidates, matched, phone
        )
    provinces = {candidate.commune.province_id for candidate in candidates}
    province = provinces.pop() if len(provinces) == 1 else None
    if province is None and first.province:
        province = first.province.unit.code
    if 0 < len(candidates) <= MAX_CANDIDATES:
        return ParsedAddress(typed, Confidence.CANDIDATES, line, province, None, candidates, matched, phone)
    confidence = Confidence.PROVINCE if province else Confidence.NONE
    return ParsedAddress(typed, confidence, line, province, None, (), matched, phone)


def _candidates(best: list[Reading]) -> tuple[Candidate, ...]:
    """The communes the readings lead to, the likeliest first, each once."""
    found: dict[str, Candidate] = {}
    targets = {code for reading in best for code in _codes(reading)}
    head = best[0].commune
    named = set(head.unit.codes) if head and head.unit.current and head.stated else set()
    for reading in best:
        # a current commune called by its name is meant, also where its former namesake went partly elsewhere
        if named and reading is not best[0] and named & set(_codes(reading)):
            continue
        if reading.commune:
            unit = reading.commune.unit
            several = Reason.SPLIT if len(unit.codes) > 1 else Reason.SAME_NAME
            reason = Reason.UNSURE if reading.certain < _GUESS else several
            for code in unit.codes:
                found.setdefault(code, Candidate(code, reason, "" if unit.current else _former(unit)))
        elif reading.district:
            district = reading.district.unit
            for code in district.codes:
                found.setdefault(code, Candidate(code, Reason.DISTRICT, _former(district)))
    # a commune guessed from a bare word: the rest of its district stays possible
    guess = best[0]
    if guess.commune and guess.certain < _GUESS and guess.district and len(targets) == 1:
        for code in guess.district.unit.codes:
            found.setdefault(code, Candidate(code, Reason.DISTRICT, _former(guess.district.unit)))
    return tuple(found.values())


def _codes(reading: Reading) -> tuple[str, ...]:
    if reading.commune:
        return reading.commune.unit.codes
    if reading.district:
        return reading.district.unit.codes
    return ()


def _former_name(slug: str) -> str:
    return next(unit.name for unit in reference().former if unit.slug == slug)


def _former(unit: Unit | District) -> str:
    """ "Xã Quý Sơn, Huyện Lục Ngạn, Bắc Giang"."""
    if isinstance(unit, District):
        return f"{unit.full_name}, {_former_name(unit.former)}"
    return f"{unit.full_name}, {_former(unit.district)}" if unit.district else unit.full_name


def _matched(reading: Reading) -> tuple[str, ...]:
    """Former names the reading rests on, smallest first."""
    names = []
    if reading.commune and not reading.commune.unit.current:
        names.append(reading.commune.unit.full_name)
    if reading.district:
        names.append(reading.district.unit.full_name)
    if reading.province and not reading.province.unit.current:
        names.append(reading.province.unit.name)
    return tuple(names)


def _line(words: Words, found: Mentions, reading: Reading) -> str:
    """The text without the units that were understood: house, street, hamlet."""
    used: list[AnyMention] = [m for m in reading.used() if m is not reading.commune or reading.certain >= _GUESS]
    # the same province or district in other words: "TP Huế, tỉnh Thừa Thiên Huế"
    unit = reading.commune or reading.district or reading.province
    if unit and isinstance(unit.unit, Unit | District):
        used += [m for m in found.provinces if agreement(unit.unit, m.unit) and words.opens(m.start)]
        codes = set(_codes(reading))
        used += [
            m for m in found.districts if codes & set(m.unit.codes) and words.opens(m.start) and words.closes(m.last)
        ]
    text, position = "", 0
    for start, end in sorted((words.list[m.start].start, words.list[m.last - 1].end) for m in used):
        text += words.text[position : max(start, position)] + ","
        position = max(position, end)
    return _tidy(text + words.text[position:])


def _tidy(text: str) -> str:
    parts = (part.strip(" .:-–—/") for part in re.split(r"[,;\n]", text))
    return clean_text(", ".join(part for part in parts if fold_key(part)), max_length=200)


class PostalAddress(Protocol):
    """What :func:`label_lines` needs of an address; the model of ``accounts`` has it."""

    line: str
    typed: str

    @property
    def commune(self) -> Commune | None: ...
    @property
    def province(self) -> Province | None: ...


def label_lines(address: PostalAddress) -> list[str]:
    """The lines of a shipping label below the name: the current address, then in brackets what the buyer wrote.

    The carrier's sorting knows the new units, the courier and the neighbours often only the old ones, so the label says
    both. The second is left out where it adds nothing to the first.
    """
    place = ", ".join(
        name
        for name in (
            address.commune.full_name if address.commune else "",
            address.province.full_name if address.province else "",
        )
        if name
    )
    lines = [line for line in (address.line.strip(), place) if line]
    typed = ", ".join(part for line in address.typed.split("\n") if (part := line.strip(" ,")))
    known = set(fold_key(" ".join(lines)).split()) | {"p", "x", "tp", "tinh", "thanh", "pho", "t"}
    if typed and not set(fold_key(typed).split()) <= known:
        lines.append(f"({typed})")
    return lines
