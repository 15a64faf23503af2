"""A page of a product that was drawn before is shown again only while it is what a fresh one would be."""

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog import reviews
from catalog.certificates import certificate_issue, certificate_revoke
from catalog.listing import product_suspend
from catalog.models import Lot, Offer, PriceSource, Product, ProductSeason, PurchaseProof, Reservation, ReservationState
from catalog.pricing.selectors import quotes
from catalog.pricing.services import list_price_set, promotion_close, promotion_open
from catalog.shelf import memory
from catalog.shelf.models import ShelfEntry, ShelfMark
from catalog.shelf.services import shelf_refresh, sold_add
from catalog.stock.services import Take, stock_count, stock_receive, stock_release, stock_reserve, stock_unit
from core.events import publish
from core.slots import PAGE_SECTIONS, PageSection
from tests.factories.accounts import make_user
from tests.factories.catalog import make_certificate, make_offer, make_producer, make_product, make_vendor
from vendors.events import VendorChanged

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 24, 5, tzinfo=dt.UTC)  # 12:00 in Viet Nam
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def offer() -> Offer:
    """A pack at 265,000 đồng with 22 pieces, of a shop that makes what it sells."""
    vendor = make_vendor()
    offer = make_offer(product=make_product(vendor=vendor, producer=make_producer(vendor=vendor)))
    list_price_set(offer=offer, price=265_000)
    stock_receive(unit=stock_unit(offer=offer), quantity=22)
    return offer


def shown(client: Client, product: Product, query: str = "") -> str:
    return client.get(f"/san-pham/{product.slug}/{query}").content.decode()


def fresh(client: Client, product: Product, query: str = "") -> str:
    memory.pages.clear()
    return shown(client, product, query)


def a_promotion(offer: Offer, *, after: dt.timedelta = dt.timedelta(), quota: int | None = None):
    start = dt.datetime.now(dt.UTC) + after
    return promotion_open(
        offer=offer, source=PriceSource.FLASH, price=200_000, starts_at=start, ends_at=start + 2 * HOUR, quota=quota
    )


def take(offer: Offer, quantity: int) -> list[Reservation]:
    quote = quotes([offer.pk])[offer.pk]
    wanted = Take(unit_id=stock_unit(offer=offer).pk, quantity=quantity, window_id=quote.window_id, price=quote.price)
    return stock_reserve(takes=[wanted], reference="test", expires_at=None)


def a_review(offer: Offer):
    proof = PurchaseProof.objects.create(product=offer.product, user=make_user(), reference=f"r{offer.pk}")
    return reviews.review_write(proof=proof, rating=5, text="Giao trễ 1 ngày nhưng vải vẫn tươi.")


def a_vendor_story(offer: Offer) -> None:
    offer.vendor.story = "Vườn ghi sổ từng lần phun."
    offer.vendor.save()
    publish(VendorChanged(vendor_id=offer.vendor_id))


