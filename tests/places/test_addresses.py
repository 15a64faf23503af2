"""Reading addresses: the table of real-looking ones beside this file, and what must hold for any text."""

import csv
import re
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.text import clean_text, fold_key
from places import selectors
from places.addresses import MAX_LENGTH, AddressTooLong, Confidence, Reason, label_lines, parse_address
from places.gazetteer import gazetteer
from places.reference import former_communes, reference

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Row:
    """`line` is `*` where the rest of the text is nobody's business; `former` is `province|district|commune`."""

    text: str
    form: str
    confidence: str
    province: str
    communes: str
    line: str
    former: str

    @property
    def typed(self) -> str:
        text = self.text.replace("\\n", "\n")
        return unicodedata.normalize("NFD", text) if self.form == "nfd" else text


def rows() -> list[Row]:
    with (HERE / "addresses.csv").open(newline="", encoding="utf-8") as file:
        return [Row(**row) for row in csv.DictReader(file)]


TABLE = rows()


def bare(full_name: str) -> str:
    """A commune's name without its kind, since ten communes became wards after the second source was made."""
    return re.sub(r"^(xa|phuong|dac khu) ", "", fold_key(full_name))


def codes(text: str) -> set[str]:
    return {candidate.code for candidate in parse_address(text).candidates}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.text[:60])
def test_the_table_is_read(row: Row):
    parsed = parse_address(row.typed)
    assert (parsed.confidence.value, parsed.province_code or "") == (row.confidence, row.province)
    assert codes(row.typed) == set(row.communes.split())
    if row.line != "*":
        assert parsed.line == row.line


def test_the_table_is_large_and_covers_all_63_former_provinces():
    assert len(TABLE) >= 100
    assert {row.former.split("|")[0] for row in TABLE if row.former} == {unit.slug for unit in reference().former}
    assert any(row.form == "nfd" for row in TABLE)
    assert any(row.text.isascii() for row in TABLE)


def test_what_the_table_expects_is_what_the_second_source_says():
    """The expected communes were not copied from the parser: another publisher's list leads to the same names."""
    with (HERE / "second_source.csv").open(newline="", encoding="utf-8") as file:
        second = {
            (r["former"], fold_key(r["district"]), fold_key(r["commune"]), bare(r["now"]), r["province"])
            for r in csv.DictReader(file)
        }
    checked = 0
    for row in TABLE:
        if row.former.count("|") != 2 or row.confidence != "exact":
            continue
        former, district, name = row.former.split("|")
        now = selectors.commune(row.communes)
        assert now is not None
        expected = (former, fold_key(district), fold_key(name), bare(now.full_name), now.province.slug)
        assert expected in second, expected
        checked += 1
    assert checked > 100


@pytest.mark.parametrize(
    "text",
    [
        "tỉnh Bắc Giang, huyện Lục Ngạn, xã Quý Sơn, thôn Bừng",
        "thôn Bừng xã Quý Sơn huyện Lục Ngạn tỉnh Bắc Giang",
        "thon bung xa quy son huyen luc ngan tinh bac giang",
        "Thôn Bừng - X. Quý Sơn - H. Lục Ngạn - T. Bắc Giang",
        "THÔN BỪNG, XÃ QUÝ SƠN, HUYỆN LỤC NGẠN, TỈNH BẮC GIANG",
        "thôn Bừng, Qúy Sơn, Lục Ngạn, Bắc Giang",
        "Địa chỉ: thôn Bừng, xã Quý Sơn, TX. Chũ, Bắc Giang, Việt Nam",
        "thôn Bừng, xã Quý Sơn, huyện Lục Ngạn, tỉnh Bắc Ninh",
    ],
)
def test_one_place_in_many_spellings(text: str):
    for form in ("NFC", "NFD"):
        parsed = parse_address(unicodedata.normalize(form, text))
        assert parsed.confidence is Confidence.EXACT
        assert parsed.commune_code == "07612"
        assert parsed.province_code == "24"
        assert fold_key(parsed.line) == "thon bung"


def test_a_divided_commune_is_never_guessed():
    """Every former commune that went into several is asked about, whole or by the first of its names alone."""
    names = {unit.slug: unit.name for unit in reference().former}
    divided = [row for row in former_communes() if len(row[3]) > 1 and row[2]]
    assert len(divided) > 300
    for province, district, commune, now in divided[::3]:
        parsed = parse_address(f"{commune}, {district}, {names[province]}")
        assert parsed.confidence is Confidence.CANDIDATES, (commune, district, province)
        assert set(now) <= {c.code for c in parsed.candidates}
        assert parsed.commune_code is None


