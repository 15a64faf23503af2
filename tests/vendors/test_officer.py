"""Officers see the producers of their own area, draft for them, and lose the door once the producer has confirmed."""

import datetime as dt
import re
from typing import Any

import pytest
from django.contrib.admin.models import ADDITION, DELETION, LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import Message
from places.models import Commune, Province
from tests.factories.accounts import make_staff, make_user, sign_in
from tests.factories.catalog import make_certificate, make_product, make_vendor
from tests.factories.vendors import make_member, make_officer
from vendors.access import access_to
from vendors.models import Assistance, AuditEntry, ConfirmationLink, Member, Officer, Role, Vendor, VendorStatus
from vendors.people import assistance

pytestmark = pytest.mark.django_db


def communes(number: int = 2, province: str = "bac-ninh") -> list[Commune]:
    return list(Commune.objects.filter(province__slug=province).order_by("code")[:number])


def begin(officer: Officer, **fields: Any) -> Assistance:
    commune = fields.pop("commune", None) or Commune.objects.filter(province=officer.province).order_by("code")[0]
    return assistance.draft_begin(
        officer=officer.user, name="Tổ mật ong bà Sáu", kind="group", commune=commune, **fields
    )


def confirm_page(token: str) -> str:
    return reverse("vendors:confirm-shop", args=[token])


# ── The area ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_list_holds_the_own_province_only(client: Client, django_assert_max_num_queries):
    officer = make_officer()
    shops = [make_vendor(name=f"HTX vải {number:02}") for number in range(35)]
    far = make_vendor(province=Province.objects.get(slug="gia-lai"), name="HTX cà phê xa")
    sign_in(client, officer.user)
    with django_assert_max_num_queries(15):
        page = client.get(reverse("vendors:officer-home")).content.decode()
    assert page.count(reverse("vendors:officer-home") + "htx") == 30
    assert far.name not in page
    assert shops[34].name in client.get(reverse("vendors:officer-home"), {"trang": 2}).content.decode()


def test_search_needs_no_marks_and_finds_nothing_outside(client: Client):
    officer = make_officer()
    make_vendor(name="Hợp tác xã Mật ong Bản Mường")
    make_vendor(name="HTX vải")
    make_vendor(name="Mật ong Gia Lai", province=Province.objects.get(slug="gia-lai"))
    sign_in(client, officer.user)
    page = client.get(reverse("vendors:officer-home"), {"q": "mat ong"}).content.decode()
    assert "Bản Mường" in page
    assert "HTX vải" not in page
    assert "Mật ong Gia Lai" not in page


def test_a_shop_of_the_area_is_shown_without_its_secrets(client: Client, django_assert_max_num_queries):
    officer = make_officer()
    owner = make_member()
    certificate = make_certificate(product=make_product(vendor=owner.vendor), issued_on=timezone.localdate())
    sign_in(client, officer.user)
    with django_assert_max_num_queries(15):
        page = client.get(reverse("vendors:officer-shop", args=[owner.vendor.slug])).content.decode()
    assert certificate.product.name in page
    assert str(owner.user.phone)[3:] not in page.replace(" ", "")
    assert reverse("vendors:centre-home", args=[owner.vendor.slug]) not in page
    assert client.get(reverse("vendors:centre-home", args=[owner.vendor.slug])).status_code == 404


def test_another_province_and_another_commune_do_not_exist(client: Client):
    here, there = communes()
    shops = [
        make_vendor(province=Province.objects.get(slug="gia-lai")),
        make_vendor(commune=there),
        make_vendor(commune=None),
    ]
    officer = make_officer(commune=here)
    own = make_vendor(commune=here)
    sign_in(client, officer.user)
    page = client.get(reverse("vendors:officer-home")).content.decode()
    assert own.name in page
    for shop in shops:
        assert shop.name not in page
        assert client.get(reverse("vendors:officer-shop", args=[shop.slug])).status_code == 404
        for name in ("officer-confirmation", "officer-confirmation-send"):
            assert client.post(reverse(f"vendors:{name}", args=[shop.slug]), {"token": "x"}).status_code == 404
    assert not ConfirmationLink.objects.exists()


OFFICER_PAGES = ["officer-home", "officer-draft"]


@pytest.mark.parametrize("name", OFFICER_PAGES)
def test_who_is_no_officer_finds_nothing(client: Client, name: str):
    sign_in(client, make_member().user)
    assert client.get(reverse(f"vendors:{name}")).status_code == 404
    assert client.post(reverse(f"vendors:{name}"), {"name": "A"}).status_code in (404, 405)
    assert Vendor.objects.count() == 1


