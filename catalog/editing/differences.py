"""What changed between two texts, word by word, and between two states of a listing, field by field."""

import difflib
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from catalog.claims import Finding, claims_in
from catalog.editing.working import REVIEWED, Shot
from catalog.models import BannedClaim, Producer, Product, ProductSet, SaleMode
from catalog.wording import shelf_life_words
from core.text import vi
from places import selectors as places

SAME, GONE, NEW = "same", "del", "ins"
# Beyond this many words two texts are shown whole, one after the other.
MAX_WORDS: Final = 4_000

LABELS: Final[dict[str, str | Promise]] = {
    "name": _("Tên"),
    "name_en": _("Tên tiếng Anh"),
    "product_set_id": _("Bộ sản phẩm"),
    "sale_mode": _("Cách bán"),
    "producer_id": _("Người làm ra"),
    "province_id": _("Tỉnh, thành"),
    "commune_id": _("Xã, phường"),
    "description": _("Mô tả"),
    "description_en": _("Mô tả tiếng Anh"),
    "ingredients": _("Thành phần"),
    "storage": _("Bảo quản"),
    "shelf_life_days": _("Hạn dùng"),
    "warnings": _("Cảnh báo"),
    "alcohol_percent": _("Độ cồn"),
}


class Piece(NamedTuple):
    """A run of words: `same`, `del` or `ins`; `claim` is why it must not be said, where it must not."""

    kind: str
    text: str
    claim: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field: what it is called, whether it changed, and its text as pieces to draw."""

    name: str
    label: str | Promise
    changed: bool
    pieces: list[Piece]


class ShotChange(NamedTuple):
    """One picture: `same`, `del`, `ins`, or `moved` to another place or given other words."""

    kind: str
    shot: Shot
    was: Shot | None


def text_pieces(before: str, after: str) -> list[Piece]:
    """`after` with what was taken out and put in, word by word; joined, the pieces give both texts back."""
    old, new = _words(before), _words(after)
    if before == after:
        return [Piece(SAME, after)] if after else []
    if len(old) + len(new) > MAX_WORDS:
        return [Piece(kind, text) for kind, text in ((GONE, before), (NEW, after)) if text]
    pieces: list[Piece] = []
    for op, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            pieces.append(Piece(SAME, "".join(new[c:d])))
            continue
        if b > a:
            pieces.append(Piece(GONE, "".join(old[a:b])))
        if d > c:
            pieces.append(Piece(NEW, "".join(new[c:d])))
    return pieces


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\w+|[^\w\s]", text)


def field_changes(
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any],
    claims: Sequence[BannedClaim],
    *,
    products: Iterable[Product] = (),
) -> list[FieldChange]:
    """Every reviewed field that says something, before (None: nothing was public) and after.

    Two queries for the names of sets and producers, none for those that `products` have at hand.
    """
    names = _names([after, before or {}], products)
    found = []
    for name in REVIEWED:
        new = value_words(name, after.get(name), names)
        old = value_words(name, before.get(name), names) if before is not None else new
        if not old and not new:
            continue
        pieces = _marked(text_pieces(old, new), claims)
        found.append(FieldChange(name=name, label=LABELS[name], changed=old != new, pieces=pieces))
    return found


def _marked(pieces: list[Piece], claims: Sequence[BannedClaim]) -> list[Piece]:
    """The same pieces, cut at forbidden phrases of the new text. A phrase that runs over two pieces marks both."""
    text = "".join(piece.text for piece in pieces if piece.kind != GONE)
    findings = claims_in(text, claims)
    if not findings or len(vi(text)) != len(text):  # positions are those of the text only where no letter was joined
        return pieces
    marked: list[Piece] = []
    at = 0
    for piece in pieces:
        if piece.kind == GONE:
            marked.append(piece)
            continue
        marked += _cut(piece, at, findings)
        at += len(piece.text)
    return marked


def _cut(piece: Piece, at: int, findings: Sequence[Finding]) -> list[Piece]:
    end = at + len(piece.text)
    edges = {at, end} | {edge for f in findings for edge in (f.start, f.end) if at < edge < end}
    ordered = sorted(edges)
    return [
        Piece(
            piece.kind,
            piece.text[start - at : stop - at],
            next((f.reason for f in findings if f.start <= start and stop <= f.end), ""),
        )
        for start, stop in itertools.pairwise(ordered)
    ]


def shot_changes(before: Sequence[Shot] | None, after: Sequence[Shot]) -> list[ShotChange]:
    """The pictures as they are to be, then those that go."""
    if before is None:
        return [ShotChange(SAME, shot, None) for shot in after]
    known = {shot.image or shot.key: (place, shot) for place, shot in enumerate(before)}
    found = []
    for place, shot in enumerate(after):
        old = known.pop(shot.image or shot.key, None)
        if old is None:
            found.append(ShotChange(NEW, shot, None))
            continue
        same = (old[0], old[1].alt, old[1].label) == (place, shot.alt, shot.label)
        found.append(ShotChange(SAME if same else "moved", shot, old[1]))
    return found + [ShotChange(GONE, shot, shot) for _place, shot in known.values()]


def value_words(name: str, value: Any, names: Mapping[tuple[str, Any], str]) -> str:
    """A stored value as people read it; empty for nothing."""
    if value in (None, "", [], False):
        return ""
    if name == "shelf_life_days":
        return shelf_life_words(value)
    if name == "alcohol_percent":
        return f"{Decimal(str(value)).normalize():f}%".replace(".", ",")
    if name == "sale_mode":
        return str(SaleMode(value).label)
    if name == "province_id":
        province = places.province(value)
        return province.name if province else str(value)
    if name == "commune_id":
        commune = places.commune(value)
        return str(commune) if commune else str(value)
    if name in ("product_set_id", "producer_id"):
        return names.get((name, value), str(value))
    return _now("có") if value is True else str(value)


def _names(states: Sequence[Mapping[str, Any]], products: Iterable[Product] = ()) -> dict[tuple[str, Any], str]:
    names: dict[tuple[str, Any], str] = {}
    for product in products:
        names["product_set_id", product.product_set_id] = _set_name(product.product_set)
        names["producer_id", product.producer_id] = product.producer.name
    wanted = {(name, state.get(name)) for state in states for name in ("product_set_id", "producer_id")}
    left = {(name, pk) for name, pk in wanted if pk} - names.keys()
    if sets := [pk for name, pk in left if name == "product_set_id"]:
        names |= {("product_set_id", row.pk): _set_name(row) for row in ProductSet.objects.filter(pk__in=sets)}
    if makers := [pk for name, pk in left if name == "producer_id"]:
        rows = Producer.objects.filter(pk__in=makers).values_list("pk", "name")
        names |= {("producer_id", pk): name for pk, name in rows}
    return names


def _set_name(row: ProductSet) -> str:
    return f"{row.number}. {row.label}"


def named(values: Sequence[Mapping[str, Any]]) -> dict[tuple[str, Any], str]:
    """Names of the sets and producers that these values mean. Two queries."""
    return _names(values)
