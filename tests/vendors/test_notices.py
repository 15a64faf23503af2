"""Telling a shop's people: whom, by which way, once."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from core.models import Message
from core.slots import NOTICE_KINDS, NoticeKind
from tests.factories.accounts import make_user
from tests.factories.catalog import make_vendor
from tests.factories.vendors import make_member
from vendors.models import Member, Notice, NoticeChoice, NoticeDigest, Role
from vendors.notices import choices_of, choices_set, digests_send_due, notices_prune, notify, unread_count
from vendors.policies import ALLOWED, Action

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
    assert "Xem vải nhé." in sent[0].body


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
    assert "2 việc thử" in Message.objects.get().body
    with time_machine.travel(EVENING + dt.timedelta(days=1), tick=False):
        assert digests_send_due() == 1


def test_a_summary_in_english_needs_no_plural_of_what_it_counts():
    member = make_member(user=make_user(language="en"))
    choices_set(user=member.user, on={}, digest=True)
    tell(member)
    with time_machine.travel(EVENING, tick=False):
        digests_send_due()
    assert Message.objects.get().body.startswith("Chợ Làng today: việc thử (1). See ")


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
