"""Two people edit one thing: field by field, whoever changed it alone has their way, and both are asked where both did.

A form carries the mark of every value as it was when the page was drawn. From the mark, from what came back and from
what is stored now follows who changed what; no lock is held while somebody thinks.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


def mark(value: Any) -> str:
    """Short and the same for the same value; values are what JSON knows."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:10]


def marks(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: mark(value) for name, value in values.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A field that both changed. `seen` is the mark of theirs, which comes back with the answer."""

    name: str
    mine: Any
    theirs: Any

    @property
    def seen(self) -> str:
        return mark(self.theirs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody answered to a clash: `mine` or not, having seen the value of that mark."""

    mine: bool
    seen: str


@dataclass(slots=True)
class Merged:
    """`changes` are to be written, `taken` are theirs in place of what the form shows, `clashes` are to be asked."""

    changes: dict[str, Any] = field(default_factory=dict)
    taken: dict[str, Any] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)


def merge(
    *, mine: Mapping[str, Any], theirs: Mapping[str, Any], base: Mapping[str, str], choices: Mapping[str, Choice]
) -> Merged:
    """Compare what came back with what is stored. A field without a mark counts as changed by both.

    An answer holds only for the value that was seen: if it has changed again meanwhile, it is asked anew.
    """
    merged = Merged()
    for name, value in mine.items():
        if name not in theirs:  # it is gone: a picture or a pack that the other one took out
            continue
        stored = theirs[name]
        if value == stored:
            continue
        choice = choices.get(name)
        if base.get(name) == mark(value):
            merged.taken[name] = stored
        elif base.get(name) == mark(stored):
            merged.changes[name] = value
        elif choice is not None and choice.seen == mark(stored):
            (merged.changes if choice.mine else merged.taken)[name] = value if choice.mine else stored
        else:
            merged.clashes.append(Clash(name=name, mine=value, theirs=stored))
    return merged
