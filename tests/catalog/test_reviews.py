"""Reviews and questions: who may write them, what is counted, what is shown."""

import re

import pytest
from django.test import Client

from catalog import privacy, reviews
from catalog.centre.notices import MAX_QUOTED
from catalog.events import ProductChanged
from catalog.models import ModerationState, Product, PurchaseProof, Question, RatingTally, Review, ReviewReport
from core.events import subscribe, unsubscribe
from tests.factories.accounts import make_user
from tests.factories.catalog import make_product
from tests.factories.vendors import make_member
from vendors.models import Notice, Role
from vendors.notices import wording

pytestmark = pytest.mark.django_db


def bought(product: Product, **fields: object) -> PurchaseProof:
    number = PurchaseProof.objects.count()
    defaults = {"product": product, "user": make_user(name="Thùy Dương"), "reference": f"DH-{number}"}
    return PurchaseProof.objects.create(**(defaults | fields))


@pytest.fixture
def changed():
    """Products of which somebody was told that they changed."""
    heard: list[int] = []

    def hear(event: ProductChanged) -> None:
        heard.append(event.product_id)

    subscribe(ProductChanged, hear, durable=True)
    yield heard
    unsubscribe(ProductChanged, hear)


# ── Services ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_review_is_counted_and_told(changed: list[int]):
    product = make_product()
    review = reviews.review_write(proof=bought(product), rating=4, text="Giao trễ 1 ngày\x00 nhưng vải vẫn tươi.  ")
    assert review.text == "Giao trễ 1 ngày nhưng vải vẫn tươi."
    assert RatingTally.objects.get(product=product).histogram == {5: 0, 4: 1, 3: 0, 2: 0, 1: 0}
    assert changed == [product.pk]


def test_hiding_takes_it_out_of_the_average_and_showing_puts_it_back(changed: list[int]):
    product = make_product()
    good, bad = (reviews.review_write(proof=bought(product), rating=rating) for rating in (5, 1))
    assert RatingTally.objects.get(product=product).average == 3
    assert reviews.review_hide(review=bad) is True
    assert reviews.review_hide(review=bad) is False
    assert RatingTally.objects.get(product=product).average == 5
    assert reviews.review_show(review=bad) is True
    assert reviews.review_show(review=good) is False
    assert RatingTally.objects.get(product=product).average == 3
    assert len(changed) == 4


@pytest.mark.parametrize("rating", [0, 6, -1, 5.5])
def test_other_ratings_are_refused(rating: int):
    proof = bought(make_product())
    with pytest.raises(ValueError):
        reviews.review_write(proof=proof, rating=rating)
    assert not Review.objects.exists()


def test_one_purchase_one_review():
    proof = bought(make_product())
    reviews.review_write(proof=proof, rating=5)
    with pytest.raises(reviews.AlreadyReviewed):
        reviews.review_write(proof=proof, rating=1)
    assert RatingTally.objects.get().histogram[5] == RatingTally.objects.get().count == 1


def test_a_recount_mends_what_an_import_left():
    product = make_product()
    Review.objects.create(product=product, author_name="Lan", rating=2)
    assert reviews.tally_recount(product=product).histogram == {5: 0, 4: 0, 3: 0, 2: 1, 1: 0}


def test_reply_report_and_answer_say_something():
    product = make_product()
    review = reviews.review_write(proof=bought(product), rating=5)
    user = make_user()
    question = reviews.question_ask(product=product, user=user, text="Còn hàng không?")
    for empty in ("", "  \n", "\u200b"):
        with pytest.raises(reviews.NothingSaid):
            reviews.review_reply(review=review, text=empty)
        with pytest.raises(reviews.NothingSaid):
            reviews.review_report(review=review, reason=empty)
        with pytest.raises(reviews.NothingSaid):
            reviews.question_answer(question=question, text=empty)
        with pytest.raises(reviews.NothingSaid):
            reviews.question_ask(product=product, user=user, text=empty)
    reviews.review_reply(review=review, text="Cảm ơn chị.")
    reviews.question_answer(question=question, text="Còn ạ.")
    assert review.replied_at is not None
    assert question.answer == "Còn ạ."


def test_the_shops_people_hear_of_a_question_and_of_a_review():
    owner = make_member()
    product = make_product(vendor=owner.vendor)
    make_member(vendor=owner.vendor, role=Role.PACKER)
    reviews.question_ask(product=product, user=make_user(), text="Còn hàng\nkhông? " * 30)
    reviews.review_write(proof=bought(product), rating=4)
    asked, reviewed = Notice.objects.order_by("pk")
    assert (asked.user, reviewed.user) == (owner.user, owner.user)
    assert (asked.kind, reviewed.kind) == ("question-asked", "review-written")
    assert asked.url == f"/kenh-ban/{owner.vendor.slug}/hoi-dap/"
    assert len(asked.context["text"]) <= MAX_QUOTED
    assert wording(reviewed) == (f"{product.name} được chấm 4 điểm", "Cảm ơn một câu, người sau đọc cũng thấy vui.")


