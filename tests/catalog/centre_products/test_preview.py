"""What buyers will see, shown to the shop alone."""

import pytest
from django.test import Client
from django.utils import timezone

from catalog.models import Product, ProductSet
from catalog.pricing.selectors import quotes
from tests.catalog.centre_products.pages import autosave, page_fields, path, typed
from tests.catalog.test_centre_editing import fresh, save
from tests.factories.catalog import make_certificate, make_listing, make_producer
from tests.factories.vendors import make_member
from vendors.models import Member, Role

pytestmark = pytest.mark.django_db


def test_the_preview_is_the_public_page_of_what_is_edited(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor, status="published", published_at=timezone.now())
    make_certificate(product=product)
    save(product, description="Lời chưa ai duyệt")
    answer = signed_in.get(path(product, "xem-thu/"))
    page = answer.content.decode()
    assert "Lời chưa ai duyệt" in page
    assert "85.000" in page
    assert "Xem trước" in page
    assert 'content="noindex' in page
    assert "ld+json" not in page
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-cache" in answer["Cache-Control"]
    assert "Lời chưa ai duyệt" not in signed_in.get(product.get_absolute_url()).content.decode()
    draft = make_listing(vendor=owner.vendor, product_set=ProductSet.objects.get(number=14), alcohol_percent="30")
    assert draft.name in signed_in.get(path(draft, "xem-thu/")).content.decode()


def live(client: Client, product: Product) -> str:
    answer = client.get(path(product, "xem-thu/"), {"phan": "xem"})
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def test_the_parts_of_the_page_are_those_the_shop_writes_and_lead_nowhere(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor, description="<b>Hái</b> sáng sớm", storage="Chỗ mát")
    page = live(signed_in, product)
    for text in (product.name, "85.000", "&lt;b&gt;Hái&lt;/b&gt; sáng sớm", "Chỗ mát", "vai-thieu.svg", "Hết hàng"):
        assert text in page
    for part in ("<a ", "<h1", "<html", "<script", " style=", ' id="goi'):
        assert part not in page
    product.pictures.all().delete()
    assert "Chưa có ảnh" in live(signed_in, product)


def test_others_do_not_see_it(client: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    packer = make_member(vendor=owner.vendor, role=Role.PACKER)
    for user, status in ((make_member().user, 404), (packer.user, 403)):
        client.force_login(user)
        assert client.get(path(product, "xem-thu/"), {"phan": "xem"}).status_code == status
        answer = client.post(path(product), typed(product, autosave="1", preview="1"))
        assert answer.status_code == status
        assert product.name not in answer.content.decode()


def test_autosave_shows_what_is_typed_and_says_what_does_not_hold_yet(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    offer = product.offers.get()
    fields = page_fields(signed_in, product) | {"preview": "1"}
    plain = autosave(signed_in, product, **fields | {"description": "Lời vừa gõ"})["preview"]
    assert "Lời vừa gõ" in plain
    assert "live-unsaved" not in plain
    changed = {f"pack-{offer.pk}-price": "123k", "pack-new-name": "Hộp quà Tết", "pack-new-price": "456.000"}
    shown = autosave(signed_in, product, **fields | changed)["preview"]
    for text in ("123.000", "Hộp quà Tết", "456.000", "live-unsaved"):
        assert text in shown
    assert (quotes([offer.pk])[offer.pk].price, product.offers.count()) == (85_000, 1)
    wrong = autosave(signed_in, product, **fields | {f"pack-{offer.pk}-price": "1.2"})["preview"]
    assert "85.000" in wrong
    assert autosave(signed_in, product, name=product.name)["preview"] == ""


def test_on_the_shelf_the_way_it_is_sent_is_shown_as_typed(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor, status="published", published_at=timezone.now())
    fields = page_fields(signed_in, product) | {"preview": "1", "needs_ice": "on", "ships_to": ["01"]}
    fields |= {"season_opens": "25/5", "season_closes": "15/7"}
    shown = autosave(signed_in, product, **fields)["preview"]
    for text in ("Ướp đá", "Chỉ giao đến TP. Hà Nội", "25/5", "live-unsaved"):
        assert text in shown
    after = fresh(product)
    assert (after.needs_ice, after.ships_to.count(), hasattr(after, "season")) == (False, 0, False)


def test_a_set_and_a_maker_that_wait_for_a_reviewer_are_shown(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor, status="published", published_at=timezone.now())
    other = ProductSet.objects.get(number=9)
    save(product, product_set_id=other.pk, producer_id=make_producer(name="Hộ bà Tư").pk, province_id="01")
    page = live(signed_in, product)
    for text in (other.label, "Hộ bà Tư", "Hà Nội"):
        assert text in page


def test_without_scripts_the_button_saves_and_leads_to_the_page(signed_in: Client, owner: Member):
    product = make_listing(vendor=owner.vendor)
    answer = signed_in.post(path(product), typed(product, do="preview", description="Vừa gõ xong"))
    assert answer["Location"] == path(product, "xem-thu/")
    assert "Vừa gõ xong" in signed_in.get(answer["Location"]).content.decode()
