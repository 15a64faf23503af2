"""Words as outlines, for the few places where a picture carries text: the wordmark, the OCOP seal, the share image.

The outlines in ``phudu_700.json`` (advance and path, 1000 units to the em) are those of Phudu Bold, copyright 2022 The Phudu Project
Authors, SIL Open Font License 1.1. Phudu draws small letters as capitals, so there are only capitals here.
"""

import json
import re
from functools import cache
from pathlib import Path

from art.geometry import numbers

CAP_HEIGHT = 0.7
"""Height of a capital without its marks, in ems."""

_STEP = re.compile(r"([MLHVQCZ])([^MLHVQCZ]*)")


@cache
def _glyphs() -> dict[str, tuple[int, str]]:
    raw = json.loads(Path(__file__).with_name("phudu_700.json").read_text(encoding="utf-8"))
    return {letter: (advance, path) for letter, (advance, path) in raw.items()}


def measure(text: str, size: float, tracking: float = 0.0) -> float:
    """The width of a line set at ``size`` (the em), in the same unit; ``tracking`` is added after each letter but the last."""
    return sum(_glyphs()[c][0] for c in text.upper()) * size / 1000 + tracking * (len(text) - 1)


def outlines(text: str, x: float, baseline: float, size: float, tracking: float = 0.0) -> str:
    """Path text of a line of capitals. Raises ``KeyError`` for a letter that was never cut."""
    out = ""
    for letter in text.upper():
        advance, path = _glyphs()[letter]
        out += _scaled(path, x, baseline, size / 1000)
        x += advance * size / 1000 + tracking
    return out


def _scaled(path: str, x: float, y: float, k: float) -> str:
    out = ""
    here = start = (0, 0)
    for verb, text in _STEP.findall(path):
        values = [float(v) for v in re.findall(r"-?\d+", text)]
        if verb == "Z":
            out += "z"
            here = start
            continue
        if verb == "H":
            to = [round((x + v * k) * 10) for v in values]
            out += "h" + numbers([to[-1] - here[0]])
            here = (to[-1], here[1])
            continue
        if verb == "V":
            to = [round((y + v * k) * 10) for v in values]
            out += "v" + numbers([to[-1] - here[1]])
            here = (here[0], to[-1])
            continue
        points = [(round((x + a * k) * 10), round((y + b * k) * 10)) for a, b in zip(values[::2], values[1::2], strict=True)]
        if verb == "M":
            out += "M" + numbers(points[0])
            here = start = points[0]
            points, verb = points[1:], "L"
            if not points:
                continue
        each = {"L": 1, "Q": 2, "C": 3}[verb]
        out += verb.lower()
        deltas: list[int] = []
        for i, (px, py) in enumerate(points):
            deltas += [px - here[0], py - here[1]]
            if i % each == each - 1:
                here = (px, py)
        out += numbers(deltas)
    return out