def test_whatever_is_written_or_moved_is_told_once_and_nothing_is_told_for_nothing(changed: list[int]):
    product = make_product()
    review = reviews.review_write(proof=bought(product), rating=5)
    question = reviews.question_ask(product=product, user=make_user(), text="Còn hàng không?")
    del changed[:]
    for write in (
        lambda: reviews.question_ask(product=product, user=make_user(), text="Giao Huế không?"),
        lambda: reviews.question_answer(question=question, text="Còn ạ."),
        lambda: reviews.question_answer(question=question, text="Còn 5 thùng ạ."),
        lambda: reviews.question_hide(question=question),
        lambda: reviews.question_show(question=question),
        lambda: reviews.review_reply(review=review, text="Cảm ơn chị."),
        lambda: reviews.review_hide(review=review),
        lambda: reviews.review_reply(review=review, text="Cảm ơn chị nhiều."),
        lambda: reviews.review_show(review=review),
        lambda: reviews.tally_recount(product=product),
    ):
        write()
        assert changed == [product.pk]
        del changed[:]
    assert reviews.question_show(question=question) is reviews.review_show(review=review) is False
    assert reviews.review_photos_delete(review=review) is False
    reviews.review_report(review=review, reason="Lộ số điện thoại")
    assert not changed


@pytest.mark.parametrize("what", ["review_write", "review_reply", "review_hide", "question_ask", "question_answer"])
def test_what_is_told_and_what_is_written_stand_or_fall_together(monkeypatch: pytest.MonkeyPatch, what: str):
    product = make_product()
    review = reviews.review_write(proof=bought(product), rating=5)
    question = reviews.question_ask(product=product, user=make_user(), text="Còn hàng không?")
    writes = {
        "review_write": lambda: reviews.review_write(proof=bought(product), rating=1),
        "review_reply": lambda: reviews.review_reply(review=review, text="Cảm ơn chị."),
        "review_hide": lambda: reviews.review_hide(review=review),
        "question_ask": lambda: reviews.question_ask(product=product, user=make_user(), text="Giao Huế không?"),
        "question_answer": lambda: reviews.question_answer(question=question, text="Còn ạ."),
    }

    def fail(event: object) -> None:
        raise RuntimeError("nobody listens")

    monkeypatch.setattr(reviews, "publish", fail)
    with pytest.raises(RuntimeError):
        writes[what]()
    assert list(Review.objects.values_list("rating", "reply", "state")) == [(5, "", ModerationState.SHOWN)]
    assert list(Question.objects.values_list("text", "answer")) == [("Còn hàng không?", "")]
    assert RatingTally.objects.get().count == 1


def test_leaving_is_told_for_every_product_written_about(changed: list[int]):
    user = make_user()
    reviewed, asked, other = make_product(), make_product(), make_product()
    reviews.review_write(proof=bought(reviewed, user=user), rating=5)
    reviews.question_ask(product=asked, user=user, text="Còn hàng không?")
    reviews.question_ask(product=reviewed, user=user, text="Giao Huế không?")
    reviews.question_ask(product=other, user=make_user(), text="Bao giờ có?")
    del changed[:]
    privacy.erase(user)
    assert changed == [reviewed.pk, asked.pk]


def test_leaving_takes_the_name_along_and_leaves_the_rating():
    proof = bought(make_product())
    review = reviews.review_write(proof=proof, rating=5, author_name="Nguyễn Thùy Dương")
    reviews.question_ask(product=proof.product, user=proof.user, text="Còn hàng không?")
    exported = privacy.export(proof.user)
    assert exported["reviews"][0]["author_name"] == "Nguyễn Thùy Dương"
    assert exported["questions"][0]["text"] == "Còn hàng không?"
    privacy.erase(proof.user)
    review.refresh_from_db()
    assert review.author_name == Question.objects.get().author_name == privacy.NOBODY
    assert RatingTally.objects.get().fives == 1


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_only_a_verified_buyer_gets_the_form(client: Client):
    product = make_product()
    address = f"/san-pham/{product.slug}/viet-danh-gia/"
    assert client.get(address)["Location"].startswith("/tai-khoan/")
    stranger = make_user()
    client.force_login(stranger)
    page = client.get(address)
    assert page.status_code == 200
    assert 'name="rating"' not in page.content.decode()
    assert client.post(address, {"rating": "5"}).status_code == 403
    assert not Review.objects.exists()


