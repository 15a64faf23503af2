"""A copy of one's data, and its deletion: all of it, in every room, or nothing."""

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from accounts import consent, privacy, services
from accounts.codes import issue_code
from accounts.models import Address, ConsentRecord, OneTimeCode, User
from core import messaging
from core.models import Message
from core.slots import DATA_EXPORTERS, DataExporter
from tests.factories.accounts import (
    PASSWORD,
    TOTP_SECRET,
    code_sent_to,
    make_address,
    make_staff,
    make_user,
    new_phone,
    sign_in,
)

pytestmark = pytest.mark.django_db

DATA = "/tai-khoan/du-lieu/"
EXPORT = "/tai-khoan/du-lieu/tai-ve/"
ERASE = "/tai-khoan/du-lieu/xoa/"
SURE = {"sure": "on", "word": "xoá"}


@pytest.fixture
def lan(db: None) -> User:
    """Somebody who has left a trace everywhere."""
    user = make_user(phone="+84901234567", email="lan@example.vn", name="Nguyễn Thị Lan", password=PASSWORD)
    make_address(user, typed="thôn 3, xã Quý Sơn, huyện Lục Ngạn")
    consent.record_consent(
        user=user, granted=[consent.Purpose.MARKETING], source=consent.Source.SETTINGS, ip="203.0.113.77"
    )
    issue_code(purpose=OneTimeCode.Purpose.SIGN_IN, target="+84901234567")
    issue_code(purpose=OneTimeCode.Purpose.STEP_UP, target="lan@example.vn", user=user)
    messaging.send(kind="login_code", to="+84901234567", language="vi", context={"code": "314159", "minutes": "5"})
    messaging.send(kind="phone_changed", to="+84901234567", language="vi", context={"new": "09•• ••• 999"})
    TOTP.activate(user, TOTP_SECRET)
    user.groups.add(Group.objects.create(name="Bạn hàng"))
    return user


@pytest.fixture
def other_room() -> Iterator[list[str]]:
    """A room above, as orders will be: it has a part of the copy and keeps an invoice."""
    calls: list[str] = []

    def export(user: User) -> Any:
        calls.append(f"export {user.name}")
        return [{"order": 7, "note": "<b>giao trước 8 giờ</b>"}]

    def erase(user: User) -> None:
        calls.append(f"erase {user.name}")
        if "fail" in calls:
            raise RuntimeError("the room could not")

    DATA_EXPORTERS.register(
        DataExporter(name="orders", title="Đơn hàng", export=export, erase=erase, keeps="Hoá đơn giữ 10 năm.", order=50)
    )
    yield calls
    DATA_EXPORTERS.unregister("orders")


