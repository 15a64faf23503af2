"""A star stands exactly as long as its certificate."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from catalog.models import Certificate
from catalog.models.certificate import valid_until
from tests.factories.catalog import make_certificate

pytestmark = pytest.mark.django_db

ISSUED = dt.date(2026, 1, 15)
LAST = dt.date(2029, 1, 14)


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        (dt.date(2024, 5, 15), dt.date(2027, 5, 14)),
        (dt.date(2024, 2, 29), dt.date(2027, 2, 27)),
        (dt.date(2026, 1, 1), dt.date(2028, 12, 31)),
        (dt.date(2026, 12, 31), dt.date(2029, 12, 30)),
    ],
)
def test_thirty_six_months_end_the_day_before(issued: dt.date, last: dt.date):
    assert valid_until(issued) == last


@pytest.mark.parametrize(
    ("day", "stands"),
    [(ISSUED - dt.timedelta(1), False), (ISSUED, True), (LAST, True), (LAST + dt.timedelta(1), False)],
)
def test_it_stands_from_the_first_day_through_the_last(day: dt.date, stands: bool):
    certificate = make_certificate(issued_on=ISSUED)
    assert certificate.is_valid(day) is stands
    assert Certificate.objects.valid(day).exists() is stands


def test_a_revoked_one_stands_until_the_day_of_revocation():
    certificate = make_certificate(issued_on=ISSUED, revoked_on=dt.date(2026, 9, 1), revoked_reason="Vi phạm nhãn")
    for day, stands in ((dt.date(2026, 8, 31), True), (dt.date(2026, 9, 1), False)):
        assert certificate.is_valid(day) is stands
        assert Certificate.objects.valid(day).exists() is stands


@pytest.mark.parametrize(
    "wrong",
    [
        {"stars": 2, "score": None},
        {"stars": 6, "score": None},
        {"stars": 3, "score": 70},
        {"stars": 4, "score": 69},
        {"stars": 5, "score": 89},
        {"revoked_on": dt.date(2026, 2, 1)},
    ],
)
def test_the_database_refuses_stars_that_do_not_fit(wrong: dict):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_certificate(**wrong)
    assert not Certificate.objects.exists()


@pytest.mark.parametrize(("score", "stars"), [(50, 3), (69.5, 3), (70, 4), (89.5, 4), (90, 5), (100, 5)])
def test_the_bands_are_half_open(score: float, stars: int):
    assert make_certificate(score=score, stars=stars).pk
