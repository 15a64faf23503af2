"""A small bar chart as inline SVG (`<c-chart>`): what it needs, computed here, so that templates only write it down."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 320
HEIGHT: Final = 96
GAP: Final = 0.25  # of a bar's place


@dataclass(frozen=True, slots=True)
class Bar:
    """One value: its place in the drawing and its words. `y` grows downwards, as SVG counts."""

    label: str
    text: str
    x: str
    y: str
    width: str
    height: str
    is_peak: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A grid line."""

    y: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars in order with what is said beside them; `summary` is a sentence for who cannot see them."""

    bars: Sequence[Bar]
    lines: Sequence[Line]
    first: str
    last: str
    summary: str
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw; the summary says so."""
        return not any(bar.is_peak for bar in self.bars)


def bar_chart(values: Sequence[tuple[str, int]], *, summary: str, text: Callable[[int], str] = str) -> Chart:
    """Bars for labelled values, none negative (`ValueError`). `text` writes a value, as đồng for example.

    The largest is as high as the drawing; one that is not zero is never thinner than a pixel.
    """
    if any(value < 0 for _label, value in values):
        raise ValueError("a bar has no negative height")
    top = max((value for _label, value in values), default=0)
    place = WIDTH / max(1, len(values))
    bars = []
    for number, (label, value) in enumerate(values):
        height = max(1.0, HEIGHT * value / top) if value else 0.0
        bars.append(
            Bar(
                label=label,
                text=text(value),
                x=_number(place * (number + GAP / 2)),
                y=_number(HEIGHT - height),
                width=_number(place * (1 - GAP)),
                height=_number(height),
                is_peak=value == top and value > 0,
            )
        )
    lines = [Line(_number(HEIGHT * part / 2)) for part in range(3)]
    ends = (bars[0].label, bars[-1].label) if bars else ("", "")
    return Chart(bars=bars, lines=lines, first=ends[0], last=ends[1], summary=summary)


def _number(value: float) -> str:
    """With a point in every language, and no more digits than the eye sees."""
    return f"{value:.1f}".removesuffix(".0")
