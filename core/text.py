"""Vietnamese text made comparable: one spelling, no marks, safe to store, fit for an address in a URL.

The same word reaches us in many spellings: composed (NFC) or decomposed (NFD, what a Mac types), with the tone mark on
either vowel (``hoà`` and ``hòa``), with invisible characters pasted from chat programs, or without marks at all.
Everything that compares text goes through here, so that search, import, places and forms mean the same by "the same":

========================  ==========================================================================================
:func:`nfc`               one encoding: NFC, invisible characters gone; what a reader sees does not change
:func:`vi`                one spelling: lower case, one place for the tone mark; marks kept
:func:`fold`              no marks: ``vi()`` with ``đ → d`` and every mark off, **character for character**
:func:`fold_with_offsets` the same with the way back to the text it came from, for highlighting
:func:`fold_key`          words only: ``fold()`` with one space between runs of letters and digits
:func:`slugify_vi`        a part of a URL
:func:`clean_text`        what a person typed, made safe to store and show
========================  ==========================================================================================
"""

import re
import unicodedata
from functools import lru_cache

# Characters nobody sees: zero-width spaces and joiners, soft hyphen, byte order mark, bidirectional marks and overrides
# (the last can make a shown text read backwards), interlinear annotation, tags; fillers of Hangul, the empty cell of
# Braille.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0e\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# U+FE0F makes a picture of the sign before it, or of a digit on a key; anywhere else nobody sees it.
_LONE_SELECTOR = re.compile(
    "(?<![\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u2328\u23cf-\u23ff\u24c2\u25aa-\u27bf\u2934\u2935"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff])\ufe0f(?!\u20e3)"
)
# Emoji are put together with U+200D and U+FE0F: user text keeps them there, compared text does not.
_EMOJI_GLUE = re.compile(
    "(?<=[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])"
)
_GLUE_KEPT = "\ue0ff"  # private use, stands for a kept joiner while the others are taken out
_STRAY_MARK = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe0f\ufe20-\ufe2f]")

_TONES = "\u0300\u0301\u0309\u0303\u0323"  # huyền, sắc, hỏi, ngã, nặng
_LETTER = r"[^\W\d_]"


def _toned(vowel: str) -> str:
    """The five toned forms of ``vowel``, in the order of ``_TONES``."""
    return "".join(unicodedata.normalize("NFC", vowel + tone) for tone in _TONES)


_TONE_OF = {form: tone for vowel in "aăâeêioôơuưy" for form, tone in zip(_toned(vowel), _TONES, strict=True)}
_BARE = {form: vowel for vowel in "aăâeêioôơuưy" for form in _toned(vowel)}

# oa, oe and uy are the only vowel pairs whose tone mark has two customary places (hòa or hoà). With nothing after it
# the mark goes on the first vowel, "hòa", as in most printed names; with a letter after it ("hoàn") on the second.
_OPEN = re.compile(
    rf"o(?:(?P<oa>[{_toned('a')}])|(?P<oe>[{_toned('e')}]))(?!{_LETTER})|(?<!q)u(?P<uy>[{_toned('y')}])(?!{_LETTER})"
)
_CLOSED = re.compile(rf"([{_toned('o')}])([ae])(?={_LETTER})|(?<!q)([{_toned('u')}])(y)(?={_LETTER})")
# After q the u is part of the consonant and never carries the mark: "quý", whoever types "qúy".
_QU = re.compile(rf"(?<=q)([{_toned('u')}])([aăâeêioơy])")


def _shift_back(match: re.Match[str]) -> str:
    pair = match.group()
    return unicodedata.normalize("NFC", pair[0] + _TONE_OF[pair[1]]) + _BARE[pair[1]]


def _shift_on(match: re.Match[str]) -> str:
    pair = match.group()
    return _BARE[pair[0]] + unicodedata.normalize("NFC", pair[1] + _TONE_OF[pair[0]])


def _one_tone_place(lowered: str) -> str:
    return _QU.sub(_shift_on, _CLOSED.sub(_shift_on, _OPEN.sub(_shift_back, lowered)))


@lru_cache(maxsize=4096)
def _lower_char(char: str) -> str:
    if char.isspace() or char == "\u0085":
        return " "
    lowered = char.lower()
    if lowered == "ð":  # Ð (eth) looks like Đ and stands for it in texts from old encodings
        return "đ"
    # "İ" would become two characters; a name has no use for the second
    return lowered if len(lowered) == 1 else unicodedata.normalize("NFD", lowered)[0]


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char == "đ":
        return "d"
    base, *marks = list(unicodedata.normalize("NFD", char))
    # only letters with marks lose something: Hangul syllables decompose too, into letters
    return base if marks and all(unicodedata.combining(mark) for mark in marks) else char


