"""What a file would do to a shop: which products are new, what changes, and what stands against it. Writes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _

from catalog.claims import claims_in
from catalog.imports.columns import ImportRefused, Problem
from catalog.imports.known import Known
from catalog.imports.rows import Row, read_row
from catalog.imports.table import Table
from catalog.imports.where import Where
from catalog.listing import ALCOHOL_SETS
from catalog.models import (
    BannedClaim,
    Offer,
    SaleMode,
)
from catalog.pictures import CleanPicture, PictureRefused, picture_check
from catalog.pricing.typed import MIN_PRICE
from core.money import Money
from vendors.models import Vendor

STAY_SET: Final = 26
# Column of the file → field of the product.
_PRODUCT_FIELDS: Final = {
    "name": "name",
    "name_en": "name_en",
    "description": "description",
    "set_no": "product_set",
    "province": "province",
    "commune": "commune",
    "alcohol_percent": "alcohol_percent",
}


@dataclass(slots=True, kw_only=True)
class Step:
    """What one row does. `offer` is None for a new product; a field that is empty here stays as it is."""

    row: Row
    offer: Offer | None = None
    product_fields: dict[str, Any] = field(default_factory=dict)
    offer_fields: dict[str, Any] = field(default_factory=dict)
    price: int | None = None
    price_before: int | None = None  # recorded as the price before, for a new product
    stock: int | None = None
    certificate: bool = False
    picture: Path | None = None
    changes: list[str] = field(default_factory=list)  # for people, column by column
    note: str = ""

    @property
    def is_new(self) -> bool:
        return self.offer is None


@dataclass(slots=True)
class Plan:
    """All steps of a file, in its order."""

    steps: list[Step]

    @property
    def new(self) -> list[Step]:
        return [step for step in self.steps if step.is_new]

    @property
    def changed(self) -> list[Step]:
        return [step for step in self.steps if not step.is_new and step.changes]

    @property
    def unchanged(self) -> int:
        return len(self.steps) - len(self.new) - len(self.changed)


# Called now and then with how many rows are done; what it raises ends the import.
Watch = Callable[[int], None]


@dataclass(slots=True)
class Read:
    """The rows of a file that can be read, and all that is wrong with its cells."""

    rows: list[Row]
    problems: list[Problem]


def read_rows(table: Table, *, watch: Watch | None = None) -> Read:
    """The rows of a file by themselves, whatever the shop has: the slow part, for which nothing needs to be locked."""
    claims = list(BannedClaim.objects.filter(is_active=True))
    found, where = Read([], []), Where()
    for number, line in enumerate(table.lines):
        if watch is not None and number % 50 == 0:
            watch(number)
        read = read_row(line, where)
        if isinstance(read, Row):
            found.rows.append(read)
            found.problems += _claims(read, claims)
        else:
            found.problems += read
    found.problems += _repeated(found.rows)
    return found


def plan_import(*, vendor: Vendor, read: Read, folder: Path, by_shop: bool = False) -> Plan:
    """What the rows do to the shop. Raises `ImportRefused` with everything that is wrong in any of them.

    `by_shop` is for a file that the shop itself sends: without pictures, which are not beside it, and without new
    certificates, which somebody has to see first.
    """
    problems = list(read.problems)
    known = Known(vendor, read.rows, by_shop=by_shop)
    steps = []
    for row in read.rows:
        step = Step(row=row, offer=known.offers.get(row.sku))
        problems += _product(step, known)
        problems += _certificate(step, known)
        problems += _not_for_shops(step) if by_shop else _picture(step, folder)
        _trade(step, known)
        problems += _too_cheap(step) + _held(step, known)
        steps.append(step)
    problems += _contradictions(steps)
    if problems:
        raise ImportRefused(sorted(problems))
    return Plan(steps)


def _not_for_shops(step: Step) -> list[Problem]:
    found = []
    if step.certificate:
        text = _("chứng nhận này chưa có ở đây. Xóa ba ô chứng nhận, rồi gửi giấy chứng nhận cho người duyệt xem.")
        found.append(Problem(step.row.line, "certificate_code", text))
    if step.row.image is not None:
        text = _("ảnh không gửi kèm tệp được. Xóa ô này, rồi thêm ảnh ở trang món hàng.")
        found.append(Problem(step.row.line, "image", text))
    return found


# ── One row ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def _claims(row: Row, claims: list[BannedClaim]) -> list[Problem]:
    found = []
    for column in ("name", "name_en", "description"):
        for finding in claims_in(getattr(row, column) or "", claims):
            text = _("có cụm từ không được dùng, “%(phrase)s”: %(reason)s")
            found.append(Problem(row.line, column, text % {"phrase": finding.phrase, "reason": finding.reason}))
    return found


def _product(step: Step, known: Known) -> list[Problem]:
    row = step.row
    product_set = known.sets.get(row.set_no)
    if product_set is None:
        return [Problem(row.line, "set_no", _("không có bộ sản phẩm %(number)d.") % {"number": row.set_no})]
    stored = known.edited.get(step.offer.product_id, step.offer.product) if step.offer else None
    alcohol = row.alcohol_percent if row.alcohol_percent is not None else stored and stored.alcohol_percent
    if row.set_no in ALCOHOL_SETS and not alcohol:
        text = _("còn trống; bộ %(number)d là đồ uống có cồn, phải ghi độ cồn.") % {"number": row.set_no}
        return [Problem(row.line, "alcohol_percent", text)]
    if stored is not None and (stored.sale_mode == SaleMode.STAY) != (row.set_no == STAY_SET):
        text = _("không đổi được giữa hàng hóa và dịch vụ lưu trú; hãy tạo mã hàng mới.")
        return [Problem(row.line, "set_no", text)]
    values = {column: getattr(row, column) for column in _PRODUCT_FIELDS} | {"set_no": product_set}
    for column, value in values.items():
        name = _PRODUCT_FIELDS[column]
        if value is None or (stored is not None and getattr(stored, name) == value):
            continue
        step.product_fields[name] = value
        if stored is not None:
            step.changes.append(_change(column, getattr(stored, name), value))
    commune = stored.commune if stored is not None and row.commune is None else None
    if commune is not None and commune.province_id != row.province.pk:
        step.product_fields["commune"] = None  # it cannot lie in another province
        step.changes.append(_change("commune", commune, None))
    for column in ("weight_g", "gtin"):
        value = getattr(row, column)
        if value is not None and (step.offer is None or getattr(step.offer, column) != value):
            step.offer_fields[column] = value
            if step.offer is not None:
                step.changes.append(_change(column, getattr(step.offer, column), value))
    return []


def _change(column: str, before: object, after: object) -> str:
    old = "–" if before in (None, "") else str(before)
    new = "–" if after in (None, "") else str(after)
    return f"{column} {_short(old)} → {_short(new)}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _certificate(step: Step, known: Known) -> list[Problem]:
    row = step.row
    if not (row.stars and row.certificate_code and row.certificate_issued_on):
        return []
    product_id = step.offer.product_id if step.offer else None
    first = known.promised.setdefault(row.certificate_code, row)
    if first is not row:
        other = known.offers.get(first.sku)
        if other is None or other.product_id != product_id:
            text = _("mã này đã dùng ở dòng %(line)d; mỗi chứng nhận thuộc về một sản phẩm.") % {"line": first.line}
            return [Problem(row.line, "certificate_code", text)]
        if (first.stars, first.certificate_issued_on) != (row.stars, row.certificate_issued_on):
            text = _("khác với dòng %(line)d của cùng chứng nhận.") % {"line": first.line}
            return [Problem(row.line, "certificate_code", text)]
    stored = known.certificates.get(row.certificate_code)
    if stored is None:
        step.certificate = first is row
        if step.certificate:
            step.changes.append(_change("certificate_code", None, row.certificate_code))
        return []
    if stored.product_id != product_id:
        return [Problem(row.line, "certificate_code", _("mã này đã thuộc về một sản phẩm khác."))]
    found = []
    if stored.stars != row.stars:
        text = _("chứng nhận này đã ghi %(stars)d sao, không sửa được.") % {"stars": stored.stars}
        found.append(Problem(row.line, "stars", text))
    if stored.issued_on != row.certificate_issued_on:
        text = _("chứng nhận này đã ghi ngày %(day)s, không sửa được.") % {"day": f"{stored.issued_on:%d/%m/%Y}"}
        found.append(Problem(row.line, "certificate_issued_on", text))
    return found


def _picture(step: Step, folder: Path) -> list[Problem]:
    name = step.row.image
    if name is None:
        return []
    try:
        path = picture_path(folder, name)
        picture = checked(path)
    except PictureRefused as refusal:
        return [Problem(step.row.line, "image", str(refusal))]
    stored = step.offer.product if step.offer else None
    if stored is None or not stored.pictures.filter(image__file_hash=picture.digest).exists():
        step.picture = path
        step.changes.append(_change("image", None, name))
    return []


def picture_path(folder: Path, name: str) -> Path:
    """The file that a cell names, beside the imported file or below it. Raises `PictureRefused` for any other place."""
    if "://" in name or name.startswith(("/", "\\")) or ".." in Path(name.replace("\\", "/")).parts:
        raise PictureRefused(
            _("chỉ nhận tên tệp nằm cùng thư mục với tệp nhập, không nhận địa chỉ hay đường dẫn khác.")
        )
    try:
        path = (folder / name.replace("\\", "/")).resolve()
        inside = path.is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError):
        inside = False
    if not inside:
        raise PictureRefused(_("không thấy tệp ảnh “%(name)s” cạnh tệp nhập.") % {"name": name[:80]})
    return path


def checked(path: Path) -> CleanPicture:
    """The picture in a file, checked and cleaned. Raises `PictureRefused`."""
    try:
        with path.open("rb") as file:
            return picture_check(file)
    except OSError as error:
        raise PictureRefused(_("không đọc được tệp ảnh.")) from error


def _trade(step: Step, known: Known) -> None:
    """Price and stock. A compare-at price is only ever a price that stands in the history."""
    row = step.row
    before = row.compare_at_price if row.compare_at_price != row.price else None
    if step.offer is None:
        step.price, step.price_before, step.stock = row.price, before, row.stock
        return
    stored = known.prices.get(step.offer.pk)
    if stored != row.price:
        step.price = row.price
        step.changes.append(_change("price", stored and Money(stored), Money(row.price)))
    if before is not None and before not in known.past_prices[step.offer.pk]:
        step.note = _("compare_at_price bỏ qua: hàng này chưa từng bán giá %(price)s.") % {"price": Money(before)}
    unit = known.units.get(step.offer.pk)
    on_hand = unit.on_hand if unit else 0
    if step.offer.product.sale_mode != SaleMode.STAY and on_hand != row.stock:
        step.stock = row.stock
        step.changes.append(_change("stock", on_hand, row.stock))


def _too_cheap(step: Step) -> list[Problem]:
    """A new price that nobody asks for: 45 means 45.000. One that stands already may stay."""
    if step.price is None or step.price >= MIN_PRICE:
        return []
    text = _("%(price)s thì ít quá. Có phải là %(meant)s?")
    words = {"price": Money(step.price), "meant": Money(1_000 * step.price)}
    return [Problem(step.row.line, "price", text % words)]


def _held(step: Step, known: Known) -> list[Problem]:
    unit = known.units.get(step.offer.pk) if step.offer else None
    held = unit.on_hand - unit.available if unit else 0
    if step.stock is None or step.stock >= held:
        return []
    text = _("ít hơn %(held)d cái đang giữ cho khách.") % {"held": held}
    return [Problem(step.row.line, "stock", text)]


# ── Rows among each other ────────────────────────────────────────────────────────────────────────────────────────────
def _repeated(rows: Sequence[Row]) -> list[Problem]:
    first: dict[str, int] = {}
    return [
        Problem(row.line, "sku", _("mã này đã có ở dòng %(line)d.") % {"line": line})
        for row in rows
        if (line := first.setdefault(row.sku, row.line)) != row.line
    ]


def _contradictions(steps: Sequence[Step]) -> list[Problem]:
    """Packs of one product that do not agree on what belongs to the product."""
    first: dict[tuple[int, str], Row] = {}
    found = []
    for step in steps:
        if step.offer is None:
            continue
        for column in _PRODUCT_FIELDS:
            value = getattr(step.row, column)
            if value is None:
                continue
            other = first.setdefault((step.offer.product_id, column), step.row)
            if getattr(other, column) != value:
                text = _("khác với dòng %(line)d, một quy cách khác của cùng sản phẩm.") % {"line": other.line}
                found.append(Problem(step.row.line, column, text))
    return found