def test_a_whole_former_commune_is_found_in_every_district():
    """Of the communes that went into one, nearly all are found exactly, and no other is ever proposed as certain."""
    names = {unit.slug: unit.name for unit in reference().former}
    whole = [row for row in former_communes() if len(row[3]) == 1 and row[2]][::17]
    wrong, exact = [], 0
    for province, district, commune, now in whole:
        parsed = parse_address(f"{commune}, {district}, {names[province]}")
        if parsed.confidence is Confidence.EXACT:
            exact += 1
            if parsed.commune_code != now[0]:
                wrong.append((commune, district, province, parsed.commune_code))
        elif now[0] not in {c.code for c in parsed.candidates}:
            wrong.append((commune, district, province, parsed.confidence))
    assert wrong == []
    assert exact / len(whole) > 0.95


def test_every_current_commune_is_found_by_its_full_name():
    for unit in [unit for row in reference().provinces for unit in selectors.communes(row.code)][::7]:
        parsed = parse_address(f"{unit.full_name}, {unit.province.full_name}")
        assert unit.code in {c.code for c in parsed.candidates}, unit
        assert parsed.province_code == unit.province_id


def test_reasons_say_why_somebody_is_asked():
    assert {c.reason for c in parse_address("P. Tân Phong, TP. Biên Hòa, Đồng Nai").candidates} == {Reason.SPLIT}
    assert {c.reason for c in parse_address("TP. Biên Hòa, Đồng Nai").candidates} == {Reason.DISTRICT}
    # Quy Nhơn is also a ward now: likely, not certain
    assert parse_address("12 Lê Lợi, Quy Nhơn, Bình Định").candidates[0].reason is Reason.UNSURE
    assert parse_address("Xã Tân Lập").candidates[0].reason is Reason.SAME_NAME


def test_the_text_stays_as_typed_and_the_phone_is_taken_out():
    text = "Chị Lan 0987 654 321\nấp Tân Hòa, xã Tân Lập\nhuyện Tân Thạnh, Long An"
    parsed = parse_address(text)
    assert parsed.typed == text
    assert parsed.phone == "0987654321"
    assert parsed.matched == ("Xã Tân Lập", "Huyện Tân Thạnh", "Long An")
    assert "0987" not in parsed.line


def test_a_flood_is_refused():
    with pytest.raises(AddressTooLong):
        parse_address("xã Tân Lập, " * 100)
    with pytest.raises(AddressTooLong):
        parse_address("x" * 1_000_000)


@dataclass
class Label:
    line: str
    typed: str
    code: str

    @property
    def commune(self):
        return selectors.commune(self.code)

    @property
    def province(self):
        return self.commune.province


def test_a_label_prints_both_the_new_address_and_what_was_typed():
    label = Label("thôn Bừng", "thôn Bừng, xã Quý Sơn,\nhuyện Lục Ngạn, Bắc Giang", "07612")
    assert label_lines(label) == [
        "thôn Bừng",
        "Phường Phượng Sơn, Tỉnh Bắc Ninh",
        "(thôn Bừng, xã Quý Sơn, huyện Lục Ngạn, Bắc Giang)",
    ]


def test_a_label_does_not_say_the_same_twice():
    assert label_lines(Label("thôn 3", "thôn 3, P. Phượng Sơn, Bắc Ninh", "07612")) == [
        "thôn 3",
        "Phường Phượng Sơn, Tỉnh Bắc Ninh",
    ]


names = sorted({unit.full_name for units in list(gazetteer().communes.values())[::40] for unit in units})
pieces = st.one_of(
    st.sampled_from(names),
    st.sampled_from(
        ["tỉnh", "xã", "P.", "TP", "huyện", ",", " - ", "\n", "số 5", "đường", "0912345678", "Hà Nội", "VN"]
    ),
    st.text(max_size=12),
)


@given(st.lists(pieces, max_size=30).map(" ".join))
@example("\x00\ud800")
@example("(" * 400)
@example("tp" * 200)
@example("p " * 200)
@example("xã " * 130)
@example("1 " * 200)
@example("İ" * 300)
@settings(max_examples=150, deadline=None)
def test_any_text_is_answered_soon_and_sanely(text: str):
    began = time.process_time()
    try:
        parsed = parse_address(text)
    except AddressTooLong:
        assert len(text) > MAX_LENGTH
        return
    assert time.process_time() - began < 1.0
    assert parsed.typed == clean_text(text, max_length=4 * MAX_LENGTH, multiline=True)
    assert len(parsed.line) <= 200
    assert (parsed.confidence is Confidence.EXACT) == (parsed.commune_code is not None)
    if parsed.commune:
        assert parsed.commune.province_id == parsed.province_code
    if parsed.confidence is Confidence.CANDIDATES:
        assert parsed.candidates
    # what remains for the house was in the text, in its order
    rest = iter(fold_key(parsed.typed))
    assert all(char in rest for char in fold_key(parsed.line).replace(" ", ""))
