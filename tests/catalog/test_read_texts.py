"""What a shop writes is on no public page before somebody has read it: not on that of a certificate or of a lot."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog import lots
from catalog.editing import revisions
from catalog.editing.public import as_read
from catalog.editing.working import working
from catalog.listing import product_suspend
from catalog.models import Product, ProductStatus
from core.models import Message
from tests.catalog.test_centre_editing import fresh, save
from tests.factories.accounts import make_staff, make_user, sign_in
from tests.factories.catalog import make_certificate, make_listing, make_producer
from tests.factories.vendors import make_member

pytestmark = pytest.mark.django_db
UNREAD = "Thuốc chữa khỏi ung thư, gọi 0909"
NAME = "Vải thiều Lục Ngạn"


def approved(**fields: Any) -> Product:
    product = make_listing(**({"name": NAME, "storage": "Ngăn mát"} | fields))
    revisions.submit(product=product, by=None)
    revisions.approve(product=product, token=working(fresh(product)).token, by=make_staff())
    return fresh(product)


def public_pages(product: Product) -> list[str]:
    """Certificate, lot and label, as somebody sees them who is not signed in."""
    certificate = product.certificates.get()
    found = [f"/chung-nhan/{certificate.code}/"]
    found += [f"/truy-xuat/{lot.code}/{rest}" for lot in product.lots.all() for rest in ("", "nhan.svg")]
    answers = [Client().get(address) for address in found]
    assert {answer.status_code for answer in answers} == {200}
    return [answer.content.decode() for answer in answers]


def with_papers(product: Product) -> Product:
    make_certificate(product=product)
    if product.published_at:
        lots.lot_create(product=product, code="LO-XX-1", data=lots.LotData(made_on=dt.date(2026, 1, 1)))
    return product


def test_what_was_taken_down_says_what_was_approved():
    product = with_papers(approved())
    maker = product.producer.name
    product_suspend(product=product, by=None, reason="Quảng cáo sai")
    save(fresh(product), name=UNREAD, storage=UNREAD, producer_id=make_producer(name=UNREAD).pk)
    assert fresh(product).name == UNREAD
    for page in public_pages(product):
        assert UNREAD[:20] not in page
        assert NAME in page
        assert maker in page


def test_what_nobody_has_read_has_no_name_there():
    product = with_papers(make_listing(name=UNREAD))
    [page] = public_pages(product)
    assert UNREAD not in page
    assert product.certificates.get().code in page


def test_neither_has_what_was_on_the_shelf_before_anybody_kept_what_was_read():
    long_ago = {"status": ProductStatus.SUSPENDED, "published_at": timezone.now()}
    for page in public_pages(with_papers(make_listing(name=UNREAD, **long_ago))):
        assert UNREAD[:20] not in page


def test_what_is_on_the_shelf_is_itself():
    product = approved()
    assert as_read(product) is product


def test_a_question_does_not_leave_the_site_as_our_message(client: Client):
    product = approved()
    owner = make_member(vendor=product.vendor).user
    sign_in(client, make_user())
    words = "Mở http://vcb-evil.vn ngay"
    assert (
        client.post(f"/san-pham/{product.slug}/dat-cau-hoi/", {"text": words, "author_name": "Lan"}).status_code == 302
    )
    [sent] = Message.objects.filter(to=owner.phone)
    assert NAME in sent.body
    assert "vcb-evil" not in sent.body
