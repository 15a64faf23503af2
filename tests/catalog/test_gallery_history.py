"""Photographs that several listings, or what was shown once, refer to; and one that somebody deleted."""

import io

import pytest
from wagtail.images import get_image_model

from catalog.editing import gallery, revisions
from catalog.editing import services as editing
from catalog.editing.working import working
from catalog.listing import ListingIncomplete
from catalog.models import Product, ProductPicture
from tests.catalog.test_centre_editing import add, fresh, save
from tests.factories.accounts import make_staff, sign_in
from tests.factories.catalog import make_listing

pytestmark = pytest.mark.django_db
Image = get_image_model()


@pytest.fixture(autouse=True)
def _closed_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail leaves its temporary files to the collector."""
    monkeypatch.setattr("wagtail.images.models.SpooledTemporaryFile", lambda max_size: io.BytesIO())


def approve(product: Product) -> None:
    revisions.submit(product=fresh(product), by=None)
    revisions.approve(product=fresh(product), token=working(fresh(product)).token, by=make_staff())


def test_a_copy_does_not_take_away_what_the_history_of_the_original_shows():
    product = make_listing()
    add(product)
    approve(product)
    row = ProductPicture.objects.get(product=product, image__isnull=False)
    image = row.image_id
    copy = editing.product_duplicate(product=fresh(product), by=None)
    editing.shots_change(product=fresh(product), change=gallery.removed(f"p{row.pk}"), by=None)
    approve(product)
    shared = ProductPicture.objects.get(product=copy, image=image)
    editing.shots_change(product=fresh(copy), change=gallery.removed(f"p{shared.pk}"), by=None)
    assert Image.objects.filter(pk=image).exists()
    assert any(shot["image"] == image for row in product.revisions.all() for shot in row.pictures)


def test_what_only_the_copy_had_goes():
    product = make_listing()
    add(product)
    copy = editing.product_duplicate(product=fresh(product), by=None)
    for owner in (product, copy):
        assert Image.objects.count() == 1
        row = ProductPicture.objects.get(product=owner, image__isnull=False)
        editing.shots_change(product=fresh(owner), change=gallery.removed(f"p{row.pk}"), by=None)
    assert not Image.objects.exists()


@pytest.mark.parametrize("others", [True, False])
def test_a_photograph_that_is_gone_is_left_out(client, others: bool):
    """Somebody with all rights deleted it, while a change of a listing that shows it waited."""
    product = make_listing()
    approve(product)
    add(product, 1)
    old = product.pictures.get()
    if not others:
        editing.shots_change(product=fresh(product), change=gallery.removed(f"p{old.pk}"), by=None)
    save(fresh(product), description="Mới")
    revisions.submit(product=fresh(product), by=None)
    Image.objects.all().delete()
    reviewer = make_staff()
    sign_in(client, reviewer, "mfa")
    assert client.get(f"/kiem-duyet/san-pham/{product.pk}/").status_code == 200
    seen = working(fresh(product)).token
    if not others:
        with pytest.raises(ListingIncomplete) as lacks:
            revisions.approve(product=fresh(product), token=seen, by=reviewer)
        assert lacks.value.missing == ["pictures"]
        return
    revisions.approve(product=fresh(product), token=seen, by=reviewer)
    assert fresh(product).description == "Mới"
    assert product.pictures.get() == old
