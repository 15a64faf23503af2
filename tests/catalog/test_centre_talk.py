"""In the centre: what waits on the first page, answering questions and reviews, certificates, what was sold."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from catalog import reviews
from catalog.centre.steps import sold_chart
from catalog.centre.tasks import certificates_ending, drafts_incomplete, questions_open, reviews_open
from catalog.models import ProductStatus, PurchaseProof, Question, Review
from catalog.pricing.services import list_price_set
from catalog.stock.services import Take, stock_consume, stock_receive, stock_reserve, stock_unit
from core.pictures import picture_check
from tests.factories.accounts import make_user
from tests.factories.catalog import make_certificate, make_offer, make_product
from tests.factories.vendors import make_member
from tests.vendors.test_shop_edit import photograph, pictures_in_memory  # noqa: F401  a fixture
from vendors.models import Member, Role, Vendor

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client: Client) -> Member:
    member = make_member()
    client.force_login(member.user)
    return member


def asked(member: Member, text: str = "Còn vải không?") -> Question:
    product = make_product(vendor=member.vendor)
    return reviews.question_ask(product=product, user=make_user(), text=text)


def reviewed(member: Member, rating: int = 5, text: str = "Ngọt lắm.") -> Review:
    product = make_product(vendor=member.vendor)
    proof = PurchaseProof.objects.create(product=product, user=make_user(), reference=f"r{product.pk}")
    return reviews.review_write(proof=proof, rating=rating, text=text)


# ── What waits ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_nothing_waits_in_a_shop_without_anything(owner: Member):
    make_certificate(product=make_product())  # another shop's
    asked(make_member())
    for find in (questions_open, reviews_open, certificates_ending, drafts_incomplete):
        assert find(owner.vendor) is None


def test_questions_say_how_long_the_oldest_has_waited(owner: Member):
    with time_machine.travel(timezone.now() - dt.timedelta(hours=5), tick=False):
        asked(owner)
    answered = asked(owner)
    reviews.question_answer(question=answered, text="Còn ạ.")
    hidden = asked(owner)
    reviews.question_hide(question=hidden)
    waiting = questions_open(owner.vendor)
    assert waiting is not None
    assert (waiting.count, waiting.detail) == (1, "Chờ lâu nhất 5 giờ")


def test_a_buyer_who_is_not_content_makes_it_red(owner: Member):
    reviewed(owner)
    first = reviews_open(owner.vendor)
    assert first is not None
    assert (first.count, first.tone) == (1, "blue")
    reviewed(owner, rating=2)
    second = reviews_open(Vendor.objects.get(pk=owner.vendor.pk))  # found once a request
    assert second is not None
    assert (second.count, second.tone, second.detail) == (2, "red", "1 người chưa hài lòng")


def test_certificates_are_work_half_a_year_before_they_end(owner: Member):
    today = timezone.localdate()
    three_years = dt.timedelta(days=3 * 365)
    make_certificate(product=make_product(vendor=owner.vendor), issued_on=today - three_years + dt.timedelta(days=100))
    make_certificate(product=make_product(vendor=owner.vendor), issued_on=today - dt.timedelta(days=30))
    waiting = certificates_ending(owner.vendor)
    assert waiting is not None
    assert waiting.count == 1


def test_a_draft_without_a_picture_is_work(owner: Member):
    make_product(vendor=owner.vendor, status=ProductStatus.DRAFT, published_at=None)
    waiting = drafts_incomplete(owner.vendor)
    assert waiting is not None
    assert waiting.detail == "Cô chú ơi, còn thiếu ảnh"


def test_the_first_page_takes_few_queries_however_much_waits(
    client: Client, owner: Member, django_assert_max_num_queries
):
    for _ in range(3):
        asked(owner)
        reviewed(owner, rating=2)
        make_certificate(product=make_product(vendor=owner.vendor))
        make_product(vendor=owner.vendor, status=ProductStatus.DRAFT, published_at=None)
    with django_assert_max_num_queries(15):
        page = client.get(f"/kenh-ban/{owner.vendor.slug}/").content.decode()
    assert "Câu hỏi chờ trả lời" in page
    assert "Nhận xét chưa trả lời" in page
    assert "Làm nhanh" in page


def test_a_new_shop_sees_the_way_to_its_first_sale(client: Client, owner: Member):
    page = client.get(f"/kenh-ban/{owner.vendor.slug}/").content.decode()
    assert "Đến đơn hàng đầu tiên" in page
    assert "Đăng món hàng đầu tiên" in page


def test_the_number_of_reviews_is_that_of_the_list(client: Client, owner: Member):
    with time_machine.travel(timezone.now() - dt.timedelta(days=91), tick=False):
        reviewed(owner, text="Đã lâu.")
    reviewed(owner, text="")  # rated, nothing said
    reviews.review_reply(review=reviewed(owner, text="Đã đáp."), text="Cảm ơn.")
    reviewed(owner, text="Mới mua.")
    waiting = reviews_open(owner.vendor)
    assert waiting is not None
    assert waiting.count == 1
    open_ones = client.get(waiting.url)
    assert [row.text for row in open_ones.context["rows"]] == ["Mới mua."]
    assert len(client.get(f"{waiting.url}?loc=tat-ca").context["rows"]) == 4


def test_a_certificate_that_was_renewed_is_no_work(client: Client, owner: Member):
    today, product = timezone.localdate(), make_product(vendor=owner.vendor)
    three_years = dt.timedelta(days=3 * 365)
    make_certificate(product=product, issued_on=today - three_years + dt.timedelta(days=100))
    assert certificates_ending(owner.vendor) is not None
    make_certificate(product=product, issued_on=today)
    assert certificates_ending(owner.vendor) is None
    rows = client.get(f"/kenh-ban/{owner.vendor.slug}/sao-ocop/").context["rows"]
    assert [row["ends_soon"] for row in rows] == [False, False]


# ── Answering ────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_question_is_answered_and_the_public_page_says_so(client: Client, owner: Member):
    question = asked(owner)
    base = f"/kenh-ban/{owner.vendor.slug}/hoi-dap/"
    assert "Còn vải không?" in client.get(base).content.decode()
    assert client.post(base, {"id": question.pk, "text": "Còn, cô chú đặt đi ạ."}).status_code == 302
    assert "Đã trả lời hết" in client.get(base).content.decode()
    assert "cô chú đặt đi ạ" in client.get(base + "?loc=tat-ca").content.decode()
    assert "cô chú đặt đi ạ" in client.get(question.product.get_absolute_url()).content.decode()


def test_an_empty_answer_is_refused_at_its_field(client: Client, owner: Member):
    question, review = asked(owner), reviewed(owner)
    for part, row in (("hoi-dap", question), ("danh-gia", review)):
        answer = client.post(f"/kenh-ban/{owner.vendor.slug}/{part}/", {"id": row.pk, "text": " \u200b "})
        assert answer.status_code == 422
        assert f"tra-loi-{row.pk}_error" in answer.content.decode()
    question.refresh_from_db()
    assert not question.answer


def test_a_review_is_answered(client: Client, owner: Member):
    review = reviewed(owner, rating=3)
    base = f"/kenh-ban/{owner.vendor.slug}/danh-gia/"
    assert "Ngọt lắm." in client.get(base).content.decode()
    assert client.post(base, {"id": review.pk, "text": "Cảm ơn cô."}).status_code == 302
    review.refresh_from_db()
    assert review.reply == "Cảm ơn cô."


def test_the_photographs_of_buyers_are_shown_in_few_queries(
    client: Client,
    owner: Member,
    pictures_in_memory,  # noqa: F811
    django_assert_max_num_queries,
):
    base = f"/kenh-ban/{owner.vendor.slug}/danh-gia/"
    for _ in range(5):
        product = make_product(vendor=owner.vendor)
        proof = PurchaseProof.objects.create(product=product, user=make_user(), reference=f"p{product.pk}")
        photos = [picture_check(photograph()) for _number in range(2)]
        reviews.review_write(proof=proof, rating=5, text="Như ảnh.", photos=photos)
    page = client.get(base).content.decode()  # makes the small ones
    assert page.count("Ảnh của người mua, 2 trên 2") == 5
    assert "/bao-cao/" in page
    with django_assert_max_num_queries(15):
        client.get(base)


@pytest.mark.parametrize("typed", ["", "abc", "-1", "9" * 30])
def test_an_answer_to_nothing_is_not_found(client: Client, owner: Member, typed: str):
    theirs = asked(make_member())
    base = f"/kenh-ban/{owner.vendor.slug}/hoi-dap/"
    for number in (typed, theirs.pk):
        assert client.post(base, {"id": number, "text": "Còn"}).status_code == 404
    theirs.refresh_from_db()
    assert not theirs.answer


def test_a_packer_does_not_talk_to_buyers(client: Client, owner: Member):
    question = asked(owner)
    client.force_login(make_member(vendor=owner.vendor, role=Role.PACKER).user)
    answer = client.post(f"/kenh-ban/{owner.vendor.slug}/hoi-dap/", {"id": question.pk, "text": "Còn"})
    assert answer.status_code == 403
    assert "Việc này cần người khác làm" in answer.content.decode()
    question.refresh_from_db()
    assert not question.answer


# ── Looking ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_certificates_say_how_they_stand(client: Client, owner: Member):
    product = make_product(vendor=owner.vendor)
    make_certificate(product=product, issued_on=dt.date(2020, 1, 1))
    make_certificate(product=product, issued_on=timezone.localdate())
    make_certificate(product=product, revoked_on=timezone.localdate(), revoked_reason="Hết nguồn nguyên liệu")
    page = client.get(f"/kenh-ban/{owner.vendor.slug}/sao-ocop/").content.decode()
    for words in ("Hết hạn", "Còn hạn", "Đã thu hồi"):
        assert words in page


def test_what_left_the_shop_is_drawn_and_listed(client: Client, owner: Member):
    offer = make_offer(product=make_product(vendor=owner.vendor))
    list_price_set(offer=offer, price=50_000)
    unit = stock_unit(offer=offer)
    stock_receive(unit=unit, quantity=10)
    held = stock_reserve(takes=[Take(unit_id=unit.pk, quantity=3)], reference="x", expires_at=None)
    assert sold_chart(owner.vendor).is_empty
    stock_consume(reservations=held)
    chart = sold_chart(owner.vendor)
    assert (len(chart.bars), chart.bars[-1].text, chart.summary) == (14, "3", "3 kiện trong 14 ngày")
    path = f"/kenh-ban/{owner.vendor.slug}/da-xuat/"
    assert "<table" in client.get(path).content.decode()
    assert "<h1" not in client.get(path, headers={"HX-Request": "true"}).content.decode()
