"""Names made to be taken for another: the same to the eye, though not letter for letter."""

import unicodedata
from typing import Final

from core.text import fold_key, nfc

# Cyrillic and Greek letters that are drawn as Latin ones, capitals and small letters apart.
_LOOKS: Final = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕԁһԛԝӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορνικ",
    "ABEKMHOPCTYXIJSaeopcyxijsdhqwlABEZHIKMNOPTYXaopvik",
)


def look_of(text: str) -> str:
    """What `text` looks like at a glance: folded words, with the Latin letter for one drawn alike."""
    return fold_key(unicodedata.normalize("NFKC", nfc(text)).translate(_LOOKS))


def foreign_letters(text: str) -> str:
    """The letters in `text` that are not Latin, each once: a Vietnamese name has none."""
    letters = (char for char in nfc(text) if char.isalpha())
    return "".join(dict.fromkeys(char for char in letters if not unicodedata.name(char, "").startswith("LATIN ")))
