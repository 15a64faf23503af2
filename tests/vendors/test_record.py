"""The record of a shop says what happened: each thing done once, nothing that was only tried.

That no address of the centre writes without it is shown in `tests/web/scoping/test_centre.py`.
"""

import datetime as dt
import json

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalog.editing.merging import marks
from catalog.editing.services import values_of
from catalog.editing.working import working
from catalog.models import Product
from tests.catalog.test_centre_stock import form, pack
from tests.factories.accounts import sign_in
from tests.factories.catalog import make_product
from tests.factories.vendors import make_member
from vendors.models import AuditEntry, Role

pytestmark = pytest.mark.django_db


def recorded() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def write(client: Client, product: Product, text: str, **more: str) -> int:
    """Send what somebody typed into the description; the status of the answer."""
    base = json.dumps(marks(values_of(working(Product.objects.get(pk=product.pk)))))
    path = reverse("catalog:centre-product", args=[product.vendor.slug, product.pk])
    return client.post(path, {"name": product.name, "description": text, "base": base} | more).status_code


def test_what_saves_itself_is_recorded_once_in_ten_minutes_and_pressing_save_each_time(client: Client):
    owner = make_member()
    product, other = (make_product(vendor=owner.vendor, status="draft", published_at=None) for _n in range(2))
    sign_in(client, owner.user)
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        for number in range(5):
            assert write(client, product, f"Vải thiều {number}", autosave="1") == 200
    assert recorded() == ["catalog:centre-product"]
    assert AuditEntry.objects.get().target == str(product.pk)
    with time_machine.travel(now + dt.timedelta(minutes=5), tick=False):
        assert write(client, product, "Vải thiều Lục Ngạn", autosave="1") == 200
        assert write(client, product, "Vải thiều Lục Ngạn", autosave="1") == 200  # nothing new
        assert AuditEntry.objects.count() == 1
        assert write(client, other, "Món khác", autosave="1") == 200
        assert AuditEntry.objects.count() == 2
    with time_machine.travel(now + dt.timedelta(minutes=11), tick=False):
        assert write(client, product, "Vải thiều đầu mùa", autosave="1") == 200
        assert AuditEntry.objects.count() == 3
        assert write(client, product, "Vải thiều cuối mùa") == 302
        assert AuditEntry.objects.count() == 4


def test_each_person_has_their_own_entry(client: Client):
    owner = make_member()
    manager = make_member(vendor=owner.vendor, role=Role.MANAGER)
    product = make_product(vendor=owner.vendor, status="draft", published_at=None)
    for number, member in enumerate((owner, manager)):
        sign_in(client, member.user)
        assert write(client, product, f"Vải {number}", autosave="1") == 200
    assert set(AuditEntry.objects.values_list("actor", flat=True)) == {owner.user_id, manager.user_id}


def test_a_form_that_comes_back_has_done_nothing(client: Client):
    owner = make_member()
    sign_in(client, owner.user, "code")
    slug = owner.vendor.slug
    tried = {
        "vendors:centre-shop": {"founded": "năm kia"},
        "vendors:centre-invite": {"role": "owner"},
        "vendors:centre-papers": {"action": "add", "kind": "registration"},
        "vendors:centre-papers-tax": {"representative": ""},
        "vendors:centre-name": {"name": ""},
        "vendors:centre-close": {"meant": "close"},
        "catalog:centre-product-new": {"name": ""},
        "catalog:centre-import": {},
    }
    for name, data in tried.items():
        answer = client.post(reverse(name, args=[slug]), data)
        assert answer.status_code in (200, 400, 422), name
    assert recorded() == []


def test_a_grid_of_which_half_was_saved_is_recorded(client: Client):
    owner = make_member()
    good, bad = (pack(owner.vendor, name=name) for name in ("Vải thiều", "Mật ong"))
    sign_in(client, owner.user)
    path = reverse("catalog:centre-stock", args=[owner.vendor.slug])
    wrong = {f"gia_{bad.pk}": "rẻ"}
    assert client.post(path, form(good, bad, **wrong)).status_code == 200
    assert recorded() == [], "one wrong price, nothing saved"
    assert client.post(path, form(good, bad, **wrong, **{f"gia_{good.pk}": "99000"})).status_code == 200
    assert recorded() == ["catalog:centre-stock"]
    assert client.post(path, form(good, bad)).status_code == 302
    assert recorded() == ["catalog:centre-stock"], "nothing was changed"


def test_a_link_that_is_shown_has_been_made(client: Client):
    owner = make_member()
    sign_in(client, owner.user)
    assert client.post(reverse("vendors:centre-invite", args=[owner.vendor.slug]), {"role": "host"}).status_code == 200
    assert recorded() == ["vendors:centre-invite"]
