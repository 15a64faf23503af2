"""The filters of templates that write for people."""

import datetime as dt

import pytest
from django.template import engines
from django.utils import timezone, translation


@pytest.mark.parametrize(("language", "expected"), [("vi", "5/10/2026"), ("en", "5 Oct 2026")])
def test_a_day_cannot_be_taken_for_a_month(language: str, expected: str):
    template = engines["django"].from_string("{% load ui %}{{ value|day }}")
    with translation.override(language):
        assert template.render({"value": dt.date(2026, 10, 5)}) == expected
        # Late in the evening in UTC is the next day in Việt Nam.
        moment = dt.datetime(2026, 10, 4, 22, 0, tzinfo=dt.UTC)
        with timezone.override("Asia/Ho_Chi_Minh"):
            assert template.render({"value": moment}) == expected
        assert template.render({"value": None}) == ""
