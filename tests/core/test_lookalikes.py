"""Names made to be taken for another."""

import pytest

from core.lookalikes import foreign_letters, look_of


@pytest.mark.parametrize("name", ["HTX Quy Son", "htx quý  sơn", "НTХ Quý Sơn", "HTX Quý Ѕơn", "ＨＴＸ Quý Sơn"])
def test_what_looks_the_same_is_the_same(name: str) -> None:
    assert look_of(name) == look_of("HTX Quý Sơn") == "htx quy son"


def test_another_name_is_another() -> None:
    assert look_of("HTX Quý Sơn 2") != look_of("HTX Quý Sơn")


def test_letters_of_other_scripts_are_named() -> None:
    assert foreign_letters("HTX Quý Sơn, Đắk Lắk 40°") == ""
    assert foreign_letters("НTХ Quý Н") == "НХ"
    assert foreign_letters("漢 한") == "漢한"
