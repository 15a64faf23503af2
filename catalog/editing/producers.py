"""Who makes what a shop sells."""

from django.db import transaction

from catalog.events import ProductChanged
from catalog.models import Producer, Product
from core.events import publish
from core.text import clean_text, fold_key
from places.models import Province
from vendors.events import VendorChanged
from vendors.models import SellerKind, Vendor, VendorStatus

MAX_NAME = 160
UNNAMED = "Chủ thể chưa ghi rõ"  # data, the same in every language of the page


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
    return Producer.objects.create(
        name=vendor.name if same is None else f"{vendor.name} ({vendor.slug})"[:MAX_NAME],
        kind=vendor.kind,
        province=vendor.province,
        commune=vendor.commune,
        vendor=vendor,
    )


def follow(event: VendorChanged) -> None:
    """While a shop is being opened its producer bears its name and place, which may still change. Afterwards they are
    two names, each with its own papers.
    """
    own = Producer.objects.filter(vendor=event.vendor_id).select_related("vendor").first()
    vendor = own.vendor if own else None
    if own is None or vendor is None or vendor.status in (VendorStatus.VERIFIED, VendorStatus.SUSPENDED):
        return
    there = Producer.objects.filter(name=vendor.name, province=vendor.province_id).exclude(pk=own.pk)
    name = vendor.name if not there.exists() else f"{vendor.name} ({vendor.slug})"[:MAX_NAME]
    fields = {"name": name, "province": vendor.province_id, "commune": vendor.commune_id}
    if vendor.kind != SellerKind.SHOWROOM:
        fields["kind"] = vendor.kind
    Producer.objects.filter(pk=own.pk).update(**fields)


def unnamed_producer(province: Province) -> Producer:
    """What stands in until a showroom says who made it."""
    return Producer.objects.get_or_create(name=UNNAMED, province=province, defaults={"kind": SellerKind.HOUSEHOLD})[0]


def is_named(producer: Producer) -> bool:
    """Whether somebody said who it is."""
    return producer.name != UNNAMED


def producer_meant(name: str, province: Province) -> Producer:
    """The producer of that name in the province, however it is spelt; a new one where nobody has it yet.

    Raises `ValueError` for a name of nothing.
    """
    name = clean_text(name, max_length=MAX_NAME)
    key = fold_key(name)
    if not key:
        raise ValueError("a producer has a name")
    exact = Producer.objects.filter(province=province, name=name).first()
    if exact is not None:
        return exact
    for producer in Producer.objects.filter(province=province).only("pk", "name")[:2_000]:
        if fold_key(producer.name) == key:
            return producer
    return Producer.objects.get_or_create(name=name, province=province, defaults={"kind": SellerKind.HOUSEHOLD})[0]


def names_in(province_code: str, *, limit: int = 200) -> list[str]:
    """Names to suggest. One query."""
    rows = Producer.objects.filter(province=province_code).order_by("name")
    return list(rows.values_list("name", flat=True)[:limit])
