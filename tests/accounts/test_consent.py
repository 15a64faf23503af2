"""Consent: each purpose on its own, provable, as easy to withdraw as to give."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts import consent
from accounts.models import ConsentRecord, User
from tests.factories.accounts import make_user, sign_in

pytestmark = pytest.mark.django_db

PAGE = "/tai-khoan/quyen-rieng-tu/"
MARKETING = consent.Purpose.MARKETING


def decisions(user: User, purpose: str = "marketing") -> list[tuple[bool, str]]:
    rows = ConsentRecord.objects.filter(user=user, purpose=purpose).order_by("at", "pk")
    return [(row.granted, row.source) for row in rows]


def test_every_decision_stays(user: User):
    consent.record_consent(user=user, granted=[MARKETING], source=consent.Source.SETTINGS, ip="203.0.113.77")
    consent.withdraw_consent(user=user, purpose=MARKETING, ip="2001:db8:1:2::7")
    consent.record_consent(user=user, granted=[MARKETING], source=consent.Source.CHECKOUT)
    assert decisions(user) == [(True, "settings"), (False, "settings"), (True, "checkout")]
    networks = (
        ConsentRecord.objects.filter(user=user, purpose=MARKETING).order_by("pk").values_list("ip_network", flat=True)
    )
    assert list(networks) == ["203.0.113.0/24", "2001:db8:1::/48", ""]
    assert consent.has_consent(user, MARKETING)


def test_what_changes_nothing_is_not_written_down(user: User):
    consent.record_consent(user=user, granted=consent.REQUIRED, refused=[MARKETING], source=consent.Source.SETTINGS)
    assert len(decisions(user, "terms")) == 1
    assert decisions(user) == [], "silence is no decision"


@pytest.mark.parametrize("purpose", consent.REQUIRED)
def test_the_terms_cannot_be_withdrawn_and_the_account_kept(user: User, purpose: consent.Purpose):
    with pytest.raises(consent.ConsentCannotBeWithdrawn):
        consent.withdraw_consent(user=user, purpose=purpose)
    assert len(decisions(user, purpose)) == 1


def test_consent_to_an_older_text_does_not_hold_for_the_new_one(user: User, monkeypatch):
    consent.record_consent(user=user, granted=[MARKETING], source=consent.Source.SETTINGS)
    newer = consent.Document(MARKETING, "2027-01-01", required=False)
    monkeypatch.setitem(consent.DOCUMENTS, MARKETING, newer)
    assert newer.since == date(2027, 1, 1)
    assert not consent.has_consent(user, MARKETING)
    assert consent.missing_agreements(user) == []
    consent.record_consent(user=user, granted=[MARKETING], source=consent.Source.SETTINGS)
    assert consent.has_consent(user, MARKETING)


def test_standings_take_one_query(user: User, django_assert_num_queries):
    with django_assert_num_queries(1):
        standings = consent.standings(user)
    assert [(item.document.purpose, item.granted) for item in standings] == [
        ("terms", True),
        ("privacy", True),
        ("marketing", False),
    ]


@pytest.mark.parametrize(
    ("ip", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("", ""),
        ("không phải", ""),
    ],
)
def test_of_an_address_only_the_network_is_kept(ip: str, network: str):
    assert consent.truncate_ip(ip) == network


def test_the_page_shows_what_holds_and_how_it_came_about(signed_in: Client, user: User):
    page = signed_in.get(PAGE)
    assert page.status_code == 200
    assert [item.granted for item in page.context["standings"]] == [True, True, False]
    assert len(page.context["history"]) == 2
    assert "Tin khuyến mãi" in page.content.decode()


def test_one_button_gives_and_one_takes_back(signed_in: Client, user: User):
    give = {"purpose": "marketing", "granted": "1"}
    assert signed_in.post(PAGE, give, REMOTE_ADDR="203.0.113.77")["Location"] == PAGE
    assert consent.has_consent(user, MARKETING)
    signed_in.post(PAGE, give)
    assert signed_in.post(PAGE, {"purpose": "marketing", "granted": "0"})["Location"] == PAGE
    assert not consent.has_consent(user, MARKETING)
    assert decisions(user) == [(True, "settings"), (False, "settings")]


@pytest.mark.parametrize(
    "form",
    [{"purpose": "terms", "granted": "0"}, {"purpose": "khac", "granted": "1"}, {"purpose": "marketing"}, {"x": "1"}],
)
def test_anything_else_is_refused(signed_in: Client, user: User, form: dict[str, str]):
    assert signed_in.post(PAGE, form).status_code == 400
    assert ConsentRecord.objects.filter(user=user).count() == 2


def test_nobody_decides_for_somebody_else(signed_in: Client):
    other = make_user()
    signed_in.post(PAGE, {"purpose": "marketing", "granted": "1", "user": other.pk})
    assert not consent.has_consent(other, MARKETING)


@pytest.mark.parametrize("name", ["terms", "privacy"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_texts_are_public_in_both_languages_and_say_their_version(client: Client, name: str, prefix: str, settings):
    page = client.get(prefix + {"terms": "/dieu-khoan/", "privacy": "/quyen-rieng-tu/"}[name])
    assert page.status_code == 200
    assert "2026" in page.content.decode()


def test_the_texts_are_the_same_for_everybody(client: Client, user: User):
    url = reverse("accounts:terms")
    before = client.get(url).content
    sign_in(client, user)
    assert client.get(url).content == before
