"""The one spelling everything is compared in."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.text import clean_text, fold, fold_key, fold_with_offsets, nfc, slugify_vi, vi

VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
words = st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " -,.0123456789", max_size=60)
anything = st.one_of(words, st.text(max_size=60))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Hoà Bình", "hòa bình"),
        ("Thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("Hòan Kiếm", "hoàn kiếm"),
        ("HÙYNH", "huỳnh"),
        ("Huỳnh", "huỳnh"),
        ("ngoài", "ngoài"),
        ("quý", "quý"),
        ("Qúy", "quý"),
        ("qùa", "quà"),
        ("Thừa Thiên Huế", "thừa thiên huế"),
        ("khuỷu", "khuỷu"),
        ("xoá_nhoà", "xóa_nhòa"),
        ("hoà2", "hòa2"),
        ("Ðà Nẵng", "đà nẵng"),
        ("Đà\u00a0Nẵng", "đà nẵng"),
        ("Bình\u200b Định", "bình định"),
        ("Cư M'gar", "cư m'gar"),
        ("ơ\u0306", "ơ"),
    ],
)
def test_vi_has_one_spelling(typed: str, expected: str) -> None:
    assert vi(typed) == expected
    assert vi(unicodedata.normalize("NFD", typed)) == expected


def test_fold_covers_every_vietnamese_letter() -> None:
    letters = VIETNAMESE + VIETNAMESE.upper()
    assert re.fullmatch("[a-z]+", fold(letters))
    assert fold("Tỏi Lý Sơn, Đắk Lắk") == "toi ly son, dak lak"


@given(anything)
@example("İstanbul")
@example("ὝΦΟΣ")
@example("한국")
@example("òaà q̣uỳ")
@example("\ud800hoà")
def test_forms_are_stable_and_of_one_length(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)
    assert vi(vi(text)) == vi(text)
    assert fold(fold(text)) == fold(text) == fold(vi(text))
    assert len(fold(text)) == len(vi(text))


@given(anything)
def test_encoding_makes_no_difference(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert vi(decomposed) == vi(unicodedata.normalize("NFC", text))
    assert fold(decomposed) == fold(text)


@given(words)
def test_stored_text_keeps_its_length(text: str) -> None:
    stored = clean_text(text, max_length=1000)
    assert len(vi(stored)) == len(stored)


@given(anything)
def test_offsets_lead_back_to_the_text_as_given(text: str) -> None:
    for given_text in (text, unicodedata.normalize("NFD", text)):
        folded, offsets = fold_with_offsets(given_text)
        assert folded == fold(given_text)
        assert len(offsets) == len(folded) + 1
        assert offsets == sorted(offsets)
        assert offsets[-1] == len(given_text)


def test_a_match_is_shown_in_the_words_of_the_page() -> None:
    page = unicodedata.normalize("NFD", "Nước mắm Phú Quốc hoà")
    folded, offsets = fold_with_offsets(page)
    start = folded.index("phu quoc")
    assert page[offsets[start] : offsets[start + len("phu quoc")]] == unicodedata.normalize("NFD", "Phú Quốc")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Đắk Lắk", "dak-lak"),
        ("TP. Hồ Chí Minh", "tp-ho-chi-minh"),
        ("Bà Rịa – Vũng Tàu", "ba-ria-vung-tau"),
        ("  Nước mắm 40°N  ", "nuoc-mam-40-n"),
        ("漢字", ""),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert slugify_vi(name) == slug


def test_a_long_slug_ends_with_a_whole_word() -> None:
    assert slugify_vi("mật ong hoa nhãn Hưng Yên", max_length=12) == "mat-ong-hoa"
    assert slugify_vi("a" * 20, max_length=5) == "aaaaa"


@given(anything)
def test_keys_and_slugs_hold_only_what_they_may(text: str) -> None:
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slugify_vi(text))
    key = fold_key(text)
    assert key == fold_key(key) == key.strip()
    assert "  " not in key


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Bà  Tư\u00a0\n", "Bà Tư"),
        ("a\x00b\x07c\x1b", "abc"),
        ("giá \u202e000.1\u202c ₫", "giá 000.1 ₫"),
        ("Hồ\u200bng\ufeff", "Hồng"),
        ("một\u2028hai", "một hai"),
        ("\udfff!", "!"),
        ("👨\u200d👩\u200d👧 chốt", "👨\u200d👩\u200d👧 chốt"),
        ("a\u200db", "ab"),
        ("\ufdd0\U0001ffffx", "x"),
    ],
)
def test_user_text_is_safe_to_store(typed: str, stored: str) -> None:
    assert clean_text(typed, max_length=100) == stored


@pytest.mark.parametrize("char", ["\u3164", "\uffa0", "\u2800", "\ufe0f", "\u200b"])
def test_what_nobody_sees_is_taken_out(char: str) -> None:
    assert clean_text(char * 2, max_length=100) == ""
    assert clean_text(f"HTX Quý{char} Sơn{char}", max_length=100) == "HTX Quý Sơn"
    assert fold_key(f"Qu{char}ý Sơn") == "quy son"


@pytest.mark.parametrize("emoji", ["❤\ufe0f", "1\ufe0f\u20e3", "☎\ufe0f", "👩\u200d⚕\ufe0f"])
def test_emoji_keep_what_makes_them_pictures(emoji: str) -> None:
    assert clean_text(f"Chè {emoji} ngon", max_length=100) == f"Chè {emoji} ngon"


def test_several_lines() -> None:
    assert clean_text("một\r\n\r\n\r\n\r\nhai  ba\r", max_length=100, multiline=True) == "một\n\nhai ba"


def test_cutting_keeps_letters_whole() -> None:
    assert clean_text("abcơ\u0306", max_length=4) == "abc"
    assert clean_text("👨\u200d👩", max_length=2) == ""
    assert clean_text("Đà Nẵng", max_length=3) == "Đà"
    assert clean_text("abc", max_length=0) == ""


@given(anything, st.integers(min_value=0, max_value=50), st.booleans())
def test_cleaning_is_bounded_stable_and_encodable(text: str, max_length: int, multiline: bool) -> None:
    cleaned = clean_text(text, max_length=max_length, multiline=multiline)
    assert len(cleaned) <= max_length
    assert clean_text(cleaned, max_length=max_length, multiline=multiline) == cleaned
    assert "\x00" not in cleaned
    cleaned.encode()