def test_a_buyer_writes_once(client: Client):
    product = make_product()
    proof = bought(product)
    client.force_login(proof.user)
    address = f"/san-pham/{product.slug}/viet-danh-gia/"
    assert "Thùy Dương" in client.get(address).content.decode()
    empty = client.post(address, {"text": "Ngon"})
    assert "Bạn chọn số sao nhé." in empty.content.decode()
    answer = client.post(address, {"rating": "4", "text": "<b>Ngon</b>", "author_name": "Dương"})
    assert answer["Location"] == f"/san-pham/{product.slug}/danh-gia/"
    page = client.get(answer["Location"]).content.decode()
    assert "&lt;b&gt;Ngon&lt;/b&gt;" in page
    assert "<b>Ngon</b>" not in page
    assert "Đã mua ở Chợ Làng" in page
    assert client.post(address, {"rating": "1"}).status_code == 403
    assert Review.objects.get().rating == 4


@pytest.mark.parametrize(("written", "said"), [(1, "1 rating)"), (2, "2 ratings)")])
def test_english_readers_hear_one_rating_and_two_ratings(client: Client, written: int, said: str):
    product = make_product()
    for _ in range(written):
        reviews.review_write(proof=bought(product), rating=5)
    page = client.get(f"/en/san-pham/{product.slug}/").content.decode()
    assert said in re.sub(r"<[^>]+>", "", page)


def test_another_buyers_purchase_does_not_count(client: Client):
    product, other = make_product(), make_product()
    proof = bought(other)
    client.force_login(proof.user)
    assert client.post(f"/san-pham/{product.slug}/viet-danh-gia/", {"rating": "5"}).status_code == 403
    assert not Review.objects.exists()


def test_all_reviews_are_paged_and_filtered(client: Client):
    product = make_product()
    for number in range(12):
        reviews.review_write(proof=bought(product), rating=5 if number < 11 else 2, text=f"Nhận xét {number}.")
    first = client.get(f"/san-pham/{product.slug}/danh-gia/").content.decode()
    assert first.count('class="review"') == 10
    assert 'href="?trang=2"' in first
    assert client.get(f"/san-pham/{product.slug}/danh-gia/?trang=2").content.decode().count('class="review"') == 2
    poor = client.get(f"/san-pham/{product.slug}/danh-gia/?diem=2").content.decode()
    assert poor.count('class="review"') == 1
    assert "Nhận xét 11." in poor


@pytest.mark.parametrize("query", ["trang=-1", "trang=999", "trang=abc", "trang=" + "9" * 40, "diem=9", "diem=x"])
def test_rubbish_in_the_query_shows_a_page(client: Client, query: str):
    product = make_product()
    reviews.review_write(proof=bought(product), rating=5, text="Ngon")
    answer = client.get(f"/san-pham/{product.slug}/danh-gia/?{query}")
    assert answer.status_code == 200
    assert "Ngon" in answer.content.decode()


def test_hidden_ones_are_not_shown(client: Client):
    product = make_product()
    review = reviews.review_write(proof=bought(product), rating=5, text="Quảng cáo")
    question = reviews.question_ask(product=product, user=make_user(), text="Quảng cáo nữa")
    reviews.review_hide(review=review)
    assert reviews.question_hide(question=question) is True
    for part in ("", "danh-gia/", "hoi-dap/"):
        assert "Quảng cáo" not in client.get(f"/san-pham/{product.slug}/{part}").content.decode()
    assert client.get(f"/danh-gia/{review.pk}/bao-cao/").status_code == 404
    assert reviews.question_show(question=question) is True
    assert Question.objects.get().state == ModerationState.SHOWN


def test_a_report_needs_a_reason_and_no_account(client: Client):
    review = reviews.review_write(proof=bought(make_product()), rating=1, text="Dở")
    address = f"/danh-gia/{review.pk}/bao-cao/"
    assert "Bạn viết vài chữ" in client.post(address, {"reason": " "}).content.decode()
    assert "Đã nhận báo cáo" in client.post(address, {"reason": "Lộ số điện thoại"}).content.decode()
    assert ReviewReport.objects.get().reason == "Lộ số điện thoại"


def test_questions_are_asked_by_people_who_are_signed_in_and_not_without_end(client: Client):
    product = make_product()
    address = f"/san-pham/{product.slug}/dat-cau-hoi/"
    assert client.post(address, {"text": "Còn hàng không?"}).status_code == 302
    assert not Question.objects.exists()
    user = make_user(name="Bảo Trân")
    client.force_login(user)
    for number in range(5):
        text = f"Câu {number} <script>alert(1)</script>"
        assert client.post(address, {"text": text})["Location"] == f"/san-pham/{product.slug}/hoi-dap/"
    refused = client.post(address, {"text": "Câu thứ sáu"})
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "Câu thứ sáu" in refused.content.decode()
    assert Question.objects.count() == 5
    page = client.get(f"/san-pham/{product.slug}/hoi-dap/").content.decode()
    assert "<script>alert" not in page
    assert "Bảo Trân" in page