# ── Drafting ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_an_officer_begins_a_shop_and_works_in_its_centre(client: Client):
    officer = make_officer()
    (commune,) = communes(1)
    sign_in(client, officer.user)
    data = {
        "name": "Tổ mật\u200b ong bà Sáu",
        "kind": "group",
        "commune": commune.code,
        "producer_name": "Bà Sáu",
        "phone": "0912 345 678",
    }
    answer = client.post(reverse("vendors:officer-draft"), data)
    vendor = Vendor.objects.get()
    assert answer["Location"] == reverse("vendors:centre-home", args=[vendor.slug])
    assert (vendor.name, vendor.status, vendor.commune) == ("Tổ mật ong bà Sáu", VendorStatus.DRAFT, commune)
    assert AuditEntry.objects.get().as_kind == "officer"
    centre = client.get(answer["Location"])
    assert centre.status_code == 200
    assert "Bạn đang soạn giúp" in centre.content.decode()
    for name, status in (("centre-people", 403), ("centre-audit", 403)):
        assert client.get(reverse(f"vendors:{name}", args=[vendor.slug])).status_code == status
    page = client.get(reverse("vendors:officer-shop", args=[vendor.slug])).content.decode()
    assert "0912 345 678" in page
    assert "chủ gian hàng chưa xác nhận" in page.lower()


def test_a_colleague_of_the_area_sees_neither_the_number_nor_the_centre(client: Client):
    first, second = make_officer(), make_officer()
    vendor = begin(first, phone="+84912345678").vendor
    sign_in(client, second.user)
    page = client.get(reverse("vendors:officer-shop", args=[vendor.slug])).content.decode()
    assert "912" not in page
    assert client.get(reverse("vendors:centre-home", args=[vendor.slug])).status_code == 404
    assert client.post(reverse("vendors:officer-confirmation", args=[vendor.slug])).status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "…"}, {"name": "A" * 300}, {"kind": "x"}, {"kind": "showroom"}, {"phone": "1"}]
)
def test_wrong_drafts_are_refused_with_what_was_typed(client: Client, wrong: dict[str, str]):
    officer = make_officer()
    (commune,) = communes(1)
    sign_in(client, officer.user)
    data = {"name": "Tổ bà Sáu", "kind": "group", "commune": commune.code, "producer_name": "Bà Sáu Hiền", **wrong}
    answer = client.post(reverse("vendors:officer-draft"), data)
    assert answer.status_code == 422
    assert "Bà Sáu Hiền" in answer.content.decode()
    assert not Vendor.objects.exists()


def test_no_draft_outside_the_area(client: Client):
    here, there = communes()
    officer = make_officer(commune=here)
    sign_in(client, officer.user)
    data = {"name": "Tổ bà Sáu", "kind": "group", "commune": there.code}
    assert client.post(reverse("vendors:officer-draft"), data).status_code == 422
    with pytest.raises(assistance.OutsideArea):
        begin(officer, commune=there)
    assert not Vendor.objects.exists()


def test_the_door_closes_with_the_office():
    officer = make_officer()
    vendor = begin(officer).vendor
    assert access_to(officer.user, vendor.slug) is not None
    Officer.objects.all().delete()
    assert access_to(officer.user, vendor.slug) is None


# ── Confirming ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_producer_confirms_and_owns_it_alone(client: Client):
    officer = make_officer(user=make_user(name="Anh Huy"))
    vendor = begin(officer, phone="+84912345678").vendor
    make_product(vendor=vendor, name="Mật ong rừng")
    sign_in(client, officer.user)
    made = client.post(reverse("vendors:officer-confirmation", args=[vendor.slug])).content.decode()
    (token,) = set(re.findall(r"/xac-nhan-gian-hang/([\w-]+)/</code>", made))
    sent = client.post(
        reverse("vendors:officer-confirmation-send", args=[vendor.slug]), {"token": token, "phone": "0912345678"}
    )
    assert sent.status_code == 200
    message = Message.objects.get()
    assert (message.kind, message.secret) == ("vendor-confirmation", True)
    assert token in message.body
    assert client.get(confirm_page(token)).status_code == 403, "not by the officer"
    assert client.post(confirm_page(token), {"name": vendor.name, "mine": "on"}).status_code == 403

    client.logout()
    assert client.get(confirm_page(token)).status_code == 302
    producer = make_user()
    sign_in(client, producer)
    page = client.get(confirm_page(token)).content.decode()
    for words in (vendor.name, "Mật ong rừng", "Anh Huy"):
        assert words in page
    assert client.post(confirm_page(token), {"name": vendor.name}).status_code == 422
    assert client.post(confirm_page(token), {"name": "A" * 300, "mine": "on"}).status_code == 422
    assert not Member.objects.exists()
    answer = client.post(confirm_page(token), {"name": "Tổ mật ong bà Sáu Hiền", "mine": "on"})
    assert answer.status_code == 302
    member = Member.objects.get()
    assert (member.user, member.role, member.vendor.name) == (producer, Role.OWNER, "Tổ mật ong bà Sáu Hiền")
    row = Assistance.objects.get()
    assert row.confirmed_at is not None
    assert row.phone == ""
    assert access_to(officer.user, vendor.slug) is None
    record = client.get(reverse("vendors:centre-audit", args=[vendor.slug])).content.decode()
    for words in ("Soạn giúp gian hàng", "Gửi liên kết xác nhận", "Nhận gian hàng do cán bộ soạn giúp"):
        assert words in record


