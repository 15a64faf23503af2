"""Telling a shop's people: whom, by which way, once."""

import datetime as dt
from dataclasses import replace

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.messaging.base import TemporaryFailure
from core.messaging.services import HOLD, deliver
from core.models import Message
from core.slots import NOTICE_KINDS, NoticeKind
from tests.factories.accounts import make_user, new_phone
from tests.factories.catalog import make_vendor
from tests.factories.vendors import make_member
from vendors.models import Member, Notice, NoticeChoice, NoticeDigest, Role
from vendors.notices import (
    choices_of,
    choices_set,
    digests_send_due,
    morning_after,
    notices_prune,
    notify,
    unread_count,
)
from vendors.policies import ALLOWED, Action
from vendors.shop.enquiries import enquiry_open

pytestmark = pytest.mark.django_db

EVENING = dt.datetime(2026, 11, 24, 11, 5, tzinfo=dt.UTC)  # 18:05 in Viet Nam


@pytest.fixture(autouse=True)
def kind():
    found = NOTICE_KINDS.register(
        NoticeKind(
            name="test-kind", label="Việc thử", title="Có %(what)s", text="Xem %(what)s nhé.", action=Action.PRODUCTS
        )
    )
    yield found
    NOTICE_KINDS.unregister("test-kind")


def tell(member: Member, **fields: str) -> list[Notice]:
    return notify(vendor=member.vendor, kind="test-kind", context={"what": "vải"}, url="/kenh-ban/x/", **fields)


def test_members_who_may_act_on_it_are_told():
    owner = make_member()
    manager = make_member(vendor=owner.vendor, role=Role.MANAGER)
    for role in (Role.PACKER, Role.HOST, Role.BOOKKEEPER):
        make_member(vendor=owner.vendor, role=role)
    make_member()  # of another shop
    assert {notice.user for notice in tell(owner)} == {owner.user, manager.user}
    sent = Message.objects.filter(kind="centre-notice")
    assert {message.to for message in sent} == {owner.user.phone, manager.user.phone}
    assert "Có vải. Xem vải nhé." in sent[0].body


def test_a_name_that_is_missing_is_an_error_at_once():
    member = make_member()
    with pytest.raises(KeyError):
        notify(vendor=member.vendor, kind="test-kind", context={})
    with pytest.raises(KeyError):
        notify(vendor=member.vendor, kind="unknown")
    assert not Notice.objects.exists()


def test_what_is_switched_off_stays_inside_the_centre():
    member = make_member()
    choices_set(user=member.user, on={("test-kind", "phone"): False, ("other", "phone"): True}, digest=False)
    tell(member)
    assert unread_count(user=member.user, vendor=member.vendor) == 1
    assert not Message.objects.exists()
    chosen = {choice.kind.name: choice.phone for choice in choices_of(member.user, ALLOWED[Role.OWNER])}
    assert chosen["test-kind"] is False


def test_a_summary_goes_out_once_an_evening():
    member = make_member()
    choices_set(user=member.user, on={}, digest=True)
    with time_machine.travel(EVENING - dt.timedelta(hours=3), tick=False):
        tell(member)
        tell(member)
        assert digests_send_due() == 0
    with time_machine.travel(EVENING, tick=False):
        assert digests_send_due() == 1
        assert digests_send_due() == 0
        tell(member)  # after today's: waits for tomorrow
        assert digests_send_due() == 0
    assert [message.kind for message in Message.objects.all()] == ["centre-digest"]
    assert "Việc thử (2)" in Message.objects.get().body, "as the kind is labelled: a name keeps its capital"
    with time_machine.travel(EVENING + dt.timedelta(days=1), tick=False):
        assert digests_send_due() == 1


def test_a_summary_in_english_needs_no_plural_of_what_it_counts():
    member = make_member(user=make_user(language="en"))
    choices_set(user=member.user, on={}, digest=True)
    tell(member)
    with time_machine.travel(EVENING, tick=False):
        digests_send_due()
    assert Message.objects.get().body.startswith("Chợ Làng today: Việc thử (1). See ")


