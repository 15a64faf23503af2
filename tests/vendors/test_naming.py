"""A verified shop asks for another name; the old one stands until the staff have accepted the new one."""

from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from pytest_django.fixtures import Settings

from core.models import Message
from tests.factories.accounts import make_staff, make_user, sign_in
from tests.factories.catalog import make_vendor
from tests.factories.vendors import make_member
from tests.vendors.uploads import picture
from vendors.joining import naming
from vendors.models import AuditEntry, Member, NameChange, NameState, Notice, Paper, Role, Vendor, VendorStatus
from vendors.people import services as people
from vendors.people.record import words_of

pytestmark = pytest.mark.django_db
WISH = {"name": "HTX Vải thiều Quý Sơn Xanh", "reason": "Đổi tên theo giấy đăng ký mới"}


@pytest.fixture(autouse=True)
def _private(settings: Settings, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path


def page(vendor: Vendor) -> str:
    return f"/kenh-ban/{vendor.slug}/doi-ten/"


def review_page(vendor: Vendor) -> str:
    return f"/kiem-duyet/gian-hang/{vendor.slug}/"


def asked(member: Member) -> NameChange:
    return naming.name_ask(vendor=member.vendor, by=member.user, name=WISH["name"], reason=WISH["reason"])


def reviewer(client: Client) -> None:
    staff = make_staff(superuser=False)
    staff.user_permissions.add(Permission.objects.get(codename="review_vendor"))
    sign_in(client, staff, "mfa")


def test_from_the_wish_to_the_new_name(client: Client):
    owner = make_member()
    vendor, old, slug = owner.vendor, owner.vendor.name, owner.vendor.slug
    sign_in(client, owner.user)
    assert f'href="{page(vendor)}"' in client.get(f"/kenh-ban/{slug}/gian-hang/").content.decode()
    paper = SimpleUploadedFile("giay.jpg", picture(gps=True))
    answer = client.post(page(vendor), WISH | {"paper": paper})
    assert (answer.status_code, answer["Location"]) == (302, page(vendor))
    wish = NameChange.objects.get()
    assert (wish.old_name, wish.new_name, wish.asked_by, wish.paper) == (
        old,
        WISH["name"],
        owner.user,
        Paper.objects.get(),
    )
    vendor.refresh_from_db()
    assert vendor.name == old
    shown = client.get(page(vendor)).content.decode()
    assert WISH["name"] in shown
    assert 'name="reason"' not in shown
    assert WISH["name"] not in client.get(f"/gian-hang/{slug}/").content.decode()

    reviewer(client)
    assert f'href="{review_page(vendor)}"' in client.get("/kiem-duyet/gian-hang/").content.decode()
    shown = client.get(review_page(vendor)).content.decode()
    assert WISH["name"] in shown
    assert WISH["reason"] in shown
    assert f"{review_page(vendor)}giay-to/{wish.paper_id}/" in shown
    assert client.post(review_page(vendor), {"action": "name-accept", "name": wish.pk}).status_code == 302
    vendor.refresh_from_db()
    assert (vendor.name, vendor.slug) == (WISH["name"], slug)
    wish.refresh_from_db()
    assert (wish.state, wish.decided_by is not None) == (NameState.ACCEPTED, True)
    assert WISH["name"] in client.get(f"/gian-hang/{slug}/").content.decode()
    done = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(done) == ["vendors:centre-name", "vendors:review-name-accept"]
    assert all(words_of(action) for action in done)
    assert Notice.objects.get(user=owner.user).kind == "vendor-renamed"
    assert WISH["name"] in Message.objects.to_any(owner.user.phone).get().body


def test_refused_with_a_reason_the_old_name_stays(client: Client):
    owner = make_member()
    manager = make_member(vendor=owner.vendor, role=Role.MANAGER)
    vendor, old, wish = owner.vendor, owner.vendor.name, asked(owner)
    reviewer(client)
    answer = client.post(review_page(vendor), {"action": "name-refuse", "name": wish.pk, "reason": " "})
    assert answer.status_code == 409
    assert 'aria-invalid="true"' in answer.content.decode()
    client.post(review_page(vendor), {"action": "name-refuse", "name": wish.pk, "reason": "Giấy chưa có tên mới."})
    vendor.refresh_from_db()
    wish.refresh_from_db()
    assert (vendor.name, wish.state, wish.answer) == (old, NameState.REFUSED, "Giấy chưa có tên mới.")
    assert set(Notice.objects.filter(kind="vendor-not-renamed").values_list("user", flat=True)) == {
        owner.user_id,
        manager.user_id,
    }
    assert "Giấy chưa có tên mới" in Message.objects.to_any(owner.user.phone).get().body
    again = client.post(review_page(vendor), {"action": "name-accept", "name": wish.pk})
    assert again.status_code == 409
    vendor.refresh_from_db()
    assert vendor.name == old
    sign_in(client, owner.user)
    shown = client.get(page(vendor)).content.decode()
    assert "Giấy chưa có tên mới." in shown
    assert 'name="reason"' in shown  # and may ask again


def test_taken_back(client: Client):
    owner = make_member()
    asked(owner)
    sign_in(client, owner.user)
    for _twice in range(2):
        assert client.post(page(owner.vendor), {"action": "withdraw"}).status_code == 302
    assert NameChange.objects.get().state == NameState.WITHDRAWN
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"name": ""}, "ghi tên mới"),
        ({"name": "…"}, "ghi tên mới"),
        ({"name": "x" * 300}, "Dài quá"),
        ({"reason": ""}, "vì sao đổi"),
        ({"reason": "y" * 301}, "Dài quá"),
    ],
)
def test_what_cannot_be_taken_comes_back_with_what_was_typed(client: Client, data: dict[str, str], says: str):
    owner = make_member()
    sign_in(client, owner.user)
    answer = client.post(page(owner.vendor), WISH | data)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert says in shown
    assert all(value in shown for value in (WISH | data).values() if value)
    assert not NameChange.objects.exists()


