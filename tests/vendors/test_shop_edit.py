"""The centre's page about the shop itself."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.images import get_image_model

from catalog.models import BannedClaim
from core.events import subscribe, unsubscribe
from places.models import Province
from tests.factories.accounts import make_user, sign_in
from tests.factories.catalog import make_vendor
from tests.factories.vendors import make_member, make_profile
from vendors.events import VendorChanged
from vendors.models import AuditEntry, CraftVillage, Role, SellerKind, ShopProfile, VendorStatus

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pictures_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wagtail leaves the temporary files of renditions for the garbage collector, which warns about it."""
    monkeypatch.setattr("wagtail.images.models.SpooledTemporaryFile", lambda max_size: io.BytesIO())


def photograph(size: tuple[int, int] = (1_600, 900), colour: str = "teal") -> io.BytesIO:
    """A JPEG that knows where it was taken."""
    image, file = Image.new("RGB", size, colour), io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    image.save(file, "JPEG", exif=exif)
    file.seek(0)
    return file


def upload(**kwargs) -> SimpleUploadedFile:
    return SimpleUploadedFile("DSC001.jpg", photograph(**kwargs).read(), "image/jpeg")


def url_of(vendor) -> str:
    return f"/kenh-ban/{vendor.slug}/gian-hang/"


def filled(**changed: object) -> dict[str, object]:
    values: dict[str, object] = {
        "story": "Nhà trồng vải từ đời ông.",
        "founded": "1998",
        "address_line": "Thôn Tiên Động",
        "registration_number": "2400123456",
        "registered_on": "02/05/2019",
        "registered_at": "Sở Tài chính tỉnh Bắc Ninh",
        "phone": "0961 234 567",
        "show_phone": "on",
        "takes_enquiries": "on",
        "opening_hours": "7:00–17:00",
    }
    return values | changed


