"""Tax codes: form, check digit, and which kind of seller has which."""

import pytest

from vendors.joining.taxcodes import PERSONAL, TaxCodeRefused, check_digit, parse_tax_code
from vendors.models import SellerKind

ORGANISATIONS = [kind for kind in SellerKind if kind not in PERSONAL]


@pytest.mark.parametrize("kind", ORGANISATIONS)
@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0100233488", "0100233488"),
        ("01 0023 3488", "0100233488"),
        ("0314409058-002", "0314409058-002"),
        ("0314409058002", "0314409058-002"),
        (" 0100109106\u200b", "0100109106"),
    ],
)
def test_codes_of_organisations(kind: str, typed: str, code: str):
    assert parse_tax_code(typed, kind=kind) == code


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "nhập mã số thuế"),
        ("0100233487", "nhầm một chữ số"),
        ("0100233488-000", "nhầm"),
        ("0100000000", "nhầm"),
        ("010023348", "10 chữ số"),
        ("01002334880", "10 chữ số"),
        ("01002E3488", "chỉ gồm chữ số"),
        ("０１００２３３４８８", "chỉ gồm chữ số"),
        ("001099012345", "số định danh cá nhân"),
        ("9" * 300, "10 chữ số"),
    ],
)
def test_what_is_no_code_of_an_organisation(typed: str, told: str):
    with pytest.raises(TaxCodeRefused, match=told):
        parse_tax_code(typed, kind=SellerKind.COOP)


@pytest.mark.parametrize("kind", sorted(PERSONAL))
def test_households_have_their_personal_number(kind: str):
    assert parse_tax_code("001 099 012 345", kind=kind) == "001099012345"
    for typed, told in (("0100233488", "1/7/2025"), ("00109901234", "12 chữ số"), ("0" * 12, "12 chữ số")):
        with pytest.raises(TaxCodeRefused, match=told):
            parse_tax_code(typed, kind=kind)


def test_one_wrong_digit_is_always_found():
    right = "0100233488"
    for at in range(9):
        for digit in "0123456789":
            nine = right[:at] + digit + right[at + 1 : 9]
            if nine != right[:9]:
                assert check_digit(nine) != right[9]
