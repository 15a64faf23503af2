"""Following a shop: a public page that is the same for everybody, and a form without a token."""

import json
import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from accounts.privacy import erase_user, export_archive
from tests.factories.accounts import make_user, sign_in
from tests.factories.catalog import make_vendor
from tests.factories.vendors import make_enquiry
from vendors.models import Enquiry, EnquiryMessage, Follow, VendorStatus

pytestmark = pytest.mark.django_db
OURS: dict[str, Any] = {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "same-origin"}
HTMX: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}


def url_of(vendor) -> str:
    return f"/gian-hang/{vendor.slug}/theo-doi/"


@pytest.fixture
def strict() -> Client:
    return Client(enforce_csrf_checks=True)


def test_following_and_leaving(strict: Client):
    vendor, user = make_vendor(), make_user()
    sign_in(strict, user)
    answer = strict.post(url_of(vendor), **OURS)
    assert (answer.status_code, answer["Location"]) == (302, f"/gian-hang/{vendor.slug}/")
    strict.post(url_of(vendor), **OURS)  # twice is once
    assert Follow.objects.get().user == user
    assert "1 người theo dõi" in Client().get(f"/gian-hang/{vendor.slug}/").content.decode()
    assert vendor.name in strict.get("/tai-khoan/dang-theo-doi/").content.decode()
    fragment = strict.post(url_of(vendor), {"viec": "thoi"}, **OURS, **HTMX)
    assert "no-store" in fragment["Cache-Control"]
    assert "Theo dõi" in fragment.content.decode()
    assert "<html" not in fragment.content.decode()
    assert not Follow.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
    ],
)
def test_a_stranger_page_cannot_make_somebody_follow(strict: Client, headers: dict[str, Any]):
    vendor = make_vendor()
    sign_in(strict, make_user())
    assert strict.post(url_of(vendor), **headers).status_code == 403
    assert not Follow.objects.exists()


def test_opening_the_address_follows_nothing(client: Client):
    vendor = make_vendor()
    sign_in(client, make_user())
    assert client.get(url_of(vendor)).status_code == 200
    assert not Follow.objects.exists()


def test_signed_out_one_signs_in_and_comes_back(strict: Client):
    vendor = make_vendor()
    answer = strict.post(url_of(vendor), **OURS)
    assert answer.status_code == 302
    assert f"next=%2Fgian-hang%2F{vendor.slug}%2Ftheo-doi%2F" in answer["Location"]
    fragment = strict.get(url_of(vendor), **HTMX).content.decode()
    assert "dang-nhap" in fragment
    assert "<form" not in fragment


def test_who_has_not_agreed_yet_gets_a_link_and_no_whole_page(client: Client):
    vendor = make_vendor()
    sign_in(client, make_user(agreed=False))
    answer = client.get(url_of(vendor), **HTMX)
    assert answer.status_code == 200
    assert "chao-ban" in answer.content.decode()


def test_the_public_page_does_not_know_who_looks(client: Client):
    vendor, user = make_vendor(), make_user(name="Người Lạ Hoắc")
    public = client.get(f"/gian-hang/{vendor.slug}/").content.decode()
    sign_in(client, user)
    Follow.objects.create(user=make_user(), vendor=make_vendor())
    seen = client.get(f"/gian-hang/{vendor.slug}/")
    assert seen.content.decode() == public
    assert "csrfmiddlewaretoken" not in public
    assert not seen.cookies


def test_shops_that_closed_are_left_out_of_the_list(client: Client):
    user = make_user()
    gone = make_vendor(status=VendorStatus.SUSPENDED)
    Follow.objects.create(user=user, vendor=gone)
    sign_in(client, user)
    page = client.get("/tai-khoan/dang-theo-doi/").content.decode()
    assert gone.name not in page
    assert "Chưa theo dõi gian hàng nào" in page
    assert client.post(url_of(gone), **OURS).status_code == 404


def test_ones_own_copy_and_leaving():
    user = make_user()
    enquiry = make_enquiry(user=user, phone="+84961111111")
    foreign = make_enquiry()
    EnquiryMessage.objects.create(enquiry=foreign, by_vendor=True, author=user, text="Còn hàng ạ.")
    Follow.objects.create(user=user, vendor=enquiry.vendor)
    with zipfile.ZipFile(BytesIO(export_archive(user))) as archive:
        data = json.loads(archive.read("vendors-shops.json"))
    assert data["follows"][0]["vendor__name"] == enquiry.vendor.name
    assert data["enquiries"][0]["messages"][0]["text"] == "200 kg vải thì giá bao nhiêu?"
    assert [row["text"] for row in data["answers_for_shops"]] == ["Còn hàng ạ."]
    assert len(data["enquiries"]) == 1
    erase_user(user=user)
    assert not Follow.objects.exists()
    assert list(Enquiry.objects.all()) == [foreign]
    assert EnquiryMessage.objects.get(by_vendor=True).author is None
