"""What the product form carries beside its fields: marks of what was there, answers to clashes, phrases to warn of."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from catalog.claims import claims_in
from catalog.editing.merging import Choice
from catalog.editing.working import REVIEWED
from catalog.models import BannedClaim
from core.text import clean_text


def base_from(data: Mapping[str, Any]) -> dict[str, str]:
    """The marks a form came with; empty for what is none."""
    try:
        found = json.loads(str(data.get("base", ""))[:20_000] or "{}")
    except (ValueError, RecursionError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def choices_from(data: Mapping[str, Any]) -> dict[str, Choice]:
    """Answers to clashes: `keep-<field>` is `mine` or `theirs`, `seen-<field>` the mark of theirs."""
    found = {}
    for name, value in data.items():
        if name.startswith("keep-") and value in ("mine", "theirs"):
            field = name.removeprefix("keep-")
            seen = clean_text(str(data.get(f"seen-{field}", ""))[:40], max_length=20)
            found[field] = Choice(mine=value == "mine", seen=seen)
    return found


def texts_with_claims(values: Mapping[str, Any], claims: Iterable[BannedClaim]) -> dict[str, list[tuple[str, str]]]:
    """Forbidden phrases by field, each with its reason, once."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, value in values.items():
        is_text = isinstance(value, str) and (name in REVIEWED or name.startswith("alt-")) and name != "warnings"
        for finding in claims_in(value, claims) if is_text else ():
            pair = (finding.phrase, finding.reason)
            if pair not in found.setdefault(name, []):
                found[name].append(pair)
    return {name: pairs for name, pairs in found.items() if pairs}
