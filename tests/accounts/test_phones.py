"""Numbers as people write them come out as E.164, or with the reason why not."""

import pytest

from accounts.forms import PhoneForm
from accounts.phones import (
    MAX_INPUT,
    PhoneError,
    PhoneProblem,
    display_phone,
    mask_email,
    mask_phone,
    parse_contact,
    parse_phone,
)

# The prefixes of mobile numbers in use, by operator (Ministry of Information and Communications, since 2018).
PREFIXES = {
    "Viettel": "032 033 034 035 036 037 038 039 086 096 097 098",
    "VinaPhone": "081 082 083 084 085 088 091 094",
    "MobiFone": "070 076 077 078 079 089 090 093",
    "Vietnamobile": "052 056 058 092",
    "Gmobile": "059 099",
    "Itel, Wintel": "087 055",
}
OLD = {
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036", "0167": "037", "0168": "038",
    "0169": "039", "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078", "0123": "083",
    "0124": "084", "0125": "085", "0127": "081", "0129": "082", "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip


@pytest.mark.parametrize("prefix", " ".join(PREFIXES.values()).split())
def test_every_mobile_prefix_is_taken(prefix: str):
    # Of some prefixes only parts are given out yet; these are in use everywhere.
    rest = {"089": "9234567", "052": "2234567", "055": "9234567"}.get(prefix, "1234567")
    assert parse_phone(f"{prefix}{rest}") == f"+84{prefix[1:]}{rest}"


@pytest.mark.parametrize(("old", "new"), OLD.items())
def test_numbers_of_eleven_digits_become_those_of_today(old: str, new: str):
    assert parse_phone(f"{old} 123 4567") == f"+84{new[1:]}1234567"


@pytest.mark.parametrize(
    "text",
    [
        "0901234567",
        " 0901 234 567 ",
        "0901.234.567",
        "0901-234-567",
        "(090) 123 4567",
        "090/1234567",
        "+84901234567",
        "+84 901 234 567",
        "+84 (0)901 234 567",
        "84901234567",
        "0084 901 234 567",
        "901234567",
        "０９０１２３４５６７",
        "＋84 901 234 567",
        "0901\u00a0234\u202f567",
        "0901–234–567",
        "\u200b0901234567",
    ],
)
def test_all_spellings_are_one_number(text: str):
    assert parse_phone(text) == "+84901234567"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", PhoneProblem.EMPTY),
        ("   ", PhoneProblem.EMPTY),
        ("090123456", PhoneProblem.NOT_A_NUMBER),
        ("09012345678", PhoneProblem.NOT_A_NUMBER),
        ("0111234567", PhoneProblem.NOT_A_NUMBER),
        ("113", PhoneProblem.NOT_A_NUMBER),
        ("số của tôi", PhoneProblem.NOT_A_NUMBER),
        ("0901234567; DROP TABLE", PhoneProblem.NOT_A_NUMBER),
        ("lan@example.vn", PhoneProblem.NOT_A_NUMBER),
        ("+", PhoneProblem.NOT_A_NUMBER),
        ("0" * (MAX_INPUT + 1), PhoneProblem.NOT_A_NUMBER),
        ("0901234567 máy nhánh 12", PhoneProblem.NOT_A_NUMBER),
        ("024 3825 1234", PhoneProblem.LANDLINE),
        ("0269 3824 123", PhoneProblem.LANDLINE),
        ("1900 1234", PhoneProblem.NOT_A_NUMBER),
        ("1800 1234", PhoneProblem.NOT_A_NUMBER),
        ("+1 202 555 0123", PhoneProblem.ABROAD),
        ("+856 20 55 123 456", PhoneProblem.ABROAD),
        ("+44 7911 123456", PhoneProblem.ABROAD),
    ],
)
def test_what_gets_no_code_says_why(text: str, problem: PhoneProblem):
    with pytest.raises(PhoneError) as caught:
        parse_phone(text)
    assert caught.value.problem is problem
    assert str(caught.value)


def test_the_form_says_it_in_words_and_keeps_what_was_typed():
    form = PhoneForm({"phone": "024 3825 1234"})
    assert not form.is_valid()
    assert "máy bàn" in form.errors["phone"][0]
    assert form["phone"].value() == "024 3825 1234"


def test_a_country_may_be_added_by_setting(settings):
    settings.PHONE_REGIONS = ["VN", "LA"]
    assert parse_phone("+856 20 55 123 456") == "+8562055123456"


def test_the_courier_may_call_a_landline_here_but_not_abroad():
    assert parse_contact("024 3825 1234") == "+842438251234"
    assert parse_contact("0901 234 567") == "+84901234567"
    with pytest.raises(PhoneError) as caught:
        parse_contact("+1 202 555 0123")
    assert "mã" not in str(caught.value), "nobody sends a code to a courier's contact"
    with pytest.raises(PhoneError):
        parse_contact("1900 1234")


def test_numbers_are_shown_as_people_read_them():
    assert display_phone("+84901234567") == "0901 234 567"
    assert display_phone("+842438251234") == "024 3825 1234"
    assert display_phone("+12025550123") == "+1 202-555-0123"
    assert display_phone(None) == ""
    assert display_phone("+nonsense") == "+nonsense"


def test_masks_show_the_owner_enough_and_others_too_little():
    assert mask_phone("+84901234567") == "09•• ••• 567"
    assert mask_phone(None) == ""
    assert mask_email("lan.nguyen@example.vn") == "l••@example.vn"
    assert mask_email("không phải") == ""
    assert mask_email(None) == ""
