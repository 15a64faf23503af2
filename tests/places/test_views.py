"""The fragments of the address form: filled fields for a pasted address, communes of a province, and rubbish."""

import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from places.forms import AddressForm, candidate_label, commune_choices, province_choices
from places.models import Commune, Province

pytestmark = pytest.mark.django_db
READ, LIST = "/dia-chi/doc/", "/dia-chi/xa-phuong/"


def chosen(page: str, name: str) -> str:
    """The value selected in the select of that name, "" if none."""
    select = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)
    found = re.search(r'<option value="(\w*)" selected>', select.group()) if select else None
    return found.group(1) if found else ""


def test_a_pasted_address_fills_the_fields_and_stays_as_typed(client: Client):
    typed = "thôn Bừng, xã Quý Sơn, huyện Lục Ngạn, tỉnh Bắc Giang"
    page = client.post(READ, {"typed": typed, "read": "1"}).content.decode()
    assert (chosen(page, "province"), chosen(page, "commune")) == ("24", "07612")
    assert 'value="thôn Bừng"' in page
    assert typed in page
    assert "Nay là Phường Phượng Sơn, Bắc Ninh" in page


def test_a_divided_commune_is_asked_about_with_radio_buttons(client: Client):
    page = client.post(READ, {"typed": "12 Nguyễn Trãi, P. Thượng Đình, Q. Thanh Xuân, Hà Nội", "read": "1"})
    text = page.content.decode()
    assert set(re.findall(r'type="radio" name="commune" value="(\d+)"', text)) == {"00364", "00367"}
    assert " checked" not in text
    assert "nay thuộc nhiều xã, phường" in text
    assert "trước là Phường Thượng Đình, Quận Thanh Xuân, Hà Nội" in text


def test_what_is_not_understood_leaves_what_was_filled_in(client: Client):
    page = client.post(READ, {"typed": "hello world", "line": "ngõ 5", "province": "52", "read": "1"}).content.decode()
    assert "Chưa nhận ra địa chỉ này" in page
    assert chosen(page, "province") == "52"


def test_the_communes_of_a_province_are_offered(client: Client):
    answer = client.get(LIST, {"province": "51"})
    page = answer.content.decode()
    assert page.count("<option") == 1 + Commune.objects.filter(province="51").count()
    assert '<optgroup label="Đặc khu">' in page
    assert "public" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "province", ["", "99", "x" * 10_000, "52' OR 1=1--", "<script>", "\u202e", "51\r\n", "5", "-1", "[]"]
)
def test_rubbish_for_a_province_offers_none(client: Client, province: str):
    answer = client.get(LIST, {"province": province})
    if len(province) > 1_000:
        assert answer.status_code == 400
        return
    assert answer.status_code == 200
    assert answer.content.decode().count("<option") == 1
    assert "<script>" not in answer.content.decode()


def test_an_address_is_never_kept_by_a_cache_and_only_read_from_a_body(client: Client):
    assert "no-store" in client.post(READ, {"typed": "Hà Nội"})["Cache-Control"]
    page = client.get(READ, {"typed": "Ngõ riêng 7, Hà Nội"}).content.decode()
    assert "Ngõ riêng 7" not in page
    assert client.post(LIST).status_code == 405


def test_reading_needs_the_forms_token(client: Client):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(READ, {"typed": "Hà Nội"}).status_code == 403


def test_markup_in_an_address_is_shown_as_text(client: Client):
    page = client.post(READ, {"typed": '"><script>alert(1)</script>, xã Quý Sơn, Lục Ngạn, Bắc Giang'}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@given(
    typed=st.text(max_size=2_000),
    province=st.text(max_size=20),
    commune=st.text(max_size=20),
    asked=st.text(max_size=20),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gets_the_form_back(client: Client, typed: str, province: str, commune: str, asked: str):
    body = {"typed": typed, "province": province, "commune": commune, "asked": asked, "read": "1"}
    encoded = {name: value.encode("utf-8", "replace").decode() for name, value in body.items()}
    answer = client.post(READ, encoded)
    assert answer.status_code in {200, 400}


def test_a_flood_is_answered_with_how_long_it_may_be(client: Client):
    page = client.post(READ, {"typed": "xã Tân Lập " * 2_000, "read": "1"}).content.decode()
    assert "Địa chỉ dài quá 400 ký tự" in page


def test_the_fragments_take_no_query(client: Client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(LIST, {"province": "79"})
        client.post(READ, {"typed": "P5 Q.3 TPHCM", "read": "1"})


def test_the_form_gives_back_units_and_the_text_as_typed():
    form = AddressForm(
        {"typed": "thôn Bừng,  xã Quý Sơn", "line": "thôn Bừng", "province": "24", "commune": "07612", "asked": ""}
    )
    assert form.is_valid(), form.errors
    assert form.cleaned_data["province"] == Province.objects.get(pk="24")
    assert form.cleaned_data["commune"] == Commune.objects.get(pk="07612")
    assert form.cleaned_data["line"] == "thôn Bừng"


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({}, {"line", "province", "commune"}),
        ({"line": "5", "province": "99", "commune": ""}, {"province", "commune"}),
        ({"line": "5", "province": "52", "commune": "07612"}, {"commune"}),  # of another province
        ({"line": "x" * 201, "province": "24", "commune": "07612"}, {"line"}),
        ({"line": "5", "province": "24", "commune": "07612", "typed": "x" * 401}, {"typed"}),
    ],
)
def test_what_is_missing_or_does_not_fit_is_said_at_its_field(data: dict[str, str], wrong: set[str]):
    form = AddressForm(data)
    assert not form.is_valid()
    assert set(form.errors) == wrong


def test_a_candidate_chosen_decides_the_province():
    typed = "Xã Tân Lập"  # in many provinces
    form = AddressForm({"typed": typed, "line": "5", "asked": "candidates", "commune": "07594", "province": ""})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["province"].code == "24"
    form = AddressForm({"typed": typed, "line": "5", "asked": "candidates", "commune": "21548", "province": ""})
    assert "commune" in form.errors


def test_another_look_shows_no_errors_and_keeps_the_rest():
    form = AddressForm.continued({"list": "1", "province": "51", "line": "ngõ 5", "typed": "gì đó"})
    assert not form.errors
    assert form["line"].value() == "ngõ 5"
    assert len(form.fields["commune"].choices) > 2  # type: ignore[attr-defined]


def test_choices_name_the_former_provinces():
    groups = province_choices()
    labels = {code: label for _, units in groups[1:] if isinstance(units, list) for code, label in units}
    assert labels["52"] == "Gia Lai (gồm Bình Định cũ)"
    assert len(labels) == 34
    assert commune_choices("nowhere") == [("", "Chọn tỉnh, thành phố trước")]


def test_a_candidate_says_what_it_was():
    form = AddressForm.continued({"typed": "P. Tân Phong, TP. Biên Hòa, Đồng Nai", "read": "1"})
    labels = [candidate_label(c) for c in form.candidates]
    assert len(labels) == 2
    assert all("(trước là Phường Tân Phong, Thành phố Biên Hòa, Đồng Nai)" in label for label in labels)


def test_the_line_is_one_line_and_what_was_pasted_keeps_its_own():
    data = {"line": "12 Lê Lợi\r\nngõ 3\u20285", "typed": "12 Lê Lợi\nxã Quý Sơn", "province": "24", "commune": "07612"}
    form = AddressForm(data)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["line"] == "12 Lê Lợi ngõ 3 5"
    assert form.cleaned_data["typed"] == "12 Lê Lợi\nxã Quý Sơn"