def test_no_summary_where_everything_was_read_or_switched_back():
    member = make_member()
    choices_set(user=member.user, on={}, digest=True)
    tell(member)
    choices_set(user=member.user, on={}, digest=False)
    assert not NoticeDigest.objects.exists()
    with time_machine.travel(EVENING, tick=False):
        assert digests_send_due() == 0


def test_old_notices_go():
    member = make_member()
    tell(member)
    Notice.objects.update(created_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    tell(member)
    assert notices_prune() == 1
    assert Notice.objects.count() == 1


def reachable() -> User:
    """Somebody with a number and an address, both confirmed."""
    return make_user(phone=new_phone(), email="tham@example.vn")


# ── Ways out ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def local(hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 11, 24, hour, minute, tzinfo=timezone.get_default_timezone())


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (local(20, 59), None),
        (local(21), local(6, 30) + dt.timedelta(days=1)),
        (local(2), local(6, 30)),
        (local(6, 20), local(6, 30)),
        (local(6, 30), None),
    ],
)
def test_no_phone_rings_at_night(now: dt.datetime, until: dt.datetime | None):
    assert morning_after(now) == until
    member = make_member(user=reachable())
    choices_set(user=member.user, on={("test-kind", "email"): True}, digest=False)
    with time_machine.travel(now, tick=False):
        tell(member)
        deliver_due()
    sent = {message.channel: message.state for message in Message.objects.all()}
    assert sent == {"zalo": "queued" if until else "sent", "email": "sent"}
    with time_machine.travel(until or now, tick=False):
        deliver_due()
    assert {message.state for message in Message.objects.all()} == {"sent"}


def deliver_due() -> None:
    """What worker and ticker do: what is new at once, what waits when its time has come."""
    for message in Message.objects.filter(state="queued", next_attempt_at__lte=timezone.now() + HOLD):
        deliver(message_id=message.pk, attempt=message.attempts)


def test_what_is_urgent_waits_neither_for_the_morning_nor_for_the_evening(kind: NoticeKind):
    NOTICE_KINDS.unregister("test-kind")
    NOTICE_KINDS.register(replace(kind, urgent=True))
    member = make_member()
    choices_set(user=member.user, on={}, digest=True)
    with time_machine.travel(local(23), tick=False):
        tell(member)
        assert Message.objects.get().next_attempt_at <= timezone.now() + HOLD
    NOTICE_KINDS.unregister("test-kind")


@pytest.mark.parametrize("phone", [True, False])
@pytest.mark.parametrize("email", [True, False])
def test_each_way_is_switched_by_itself(phone: bool, email: bool):
    member = make_member(user=reachable())
    choices_set(user=member.user, on={("test-kind", "phone"): phone, ("test-kind", "email"): email}, digest=False)
    tell(member)
    expected = {channel for channel, is_on in (("zalo", phone), ("email", email)) if is_on}
    assert {message.channel for message in Message.objects.all()} == expected
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("email", [None, "tham@example.vn"])
def test_nothing_goes_to_an_address_that_is_not_there_or_not_confirmed(email: str | None):
    member = make_member(user=make_user(phone=new_phone(), email=email, email_verified=False))
    choices_set(user=member.user, on={("test-kind", "email"): True, ("test-kind", "phone"): False}, digest=False)
    tell(member)
    assert not Message.objects.exists()
    choices_set(user=member.user, on={}, digest=True)
    tell(member)
    with time_machine.travel(EVENING, tick=False):
        digests_send_due()
    assert not Message.objects.exists()


class Broken:
    """A gateway whose provider is down."""

    def send(self, message: Message) -> str:
        raise TemporaryFailure("down")