CHANGES: dict[str, Callable[[Offer], object]] = {
    "price": lambda offer: list_price_set(offer=offer, price=270_000),
    "promotion": a_promotion,
    "one of the last twenty": lambda offer: take(offer, 2),
    "the last one": lambda offer: take(offer, 22),
    "count": lambda offer: stock_count(unit=stock_unit(offer=offer), counted=3),
    "certificate": lambda offer: certificate_issue(
        product=offer.product,
        code="TEST-KEPT",
        stars=4,
        score=Decimal(82),
        decision="12/QĐ-UBND",
        issuer="UBND tỉnh Bắc Ninh",
        issued_on=dt.date(2026, 1, 15),
    ),
    "review": a_review,
    "question": lambda offer: reviews.question_ask(product=offer.product, user=make_user(), text="Còn vải không?"),
    "sold": lambda offer: sold_add(product_id=offer.product_id, pieces=3),
    "story": a_vendor_story,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_shows_at_once(client: Client, offer: Offer, change: str):
    before = shown(client, offer.product)
    assert shown(client, offer.product) == before
    CHANGES[change](offer)
    after = shown(client, offer.product)
    assert after != before
    assert after == fresh(client, offer.product)


def test_what_is_taken_back_shows_at_once(client: Client, offer: Offer):
    window = a_promotion(offer, quota=5)
    held = take(offer, 2)
    revoked = make_certificate(product=offer.product)
    review, question = a_review(offer), reviews.question_ask(product=offer.product, user=make_user(), text="Còn không?")
    steps: list[Callable[[], object]] = [
        lambda: stock_release(reservations=held, state=ReservationState.RELEASED),
        lambda: promotion_close(window=window),
        lambda: certificate_revoke(certificate=revoked, reason="Hết nguồn nguyên liệu"),
        lambda: reviews.review_reply(review=review, text="Cảm ơn cô chú."),
        lambda: reviews.review_hide(review=review),
        lambda: reviews.question_answer(question=question, text="Còn ạ."),
        lambda: reviews.question_hide(question=question),
    ]
    shelf_refresh([offer.product_id])
    for number, step in enumerate(steps):
        before = shown(client, offer.product)
        step()
        after = shown(client, offer.product)
        assert after != before, number
        assert after == fresh(client, offer.product), number
    product_suspend(product=offer.product, by=None, reason="Chờ giấy tờ")
    assert client.get(f"/san-pham/{offer.product.slug}/").status_code == 404


def test_what_changes_by_the_clock_alone_shows_on_time(client: Client, offer: Offer, clock: time_machine.Traveller):
    product = offer.product
    a_promotion(offer, after=HOUR)
    make_certificate(product=product, issued_on=dt.date(2023, 11, 25))
    ProductSeason.objects.create(product=product, opens="11-26", closes="12-31")
    Lot.objects.create(product=product, code="TEST-LO", made_on=dt.date(2026, 11, 1), use_by=dt.date(2026, 11, 26))
    shelf_refresh([product.pk])
    pages = [shown(client, product)]
    for hours in (1, 3, 12, 36, 60):  # begins, ends, midnight: stars; the season opens; use by
        clock.move_to(NOON + hours * HOUR)
        pages.append(shown(client, product))
        assert pages[-1] == fresh(client, product), hours
        assert pages[-1] != pages[-2], hours
    assert "200.000" in pages[1]
    assert "200.000" not in pages[2]


def test_a_change_that_only_left_a_mark_shows_at_once(client: Client, offer: Offer):
    before = shown(client, offer.product)
    Product.objects.filter(pk=offer.product_id).update(description="Hái trong ngày.")
    assert shown(client, offer.product) == before  # written past the services: nobody was told
    ShelfMark.objects.create(product_id=offer.product_id)
    assert "Hái trong ngày." in shown(client, offer.product)
    assert not ShelfMark.objects.exists()


def test_a_page_drawn_before_takes_one_query(client: Client, offer: Offer):
    shown(client, offer.product)
    with CaptureQueriesContext(connection) as queries:
        shown(client, offer.product, "?goi=")  # drawn anew: not an address of ours
    assert 1 < len(queries) <= 12
    with CaptureQueriesContext(connection) as queries:
        shown(client, offer.product)
    assert len(queries) == 1


def test_each_pack_and_each_language_has_a_page_of_its_own(client: Client, offer: Offer):
    other = make_offer(product=offer.product, name="Chùm 1 kg")
    list_price_set(offer=other, price=55_000)
    pages = {
        shown(client, offer.product),
        shown(client, offer.product, f"?goi={other.pk}"),
        client.get(f"/en/san-pham/{offer.product.slug}/").content.decode(),
    }
    assert len(pages) == 3
    assert "?utm=x" in shown(client, offer.product, "?utm=x")  # in the links to the other languages
    assert "utm" not in shown(client, offer.product)


def test_a_product_written_past_the_services_is_put_on_the_shelf(client: Client, offer: Offer):
    ShelfEntry.objects.all().delete()
    assert client.get(f"/san-pham/{offer.product.slug}/").status_code == 200
    assert ShelfEntry.objects.filter(pk=offer.product_id).exists()


@pytest.fixture
def section(settings, tmp_path):
    (tmp_path / "part.html").write_text("<p>{{ said }}</p>", encoding="utf-8")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]
    said: list[str] = []
    PAGE_SECTIONS.register(
        PageSection(
            name="test-kept",
            page="product",
            template="part.html",
            context=lambda request, subject: {"said": f"{said[-1]} {subject.product_id}"} if said else None,
        )
    )
    yield said
    PAGE_SECTIONS.unregister("test-kept")


def test_sections_of_other_rooms_are_drawn_each_time(client: Client, offer: Offer, section: list[str]):
    assert "<!--" not in shown(client, offer.product)
    section.append("<một>")
    assert f"<p>&lt;một&gt; {offer.product_id}</p>" in shown(client, offer.product)
    section.append("hai")
    assert f"<p>hai {offer.product_id}</p>" in shown(client, offer.product)
