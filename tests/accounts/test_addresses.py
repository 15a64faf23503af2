"""The address book: its rules, and its pages with "paste your address"."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts import addresses
from accounts.models import Address, User
from places import selectors
from tests.factories.accounts import make_address, make_user, new_phone, sign_in

pytestmark = pytest.mark.django_db

LIST = "/tai-khoan/dia-chi/"
ADD = "/tai-khoan/dia-chi/them/"
BY_HAND = {
    "recipient": "Trần Thị Lan",
    "phone": "0901 234 567",
    "typed": "",
    "line": "12 Trần Phú",
    "province": "52",
    "asked": "",
}


def form_data(**fields: str) -> dict[str, str]:
    return BY_HAND | {"commune": selectors.communes("52")[0].code} | fields


def stored(address: Address) -> Any:
    return Address.objects.filter(pk=address.pk).values().get()


# The rules


def test_the_first_is_the_default_and_there_is_always_one(user: User):
    first, second, third = (make_address(user) for _ in range(3))
    assert [a.is_default for a in (first, second, third)] == [True, False, False]
    addresses.make_default(user=user, pk=third.pk)
    assert list(Address.objects.filter(user=user, is_default=True)) == [third]
    addresses.delete_address(user=user, pk=third.pk)
    assert list(Address.objects.filter(user=user, is_default=True)) == [second], "the newest of the others"
    addresses.delete_address(user=user, pk=second.pk)
    addresses.delete_address(user=user, pk=first.pk)
    assert not Address.objects.filter(user=user).exists()


def test_a_new_one_may_take_over(user: User):
    make_address(user)
    data = addresses.AddressData(
        recipient="Bình",
        phone="+84901234567",
        province_code="52",
        commune_code=selectors.communes("52")[1].code,
        line="5",
    )
    second = addresses.add_address(user=user, data=data, make_default=True)
    assert list(Address.objects.filter(user=user, is_default=True)) == [second]


def test_a_commune_belongs_to_its_province(user: User):
    data = addresses.AddressData(
        recipient="Bình",
        phone="+84901234567",
        province_code="01",
        commune_code=selectors.communes("52")[0].code,
        line="5",
    )
    with pytest.raises(addresses.CommuneElsewhere):
        addresses.add_address(user=user, data=data)
    address = make_address(user)
    with pytest.raises(addresses.CommuneElsewhere):
        addresses.change_address(user=user, pk=address.pk, data=data)


def test_somebody_elses_does_not_exist(user: User):
    theirs = make_address(make_user())
    before = stored(theirs)
    data = addresses.AddressData(
        recipient="Bình",
        phone="+84901234567",
        province_code="52",
        commune_code=selectors.communes("52")[0].code,
        line="5",
    )
    for call in (
        lambda: addresses.change_address(user=user, pk=theirs.pk, data=data),
        lambda: addresses.delete_address(user=user, pk=theirs.pk),
        lambda: addresses.make_default(user=user, pk=theirs.pk),
    ):
        with pytest.raises(Address.DoesNotExist):
            call()
    assert stored(theirs) == before


# The pages


def test_an_empty_book(signed_in: Client):
    page = signed_in.get(LIST)
    assert page.status_code == 200
    assert page.context["addresses"] == []
    assert ADD in page.content.decode()


def test_adding_by_hand(signed_in: Client, user: User):
    page = signed_in.get(ADD)
    assert page.status_code == 200
    assert page.context["form"]["recipient"].value() == "Nguyễn Thị Lan", "their own name is there already"
    assert signed_in.post(ADD, form_data())["Location"] == LIST
    address = Address.objects.get(user=user)
    assert (address.phone, address.province_id, address.line) == ("+84901234567", "52", "12 Trần Phú")
    assert address.is_default
    listed = signed_in.get(LIST).content.decode()
    assert "12 Trần Phú" in listed
    assert "0901 234 567" in listed


def test_pasting_an_address_in_old_names(signed_in: Client, user: User):
    typed = "thôn 3, xã Quý Sơn, huyện Lục Ngạn, tỉnh Bắc Giang"
    pasted = {"recipient": "Trần Thị Lan", "phone": "0901234567", "typed": typed, "read": "1"}
    page = signed_in.post(ADD, pasted)
    assert page.status_code == 200
    form = page.context["form"]
    assert not form.errors
    commune = selectors.commune(form["commune"].value())
    assert commune is not None
    assert (commune.full_name, commune.province.name) == ("Phường Phượng Sơn", "Bắc Ninh")
    assert form["recipient"].value() == "Trần Thị Lan", "what else was typed stays"
    assert not Address.objects.exists(), "reading saves nothing"

    names = ("typed", "line", "province", "commune", "asked", "recipient", "phone")
    save = {name: form[name].value() or "" for name in names}
    assert signed_in.post(ADD, save)["Location"] == LIST
    address = Address.objects.get(user=user)
    assert address.typed == typed
    assert address.commune == commune
    assert address.line == "thôn 3"


def test_listing_communes_without_javascript_keeps_the_form(signed_in: Client):
    page = signed_in.post(ADD, form_data(province="01", commune="", list="1"))
    form = page.context["form"]
    assert form["recipient"].value() == "Trần Thị Lan"
    assert form["phone"].value() == "0901 234 567"
    assert selectors.communes("01")[0].code in page.content.decode()
    assert not Address.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("recipient", "", "tên người nhận"),
        ("recipient", "\u200b\u202e", "tên người nhận"),
        ("recipient", "x" * 81, "80"),
        ("phone", "", "số điện thoại"),
        ("phone", "12345", "chưa đúng"),
        ("phone", "+1 202 555 0123", "trong nước"),
        ("line", "", "số nhà"),
        ("line", "x" * 201, "200"),
        ("province", "99", "danh sách"),
        ("province", "", "tỉnh"),
        ("commune", "", "xã"),
        ("commune", "00001", "danh sách"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(signed_in: Client, field: str, value: str, text: str):
    page = signed_in.post(ADD, form_data(**{field: value, "typed": "gần chợ Pleiku"}))
    assert page.status_code == 200
    assert text in " ".join(page.context["form"].errors[field]).lower()
    shown = page.content.decode()
    for kept in ("Trần Thị Lan", "12 Trần Phú", "gần chợ Pleiku"):
        if kept not in (BY_HAND.get(field),):
            assert kept in shown
    assert not Address.objects.exists()


def test_a_landline_will_do_for_the_courier(signed_in: Client, user: User):
    signed_in.post(ADD, form_data(phone="024 3825 1234"))
    assert Address.objects.get(user=user).phone_display == "024 3825 1234"


def test_a_full_book_says_so_and_keeps_the_form(signed_in: Client, user: User, monkeypatch):
    monkeypatch.setattr(Address, "MAX_PER_USER", 2)
    make_address(user)
    make_address(user)
    assert signed_in.get(LIST).context["full"]
    page = signed_in.post(ADD, form_data(line="99 Lê Lợi"))
    assert page.status_code == 200
    assert "đã đủ 2 địa chỉ" in page.content.decode()
    assert "99 Lê Lợi" in page.content.decode()
    assert Address.objects.filter(user=user).count() == 2


def test_changing(signed_in: Client, user: User):
    address = make_address(user)
    make_address(user)
    url = reverse("accounts:address-edit", args=(address.pk,))
    page = signed_in.get(url)
    assert page.context["form"]["line"].value() == "12 Trần Phú"
    assert page.context["form"]["phone"].value() == "0901 234 567"
    assert signed_in.post(url, form_data(line="14 Trần Phú"))["Location"] == LIST
    address.refresh_from_db()
    assert address.line == "14 Trần Phú"
    assert address.is_default, "leaving the box empty does not take the default away"


def test_a_default_is_moved_by_editing_or_by_its_button(signed_in: Client, user: User):
    first, second = make_address(user), make_address(user)
    signed_in.post(reverse("accounts:address-edit", args=(second.pk,)), form_data(make_default="on"))
    assert Address.objects.get(user=user, is_default=True) == second
    url = reverse("accounts:address-default", args=(first.pk,))
    assert signed_in.get(url).status_code == 405
    assert signed_in.post(url)["Location"] == LIST
    assert Address.objects.get(user=user, is_default=True) == first


def test_deleting_asks_first(signed_in: Client, user: User):
    address = make_address(user)
    url = reverse("accounts:address-delete", args=(address.pk,))
    page = signed_in.get(url)
    assert page.status_code == 200
    assert "12 Trần Phú" in page.content.decode()
    assert Address.objects.filter(pk=address.pk).exists()
    assert signed_in.post(url)["Location"] == LIST
    assert not Address.objects.filter(pk=address.pk).exists()
    assert signed_in.post(url).status_code == 404


@pytest.mark.parametrize("name", ["address-edit", "address-delete", "address-default"])
def test_an_address_of_somebody_else_is_not_there_and_stays_as_it_is(signed_in: Client, name: str):
    other = make_user()
    make_address(other)
    theirs = make_address(other)
    before = stored(theirs)
    url = reverse(f"accounts:{name}", args=(theirs.pk,))
    if name != "address-default":
        assert signed_in.get(url).status_code == 404
    assert signed_in.post(url, form_data(line="của tôi", make_default="on")).status_code == 404
    assert stored(theirs) == before


@pytest.mark.parametrize("pk", [0, 999_999, 10**18, 10**30])
@pytest.mark.parametrize("name", ["address-edit", "address-delete", "address-default"])
def test_a_number_that_is_no_address_is_404(signed_in: Client, name: str, pk: int):
    assert signed_in.post(reverse(f"accounts:{name}", args=(pk,)), form_data()).status_code == 404


def test_the_way_back_is_kept_and_leads_to_this_site_only(signed_in: Client):
    assert 'value="/tinh/"' in signed_in.get(ADD, {"next": "/tinh/"}).content.decode()
    assert signed_in.post(ADD, form_data(next="/tinh/"))["Location"] == "/tinh/"
    assert signed_in.post(ADD, form_data(next="//evil.example"))["Location"] == LIST


def test_a_long_book_takes_as_many_queries_as_a_short_one(client: Client, django_assert_max_num_queries):
    user = make_user()
    for _ in range(8):
        make_address(user)
    sign_in(client, user)
    with django_assert_max_num_queries(6):
        assert len(client.get(LIST).context["addresses"]) == 8


def test_in_english(client: Client):
    user = make_user(phone=new_phone())
    make_address(user)
    sign_in(client, user)
    assert client.get("/en" + LIST).status_code == 200
