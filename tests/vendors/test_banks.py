"""The list of banks, account numbers and holders' names."""

import re

import pytest

from core.text import clean_text
from vendors.joining.banks import AccountRefused, bank, banks, parse_account, parse_holder


def test_the_list_is_whole():
    assert len(banks()) >= 40
    assert all(re.fullmatch(r"\d{6}", code) for code in banks())
    names = [found.short_name for found in banks().values()]
    assert len(set(names)) == len(names)
    assert all(clean_text(found.name, max_length=200) == found.name for found in banks().values())
    known = {"970436": "Vietcombank", "970405": "Agribank", "970415": "VietinBank", "970418": "BIDV"}
    assert {code: banks()[code].short_name for code in known} == known
    assert bank("000000") is None


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0123 4567 89", "0123456789"),
        ("19-03.2222", "19032222"),
        ("nguyenvana68", "NGUYENVANA68"),
        ("1" * 19, "1" * 19),
    ],
)
def test_account_numbers(typed: str, number: str):
    assert parse_account(typed) == number


@pytest.mark.parametrize("typed", ["", "12345", "1" * 20, "12345đ", "1234567;", "1" * 400])
def test_what_is_no_account_number(typed: str):
    with pytest.raises(AccountRefused):
        parse_account(typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Nguyễn Văn Đạt", "NGUYEN VAN DAT"),
        ("  htx   vải thiều\u200b Quý Sơn ", "HTX VAI THIEU QUY SON"),
        ("Công ty TNHH “Gốm” & Sứ", "CONG TY TNHH GOM & SU"),
    ],
)
def test_holders_as_banks_write_them(typed: str, name: str):
    assert parse_holder(typed) == name


@pytest.mark.parametrize("typed", ["", "123", "…", "a" * 61])
def test_what_is_no_holder(typed: str):
    with pytest.raises(AccountRefused):
        parse_holder(typed)