def test_a_link_works_once_and_the_newest_only(client: Client):
    draft = begin(make_officer())
    old, new = (assistance.confirmation_create(assistance=draft) for _number in range(2))
    first, second = make_user(), make_user()
    for token, user in ((old, first), (new, first), (new, second), ("khong-co", second)):
        sign_in(client, user)
        client.post(confirm_page(token), {"name": "Tổ bà Sáu", "mine": "on"})
    assert Member.objects.get().user == first
    with pytest.raises(assistance.ConfirmationOver):
        assistance.confirm(token=new, user=second, name="")
    with pytest.raises(assistance.ConfirmationOver):
        assistance.confirmation_create(assistance=draft)


def test_a_link_is_kept_as_a_hash_and_ends_after_two_weeks(client: Client):
    draft = begin(make_officer())
    token = assistance.confirmation_create(assistance=draft)
    link = ConfirmationLink.objects.get()
    assert token not in link.token_hash
    assert link.expires_at - link.created_at == dt.timedelta(days=14)
    past = timezone.now() - dt.timedelta(days=15)
    ConfirmationLink.objects.update(created_at=past, expires_at=past + dt.timedelta(days=14))
    sign_in(client, make_user())
    answer = client.get(confirm_page(token))
    assert answer.status_code == 410
    assert draft.vendor.name not in answer.content.decode()


# ── Giving out areas ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_staff_give_out_areas_and_take_them_back(client: Client):
    staff, person = make_staff(), make_user()
    (commune,) = communes(1)
    sign_in(client, staff, "mfa")
    where = reverse("vendors:officer-assign")
    listed = client.post(where, {"person": person.phone, "province": commune.province_id, "list": "1"})
    assert commune.name in listed.content.decode()
    assert not Officer.objects.exists()
    data = {"person": person.phone, "province": commune.province_id, "commune": commune.code}
    for _twice in range(2):
        assert client.post(where, data).status_code == 302
    office = Officer.objects.get()
    assert (office.user, office.commune) == (person, commune)
    assert client.post(where, data | {"person": "0999999999"}).status_code == 422
    assert client.post(where, data | {"province": "52"}).status_code == 422, "a commune of another province"
    assert client.post(reverse("vendors:officer-unassign", args=[office.pk])).status_code == 302
    assert not Officer.objects.exists()


def test_areas_are_given_by_who_may_and_has_a_second_factor(client: Client):
    where = reverse("vendors:officer-assign")
    data = {"person": make_user().phone, "province": "24"}
    sign_in(client, make_member().user)
    assert client.get(where).status_code == 403
    assert client.post(where, data).status_code == 403
    sign_in(client, make_staff(superuser=False), "mfa")
    assert client.post(where, data).status_code == 403
    sign_in(client, make_staff())
    assert client.post(where, data)["Location"].startswith(reverse("mfa_reauthenticate"))
    office = make_officer()
    assert client.post(reverse("vendors:officer-unassign", args=[office.pk])).status_code == 302
    assert Officer.objects.count() == 1


def test_who_gave_and_ended_an_area_is_on_record(client: Client):
    staff, person = make_staff(), make_user()
    (commune,) = communes(1)
    sign_in(client, staff, "mfa")
    data = {"person": person.phone, "province": commune.province_id, "commune": commune.code}
    for _twice in range(2):
        client.post(reverse("vendors:officer-assign"), data)
    office = Officer.objects.get()
    for status in (302, 404):
        assert client.post(reverse("vendors:officer-unassign", args=[office.pk])).status_code == status
    record = LogEntry.objects.order_by("pk")
    assert [row.action_flag for row in record] == [ADDITION, DELETION]
    for row in record:
        assert row.content_type is not None
        assert (row.user, row.content_type.model_class(), row.object_id) == (staff, Officer, str(office.pk))
        assert row.object_repr == f"#{person.pk}: {commune.province_id} {commune.code}"