def test_the_owner_fills_it_in(client: Client):
    member = make_member()
    heard: list[VendorChanged] = []
    subscribe(VendorChanged, heard.append, durable=True)
    try:
        sign_in(client, member.user)
        assert client.get(url_of(member.vendor)).status_code == 200
        assert client.post(url_of(member.vendor), filled()).status_code == 302
    finally:
        unsubscribe(VendorChanged, heard.append)
    profile = ShopProfile.objects.select_related("vendor").get()
    assert profile.vendor.story == "Nhà trồng vải từ đời ông."
    assert (profile.phone, profile.show_phone, profile.show_zalo) == ("+84961234567", True, False)
    assert profile.registered_on == dt.date(2019, 5, 2)
    assert AuditEntry.objects.get().action == "vendors:centre-shop"
    public = client.get(f"/gian-hang/{member.vendor.slug}/").content.decode()
    assert "Nhà trồng vải từ đời ông." in public
    assert "số 2400123456" in public
    page = client.get(url_of(member.vendor)).content.decode()
    assert "Đã lưu. Khách thấy ngay." in page
    assert 'value="0961 234 567"' in page


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"story": "x" * 5_001}, "tối đa 5000 ký tự"),
        ({"address_line": "x" * 300}, "tối đa 160 ký tự"),
        ({"founded": "-1"}, "Năm gồm 4 chữ số"),
        ({"founded": "2199"}, "Năm này chưa tới."),
        ({"founded": "không nhớ"}, "Năm gồm 4 chữ số"),
        ({"phone": "123"}, "Số này chưa đúng"),
        ({"phone": ""}, "Cô chú ghi số điện thoại"),
        ({"phone": "0204 3854 321", "show_zalo": "on"}, "Số máy bàn không có Zalo"),
        ({"registration_number": "<b>1</b>"}, "Số đăng ký chỉ gồm"),
        ({"registered_on": "31/02/2020"}, "Ngày này chưa đúng."),
        ({"registered_on": "01/01/2090"}, "Ngày cấp chưa tới."),
        ({"closed_from": "01/02/2027"}, "Ghi cả ngày đầu và ngày cuối."),
        ({"closed_from": "05/02/2027", "closed_until": "01/02/2027"}, "Ngày cuối phải sau ngày đầu."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_written(client: Client, changed: dict, message: str):
    member = make_member()
    sign_in(client, member.user)
    answer = client.post(url_of(member.vendor), filled(**changed))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert message in page
    assert 'aria-invalid="true"' in page
    assert 'value="7:00–17:00"' in page
    assert not ShopProfile.objects.exists()


def test_zero_width_characters_go(client: Client):
    member = make_member()
    sign_in(client, member.user)
    client.post(url_of(member.vendor), filled(address_line="Thôn\u200b Tiên\u202e Động"))
    assert ShopProfile.objects.get().address_line == "Thôn Tiên Động"


def test_a_households_personal_number_is_refused(client: Client):
    member = make_member(vendor=make_vendor(kind=SellerKind.HOUSEHOLD))
    sign_in(client, member.user)
    page = client.post(url_of(member.vendor), filled(registration_number="001086012345")).content.decode()
    assert "số định danh của một người" in page
    assert not ShopProfile.objects.exists()


def test_name_and_registration_that_staff_have_seen_stay(client: Client):
    profile = make_profile()
    vendor = profile.vendor
    sign_in(client, make_member(vendor=vendor).user)
    page = client.get(url_of(vendor)).content.decode()
    assert 'name="name"' not in page
    assert 'name="registration_number"' not in page
    before = vendor.name
    client.post(url_of(vendor), filled(name="Tên khác", registration_number="999", story="Mới"))
    vendor.refresh_from_db()
    profile.refresh_from_db()
    assert (vendor.name, vendor.story, profile.registration_number) == (before, "Mới", "2400123456")


def test_a_draft_may_still_be_renamed(client: Client):
    vendor = make_vendor(status=VendorStatus.DRAFT)
    sign_in(client, make_member(vendor=vendor).user)
    assert "tối đa 120 ký tự" in client.post(url_of(vendor), filled(name="x" * 300)).content.decode()
    assert "Gian hàng cần có tên." in client.post(url_of(vendor), filled(name="\u200b")).content.decode()
    assert "Gian hàng cần có tên." in client.post(url_of(vendor), filled(name="…")).content.decode()
    client.post(url_of(vendor), filled(name="HTX Vải Sớm"))
    vendor.refresh_from_db()
    assert vendor.name == "HTX Vải Sớm"


def test_only_villages_of_the_own_province(client: Client):
    member = make_member()
    near = CraftVillage.objects.create(name="Phù Lãng", slug="phu-lang", craft="Gốm", province=member.vendor.province)
    far = CraftVillage.objects.create(
        name="Bát Tràng", slug="bat-trang", craft="Gốm", province=Province.objects.get(slug="ha-noi")
    )
    sign_in(client, member.user)
    page = client.get(url_of(member.vendor)).content.decode()
    assert "Phù Lãng" in page
    assert "Bát Tràng" not in page
    page = client.post(url_of(member.vendor), filled(craft_village=str(far.pk))).content.decode()
    assert 'aria-invalid="true"' in page
    assert not ShopProfile.objects.exists()
    client.post(url_of(member.vendor), filled(craft_village=str(near.pk)))
    member.vendor.refresh_from_db()
    assert member.vendor.craft_village == near


def test_a_picture_comes_is_replaced_and_goes(client: Client):
    member = make_member()
    sign_in(client, member.user)
    client.post(url_of(member.vendor), filled(picture=upload()))
    first = ShopProfile.objects.get().picture
    assert first
    assert first.collection.name == member.vendor.slug
    with first.file.open() as file, Image.open(file) as kept:
        assert not kept.getexif()
    assert 'class="shop-cover"' in client.get(f"/gian-hang/{member.vendor.slug}/").content.decode()
    client.post(url_of(member.vendor), filled(picture=upload(colour="red")))
    assert ShopProfile.objects.get().picture_id != first.pk
    assert get_image_model().objects.count() == 1
    client.post(url_of(member.vendor), filled(drop_picture="on"))
    assert ShopProfile.objects.get().picture is None
    assert not get_image_model().objects.exists()


def test_a_file_that_is_no_picture_is_refused(client: Client):
    member = make_member()
    sign_in(client, member.user)
    bad = SimpleUploadedFile("anh.jpg", b"<?php system($_GET[0]); ?>" * 20, "image/jpeg")
    page = client.post(url_of(member.vendor), filled(picture=bad)).content.decode()
    assert "không phải là ảnh" in page
    assert not get_image_model().objects.exists()


@pytest.mark.parametrize("role", [Role.PACKER, Role.HOST, Role.BOOKKEEPER])
def test_whoever_may_not_changes_nothing(client: Client, role: Role):
    member = make_member(role=role)
    sign_in(client, member.user)
    assert client.post(url_of(member.vendor), filled()).status_code == 403
    assert not ShopProfile.objects.exists()


def test_outsiders_find_nothing(client: Client):
    vendor = make_vendor()
    for stranger in (make_user(), make_member().user):
        sign_in(client, stranger)
        assert client.get(url_of(vendor)).status_code == 404
        assert client.post(url_of(vendor), filled()).status_code == 404
    assert not ShopProfile.objects.exists()


def test_it_takes_few_queries(client: Client, django_assert_max_num_queries):
    profile = make_profile(closed_from=timezone.localdate(), closed_until=timezone.localdate())
    sign_in(client, make_member(vendor=profile.vendor).user)
    with django_assert_max_num_queries(15):
        client.get(url_of(profile.vendor))


@pytest.mark.parametrize("name", ["story", "story_en", "opening_hours", "closed_note"])
def test_what_buyers_read_at_once_promises_nothing(client: Client, name: str):
    BannedClaim.objects.create(phrase="trị dứt điểm", reason="luật quảng cáo cấm")
    member = make_member()
    sign_in(client, member.user)
    page = client.post(url_of(member.vendor), filled(**{name: "Trị dứt điểm ung thư"}))
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {name}
    assert "trị dứt điểm" in str(page.context["form"].errors[name])
    assert not ShopProfile.objects.exists()
