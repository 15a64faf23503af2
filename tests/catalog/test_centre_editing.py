"""Writing listings from the centre: what is kept apart, what holds at once, and two people at one listing."""

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.images import get_image_model

from catalog.editing import gallery
from catalog.editing import services as editing
from catalog.editing.merging import Choice, mark, merge
from catalog.editing.packs import SkuTaken, sku_suggest
from catalog.editing.producers import producer_meant, producer_of
from catalog.editing.working import Shot, working
from catalog.models import Offer, PriceWindow, Producer, Product, ProductRevision, ProductSet, ProductStatus, SaleMode
from catalog.pictures import PictureRefused
from catalog.pricing.selectors import quotes
from core.events import publish
from tests.catalog.test_pictures import check, encoded
from tests.factories.catalog import make_listing, make_offer, make_picture, make_producer, make_product, make_vendor
from vendors.events import VendorChanged
from vendors.models import SellerKind, Vendor, VendorStatus

pytestmark = pytest.mark.django_db


def save(product: Product, base: Any = None, **values: Any) -> Any:
    """As somebody who has the page of now, unless `base` says otherwise."""
    return editing.product_save(
        product=product, values=values, base=editing.base_of(working(product)) if base is None else base, by=None
    )


def open_revision(product: Product) -> ProductRevision:
    """The one that is worked on or waits."""
    return product.revisions.open().get()


def fresh(product: Product) -> Product:
    return Product.objects.get(pk=product.pk)


# ── Beginning ────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_draft_begins_with_the_shop_as_its_maker():
    vendor = make_vendor()
    made = editing.product_begin(vendor=vendor, name="Mật ong hoa nhãn", product_set=ProductSet.objects.get(number=4))
    again = editing.product_begin(vendor=vendor, name="Mật ong hoa nhãn", product_set=ProductSet.objects.get(number=4))
    assert (made.status, made.sale_mode, made.producer.vendor, made.province) == (
        ProductStatus.DRAFT,
        SaleMode.GOODS,
        vendor,
        vendor.province,
    )
    assert (made.slug, again.slug) == ("mat-ong-hoa-nhan", "mat-ong-hoa-nhan-2")
    assert made.producer == again.producer


def test_a_producer_of_the_same_name_becomes_the_shops():
    vendor = make_vendor(name="HTX Mật Ong")
    known = make_producer(name="HTX Mật Ong", province=vendor.province)
    assert producer_of(vendor) == known
    known.refresh_from_db()
    assert known.vendor == vendor
    other = make_vendor(name="HTX Mật Ong")
    assert producer_of(other).name == f"HTX Mật Ong ({other.slug})"


def test_a_showroom_says_who_made_it_and_a_name_is_the_same_however_it_is_spelt():
    showroom = make_vendor(kind=SellerKind.SHOWROOM)
    made = editing.product_begin(vendor=showroom, name="Chè", product_set=ProductSet.objects.get(number=11))
    assert made.producer.name == "Chủ thể chưa ghi rõ"
    known = make_producer(name="HTX Hoà Bình", province=showroom.province)
    assert producer_meant("htx hòa bình", showroom.province) == known
    assert producer_meant("Hộ bà Tư", showroom.province).kind == SellerKind.HOUSEHOLD
    assert Producer.objects.filter(name="Hộ bà Tư").count() == 1
    with pytest.raises(ValueError, match="name"):
        producer_meant(" \u200b", showroom.province)


@pytest.mark.parametrize(
    ("number", "wanted", "mode"),
    [
        (26, "goods", "stay"),
        (18, "shown", "shown"),
        (4, "shown", "goods"),
        (18, "goods", "goods"),
        (4, "stay", "goods"),
    ],
)
def test_the_set_says_how_something_is_sold(number: int, wanted: str, mode: str):
    assert editing.sale_mode_of(number, wanted) == mode


