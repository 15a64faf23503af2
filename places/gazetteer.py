"""An index of every name an address may hold: current communes, former communes, former districts, provinces.

Built once from the data files (about 0.15 s, 12 MB), then only dictionary look-ups. Keys are folded words without the
spaces between them, so ``daklak`` finds ``Đắk Lắk``; a few spellings that differ by habit alone (``Mĩ``/``Mỹ``,
``Đắc``/``Đắk``, ``Phường 01``/``Phường 1``) share a key.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from core.text import fold, vi
from places.reference import communes_on, current_day, former_communes, former_districts, reference

# Kinds of units as they are written before a name, in full and short, folded; the longest first where one ends another.
KIND_WORDS: dict[tuple[str, ...], str] = {
    ("thanh", "pho"): "city",
    ("tp",): "city",
    ("thi", "xa"): "town",
    ("tx",): "town",
    ("thi", "tran"): "township",
    ("tt",): "township",
    ("dak", "khu"): "special",
    ("dk",): "special",
    ("phuong",): "ward",
    ("p",): "ward",
    ("f",): "ward",
    ("xa",): "commune",
    ("x",): "commune",
    ("quan",): "urban district",
    ("q",): "urban district",
    ("huyen",): "district",
    ("h",): "district",
    ("huyen", "dao"): "district",
    ("tinh",): "province",
    ("t",): "province",
}
COMMUNE_KINDS = {"township", "special", "ward", "commune"}
DISTRICT_KINDS = {"city", "town", "urban district", "district"}
PROVINCE_KINDS = {"city", "province"}
# Words that make the name after them a street or a building, never a unit.
STREET_WORDS = frozenset(
    ["đường", "phố", "ngõ", "hẻm", "ngách", "kiệt", "lộ", "ql", "cầu", "chợ", "tòa", "kcn", "trường", "chùa"]
)
# Words that make it a hamlet: it may still bear the name of its commune.
HAMLET_WORDS = frozenset(
    ["thôn", "ấp", "xóm", "bản", "buôn", "làng", "khu", "kp", "khóm", "đội", "cụm", "tổ", "bon", "plei", "sóc"]
)

_KIND_OF_PREFIX = {
    "Thành phố": "city",
    "Thị xã": "town",
    "Thị trấn": "township",
    "Đặc khu": "special",
    "Phường": "ward",
    "Xã": "commune",
    "Quận": "urban district",
    "Huyện": "district",
}
_WORD = re.compile(r"[^\W\d_]+|\d+")
_LONE_Y = re.compile(r"(?:[bcdghklmnprstvx]+|qu)y")


@dataclass(frozen=True, slots=True)
class District:
    """A unit of the level that was abolished on 1 July 2025."""

    former: str  # slug of the former province
    name: str
    full_name: str
    kind: str
    province: str  # code of the current province
    codes: tuple[str, ...]  # current communes on its ground
    grounds: frozenset[str]  # the districts its communes were under last: its own name, for an older one its heirs'

    def held(self, unit: "Unit") -> bool:
        """Whether this former commune was one of the district's."""
        return unit.district is not None and unit.former == self.former and unit.district.full_name in self.grounds


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune: a current one (``district`` and ``former`` are None) or one that went into ``codes``."""

    name: str
    full_name: str
    kind: str
    province: str  # code of the current province
    codes: tuple[str, ...]
    district: District | None = None
    former: str | None = None
    origins: frozenset[str] = frozenset()  # of a current one: former provinces on whose ground it lies

    @property
    def current(self) -> bool:
        return self.former is None


@dataclass(frozen=True, slots=True)
class ProvinceName:
    """What the name of a province means: the unit now, the former unit, and whether it is the name of a current one."""

    name: str
    spelling: str
    code: str
    former: str
    current: bool


@dataclass(frozen=True)
class Gazetteer:
    communes: dict[str, tuple[Unit, ...]]
    districts: dict[str, tuple[District, ...]]
    provinces: dict[str, ProvinceName]


def word_key(folded: str) -> str:
    """One folded word as it stands in a key."""
    if folded.isdigit():
        return folded.lstrip("0") or "0"
    if folded == "dac":
        return "dak"
    return folded[:-1] + "i" if _LONE_Y.fullmatch(folded) else folded


def name_key(name: str) -> str:
    return "".join(word_key(word) for word in _WORD.findall(fold(name)))


def marked_key(name: str) -> str:
    """Like :func:`name_key` with the marks left on: tells Sa Pa from Sa Pả where the writer used marks."""
    return "".join(_WORD.findall(vi(name)))


def _split(full_name: str) -> tuple[str, str]:
    for prefix, kind in _KIND_OF_PREFIX.items():
        if full_name.startswith(prefix + " "):
            return kind, full_name.removeprefix(prefix + " ")
    raise ValueError(full_name)


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The index for today's units."""
    provinces = {row.slug: row for row in reference().provinces}
    now = {unit.slug: provinces[unit.province].code for unit in reference().former}
    grouped: dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for former, under, commune, codes in former_communes():
        grouped[former, under].append((commune, codes))

    older: dict[tuple[str, str], tuple[str, ...]] = {
        (former, name): heirs for former, name, heirs in former_districts()
    }
    communes: dict[str, list[Unit]] = defaultdict(list)
    districts: dict[str, list[District]] = defaultdict(list)
    origins: dict[str, set[str]] = defaultdict(set)
    for former, full_name in dict.fromkeys([*grouped, *older]):
        kind, name = _split(full_name)
        grounds = {full_name, *older.get((former, full_name), ())}
        rows = [row for ground in sorted(grounds) for row in grouped.get((former, ground), ())]
        codes = tuple(dict.fromkeys(code for _, row_codes in rows for code in row_codes))
        district = District(former, name, full_name, kind, now[former], codes, frozenset(grounds))
        districts[name_key(name)].append(district)
        for commune, own_codes in grouped.get((former, full_name), ()):
            for code in own_codes:
                origins[code].add(former)
            if not commune:
                continue  # an island district without communes
            commune_kind, bare = _split(commune)
            communes[name_key(bare)].append(
                Unit(bare, commune, commune_kind, district.province, own_codes, district=district, former=former)
            )
    for row in communes_on(current_day()):
        prefix = next(word for word, kind in _KIND_OF_PREFIX.items() if kind == row.kind)
        communes[name_key(row.name)].append(
            Unit(
                row.name,
                f"{prefix} {row.name}",
                row.kind,
                row.province,
                (row.code,),
                origins=frozenset(origins[row.code]),
            )
        )
    return Gazetteer(
        communes={key: tuple(units) for key, units in communes.items()},
        districts={key: tuple(units) for key, units in districts.items()},
        provinces=_province_names(now),
    )


def _province_names(now: dict[str, str]) -> dict[str, ProvinceName]:
    names: dict[str, ProvinceName] = {}
    for unit in reference().former:
        current = unit.slug == unit.province
        for spelling in (unit.name, *unit.spellings):
            names[name_key(spelling)] = ProvinceName(unit.name, spelling, now[unit.slug], unit.slug, current)
    return names