def test_a_gateway_that_fails_loses_nothing(settings):
    path = f"{__name__}.Broken"
    settings.MESSAGING_GATEWAYS = {"zalo": path, "sms": path, "email": path}
    member = make_member()
    with time_machine.travel(local(10)) as clock:
        tell(member)
        message = Message.objects.get()
        for attempt in range(3):
            deliver(message_id=message.pk, attempt=attempt)
            clock.shift(60)
        message.refresh_from_db()
        assert (message.state, message.channel) == ("queued", "sms")  # Zalo had two tries
        settings.MESSAGING_GATEWAYS = {"sms": "core.messaging.sandbox.SandboxGateway"}
        clock.shift(3600)
        deliver(message_id=message.pk, attempt=3)
        message.refresh_from_db()
    assert message.state == "sent"
    assert unread_count(user=member.user, vendor=member.vendor) == 1


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_opening_a_notice_marks_it_and_leads_on(client: Client):
    member = make_member()
    client.force_login(member.user)
    (notice,) = tell(member)
    base = f"/kenh-ban/{member.vendor.slug}/thong-bao/"
    page = client.get(base).content.decode()
    assert "Có vải" in page
    assert "1 chưa đọc" in page
    assert client.get(f"{base}{notice.pk}/").status_code == 405
    answer = client.post(f"{base}{notice.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/kenh-ban/x/")
    assert unread_count(user=member.user, vendor=member.vendor) == 0


def test_a_notice_of_somebody_else_is_not_there(client: Client):
    member = make_member()
    colleague = make_member(vendor=member.vendor, role=Role.MANAGER)
    (mine, _theirs) = sorted(tell(member), key=lambda notice: notice.user_id != member.user_id)
    for user in (colleague.user, make_member().user, make_user()):
        client.force_login(user)
        assert client.post(f"/kenh-ban/{member.vendor.slug}/thong-bao/{mine.pk}/").status_code == 404
    mine.refresh_from_db()
    assert mine.read_at is None


def test_choosing_is_kept_and_only_for_kinds_one_gets(client: Client):
    packer = make_member(role=Role.PACKER, vendor=make_vendor())
    client.force_login(packer.user)
    address = f"/kenh-ban/{packer.vendor.slug}/thong-bao/cach-nhan/"
    assert "Việc thử" not in client.get(address).content.decode()
    answer = client.post(address, {"digest": "1", "test-kind.email": "on"})
    assert answer.status_code == 302
    assert NoticeDigest.objects.filter(user=packer.user).exists()
    assert not NoticeChoice.objects.filter(user=packer.user, kind="test-kind").exists()


def test_only_ways_that_exist_are_offered_and_the_others_kept(client: Client):
    member = make_member()
    choices_set(user=member.user, on={("test-kind", "email"): True}, digest=False)
    client.force_login(member.user)
    address = f"/kenh-ban/{member.vendor.slug}/thong-bao/cach-nhan/"
    page = client.get(address).content.decode()
    assert 'name="test-kind.phone"' in page
    assert 'name="test-kind.email"' not in page
    assert "từ 21:00 đến 6:30" in page
    client.post(address, {"digest": "0"})
    assert {(c.channel, c.is_on) for c in NoticeChoice.objects.filter(kind="test-kind")} == {
        ("email", True),
        ("phone", False),
    }


# ── What waits ───────────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("reference_data")
def test_what_waits_is_kept_until_something_happens(client: Client, settings, django_assert_max_num_queries):
    settings.TODAY_KEPT_SECONDS = 60
    member = make_member()
    client.force_login(member.user)
    home = f"/kenh-ban/{member.vendor.slug}/"
    client.get(home)
    with django_assert_max_num_queries(6):
        assert "Khách đang hỏi" not in client.get(home).content.decode()
    buyer = make_user()
    enquiry = enquiry_open(vendor=member.vendor, user=buyer, text="Còn vải không?", about=None)
    assert "Khách đang hỏi" in client.get(home).content.decode()
    client.post(f"{home}tin-nhan/{enquiry.pk}/", {"text": "Dạ còn ạ."})
    assert "Khách đang hỏi" not in client.get(home).content.decode()
    colleague = make_member(vendor=member.vendor, role=Role.PACKER)
    enquiry_open(vendor=member.vendor, user=buyer, text="Giá sỉ?", about=None)
    assert "Khách đang hỏi" in client.get(home).content.decode()
    client.force_login(colleague.user)  # the same is kept for all, and shown to each as they may
    assert "Khách đang hỏi" not in client.get(home).content.decode()