# ── What waits and what does not ─────────────────────────────────────────────────────────────────────────────────────
def test_a_draft_is_edited_in_place():
    product = make_listing()
    save(product, name="Vải Lục Ngạn", shelf_life_days=7, alcohol_percent="29.5")
    after = fresh(product)
    assert (after.name, after.shelf_life_days, str(after.alcohol_percent)) == ("Vải Lục Ngạn", 7, "29.5")
    assert after.version == product.version + 1
    assert not ProductRevision.objects.exists()


def test_what_is_on_the_shelf_stays_as_it_is_until_somebody_has_read_the_change():
    product = make_product(description="Cũ")
    save(product, description="Mới", needs_ice=True)
    after = fresh(product)
    assert (after.description, after.needs_ice) == ("Cũ", True)
    found = working(after)
    assert found.shown.description == "Mới"
    assert found.revision is not None
    assert found.revision.fields == {"description": "Mới"}
    save(after, name="Tên mới")
    assert ProductRevision.objects.count() == 1
    assert working(after).shown.description == "Mới"


def test_prices_packs_and_delivery_hold_at_once():
    product = make_product()
    offer = make_offer(product=product)
    save(
        product,
        **{
            f"pack-{offer.pk}-price": 90_000,
            f"pack-{offer.pk}-name": "Thùng 6 kg",
            f"pack-{offer.pk}-box": [300, 200, 150],
        },
        ships_to=["01", "79"],
        season=["05-25", "07-15", "Hái đến đâu gửi đến đó"],
        dispatch_weekdays=0b0011111,
    )
    offer.refresh_from_db()
    after = fresh(product)
    assert (offer.name, offer.length_mm, quotes([offer.pk])[offer.pk].price) == ("Thùng 6 kg", 300, 90_000)
    assert sorted(after.ships_to.values_list("pk", flat=True)) == ["01", "79"]
    assert (after.season.opens, after.dispatch_weekdays) == ("05-25", 0b0011111)
    assert not ProductRevision.objects.exists()
    save(after, season=None)
    assert not hasattr(fresh(product), "season")


def test_a_pack_of_another_shop_is_not_touched():
    product, other = make_product(), make_offer()
    name = other.name
    editing.product_save(
        product=product,
        values={f"pack-{other.pk}-name": "Của tôi", f"pack-{other.pk}-price": 1_000},
        base={},
        choices={f"pack-{other.pk}-name": Choice(mine=True, seen=mark(name))},
        by=None,
    )
    other.refresh_from_db()
    assert other.name == name
    assert not PriceWindow.objects.exists()


def test_a_commune_does_not_stay_behind_in_another_province():
    product = make_listing()
    save(product, commune_id="07612", province_id="24")
    assert fresh(product).commune_id == "07612"
    save(product, province_id="01")
    assert (fresh(product).province_id, fresh(product).commune_id) == ("01", None)


def test_an_approval_does_not_hold_for_what_was_written_after_it():
    product = make_listing(status=ProductStatus.IN_REVIEW, approved_at=timezone.now())
    save(product, needs_ice=True)
    assert fresh(product).approved_at is not None
    save(product, description="Nói khác đi")
    assert fresh(product).approved_at is None
    assert fresh(product).submitted_at is not None


# ── Two people ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_two_people_at_different_fields_both_have_their_way():
    product = make_listing()
    base = editing.base_of(working(product))
    old = product.description
    save(product, base, name="Của chị", description=old)
    merged = save(product, base, name=product.name, description="Của anh")
    after = fresh(product)
    assert (after.name, after.description) == ("Của chị", "Của anh")
    assert merged.taken == {"name": "Của chị"}
    assert merged.clashes == []


def test_the_second_at_one_field_is_asked_and_nothing_is_lost():
    product = make_listing()
    base = editing.base_of(working(product))
    save(product, base, name="Của chị")
    merged = save(product, base, name="Của anh", storage="Chỗ mát")
    [clash] = merged.clashes
    assert (clash.name, clash.mine, clash.theirs) == ("name", "Của anh", "Của chị")
    assert (fresh(product).name, fresh(product).storage) == ("Của chị", "Chỗ mát")
    editing.product_save(
        product=product,
        values={"name": "Của anh"},
        base=base,
        choices={"name": Choice(mine=True, seen=clash.seen)},
        by=None,
    )
    assert fresh(product).name == "Của anh"


