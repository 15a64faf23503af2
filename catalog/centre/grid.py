"""The grid of a shop's packs: prices, counts and thresholds of a page, and saving what somebody changed in it.

Nothing is lost silently. Each cell carries what its reader saw; one that was changed by somebody else meanwhile is not
overwritten but said, with both numbers, and saving again takes the number typed. Cells stand alone: one that is wrong
keeps no other from being saved. Stock is never written but counted or received, so the ledger knows all of it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from catalog.models import Offer, PriceSource, PriceWindow, SaleMode, StockUnit
from catalog.pricing.services import list_price_set
from catalog.stock.services import OutOfStock, low_stock_set, stock_count, stock_receive, stock_unit
from core.money import Money, MoneyUnreadable, parse_vnd
from core.text import clean_text, fold
from vendors.models import Vendor

PER_PAGE: Final = 50
LOW, OUT = "sap-het", "het"
MIN_PRICE: Final = 1_000  # nothing here costs less; who types 120 means 120 thousand
MAX_PRICE: Final = 1_000_000_000
MAX_STOCK: Final = 10_000_000
MAX_QUERY: Final = 60
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:[. ][0-9]{3})+")
# Letters with their marks, so that a search without marks finds them in the database.
_MARKED: Final = {
    "a": "aàáảãạăằắẳẵặâầấẩẫậ",
    "e": "eèéẻẽẹêềếểễệ",
    "i": "iìíỉĩị",
    "o": "oòóỏõọôồốổỗộơờớởỡợ",
    "u": "uùúủũụưừứửữự",
    "y": "yỳýỷỹỵ",
    "d": "dđ",
}
# In both cases: a database of locale C knows those of ASCII only.
_CLASSES: Final = {char: f"[{marked}{marked.upper()}]" for char, marked in _MARKED.items()}


class CellWrong(ValueError):
    """What somebody typed into a cell cannot be taken; the text says why, for them to read."""


class CellChanged(CellWrong):
    """Somebody else changed the number meanwhile; `now` is what it is."""

    def __init__(self, text: str, now: int | None) -> None:
        super().__init__(text)
        self.now = now


@dataclass(slots=True)
class Cell:
    """One number of a row: what is stored (`was`, as its reader saw it) and what stands in the control."""

    name: str
    was: int | None
    typed: str = ""
    error: str = ""
    saved: bool = False

    @property
    def seen(self) -> str:
        """For the hidden control: digits, or nothing."""
        return "" if self.was is None else str(self.was)


@dataclass(slots=True, kw_only=True)
class GridRow:
    """A pack with its numbers. `stock` is None for what is not kept in pieces (a stay)."""

    offer: Offer
    price: Cell
    stock: Cell | None
    received: Cell | None
    low: Cell | None
    available: int = 0
    is_low: bool = False

    @property
    def cells(self) -> list[Cell]:
        return [cell for cell in (self.price, self.stock, self.received, self.low) if cell is not None]

    @property
    def held(self) -> int:
        """Pieces promised to buyers."""
        return max(0, (self.stock.was or 0) - self.available) if self.stock else 0


@dataclass(slots=True)
class Saved:
    """What saving a page did."""

    rows: list[GridRow]
    written: int = 0
    errors: int = field(default=0)


# ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def grid_page(*, vendor: Vendor, show: str = "", query: str = "", page: int = 1) -> tuple[list[GridRow], bool]:
    """Page `page` (from 1) of a shop's packs, and whether there is another. Three queries, by an index on the shop.

    `show` is LOW, OUT or empty for all. `query` finds names and codes, with or without marks.
    """
    offers = _found(_shown(Offer.objects.for_vendor(vendor), vendor, show), query)
    start = (max(1, page) - 1) * PER_PAGE
    ordered = offers.select_related("product").order_by("-product", "position", "pk")
    found = list(ordered[start : start + PER_PAGE + 1])
    return _rows(found[:PER_PAGE]), len(found) > PER_PAGE


def _shown(offers: QuerySet[Offer], vendor: Vendor, show: str) -> QuerySet[Offer]:
    if show == LOW:
        return offers.filter(pk__in=StockUnit.objects.filter(low_for=vendor.pk).values("offer"), is_active=True)
    if show == OUT:
        left = StockUnit.objects.filter(offer=OuterRef("pk"), pool="", date=None, available__gt=0)
        return offers.filter(~Exists(left), is_active=True).exclude(product__sale_mode=SaleMode.STAY)
    return offers


def pattern_words(query: str) -> list[str]:
    """A regular expression for each word of a search, that finds it with and without marks. At most six."""
    words = fold(clean_text(query, max_length=MAX_QUERY)).split()[:6]
    return ["".join(_CLASSES.get(char) or re.escape(char) for char in word) for word in words]


def _found(offers: QuerySet[Offer], query: str) -> QuerySet[Offer]:
    for pattern in pattern_words(query):
        offers = offers.filter(Q(product__name__iregex=pattern) | Q(name__iregex=pattern) | Q(sku__iregex=pattern))
    return offers


def _rows(offers: list[Offer]) -> list[GridRow]:
    ids = [offer.pk for offer in offers]
    windows = PriceWindow.objects.filter(offer__in=ids, source=PriceSource.LIST, ends_at=None)
    prices = dict(windows.values_list("offer_id", "price"))
    units = {unit.offer_id: unit for unit in StockUnit.objects.filter(offer__in=ids, pool="", date=None)}
    return [_row(offer, prices.get(offer.pk), units.get(offer.pk)) for offer in offers]


def _row(offer: Offer, price: int | None, unit: StockUnit | None) -> GridRow:
    pk = offer.pk
    row = GridRow(
        offer=offer, price=Cell(f"gia-{pk}", price, written(price)), stock=None, received=None, low=None, available=0
    )
    if offer.product.sale_mode != SaleMode.STAY:
        on_hand = unit.on_hand if unit else 0
        row.stock = Cell(f"co-{pk}", on_hand, written(on_hand))
        row.received = Cell(f"them-{pk}", None)
        row.low = Cell(f"bao-{pk}", offer.low_stock_at, written(offer.low_stock_at))
        row.available = unit.available if unit else 0
        row.is_low = row.available <= offer.low_stock_at > 0
    return row


def written(number: int | None) -> str:
    """A number as it stands in a control: `1.250.000`."""
    return "" if number is None else f"{number:,}".replace(",", ".")


# ── Saving ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def grid_save(*, vendor: Vendor, pks: Iterable[str], typed: Mapping[str, str], by: User, may_price: bool) -> Saved:
    """Write the cells of these packs that somebody changed; rows of another shop are left out.

    Prices only for whoever `may_price`. Every cell is a transaction of its own. The rows come back as they are now,
    with what was typed and why it could not be taken where it could not.
    """
    ids = [int(pk) for pk in list(pks)[:PER_PAGE] if re.fullmatch(r"[0-9]{1,18}", pk)]
    offers = {
        offer.pk: offer for offer in Offer.objects.for_vendor(vendor).filter(pk__in=ids).select_related("product")
    }
    saved = Saved(_rows([offers[pk] for pk in ids if pk in offers]))
    for row in saved.rows:
        if may_price:
            _take(row.price, typed, read_price, partial(price_change, row.offer))
        if row.stock is not None and row.received is not None and row.low is not None:
            _stock(row, typed, by)
    cells = [cell for row in saved.rows for cell in row.cells]
    saved.written, saved.errors = sum(cell.saved for cell in cells), sum(bool(cell.error) for cell in cells)
    if saved.errors:
        now = _rows([row.offer for row in saved.rows])
        saved.rows = [_as_now(row, fresh) for row, fresh in zip(saved.rows, now, strict=True)]
    return saved


def _as_now(row: GridRow, fresh: GridRow) -> GridRow:
    """What is stored now, and what could not be taken as it was typed."""
    for cell, new in zip(row.cells, fresh.cells, strict=True):
        new.saved = cell.saved
        if cell.error or (not cell.saved and cell.typed != written(cell.was)):
            new.was, new.typed, new.error = cell.was, cell.typed, cell.error
    return fresh


def _stock(row: GridRow, typed: Mapping[str, str], by: User) -> None:
    stock, received, low = row.stock, row.received, row.low
    assert stock is not None and received is not None and low is not None  # noqa: S101, PT018  checked by the caller
    more = typed.get(received.name, "").strip()
    if more and _changed(stock, typed):
        stock.typed, received.typed = typed.get(stock.name, "")[:40], more[:40]
        stock.was = _number(typed.get(f"{stock.name}-cu", ""))
        received.error = _("Chỉ điền một ô: số đếm lại, hoặc số nhập thêm.")
    elif more:
        _take(received, typed, _read_received, lambda _seen, new: _receive(row.offer, new, by))
        if received.saved:
            received.was, received.typed = None, ""
    else:
        _take(stock, typed, read_count, lambda seen, new: count_change(row.offer, seen or 0, new, by))
    _take(low, typed, read_count, lambda seen, new: low_change(row.offer, seen, new))


def _changed(cell: Cell, typed: Mapping[str, str]) -> bool:
    text, seen = typed.get(cell.name), _number(typed.get(f"{cell.name}-cu", ""))
    return text is not None and text.strip() not in ("" if seen is None else str(seen), written(seen))


def _take(
    cell: Cell,
    typed: Mapping[str, str],
    read: Callable[[str], int],
    write: Callable[[int | None, int], None],
) -> None:
    """Write a cell if it says something else than what its reader saw."""
    if not _changed(cell, typed):
        return
    text, seen = typed[cell.name], _number(typed.get(f"{cell.name}-cu", ""))
    cell.typed = text[:40]
    try:
        new = read(text)
        if new != seen or cell.name.startswith("them-"):
            write(seen, new)
            cell.was, cell.typed, cell.saved = new, written(new), True
        else:
            cell.typed = written(cell.was)
    except CellChanged as conflict:
        cell.was, cell.error = conflict.now, str(conflict)
    except CellWrong as error:
        cell.was, cell.error = seen, str(error)


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,12}", text) else None


# ── What may be typed ────────────────────────────────────────────────────────────────────────────────────────────────
def read_price(text: str) -> int:
    """A list price in đồng as people type it (`core.money.parse_vnd`). Raises `CellWrong`."""
    if not text.strip():
        raise CellWrong(_("Giá còn trống. Muốn ngừng bán thì tạm dừng món hàng."))
    try:
        amount = parse_vnd(text).amount
    except MoneyUnreadable as error:
        if error.negative:
            raise CellWrong(_("Giá không được âm.")) from error
        raise CellWrong(_("Không hiểu giá này. Viết 125000, 125.000 hoặc 125k.")) from error
    if amount < MIN_PRICE:
        hint = Money(amount * 1_000) if amount else Money(MIN_PRICE)
        raise CellWrong(
            _("%(amount)s thì ít quá. Có phải là %(hint)s?") % {"amount": Money(amount), "hint": hint}
            if amount
            else _("Giá phải từ %(hint)s trở lên.") % {"hint": hint}
        )
    if amount > MAX_PRICE:
        raise CellWrong(_("Giá cao nhất là %(most)s.") % {"most": Money(MAX_PRICE)})
    return amount


def read_count(text: str) -> int:
    """A number of pieces, 0 or more. Raises `CellWrong`."""
    typed = clean_text(text[:60], max_length=60)
    if not typed:
        raise CellWrong(_("Còn trống. Hết hàng thì ghi 0."))
    if re.fullmatch(r"[-−–] ?[0-9]+", typed):
        raise CellWrong(_("Số lượng không được âm."))
    if re.fullmatch(r"[0-9]{1,12}", typed):
        number = int(typed)
    elif len(typed) < 16 and _GROUPED.fullmatch(typed):
        number = int(re.sub(r"[. ]", "", typed))
    else:
        raise CellWrong(_("Ghi một số nguyên, ví dụ 40."))
    if number > MAX_STOCK:
        raise CellWrong(_("Nhiều nhất là %(most)s.") % {"most": written(MAX_STOCK)})
    return number


def _read_received(text: str) -> int:
    number = read_count(text.strip().removeprefix("+"))
    if number < 1:
        raise CellWrong(_("Nhập thêm ít nhất là 1."))
    return number


# ── Writing one cell, unless somebody else has ───────────────────────────────────────────────────────────────────────
def price_change(offer: Offer, seen: int | None, price: int) -> None:
    """Make `price` the list price unless it is no longer what its reader saw. Raises `CellChanged`."""
    with transaction.atomic():
        Offer.objects.select_for_update().get(pk=offer.pk)  # as `list_price_set` does: nobody comes between
        open_list = PriceWindow.objects.filter(offer=offer, source=PriceSource.LIST, ends_at=None)
        now = open_list.values_list("price", flat=True).first()
        if now not in (seen, price):
            numbers = {"seen": Money(seen) if seen else "–", "now": Money(now) if now else "–"}
            text = _(
                "Lúc mở trang giá là %(seen)s, nay đã có người đổi thành %(now)s. Muốn lấy số vừa gõ, lưu lần nữa."
            )
            raise CellChanged(text % numbers, now)
        list_price_set(offer=offer, price=price)


def count_change(offer: Offer, seen: int, counted: int, by: User, *, note: str = "") -> None:
    """Put down a count unless the stock is no longer what its reader saw. Raises `CellChanged` or `CellWrong`."""
    with transaction.atomic():
        unit = StockUnit.objects.select_for_update().get(pk=stock_unit(offer=offer).pk)
        if unit.on_hand not in (seen, counted):
            text = _(
                "Lúc mở trang có %(seen)s, nay là %(now)s: vừa bán hoặc có người sửa. Vẫn lấy số vừa gõ, lưu lần nữa."
            )
            raise CellChanged(text % {"seen": written(seen), "now": written(unit.on_hand)}, unit.on_hand)
        try:
            stock_count(unit=unit, counted=counted, by=by, note=note)
        except OutOfStock as error:
            text = _("Đang giữ %(held)s cho khách, không ghi ít hơn được.")
            raise CellWrong(text % {"held": written(unit.on_hand - unit.available)}) from error


def low_change(offer: Offer, seen: int | None, at: int) -> None:
    """Set what the shop is told at unless it is no longer what its reader saw. Raises `CellChanged`."""
    with transaction.atomic():
        now = Offer.objects.select_for_update().get(pk=offer.pk).low_stock_at
        if now not in (seen, at):
            text = _("Đã có người đổi thành %(now)s. Muốn lấy số vừa gõ thì lưu lần nữa.")
            raise CellChanged(text % {"now": written(now)}, now)
        low_stock_set(offer=offer, at=at)


def _receive(offer: Offer, quantity: int, by: User) -> None:
    stock_receive(unit=stock_unit(offer=offer), quantity=quantity, by=by)
