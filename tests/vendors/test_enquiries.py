"""Asking a shop in private: both sides, who may not look, and how soon the shop answers."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from catalog.models import Question
from catalog.shelf.services import shelf_refresh
from core.models import Message
from tests.factories.accounts import make_user, sign_in
from tests.factories.catalog import make_product, make_vendor
from tests.factories.vendors import make_enquiry, make_member, make_profile
from vendors.models import Enquiry, EnquiryMessage, EnquiryState, Notice, Role, VendorStatus
from vendors.shop import enquiries
from vendors.shop.entries import enquiries_open

pytestmark = pytest.mark.django_db


def ask_url(vendor) -> str:
    return f"/gian-hang/{vendor.slug}/hoi-gia-si/"


# ── The buyer ────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_buyer_asks_about_a_product(client: Client):
    owner = make_member()
    product = make_product(vendor=owner.vendor)
    shelf_refresh([product.pk])
    buyer = make_user(name="Lan")
    sign_in(client, buyer)
    page = client.get(ask_url(owner.vendor), {"mon": product.slug}).content.decode()
    assert f'<option value="{product.slug}" selected>' in page
    data = {"about": product.slug, "quantity": "200 kg", "text": "Giá bao nhiêu?\u200b", "name": "Lan", "phone": ""}
    answer = client.post(ask_url(owner.vendor), data)
    enquiry = Enquiry.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/tai-khoan/tin-nhan/{enquiry.pk}/")
    assert (enquiry.vendor, enquiry.user, enquiry.state) == (owner.vendor, buyer, EnquiryState.WAITING)
    assert (enquiry.about_key, enquiry.subject) == (product.slug, f"{product.name}, 200 kg")
    assert enquiry.messages.get().text == "Giá bao nhiêu?"
    notice = Notice.objects.get()
    assert (notice.user, notice.kind) == (owner.user, "enquiry")
    assert notice.context == {"name": "Lan", "subject": enquiry.subject}
    page = client.get(answer["Location"]).content.decode()
    assert "Giá bao nhiêu?" in page
    assert f"/san-pham/{product.slug}/" in page


def test_what_a_buyer_writes_does_not_leave_the_site_as_our_message(client: Client):
    owner = make_member()
    buyer = make_user()
    sign_in(client, buyer)
    bank = "Vietcombank: xác nhận tại http://vcb-evil.vn"
    client.post(ask_url(owner.vendor), {"name": bank, "text": "Mở http://vcb-evil.vn ngay", "quantity": bank[:60]})
    enquiry = Enquiry.objects.get()
    told = Message.objects.get(to=owner.user.phone)
    assert f"/kenh-ban/{owner.vendor.slug}/tin-nhan/{enquiry.pk}/" in told.body
    sign_in(client, owner.user)
    client.post(centre(owner.vendor, enquiry.pk), {"text": "42.000đ một ký."})
    answered = Message.objects.get(to=buyer.phone, kind="enquiry-answer")
    for message in (told, answered):
        assert owner.vendor.name in message.body
        assert "vcb-evil" not in message.body
        assert "Vietcombank" not in message.subject + message.body


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"text": "\u200b "}, "Bạn viết vài chữ"),
        ({"text": "x" * 2_001}, "tối đa 2000 ký tự"),
        ({"name": "x" * 300}, "tối đa 80 ký tự"),
        ({"phone": "12"}, "Số này chưa đúng"),
        ({"about": "mon-cua-nguoi-khac"}, "không còn bán"),
    ],
)
def test_what_is_wrong_is_said_and_the_text_kept(client: Client, changed: dict[str, str], message: str):
    product = make_product()
    foreign = make_product(slug="mon-cua-nguoi-khac")
    shelf_refresh([product.pk, foreign.pk])
    sign_in(client, make_user())
    data = {"text": "Giá sỉ thế nào?", "name": "Lan", "phone": "", "quantity": "5 tạ"} | changed
    answer = client.post(ask_url(product.vendor), data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert message in page
    assert 'value="5 tạ"' in page
    assert not Enquiry.objects.exists()


def test_too_many_are_refused_with_the_text(client: Client, settings):
    settings.RATE_LIMITS = True
    vendor = make_vendor()
    sign_in(client, make_user())
    for _number in range(5):
        assert client.post(ask_url(vendor), {"text": "Hỏi", "name": "Lan"}).status_code == 302
    answer = client.post(ask_url(vendor), {"text": "Hỏi nữa đây", "name": "Lan"})
    assert answer.status_code == 429
    assert "Hỏi nữa đây" in answer.content.decode()
    assert Enquiry.objects.count() == 5


def test_signing_in_comes_first_and_leads_back(client: Client):
    vendor = make_vendor()
    answer = client.get(ask_url(vendor))
    assert answer.status_code == 302
    assert "next=/gian-hang/" in answer["Location"]


def test_a_shop_that_is_closed_or_wants_none_is_not_asked(client: Client):
    sign_in(client, make_user())
    assert client.get(ask_url(make_vendor(status=VendorStatus.SUSPENDED))).status_code == 404
    profile = make_profile(takes_enquiries=False)
    assert client.post(ask_url(profile.vendor), {"text": "Hỏi", "name": "Lan"}).status_code == 404
    assert "hoi-gia-si" not in client.get(f"/gian-hang/{profile.vendor.slug}/").content.decode()
    assert not Enquiry.objects.exists()


def test_nobody_asks_the_own_shop(client: Client):
    member = make_member()
    sign_in(client, member.user)
    assert client.post(ask_url(member.vendor), {"text": "Hỏi", "name": "Lan"}).status_code == 403
    assert not Enquiry.objects.exists()


def test_a_talk_is_for_the_two_alone(client: Client):
    enquiry = make_enquiry()
    url = f"/tai-khoan/tin-nhan/{enquiry.pk}/"
    for stranger in (make_user(), make_member(vendor=enquiry.vendor).user):
        sign_in(client, stranger)
        assert client.get(url).status_code == 404
        assert client.post(url, {"text": "Chen vào"}).status_code == 404
    assert client.get("/tai-khoan/tin-nhan/99999999999999999999/").status_code == 404
    assert EnquiryMessage.objects.count() == 1


def test_the_list_of_ones_own_talks(client: Client, django_assert_max_num_queries):
    buyer = make_user()
    for _number in range(3):
        make_enquiry(user=buyer)
    make_enquiry(text="của người khác")
    sign_in(client, buyer)
    with django_assert_max_num_queries(10):
        page = client.get("/tai-khoan/tin-nhan/").content.decode()
    assert page.count("/tai-khoan/tin-nhan/") >= 3
    assert "của người khác" not in page
    sign_in(client, make_user())
    assert "Chưa hỏi gian hàng nào" in client.get("/tai-khoan/tin-nhan/").content.decode()


# ── The shop ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def centre(vendor, pk: int | str = "") -> str:
    return f"/kenh-ban/{vendor.slug}/tin-nhan/" + (f"{pk}/" if pk else "")


def test_the_shop_answers_and_the_buyer_is_told(client: Client):
    enquiry = make_enquiry()
    owner = make_member(vendor=enquiry.vendor)
    sign_in(client, owner.user)
    assert "200 kg vải" in client.get(centre(enquiry.vendor)).content.decode()
    answer = client.post(centre(enquiry.vendor, enquiry.pk), {"text": "42.000đ một ký."})
    assert answer.status_code == 302
    enquiry.refresh_from_db()
    assert (enquiry.state, enquiry.waiting_since) == (EnquiryState.ANSWERED, None)
    assert enquiry.first_answered_at is not None
    message = Message.objects.get(kind="enquiry-answer")
    assert enquiry.user
    assert message.to == enquiry.user.phone
    assert f"/tai-khoan/tin-nhan/{enquiry.pk}/" in message.body
    first = enquiry.first_answered_at
    client.post(centre(enquiry.vendor, enquiry.pk), {"text": "Gửi xe sau hai ngày."})
    enquiry.refresh_from_db()
    assert enquiry.first_answered_at == first
    assert Message.objects.filter(kind="enquiry-answer").count() == 1  # the buyer knows already

    sign_in(client, enquiry.user)
    client.post(f"/tai-khoan/tin-nhan/{enquiry.pk}/", {"text": "Cảm ơn, cho 300 kg."})
    enquiry.refresh_from_db()
    assert enquiry.state == EnquiryState.WAITING
    assert Notice.objects.filter(user=owner.user).count() == 1
    client.post(f"/tai-khoan/tin-nhan/{enquiry.pk}/", {"text": "À, 350 kg."})
    assert Notice.objects.filter(user=owner.user).count() == 1  # they owe an answer already


def test_an_empty_answer_is_none(client: Client):
    enquiry = make_enquiry()
    sign_in(client, make_member(vendor=enquiry.vendor).user)
    page = client.post(centre(enquiry.vendor, enquiry.pk), {"text": " "}).content.decode()
    assert "Viết vài chữ rồi hãy gửi nhé." in page
    assert 'aria-invalid="true"' in page
    assert enquiry.messages.count() == 1


def test_a_talk_that_is_done_waits_no_more(client: Client):
    enquiry = make_enquiry()
    sign_in(client, make_member(vendor=enquiry.vendor).user)
    assert enquiries_open(enquiry.vendor) is not None
    client.post(centre(enquiry.vendor, enquiry.pk), {"viec": "xong", "text": ""})
    enquiry.refresh_from_db()
    assert enquiry.state == EnquiryState.CLOSED
    assert enquiries_open(enquiry.vendor) is None


@pytest.mark.parametrize("role", [Role.PACKER, Role.BOOKKEEPER])
def test_who_may_not_answer_changes_nothing(client: Client, role: Role):
    enquiry = make_enquiry()
    sign_in(client, make_member(vendor=enquiry.vendor, role=role).user)
    for url in (centre(enquiry.vendor), centre(enquiry.vendor, enquiry.pk)):
        assert client.get(url).status_code == 403
    assert client.post(centre(enquiry.vendor, enquiry.pk), {"text": "Chào"}).status_code == 403
    assert enquiry.messages.count() == 1


def test_another_shop_finds_nothing(client: Client):
    enquiry = make_enquiry()
    other = make_member()
    sign_in(client, other.user)
    for url in (
        centre(enquiry.vendor),
        centre(enquiry.vendor, enquiry.pk),
        centre(other.vendor, enquiry.pk),
    ):
        assert client.get(url).status_code == 404
        assert client.post(url, {"text": "Chào"}).status_code in (404, 405)
    assert enquiry.messages.count() == 1
    enquiry.refresh_from_db()
    assert enquiry.state == EnquiryState.WAITING


def test_who_waits_longest_comes_first(client: Client, django_assert_max_num_queries):
    owner = make_member()
    now = timezone.now()
    for hours, name in ((1, "Một"), (5, "Năm"), (3, "Ba")):
        make_enquiry(vendor=owner.vendor, name=name, waiting_since=now - dt.timedelta(hours=hours))
    make_enquiry(vendor=owner.vendor, name="Xong", state=EnquiryState.ANSWERED, waiting_since=None)
    waiting = enquiries_open(owner.vendor)
    assert waiting
    assert waiting.count == 3
    assert waiting.detail == "Chờ lâu nhất 5 giờ"
    sign_in(client, owner.user)
    with django_assert_max_num_queries(15):
        page = client.get(centre(owner.vendor)).content.decode()
    assert page.index("Năm</a>") < page.index("Ba</a>") < page.index("Một</a>") < page.index("Xong</a>")


# ── How soon ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def answered(vendor, *, minutes: float, days_ago: float = 1) -> None:
    asked = timezone.now() - dt.timedelta(days=days_ago)
    make_enquiry(
        vendor=vendor,
        created_at=asked,
        first_answered_at=asked + dt.timedelta(minutes=minutes),
        state=EnquiryState.ANSWERED,
        waiting_since=None,
    )


def test_how_soon_is_the_median_of_questions_and_enquiries(client: Client):
    vendor = make_vendor()
    answered(vendor, minutes=10)
    answered(vendor, minutes=100)
    assert enquiries.answer_time(vendor) is None  # two are too few
    assert "Thường trả lời" not in client.get(f"/gian-hang/{vendor.slug}/").content.decode()
    asked = timezone.now() - dt.timedelta(days=2)
    question = {"author_name": "Lan", "text": "Ngọt không?", "created_at": asked}
    Question.objects.create(
        product=make_product(vendor=vendor), answer="Ngọt.", answered_at=asked + dt.timedelta(hours=30), **question
    )
    Question.objects.create(product=make_product(vendor=vendor), **question)
    assert enquiries.answer_time(vendor) == dt.timedelta(minutes=100)
    assert "Thường trả lời trong 2 giờ" in client.get(f"/gian-hang/{vendor.slug}/").content.decode()


def test_what_is_long_ago_does_not_count():
    vendor = make_vendor()
    for _number in range(3):
        answered(vendor, minutes=5, days_ago=91)
    assert enquiries.answer_time(vendor) is None


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "Thường trả lời trong vòng một giờ"),
        (61, "Thường trả lời trong 2 giờ"),
        (24 * 60, "Thường trả lời trong 24 giờ"),
        (25 * 60, "Thường trả lời trong 2 ngày"),
        (9 * 24 * 60, "Thường trả lời sau hơn một tuần"),
    ],
)
def test_in_words(minutes: int, words: str):
    assert enquiries.answer_words(dt.timedelta(minutes=minutes)) == words