def test_a_paper_that_cannot_be_read_keeps_nothing(client: Client):
    owner = make_member()
    sign_in(client, owner.user)
    answer = client.post(page(owner.vendor), WISH | {"paper": SimpleUploadedFile("giay.pdf", b"khong phai pdf")})
    assert answer.status_code == 422
    assert answer.context["form"].errors["paper"]
    assert not NameChange.objects.exists()
    assert not Paper.objects.exists()


def test_one_wish_at_a_time_and_another_name_than_now(client: Client):
    owner = make_member()
    sign_in(client, owner.user)
    assert client.post(page(owner.vendor), WISH | {"name": owner.vendor.name}).status_code == 409
    asked(owner)
    assert client.post(page(owner.vendor), WISH | {"name": "Tên thứ ba"}).status_code == 409
    assert NameChange.objects.count() == 1
    with pytest.raises(IntegrityError):
        NameChange.objects.create(vendor=owner.vendor, old_name="a", new_name="b", reason="c")


@pytest.mark.parametrize("status", [VendorStatus.DRAFT, VendorStatus.APPLIED, VendorStatus.IN_REVIEW])
def test_before_verification_the_name_is_the_applications(client: Client, status: VendorStatus):
    owner = make_member(vendor=make_vendor(status=status))
    sign_in(client, owner.user)
    assert client.get(page(owner.vendor)).status_code == 302
    assert client.post(page(owner.vendor), WISH).status_code == 302
    assert not NameChange.objects.exists()
    assert not AuditEntry.objects.exists()


def test_only_the_owner_asks_and_only_staff_decide(client: Client):
    owner = make_member()
    manager = make_member(vendor=owner.vendor, role=Role.MANAGER)
    for user, status in ((manager.user, 403), (make_user(), 404), (make_member().user, 404)):
        sign_in(client, user)
        assert client.get(page(owner.vendor)).status_code == status
        assert client.post(page(owner.vendor), WISH).status_code == status
    sign_in(client, manager.user)
    assert page(owner.vendor) not in client.get(f"/kenh-ban/{owner.vendor.slug}/gian-hang/").content.decode()
    wish = asked(owner)
    other = asked(make_member())
    sign_in(client, owner.user, "mfa")
    accept = {"action": "name-accept", "name": wish.pk}
    assert client.post(review_page(owner.vendor), accept).status_code == 403
    with pytest.raises(naming.NameRefused):
        naming.name_accept(vendor=owner.vendor, pk=wish.pk, by=manager.user)
    reviewer(client)
    assert client.post(review_page(owner.vendor), accept | {"name": other.pk}).status_code == 409
    assert set(NameChange.objects.values_list("state", flat=True)) == {NameState.WAITING}


def test_a_new_owner_wishes_for_themselves():
    owner = make_member()
    new = make_member(vendor=owner.vendor, role=Role.MANAGER)
    wish = asked(owner)
    people.hand_over(vendor=owner.vendor, owner=owner.user, pk=new.pk)
    wish.refresh_from_db()
    assert wish.state == NameState.WITHDRAWN