def nfc(text: str) -> str:
    """``text`` in Unicode NFC without invisible characters and lone surrogates; what one sees stays as it was."""
    if text.isascii():
        return text
    text = _LONE_SELECTOR.sub("", _INVISIBLE.sub("", text)).encode("utf-8", "ignore").decode()
    return unicodedata.normalize("NFC", text)


def vi(text: str) -> str:
    """The one spelling of ``text`` used for comparing **with** marks.

    NFC, lower case, every kind of white space a plain space, combining marks that belong to no letter dropped, and one
    place for the tone mark (``hoà → hòa``, ``thuý → thúy``, ``hòang → hoàng``; ``quý`` stays). Spaces are not
    collapsed, so for text stored through :func:`clean_text` the result has the length of the text. Idempotent.
    """
    if text.isascii():
        return "".join(map(_lower_char, text))
    lowered = "".join(map(_lower_char, nfc(text)))
    return _one_tone_place(_STRAY_MARK.sub("", unicodedata.normalize("NFC", lowered)))


def fold(text: str) -> str:
    """``vi(text)`` without marks and with ``đ → d``: what a person types on a keyboard without Vietnamese.

    ``fold(text)[i]`` is the folded ``vi(text)[i]`` for every ``i``, so positions found in one are positions in the
    other. Idempotent, and ``fold(vi(text)) == fold(text)``.
    """
    return "".join(map(_fold_char, vi(text)))


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """``fold(text)`` and, for each of its characters, where in ``text`` **as given** it begins.

    A match ``folded[start:end]`` is shown to the reader as ``text[offsets[start]:offsets[end]]``, however the text was
    encoded: the list is one longer than the folded text and ends with the length of ``text``.
    """
    pieces: list[str] = []
    offsets: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _joins_previous(text[end]):
            continue
        # one visible character with its marks at a time; moving a tone mark changes no folded character
        piece = fold(text[start:end])
        pieces.append(piece)
        offsets.extend([start] * len(piece))
        start = end
    offsets.append(len(text))
    return "".join(pieces), offsets


def _joins_previous(char: str) -> bool:
    if char == "\ufe0f" or _INVISIBLE.match(char):
        return True
    return unicodedata.combining(char) != 0 or "\u1161" <= char <= "\u11ff"


def fold_key(text: str) -> str:
    """Folded words with one space between, nothing else: ``"TP. Hồ Chí Minh" → "tp ho chi minh"``. To look names up."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def slugify_vi(text: str, *, max_length: int = 80) -> str:
    """``text`` as a part of a URL: ASCII letters, digits and single hyphens, ``"Đắk Lắk" → "dak-lak"``.

    At most ``max_length`` characters, cut between words where there is a hyphen. Empty where nothing is left (a name in
    another script), so callers need a fallback.
    """
    slug = "-".join(re.findall(r"[a-z0-9]+", fold(text)))
    if len(slug) > max_length:
        cut = slug.rfind("-", 0, max_length + 1)
        slug = slug[: cut if cut > 0 else max_length]
    return slug


def clean_text(text: str, *, max_length: int, multiline: bool = False) -> str:
    """What a person typed, safe to store and to show: NFC, trimmed, at most ``max_length`` characters.

    Taken out: NUL and other control characters, lone surrogates, code points that are no characters, zero-width and
    other invisible characters, and bidirectional overrides (which can make a name or a price read differently from
    what it is). Joiners inside emoji stay. White space becomes single spaces; with ``multiline`` line breaks stay, at
    most one empty line in a row. What is longer is cut, never in the middle of a letter and its marks.
    """
    text = _EMOJI_GLUE.sub(_GLUE_KEPT, _LONE_SELECTOR.sub("", text.replace(_GLUE_KEPT, "")))
    text = nfc(text).replace(_GLUE_KEPT, "\u200d")
    text = re.sub(r"\r\n?|[\u0085\u2028\u2029]", "\n", text)
    text = "".join(char for char in text if char in "\n\t\u200d" or _storable(char))
    if multiline:
        text = "\n".join(" ".join(line.split()) for line in text.split("\n"))
        text = re.sub(r"\n{3,}", "\n\n", text).strip()
    else:
        text = " ".join(text.split())
    # control characters may have stood between a letter and its mark
    text = unicodedata.normalize("NFC", text)
    if len(text) > max_length:
        cut = max(max_length, 0)
        while cut > 0 and (
            unicodedata.combining(text[cut]) or text[cut] in "\u200d\ufe0f\u20e3" or text[cut - 1] == "\u200d"
        ):
            cut -= 1
        text = text[:cut].rstrip()
    return text


def _storable(char: str) -> bool:
    if unicodedata.category(char) in {"Cc", "Cs"}:
        return False
    code = ord(char)
    return not (code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF)
