"""Taking a file into a shop, as a whole or not at all."""

import contextlib
import datetime as dt
import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from catalog.centre.words import too_many_drafts
from catalog.certificates import CodeTaken, certificate_issue
from catalog.editing.producers import producer_of, unnamed_producer
from catalog.editing.services import TooManyDrafts, room_for
from catalog.events import ProductsChanged
from catalog.imports.columns import refused
from catalog.imports.known import stamp
from catalog.imports.plan import STAY_SET, Plan, Read, Step, Watch, checked, plan_import, read_rows
from catalog.imports.rows import Row
from catalog.imports.table import read_table
from catalog.imports.texts import texts_write
from catalog.models import Offer, Producer, Product, ProductStatus, ProductStatusChange, SaleMode, StockUnit
from catalog.pictures import PictureRefused, picture_add, picture_forget
from catalog.pricing.services import FirstPrice, list_prices_begin, list_prices_set
from catalog.stock.services import OutOfStock, stock_begin, stock_counts
from core.events import publish
from core.text import slugify_vi
from vendors.models import SellerKind, Vendor

# A compare-at price must have been asked for a month: so long before now an imported one is written to have begun.
PRICE_BEFORE: Final = dt.timedelta(days=31)
# From this day on provinces give three and four stars; before, districts gave three.
PROVINCES_GIVE_ALL: Final = dt.date(2025, 7, 1)
_BATCH: Final = 500
Watching = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What an import did, or would do. `unnamed` counts new products whose producer the file cannot name."""

    plan: Plan
    dry_run: bool
    published: bool
    certificates: int
    unnamed: int


def products_import(
    *,
    vendor: Vendor,
    path: Path,
    dry_run: bool = False,
    by: User | None = None,
    by_shop: bool = False,
    watch: Watching | None = None,
    finish: Callable[[Plan], None] | None = None,
) -> Report:
    """Take the products of a file into a shop: a known SKU of the shop is updated, another one is a new product.

    An empty cell leaves what is stored. New products of a verified shop go on the shelf with their history: whoever
    runs an import has read it. In a file that the shop itself sends (`by_shop`) new ones are drafts, and texts of what
    is on the shelf wait for a reviewer. Raises `ImportRefused` with all that is wrong; then, as after a dry run,
    nothing is written. Locks the shop, so that two imports come one after the other; publishes the change of each
    product.

    `watch` is called with how many of how many steps are done, `finish` at the end of the transaction; what they raise
    undoes everything.
    """
    with _uncollected():
        return _import(vendor, path, dry_run=dry_run, by=by, by_shop=by_shop, watch=watch, finish=finish)


@contextlib.contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for cycles among some hundred thousand objects, of which there are none: a third of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _import(
    vendor: Vendor,
    path: Path,
    *,
    dry_run: bool,
    by: User | None,
    by_shop: bool,
    watch: Watching | None,
    finish: Callable[[Plan], None] | None,
) -> Report:
    table = read_table(path)
    whole = 2 * len(table.lines)
    watch = watch or (lambda _done, _whole: None)
    read = read_rows(table, watch=lambda done: watch(done, whole))
    # Slow, so before anything is locked: in SQLite nobody else writes while this does.
    seen = stamp(vendor, read.rows)
    plan = plan_import(vendor=vendor, read=read, folder=path.parent, by_shop=by_shop)
    if by_shop:
        _has_room(vendor, plan)
    watch(whole // 2, whole)
    if not dry_run:
        plan = _taken_in(
            vendor,
            read,
            plan,
            seen=seen,
            path=path,
            by=by,
            by_shop=by_shop,
            finish=finish,
            watch=lambda done: watch(whole // 2 + done, whole),
        )
    return Report(
        plan=plan,
        dry_run=dry_run,
        published=vendor.is_open and not by_shop,
        certificates=sum(step.certificate for step in plan.steps),
        unnamed=len(plan.new) if vendor.kind == SellerKind.SHOWROOM else 0,
    )


def _has_room(vendor: Vendor, plan: Plan) -> None:
    try:
        room_for(vendor, len(plan.new))
    except TooManyDrafts:
        raise refused(too_many_drafts()) from None


def _taken_in(
    vendor: Vendor,
    read: Read,
    plan: Plan,
    *,
    seen: str,
    path: Path,
    by: User | None,
    by_shop: bool,
    watch: Watch,
    finish: Callable[[Plan], None] | None,
) -> Plan:
    """Write the plan in one transaction, made anew if the shop is no longer as it was `seen`; returns what was done."""
    stored: list[Any] = []
    try:
        with transaction.atomic():
            vendor = Vendor.objects.select_for_update(of=("self",), no_key=True).get(pk=vendor.pk)
            if stamp(vendor, read.rows) != seen:
                plan = plan_import(vendor=vendor, read=read, folder=path.parent, by_shop=by_shop)
            _write(vendor, plan, by, stored, by_shop=by_shop, watch=watch)
            if finish is not None:
                finish(plan)
    except BaseException as error:
        for image in stored:
            picture_forget(image)
        if isinstance(error, IntegrityError):
            raise refused(_("Có người vừa sửa đúng những sản phẩm này. Hãy chạy lại.")) from error
        raise
    return plan


def _write(vendor: Vendor, plan: Plan, by: User | None, stored: list[Any], *, by_shop: bool, watch: Watch) -> None:
    """New products, then what changes: texts, prices, stock. Locks windows before units, as everybody does."""
    now = timezone.now()
    done = 0
    for steps in _batches(plan.new):
        _write_new(vendor, steps, now, by, stored, published=vendor.is_open and not by_shop)
        watch(done := done + len(steps))
    for number, steps in enumerate(_batches(plan.changed)):
        texts_write(steps, by=by, by_shop=by_shop)
        watch(done + number * _BATCH // 2)
    list_prices_set({_offer(step).pk: step.price for step in plan.changed if step.price is not None}, at=now)
    watch(done + len(plan.changed) // 2)
    _count(plan.changed, by)
    done += len(plan.changed) // 2
    for steps in _batches(plan.changed):
        for step in steps:
            _papers(step, _offer(step).product, by, stored)
        publish(ProductsChanged(tuple(sorted({_offer(step).product_id for step in steps}))))
        watch(done := done + len(steps) // 2)


def _write_new(
    vendor: Vendor, steps: list[Step], now: dt.datetime, by: User | None, stored: list[Any], *, published: bool
) -> None:
    products = _products(vendor, steps, now, by, published=published)
    offers = Offer.objects.bulk_create(
        [Offer(product=product, vendor=vendor, sku=step.row.sku, **step.offer_fields) for step, product in products],
    )
    new = [(step, product, offer) for (step, product), offer in zip(products, offers, strict=True)]
    list_prices_begin(
        FirstPrice(
            offer=offer,
            price=step.row.price,
            since=now,
            price_before=step.price_before,
            since_before=now - PRICE_BEFORE,
        )
        for step, _product, offer in new
    )
    stock = {offer: step.row.stock for step, product, offer in new if product.sale_mode != SaleMode.STAY}
    stock_begin(stock, by=by, note=_("Nhập từ tệp"))
    for step, product, _offer in new:
        _papers(step, product, by, stored)
    publish(ProductsChanged(tuple(product.pk for _step, product, _offer in new)))


def _count(steps: list[Step], by: User | None) -> None:
    counted = {_offer(step).pk: step.stock for step in steps if step.stock is not None}
    try:
        stock_counts(counted, by=by, note=_("Nhập từ tệp"))
    except OutOfStock as error:
        offer_id = StockUnit.objects.values_list("offer_id", flat=True).get(pk=error.unit_id)
        line = next(step.row.line for step in steps if _offer(step).pk == offer_id)
        raise refused(_("ít hơn số đang giữ cho khách."), line=line, column="stock") from error


def _batches(steps: list[Step]) -> Iterator[list[Step]]:
    return (steps[start : start + _BATCH] for start in range(0, len(steps), _BATCH))


def _offer(step: Step) -> Offer:
    assert step.offer is not None  # noqa: S101  for the type checker: asked only of rows of a known SKU
    return step.offer


def _products(
    vendor: Vendor, steps: list[Step], now: dt.datetime, by: User | None, *, published: bool
) -> list[tuple[Step, Product]]:
    """The new products, on the shelf or as drafts, with the steps that took them there."""
    slugs = _slugs(step.row.name for step in steps)
    producers: dict[str, Producer] = {}
    written = Product.objects.bulk_create(
        [
            Product(
                vendor=vendor,
                producer=_producer(vendor, step.row, producers),
                slug=slug,
                status=ProductStatus.PUBLISHED if published else ProductStatus.DRAFT,
                published_at=now if published else None,
                sale_mode=SaleMode.STAY if step.row.set_no == STAY_SET else SaleMode.GOODS,
                **step.product_fields,
            )
            for step, slug in zip(steps, slugs, strict=True)
        ],
        batch_size=_BATCH,
    )
    way = [(ProductStatus.DRAFT, ProductStatus.IN_REVIEW), (ProductStatus.IN_REVIEW, ProductStatus.PUBLISHED)]
    ProductStatusChange.objects.bulk_create(
        [
            ProductStatusChange(product=product, source=source, target=target, at=now, by=by, reason=_("Nhập từ tệp"))
            for product in written
            for source, target in (way if published else [])
        ],
        batch_size=_BATCH,
    )
    return list(zip(steps, written, strict=True))


def _producer(vendor: Vendor, row: Row, known: dict[str, Producer]) -> Producer:
    """Who makes it: the shop itself. A showroom makes nothing, and the file has no column for who does."""
    key = row.province.pk if vendor.kind == SellerKind.SHOWROOM else ""
    if key not in known:
        known[key] = unnamed_producer(row.province) if key else producer_of(vendor)
    return known[key]


def _slugs(names: Iterable[str]) -> list[str]:
    """An address for each name that no product has: the name, with a number behind it where it is taken."""
    bases = [slugify_vi(name, max_length=110) or "san-pham" for name in names]
    taken: set[str] = set()
    for start in range(0, len(bases), _BATCH):
        taken |= set(Product.objects.filter(slug__in=bases[start : start + _BATCH]).values_list("slug", flat=True))
    found: list[str] = []
    last: dict[str, int] = {}
    looked: set[str] = set()
    for base in bases:
        slug, number = base, last.get(base, 1)
        if slug in taken and base not in looked:  # once for each name: all that begin with it
            looked.add(base)
            taken |= set(Product.objects.filter(slug__startswith=f"{base}-").values_list("slug", flat=True))
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        last[base] = number
        taken.add(slug)
        found.append(slug)
    return found


def _papers(step: Step, product: Product, by: User | None, stored: list[Any]) -> None:
    """The certificate and the picture that a row brings."""
    row = step.row
    if step.certificate and row.stars and row.certificate_code and row.certificate_issued_on:
        try:
            certificate_issue(
                product=product,
                code=row.certificate_code,
                stars=row.stars,
                # The file has no column for these two; nothing is made up.
                decision=_("Quyết định theo giấy chứng nhận %(code)s") % {"code": row.certificate_code},
                issuer=_issuer(row),
                issued_on=row.certificate_issued_on,
            )
        except CodeTaken as error:
            text = _("mã này đã thuộc về một sản phẩm khác.")
            raise refused(text, line=row.line, column="certificate_code") from error
    if step.picture is not None:
        try:
            picture = picture_add(product=product, picture=checked(step.picture), alt="", name=step.picture.name, by=by)
        except PictureRefused as error:
            raise refused(str(error), line=row.line, column="image") from error
        stored.append(picture.image)


def _issuer(row: Row) -> str:
    """Who gives such stars by law: the ministry five; the province three and four, the district three before 2025."""
    if row.stars == 5:
        return "Bộ Nông nghiệp và Môi trường"
    place = row.former_province or row.province.name
    if row.stars == 3 and row.certificate_issued_on and row.certificate_issued_on < PROVINCES_GIVE_ALL:
        return f"UBND cấp huyện, {place}"
    return f"UBND {place}"
