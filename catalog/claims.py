"""Claims that a listing must not make ("trị dứt điểm", "số 1"): found in its texts before anybody else reads them.

The law on advertising forbids superlatives without proof, and food that promises to cure. The list is data, kept by the
staff; each phrase says why it is on it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from catalog.models import BannedClaim
from core.text import fold, vi


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One forbidden phrase in one text: `start` and `end` are offsets in characters of the text as folded (NFC)."""

    phrase: str
    reason: str
    start: int
    end: int


def claims_in(text: str, claims: Iterable[BannedClaim] | None = None) -> list[Finding]:
    """Forbidden phrases in `text`, in order; also where the writer left the marks out.

    A text without any mark is compared without marks; in one with marks the marks count, for "số 1" is a boast and
    "so 1" is not. Whole words only.
    """
    claims = BannedClaim.objects.filter(is_active=True) if claims is None else claims
    spelled = vi(text)
    unmarked = fold(text) == spelled
    found = []
    for claim in claims:
        pattern = _pattern(claim.phrase, unmarked)
        found += [
            Finding(phrase=claim.phrase, reason=claim.reason, start=match.start(), end=match.end())
            for match in pattern.finditer(spelled)
        ]
    return sorted(found, key=lambda finding: (finding.start, -finding.end))


def refusals(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """What to tell the writer of these texts, by field; for texts that are public at once. One query."""
    claims = list(BannedClaim.objects.filter(is_active=True)) if any(texts.values()) else []
    found: dict[str, list[str]] = {}
    for field, text in texts.items():
        reasons = {finding.phrase: finding.reason for finding in claims_in(text, claims)}
        said = _("Không được dùng chữ “%(phrase)s”: %(reason)s")
        if reasons:
            found[field] = [said % {"phrase": phrase, "reason": reason} for phrase, reason in reasons.items()]
    return found


@lru_cache(maxsize=2_000)
def _pattern(phrase: str, unmarked: bool) -> re.Pattern[str]:
    words = (fold(phrase) if unmarked else vi(phrase)).split()
    return re.compile(r"(?<!\w)" + r"\s+".join(re.escape(word) for word in words) + r"(?!\w)")
