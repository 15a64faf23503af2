"""The staff's side of what visitors write."""

import pytest
from django.test import Client

from catalog import reviews
from catalog.models import ModerationState, PurchaseProof, RatingTally, Review, StayRequest, StayState
from tests.factories.accounts import make_staff, make_user, sign_in
from tests.factories.catalog import make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    sign_in(client, make_staff(), "password", "mfa")
    return client


def review() -> Review:
    proof = PurchaseProof.objects.create(product=make_product(), user=make_user(), reference="DH-1")
    return reviews.review_write(proof=proof, rating=1, text="Quảng cáo")


def act(client: Client, model: str, action: str, pk: int) -> int:
    return client.post(f"/admin/catalog/{model}/", {"action": action, "_selected_action": [str(pk)]}).status_code


def test_hiding_takes_it_out_of_the_average_and_back(staff: Client):
    row = review()
    assert act(staff, "review", "hide", row.pk) == 302
    row.refresh_from_db()
    assert row.state == ModerationState.HIDDEN
    assert RatingTally.objects.get().count == 0
    assert act(staff, "review", "show", row.pk) == 302
    assert RatingTally.objects.get().ones == 1


def test_questions_too(staff: Client):
    question = reviews.question_ask(product=make_product(), user=make_user(), text="Quảng cáo")
    assert act(staff, "question", "hide", question.pk) == 302
    question.refresh_from_db()
    assert question.state == ModerationState.HIDDEN


def test_requests_for_stays_are_listed_with_their_number_and_ticked_off(staff: Client):
    row = StayRequest.objects.create(
        product=make_product(sale_mode="stay"), name="Lan", phone="+84901234567", arrives="2026-12-05",
        leaves="2026-12-07", guests=4,
    )  # fmt: skip
    assert "0901 234 567" in staff.get("/admin/catalog/stayrequest/").content.decode()
    assert act(staff, "stayrequest", "answered", row.pk) == 302
    row.refresh_from_db()
    assert row.state == StayState.ANSWERED


@pytest.mark.parametrize("model", ["review", "question", "stayrequest"])
def test_nothing_is_edited_there(staff: Client, model: str):
    assert staff.get(f"/admin/catalog/{model}/").status_code == 200
    assert staff.get(f"/admin/catalog/{model}/add/").status_code == 403


def test_a_visitor_hides_nothing(client: Client):
    row = review()
    client.force_login(make_user())
    act(client, "review", "hide", row.pk)
    row.refresh_from_db()
    assert row.state == ModerationState.SHOWN
