"""No page of the centre, and none of the staff who review it, asks the database more than a slow line can wait for."""

import io
import re
from typing import Any, Final

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.editing import gallery
from catalog.editing import services as editing
from catalog.models import PriceWindow, Product, ProductSet, StockUnit
from catalog.pictures import picture_add, picture_check
from core.files.private import private_write
from tests.catalog.test_pictures import encoded
from tests.factories.accounts import make_user
from tests.factories.catalog import make_certificate, make_offer, make_producer
from tests.web.scoping.conftest import nothing
from tests.web.scoping.examples import values
from tests.web.scoping.people import OUTSIDERS, World
from tests.web.scoping.routes import Place, centre, places
from tests.web.scoping.shops import Shop
from vendors.models import Paper, PaperKind, PaperState

pytestmark = pytest.mark.django_db

MOST: Final = 15
REVIEWER: Final = next(actor for actor in OUTSIDERS if actor.name == "staff-with-every-right-but-not-acting")
REVIEWS: Final = ("catalog:review-queue", "catalog:review-product", "vendors:review-queue", "vendors:review")


@pytest.fixture(autouse=True)
def _closed_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail leaves its temporary files to the collector."""
    monkeypatch.setattr("wagtail.images.models.SpooledTemporaryFile", lambda max_size: io.BytesIO())


def _photograph(number: int) -> Any:
    return picture_check(ContentFile(encoded("JPEG", (80, 60 + number)), name="anh.jpg"))


def _fill(shop: Shop) -> None:
    """As a shop is that has worked for a while: photographs, packs with prices and stock, stars, papers looked at.

    What waits for a reviewer has new photographs, and says another set and another maker, too.
    """
    for product in (shop.product, shop.draft):
        for number in range(4):
            picture_add(product=product, picture=_photograph(number), alt=f"Ảnh {number}", name=f"anh-{number}")
        for number in range(3):
            offer = make_offer(product=product, name=f"Gói {number}", sku=f"{product.pk}-{number}")
            PriceWindow.objects.create(offer=offer, price=85_000 + number, starts_at=timezone.now())
            StockUnit.objects.create(offer=offer, on_hand=9, available=9)
        make_certificate(product=product)
    for number in (7, 8):
        gallery.pictures_add(
            product=Product.objects.get(pk=shop.product.pk),
            uploads=[("moi.jpg", _photograph(number))],
            write=editing.shots_change,
            by=shop.owner,
        )
    shop.revision.refresh_from_db()
    other = ProductSet.objects.exclude(pk=shop.product.product_set_id)[0]
    shop.revision.fields |= {"product_set_id": other.pk, "producer_id": make_producer(name="Hộ bà Tư").pk}
    shop.revision.save()
    reviewer = make_user(name="Người xét trước")
    for kind in (PaperKind.REGISTRATION, PaperKind.FOOD_SAFETY, PaperKind.GROWING):
        Paper.objects.create(
            vendor=shop.vendor,
            kind=kind,
            path=private_write("papers", encoded("JPEG"), "jpg"),
            size=900,
            uploaded_by=shop.owner,
            state=PaperState.ACCEPTED,
            reviewed_by=reviewer,
            reviewed_at=timezone.now(),
        )


def _counted(client: Client, path: str) -> tuple[int, int]:
    """Status, and queries of the second time: content types and the like are asked for once a process."""
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path)
    return answer.status_code, len(queries)


def _too_many(seen: dict[str, int]) -> list[str]:
    return [f"{name}: {count} queries" for name, count in sorted(seen.items()) if count > MOST]


def test_every_page_of_the_centre_takes_few_queries(world: World):
    _fill(world.a)
    client = Client()
    client.force_login(world.a.owner)
    seen = {}
    for place in centre():
        status, count = _counted(client, place.path(**values(place, world.a)))
        if status == 200:
            seen[place.name] = count
    for name in ("catalog:centre-product", "catalog:centre-product-preview"):  # what is on the shelf, being changed
        path = re.sub(r"/\d+/", f"/{world.a.product.pk}/", _place(name).path(**values(_place(name), world.a)))
        seen[f"{name} on the shelf"] = _counted(client, path)[1]
    seen["what shows while one types"] = _counted(client, path + "?phan=xem")[1]
    assert len(seen) > 25
    nothing(_too_many(seen))


def test_every_page_of_the_reviewers_takes_few_queries(world: World):
    _fill(world.a)
    REVIEWER.prepare(world)
    client = REVIEWER.client(world)
    seen = {}
    for place in map(_place, REVIEWS):
        for shown in (world.a.product.pk, world.a.draft.pk):
            path = re.sub(r"/\d+/$", f"/{shown}/", place.path(**values(place, world.a)))
            status, count = _counted(client, path)
            assert status == 200, path
            seen[path] = count
    nothing(_too_many(seen))


def _place(name: str) -> Place:
    return next(place for place in places() if place.name == name)