def test_an_answer_holds_only_for_what_was_seen():
    mine, theirs = {"name": "a"}, {"name": "c"}
    stale = merge(
        mine=mine, theirs=theirs, base={"name": mark("x")}, choices={"name": Choice(mine=True, seen=mark("b"))}
    )
    assert [clash.theirs for clash in stale.clashes] == ["c"]
    chosen = merge(mine=mine, theirs=theirs, base={}, choices={"name": Choice(mine=False, seen=mark("c"))})
    assert (chosen.changes, chosen.taken) == ({}, {"name": "c"})


def test_without_marks_everything_that_differs_is_asked():
    merged = merge(mine={"a": 1, "b": 2}, theirs={"a": 1, "b": 3}, base={}, choices={})
    assert [clash.name for clash in merged.clashes] == ["b"]


# ── Packs ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_pack_gets_a_code_its_price_and_its_first_stock():
    product = make_listing(name="Mật ong hoa nhãn")
    editing.pack_new(product=product, values={"name": "Chai 500 ml", "price": 185_000}, stock=12, by=None)
    offer = Offer.objects.get(name="Chai 500 ml")
    assert offer.sku == "MOHN-1"
    assert offer.stock_units.get().available == 12
    assert quotes([offer.pk])[offer.pk].price == 185_000
    assert sku_suggest(product) == "MOHN-2"


def test_a_stay_has_no_stock_of_pieces():
    stay = make_listing(product_set=ProductSet.objects.get(number=26), sale_mode=SaleMode.STAY)
    editing.pack_new(product=stay, values={"name": "Phòng đôi", "price": 500_000}, stock=5, by=None)
    assert not Offer.objects.get(name="Phòng đôi").stock_units.exists()


def test_a_code_is_the_shops_own_and_a_taken_one_undoes_the_whole_save():
    product = make_listing()
    offer = product.offers.get()
    make_offer(product=make_product(vendor=product.vendor), sku="A-1")
    make_offer(sku="B-1")  # of another shop
    with pytest.raises(SkuTaken) as taken:
        save(product, name="Không lưu", **{f"pack-{offer.pk}-sku": "A-1"})
    assert taken.value.offer_id == offer.pk
    assert fresh(product).name == product.name
    save(product, **{f"pack-{offer.pk}-sku": "B-1"})
    offer.refresh_from_db()
    assert offer.sku == "B-1"


# ── Pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def add(product: Product, count: int = 1) -> None:
    uploads = [(f"anh-{number}.jpg", check(encoded("JPEG", (80, 60 + number)))) for number in range(count)]
    gallery.pictures_add(product=product, uploads=uploads, write=editing.shots_change, by=None)


def test_pictures_of_a_draft_are_put_in_order_worded_and_taken_out():
    product = make_listing()
    add(product)
    first, second = working(product).shots
    editing.shots_change(product=product, change=gallery.moved(second.key, -1), by=None)
    assert [shot.pk for shot in working(product).shots] == [second.pk, first.pk]
    save(product, **{f"alt-p{second.pk}": "Tem nhãn", f"label-p{second.pk}": True})
    assert product.pictures.get(pk=second.pk or 0).shows_label
    editing.shots_change(product=product, change=gallery.removed(second.key), by=None)
    assert not get_image_model().objects.exists()
    assert product.pictures.count() == 1


def test_a_new_picture_of_what_is_on_the_shelf_is_not_public_yet():
    product = make_product()
    make_picture(product=product)
    add(product)
    assert product.pictures.count() == 1
    found = working(fresh(product))
    assert len(found.shots) == 2
    new = found.shots[1]
    assert (new.pk, new.key) == (None, f"i{new.image}")
    editing.shots_change(product=product, change=gallery.removed(new.key), by=None)
    assert not get_image_model().objects.exists()
    editing.shots_change(product=product, change=gallery.removed(found.shots[0].key), by=None)
    assert product.pictures.count() == 1  # the public still sees it
    assert working(product).shots == ()


