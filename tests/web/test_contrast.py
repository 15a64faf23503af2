"""The palette keeps WCAG 2.2 AA in both schemes; the figures come from the stylesheet that is served."""

import pytest

from core import contrast


@pytest.mark.parametrize("scheme", ["light", "dark", "dark-system"])
def test_every_pair_in_use_is_readable(scheme: str) -> None:
    failing = [
        f"{p.ink} on {p.ground}: {p.ratio:.2f} < {p.needed}"
        for p in contrast.pairs(contrast.palettes()[scheme])
        if not p.passes
    ]
    assert not failing


def test_a_chosen_dark_scheme_is_the_systems() -> None:
    palettes = contrast.palettes()
    assert palettes["dark"] == palettes["dark-system"]
    assert palettes["dark"].keys() == palettes["light"].keys()


def test_ratio_agrees_with_the_standards_extremes() -> None:
    assert contrast.ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast.ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)  # the well-known grey just below AA


def test_a_pale_ink_would_be_found() -> None:
    palette = contrast.palettes()["light"] | {"muc2": "#A09888"}
    assert [p for p in contrast.pairs(palette) if not p.passes and p.ink == "muc2"]
