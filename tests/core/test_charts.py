"""Bars: their places, and nothing that a drawing could hide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.charts import HEIGHT, WIDTH, bar_chart


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=60))
def test_bars_stay_inside_and_say_their_values(values: list[int]):
    chart = bar_chart([(str(n), value) for n, value in enumerate(values)], summary="")
    assert [bar.text for bar in chart.bars] == [str(value) for value in values]
    for bar, value in zip(chart.bars, values, strict=True):
        assert float(bar.x) >= 0
        assert float(bar.x) + float(bar.width) <= WIDTH + 0.2
        assert abs(float(bar.y) + float(bar.height) - HEIGHT) < 0.2
        assert (float(bar.height) > 0) == (value > 0)
        assert bar.is_peak == (value == max(values) and value > 0)


def test_a_negative_value_is_refused_and_none_is_empty():
    with pytest.raises(ValueError, match="negative"):
        bar_chart([("a", -1)], summary="")
    assert bar_chart([], summary="").is_empty