def unpacked(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


# The copy


def test_the_copy_holds_everything(lan: User, other_room: list[str]):
    files = unpacked(privacy.export_archive(lan))
    assert list(files) == ["index.html", *(f"{exporter.name}.json" for exporter in DATA_EXPORTERS)]
    assert {"account.json", "addresses.json", "consents.json", "messages.json", "orders.json"} < set(files)
    account = json.loads(files["account.json"])
    assert account["phone"] == "+84901234567"
    assert account["emails"] == [{"email": "lan@example.vn", "verified": True, "primary": True}]
    assert account["name"] == "Nguyễn Thị Lan"
    assert account["has_password"] is True
    assert account["groups"] == ["Bạn hàng"]
    assert [factor["type"] for factor in account["second_factors"]] == ["totp"]
    assert {code["target"] for code in account["codes_sent"]} == {"+84901234567", "lan@example.vn"}
    (address,) = json.loads(files["addresses.json"])
    assert address["line"] == "12 Trần Phú"
    assert address["typed"] == "thôn 3, xã Quý Sơn, huyện Lục Ngạn"
    assert address["province"]["code"] == "52"
    assert {row["purpose"] for row in json.loads(files["consents.json"])} == {"terms", "privacy", "marketing"}
    login_code, changed = json.loads(files["messages.json"])
    assert (login_code["kind"], login_code["body"]) == ("login_code", "")
    assert "09•• ••• 999" in changed["body"]
    assert json.loads(files["orders.json"])[0]["order"] == 7


def test_a_copy_that_is_lost_opens_nothing(lan: User):
    everything = "".join(unpacked(privacy.export_archive(lan)).values())
    secrets = [lan.password, PASSWORD, TOTP_SECRET, "314159", "session_epoch"]
    secrets += [str(factor.data["secret"]) for factor in Authenticator.objects.filter(user=lan)]
    secrets += OneTimeCode.objects.values_list("code_hash", flat=True)
    assert [secret for secret in secrets if secret in everything] == []


def test_it_can_be_read_without_a_program(lan: User, other_room: list[str]):
    index = unpacked(privacy.export_archive(lan))["index.html"]
    assert "<h2>Địa chỉ</h2>" in index
    assert 'href="addresses.json"' in index
    assert "Nguyễn Thị Lan" in index
    assert "&lt;b&gt;giao trước 8 giờ&lt;/b&gt;" in index, "what people typed is text"
    assert "<script" not in index
    lan.language = "en"
    assert '<html lang="en">' in unpacked(privacy.export_archive(lan))["index.html"]


def test_nothing_of_anybody_else_is_in_it(lan: User):
    other = make_user(email="binh@example.vn", name="Lê Văn Bình")
    make_address(other, line="99 Lê Lợi")
    messaging.send(kind="phone_changed", to="+84988888888", language="vi", context={"new": "09•• ••• 111"})
    everything = "".join(unpacked(privacy.export_archive(lan)).values())
    assert not {"binh@example.vn", "Lê Văn Bình", "99 Lê Lợi", "+84988888888"} & set(everything.split('"'))


def test_an_address_that_was_only_claimed_opens_nobodys_messages(lan: User):
    """Else anybody could add a stranger's address, unproved, and read or delete what was sent to them."""
    thief = make_user(email="ke-gian@example.vn")
    EmailAddress.objects.create(user=thief, email="nan-nhan@example.vn", verified=False)
    messaging.send_email(kind="account_letter", to="nan-nhan@example.vn", subject="Thư riêng", body="…", language="vi")
    assert "Thư riêng" not in "".join(unpacked(privacy.export_archive(thief)).values())
    privacy.erase_user(user=thief)
    assert Message.objects.to_any("nan-nhan@example.vn").exists()


def kinds_in_copy(user: User) -> list[str]:
    return [message["kind"] for message in json.loads(unpacked(privacy.export_archive(user))["messages.json"])]


def enter_by_phone(phone: str) -> User:
    """Come in by number, code and all, as on the site."""
    client = Client()
    client.post("/tai-khoan/dang-nhap/", {"phone": phone})
    client.post("/tai-khoan/dang-nhap/ma/", {"code": code_sent_to(phone)})
    return User.objects.get(phone=phone)


def tell(to: str, new: str) -> Message:
    """A message that went out."""
    message = messaging.send(kind="phone_changed", to=to, language="vi", context={"new": new})
    Message.objects.filter(pk=message.pk).update(state="sent", sent_at=timezone.now())
    return message


def test_a_number_that_passed_on_tells_its_new_owner_nothing_of_the_one_before():
    number = new_phone()
    before = enter_by_phone(number)
    issue_code(purpose=OneTimeCode.Purpose.SIGN_IN, target=number)
    old = tell(number, "09•• ••• 111")
    services.change_phone(user=before, phone=new_phone())
    assert not Message.objects.filter(pk=old.pk).exists(), "what was written to it has gone with its owner"
    assert Message.objects.to_any(number).filter(kind="phone_changed").count() == 1, "the notice goes out"
    left = tell(number, "09•• ••• 222")  # as somebody would find it who gets the number before they sign up

    after = enter_by_phone(number)
    assert after.pk != before.pk
    assert kinds_in_copy(after) == ["login_code"], "the code of one's own coming, and nothing else"
    account = json.loads(unpacked(privacy.export_archive(after))["account.json"])
    assert len(account["codes_sent"]) == 1
    privacy.erase_user(user=after)
    assert Message.objects.filter(pk=left.pk).exists()
    assert OneTimeCode.objects.filter(target=number).count() == 2


def test_entering_a_code_to_the_number_one_has_does_not_cut_off_what_was_there(user: User):
    tell(user.phone or "", "09•• ••• 333")
    since = user.phone_since
    assert enter_by_phone(user.phone or "").phone_since == since
    services.change_phone(user=user, phone=user.phone or "")
    assert user.phone_since == since
    assert kinds_in_copy(user) == ["phone_changed", "login_code"]


def test_an_address_that_is_given_up_takes_what_was_written_to_it_along():
    user = make_user(email="lan@example.vn", phone=new_phone())
    letter = messaging.send_email(kind="account_letter", to="lan@example.vn", subject="…", body="…", language="vi")
    claim = EmailAddress.objects.create(user=make_user(), email="lan@example.vn", verified=False)
    Message.objects.filter(pk=letter.pk).update(state="sent", sent_at=timezone.now())
    claim.delete()
    assert Message.objects.filter(pk=letter.pk).exists(), "whoever only claimed it gives up nothing"
    EmailAddress.objects.get(user=user).delete()
    assert not Message.objects.filter(pk=letter.pk).exists()


def test_the_page(signed_in: Client, other_room: list[str]):
    page = signed_in.get(DATA)
    assert page.status_code == 200
    assert "Đơn hàng" in page.content.decode()
    assert EXPORT in page.content.decode()
    assert page.context["may_erase"]


def test_the_copy_takes_a_fresh_code(client: Client, lan: User, other_room: list[str]):
    for proofs in ((), ("password",), ("mfa",)):
        sign_in(client, lan, *proofs)
        assert client.get(EXPORT)["Location"].startswith("/tai-khoan/xac-nhan/")
    assert other_room == []
    sign_in(client, lan, "code")
    answer = client.get(EXPORT)
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"].startswith('attachment; filename="cho-lang-')
    assert "no-store" in answer["Cache-Control"]
    assert json.loads(unpacked(answer.content)["account.json"])["email"] == "lan@example.vn"


def test_after_five_copies_in_an_hour_it_says_when_to_come_back(fresh: Client):
    for _ in range(5):
        assert fresh.get(EXPORT).status_code == 200
    answer = fresh.get(EXPORT, follow=True)
    assert answer.redirect_chain == [(DATA, 302)]
    assert "rồi thử lại" in answer.content.decode()


# Deletion


def test_erasing_leaves_an_empty_row_and_anonymous_proof(lan: User, other_room: list[str]):
    content_type = ContentType.objects.get_for_model(User)
    LogEntry.objects.create(
        user=make_staff(), content_type=content_type, object_id=str(lan.pk), object_repr=str(lan), action_flag=CHANGE
    )
    log(lan, "wagtail.edit")
    pk = lan.pk
    privacy.erase_user(user=lan)

    gone = User.objects.get(pk=pk)
    assert (gone.phone, gone.email, gone.name, gone.is_active, gone.last_login) == (None, None, "", False, None)
    assert gone.erased_at is not None
    assert gone.session_epoch == 1
    assert not gone.has_usable_password()
    assert str(gone) == f"#{pk}"
    for rows in (
        Address.objects.filter(user=gone),
        EmailAddress.objects.filter(user=gone),
        Authenticator.objects.filter(user=gone),
        OneTimeCode.objects.all(),
        Message.objects.to_any("+84901234567", "lan@example.vn"),
        gone.groups.all(),
        ConsentRecord.objects.filter(user=gone),
    ):
        assert not rows.exists(), rows.model
    rows = ConsentRecord.objects.filter(user=None)
    assert len(set(rows.values_list("anonymous_key", flat=True))) == 1
    assert set(rows.values_list("ip_network", flat=True)) == {""}
    newest = rows.filter(purpose="marketing").order_by("-at", "-pk")[0]
    assert (newest.granted, newest.source) == (False, "erasure"), "what was allowed has ended"
    assert LogEntry.objects.get(object_id=str(pk)).object_repr == f"#{pk}"
    assert ModelLogEntry.objects.get(object_id=str(pk)).label == f"#{pk}"
    assert other_room == ["erase Nguyễn Thị Lan"], "rooms above still find the person"


def test_the_person_is_nowhere_in_the_database_any_more(lan: User):
    """Whatever is added later: no text of the person may stay behind in a table of ours."""
    from django.apps import apps

    privacy.erase_user(user=lan)
    traces = ("+84901234567", "901234567", "lan@example.vn", "Nguyễn Thị Lan", "Quý Sơn")
    found = []
    for model in apps.get_models():
        if model._meta.app_label == "places":
            continue
        for row in model._default_manager.values():
            found += [f"{model.__name__}: {trace}" for trace in traces if trace in str(row)]
    assert found == []


def test_when_one_room_fails_nothing_is_erased(lan: User, other_room: list[str]):
    other_room.append("fail")
    before = User.objects.filter(pk=lan.pk).values().get()
    with pytest.raises(RuntimeError):
        privacy.erase_user(user=lan)
    assert User.objects.filter(pk=lan.pk).values().get() == before
    assert Address.objects.filter(user=lan).exists()
    assert Message.objects.to_any(lan.phone).exists()
    assert ConsentRecord.objects.filter(user=lan).count() == 3


def test_when_accounts_itself_fails_the_other_rooms_are_put_back(lan: User, monkeypatch):
    note = Group.objects.create(name="hàng của phòng khác")

    def erase(user: User) -> None:
        note.delete()

    DATA_EXPORTERS.register(DataExporter(name="above", title="…", export=lambda user: [], erase=erase))
    monkeypatch.setattr(privacy, "ContentType", None)
    try:
        with pytest.raises(AttributeError):
            privacy.erase_user(user=lan)
    finally:
        DATA_EXPORTERS.unregister("above")
    assert Group.objects.filter(name="hàng của phòng khác").exists()
    assert Address.objects.filter(user=lan).exists()


def test_erasing_twice_is_erasing_once(lan: User, other_room: list[str]):
    privacy.erase_user(user=lan)
    when = User.objects.get(pk=lan.pk).erased_at
    privacy.erase_user(user=lan)
    assert User.objects.get(pk=lan.pk).erased_at == when
    assert len(other_room) == 1


def test_the_number_may_be_used_again(lan: User):
    privacy.erase_user(user=lan)
    assert make_user(phone="+84901234567", email="lan@example.vn").pk != lan.pk


def test_staff_hand_over_first(client: Client):
    staff = make_staff()
    with pytest.raises(privacy.StaffCannotErase):
        privacy.erase_user(user=staff)
    sign_in(client, staff, "code", "mfa")
    assert not client.get(DATA).context["may_erase"]
    assert client.get(ERASE).status_code == 403
    assert client.post(ERASE, SURE).status_code == 403
    staff.refresh_from_db()
    assert staff.is_active
    assert staff.erased_at is None


def erase_form(client: Client, **fields: str) -> Any:
    return client.post(ERASE, SURE | fields)


def test_the_page_asks_for_a_code_a_tick_and_a_word(client: Client, lan: User):
    sign_in(client, lan)
    assert client.get(ERASE)["Location"].startswith("/tai-khoan/xac-nhan/")
    assert erase_form(client)["Location"].startswith("/tai-khoan/xac-nhan/")
    sign_in(client, lan, "code")
    assert client.get(ERASE).status_code == 200
    assert client.post(ERASE, {"word": "xoá"}).status_code == 200
    assert erase_form(client, word="").status_code == 200
    page = erase_form(client, word="không")
    assert "Bạn gõ đúng chữ XOÁ" in page.content.decode()
    lan.refresh_from_db()
    assert lan.erased_at is None


@pytest.mark.parametrize("word", ["XOÁ", "xóa", "Xoa", " xoá ", "DELETE"])
def test_then_the_person_is_gone_and_signed_out(client: Client, lan: User, word: str):
    elsewhere = Client()
    sign_in(elsewhere, lan)
    sign_in(client, lan, "code")
    client.cookies["known_device"] = "x"
    answer = erase_form(client, word=word)
    assert answer["Location"] == "/tai-khoan/dang-nhap/"
    assert "_auth_user_id" not in client.session
    assert answer.cookies["known_device"]["max-age"] == 0
    assert "đã được xoá" in client.get(answer["Location"]).content.decode()
    assert elsewhere.get("/tai-khoan/").status_code == 302
    lan.refresh_from_db()
    assert lan.erased_at is not None


def test_what_the_law_makes_us_keep_is_said_beforehand(fresh: Client, other_room: list[str]):
    text = fresh.get(ERASE).content.decode()
    assert "Hoá đơn giữ 10 năm." in text
    assert "Bằng chứng về sự đồng ý" in text
