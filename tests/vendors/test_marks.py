"""Marks of who leads a shop: with consent only, for the owner's eyes only, gone when withdrawn, counted from five."""

import pytest
from django.test import Client
from django.urls import reverse

from places.models import Province
from tests.factories.accounts import make_user, sign_in
from tests.factories.catalog import make_vendor
from tests.factories.vendors import make_member
from vendors.models import AuditEntry, MarksConsent, Role, VendorMarks
from vendors.people import marks
from vendors.people import services as people

pytestmark = pytest.mark.django_db


def test_nothing_is_kept_without_consent(client: Client):
    owner = make_member()
    sign_in(client, owner.user)
    where = reverse("vendors:centre-marks", args=[owner.vendor.slug])
    assert "checked" not in client.get(where).content.decode()
    answer = client.post(where, {"women_led": "on"})
    assert answer.status_code == 422
    assert answer.content.decode().count("checked") == 1, "what was ticked stays ticked"
    assert client.post(where, {"agree": "on"}).status_code == 422
    assert not VendorMarks.objects.exists()
    assert not MarksConsent.objects.exists()


def test_kept_with_version_and_time_and_deleted_when_withdrawn(client: Client):
    owner = make_member()
    sign_in(client, owner.user)
    slug = owner.vendor.slug
    answer = client.post(reverse("vendors:centre-marks", args=[slug]), {"women_led": "on", "agree": "on"})
    assert answer.status_code == 302
    kept = VendorMarks.objects.get()
    assert (kept.women_led, kept.youth_led, kept.consent_version) == (True, False, marks.CONSENT_VERSION)
    assert client.post(reverse("vendors:centre-marks-withdraw", args=[slug])).status_code == 302
    assert not VendorMarks.objects.exists()
    assert list(MarksConsent.objects.values_list("granted", flat=True)) == [True, False]
    assert "women" not in " ".join(AuditEntry.objects.values_list("action", flat=True))


def test_they_leave_with_the_owner_they_speak_of():
    owner = make_member()
    new = make_member(vendor=owner.vendor, role=Role.MANAGER)
    marks.keep(vendor=owner.vendor, user=owner.user, chosen=frozenset({"youth_led"}))
    people.hand_over(vendor=owner.vendor, owner=owner.user, pk=new.pk)
    assert not VendorMarks.objects.exists()


def test_the_province_sees_totals_of_five_and_more():
    province = Province.objects.get(slug="bac-ninh")
    shops = [make_vendor() for _number in range(5)]
    for shop in shops:
        chosen = {"women_led"} if shop is shops[0] else {"women_led", "youth_led"}
        marks.keep(vendor=shop, user=make_user(), chosen=frozenset(chosen))
    elsewhere = make_vendor(province=Province.objects.get(slug="gia-lai"))
    marks.keep(vendor=elsewhere, user=make_user(), chosen=frozenset({"ethnic_minority_led"}))
    assert marks.marks_in_province(province) == {"women_led": 5, "youth_led": None, "ethnic_minority_led": None}