def test_a_photograph_that_a_copy_uses_too_is_not_deleted_with_the_first():
    product = make_listing()
    add(product)
    copy = editing.product_duplicate(product=product, by=None)
    [*_rest, shot] = working(product).shots
    editing.shots_change(product=product, change=gallery.removed(shot.key), by=None)
    assert copy.pictures.filter(image=shot.image).exists()
    assert get_image_model().objects.filter(pk=shot.image).exists()


def test_too_many_pictures_are_refused_as_a_whole():
    product = make_listing()
    with pytest.raises(PictureRefused):
        add(product, gallery.MAX_PICTURES)
    assert product.pictures.count() == 1
    assert not get_image_model().objects.exists()


def test_a_shot_is_the_same_after_json():
    shot = Shot(pk=3, image=7, alt="Vải", label=True)
    assert Shot.of(shot.json()) == shot
    assert Shot.of({**shot.json(), "later": 1}) == shot


# ── At once ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_pause_takes_it_off_the_shelf_and_back():
    product = make_product()
    assert editing.product_pause(product=product, on=True)
    assert not editing.product_pause(product=product, on=True)
    assert not Product.objects.public().filter(pk=product.pk).exists()
    assert editing.product_pause(product=product, on=False)
    assert Product.objects.public().filter(pk=product.pk).exists()
    assert not editing.product_pause(product=make_listing(), on=True)


def test_a_copy_has_texts_pictures_packs_and_prices_and_none_of_what_is_the_firsts_own():
    product = make_product(name="V" * 120, ingredients="Vải", needs_ice=True)
    make_picture(product=product)
    offer = make_offer(product=product, gtin="8938505974194", sku="VT-1")
    editing.pack_new(product=product, values={"name": "Hộp", "price": 50_000}, stock=9, by=None)
    save(product, season=["05-25", "07-15", ""])
    copy = editing.product_duplicate(product=product, by=None)
    assert (copy.status, copy.ingredients, copy.needs_ice, copy.season.opens) == ("draft", "Vải", True, "05-25")
    assert len(copy.name) <= 120
    assert copy.name.endswith("(bản sao)")
    assert [picture.drawing for picture in copy.pictures.all()] == ["vai-thieu"]
    packs = list(copy.offers.order_by("position"))
    assert [pack.name for pack in packs] == [offer.name, "Hộp"]
    assert {pack.gtin for pack in packs} == {""}
    assert not {pack.sku for pack in packs} & {"VT-1"}
    assert [unit.available for pack in packs for unit in pack.stock_units.all()] == [0, 0]
    assert quotes([packs[1].pk])[packs[1].pk].price == 50_000


def test_publish_at_is_kept_in_utc():
    product = make_listing()
    at = timezone.now() + dt.timedelta(days=2)
    save(product, publish_at=at.astimezone(dt.UTC).isoformat())
    assert fresh(product).publish_at == at
    save(fresh(product), publish_at=None)
    assert fresh(product).publish_at is None


def test_a_shop_being_opened_takes_its_name_along_and_claims_nobody_elses():
    known = make_producer(name="HTX Chè Tân Cương")
    draft = make_vendor(name="HTX Chè Tân Cương", status=VendorStatus.DRAFT, province=known.province)
    product = editing.product_begin(vendor=draft, name="Chè móc câu", product_set=ProductSet.objects.get(number=9))
    known.refresh_from_db()
    assert known.vendor is None
    assert product.producer.vendor == draft
    Vendor.objects.filter(pk=draft.pk).update(name="HTX Chè Bà Năm")
    with transaction.atomic():
        publish(VendorChanged(vendor_id=draft.pk))
    product.producer.refresh_from_db()
    assert product.producer.name == "HTX Chè Bà Năm"
    verified = make_vendor(name="HTX Chè Tân Cương", province=known.province)
    assert producer_of(verified) == known
