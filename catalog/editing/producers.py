"""Who makes what a shop sells."""

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from catalog.events import ProductChanged
from catalog.models import Producer, Product
from core.events import publish
from core.text import clean_text, fold_key
from places.models import Province
from vendors.events import VendorChanged
from vendors.models import SellerKind, Vendor, VendorStatus

MAX_NAME = 160
UNNAMED = "Chủ thể chưa ghi rõ"  # data, the same in every language of the page
FIXED = (
    VendorStatus.VERIFIED,
    VendorStatus.SUSPENDED,
)  # the name of such a shop was read, and changes no more by itself


@transaction.atomic
def producer_of(vendor: Vendor) -> Producer:
    """The shop as a producer, made when it is first asked for. A showroom makes nothing: nobody in particular yet."""
    if vendor.kind == SellerKind.SHOWROOM:
        return unnamed_producer(vendor.province)
    own = Producer.objects.filter(vendor=vendor).first()
    if own is not None:
        return own
    same = Producer.objects.select_for_update().filter(name=vendor.name, province=vendor.province).first()
    # Only a shop that was verified under that name may say that it is the one.
    if same is not None and same.vendor_id is None and vendor.is_open:
        Producer.objects.filter(pk=same.pk).update(vendor=vendor)
        for product_id in Product.objects.filter(producer=same).order_by("pk").values_list("pk", flat=True):
            publish(ProductChanged(product_id=product_id))  # others sell it too: its page links to the maker
        return same
    for name in ([vendor.name] if same is None else []) + [_own_name(vendor)]:
        try:
            with transaction.atomic():
                return Producer.objects.create(
                    name=name, kind=vendor.kind, province=vendor.province, commune=vendor.commune, vendor=vendor
                )
        except IntegrityError:  # made at this very moment: for this shop, or another by that name
            if own := Producer.objects.filter(vendor=vendor).first():
                return own
    raise RuntimeError(f"no free name for the producer {vendor.slug}")


def _own_name(vendor: Vendor) -> str:
    """What tells a shop from another producer of its name in the province."""
    return f"{vendor.name[: MAX_NAME - len(vendor.slug) - 3]} ({vendor.slug})"


def follow(event: VendorChanged) -> None:
    """While a shop is being opened its producer bears its name and place, which may still change. Afterwards they are
    two names, each with its own papers. What goods of another shop say is left to the staff.
    """
    own = Producer.objects.filter(vendor=event.vendor_id).select_related("vendor").first()
    vendor = own.vendor if own else None
    if own is None or vendor is None or vendor.status in FIXED:
        return
    if Product.objects.filter(producer=own).exclude(vendor=vendor).exists():
        return
    there = Producer.objects.filter(name=vendor.name, province=vendor.province_id).exclude(pk=own.pk)
    name = vendor.name if not there.exists() else _own_name(vendor)
    fields = {"name": name, "province": vendor.province_id, "commune": vendor.commune_id}
    if vendor.kind != SellerKind.SHOWROOM:
        fields["kind"] = vendor.kind
    Producer.objects.filter(pk=own.pk).update(**fields)


def unnamed_producer(province: Province) -> Producer:
    """What stands in until a showroom says who made it."""
    return _fixed_in(province.pk).filter(name=UNNAMED).first() or _made(UNNAMED, province)


def is_named(producer: Producer) -> bool:
    """Whether somebody said who it is."""
    return producer.name != UNNAMED


def producer_meant(name: str, province: Province) -> Producer:
    """The producer of that name in the province, however it is spelt; a new one where nobody has it yet.

    Never that of a shop which is still being opened: it could be renamed behind the back of whoever speaks of it. Its
    own gives way. Raises `ValueError` for a name of nothing.
    """
    name = clean_text(name, max_length=MAX_NAME)
    key = fold_key(name)
    if not key:
        raise ValueError("a producer has a name")
    exact = _fixed_in(province.pk).filter(name=name).first()
    if exact is not None:
        return exact
    for producer in _fixed_in(province.pk).only("pk", "name")[:2_000]:
        if fold_key(producer.name) == key:
            return producer
    return _made(name, province)


@transaction.atomic
def _made(name: str, province: Province) -> Producer:
    """A new one of that name, without a shop."""
    opening = Producer.objects.select_for_update(of=("self",)).exclude(vendor=None).exclude(vendor__status__in=FIXED)
    for other in opening.filter(province=province, name=name).select_related("vendor"):
        assert other.vendor is not None  # noqa: S101  asked for
        Producer.objects.filter(pk=other.pk).update(name=_own_name(other.vendor))
    return Producer.objects.get_or_create(name=name, province=province, defaults={"kind": SellerKind.HOUSEHOLD})[0]


def names_in(province_code: str, *, limit: int = 200) -> list[str]:
    """Names to suggest. One query."""
    return list(_fixed_in(province_code).order_by("name").values_list("name", flat=True)[:limit])


def _fixed_in(province_code: str) -> QuerySet[Producer]:
    """Whoever has no shop, or one whose name was read."""
    return Producer.objects.filter(Q(vendor=None) | Q(vendor__status__in=FIXED), province=province_code)
