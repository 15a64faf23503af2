import datetime as dt
import logging
from collections.abc import Callable, Iterator

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from core import messaging
from core.messaging import services
from core.messaging.base import PermanentFailure, TemporaryFailure
from core.messaging.kinds import unregister_kind
from core.models import Message

PHONE, EMAIL = "+84900000001", "lan@example.vn"
CODE = "314159"


class Gateway:
    """Does what the test says: an exception to raise or an id to return, one for each call; the last one stays."""

    answers: list[object] = []
    sent: list[tuple[str, str, str]] = []

    def send(self, message: Message) -> str:
        Gateway.sent.append((message.channel, message.to, message.body))
        answer = Gateway.answers.pop(0) if len(Gateway.answers) > 1 else Gateway.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return str(answer)


@pytest.fixture(autouse=True)
def gateways(settings) -> Iterator[type[Gateway]]:
    settings.MESSAGING_GATEWAYS = dict.fromkeys(("zalo", "sms", "email"), f"{__name__}.Gateway")
    services._gateway_at.cache_clear()
    Gateway.answers, Gateway.sent = ["provider-1"], []
    yield Gateway
    services._gateway_at.cache_clear()


@pytest.fixture
def kind() -> Iterator[str]:
    messaging.register_kind(
        messaging.MessageKind(
            name="lantern_code",
            subject=_("Mã của bạn"),
            body=_("%(code)s là mã thử."),
            secret=True,
            lifetime=dt.timedelta(minutes=5),
            priority=50,
        )
    )
    yield "lantern_code"
    unregister_kind("lantern_code")


def _send(kind: str, to: str = PHONE) -> Message:
    return messaging.send(kind=kind, to=to, language="vi", context={"code": CODE})


def _deliver(message: Message) -> Message:
    """Try once now, as the task would; the fixture's gateway answers."""
    message.refresh_from_db()
    services.deliver(message_id=message.pk, attempt=message.attempts)
    message.refresh_from_db()
    return message


def _work() -> None:
    call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)


# ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_a_message_and_its_task_are_written(kind: str):
    message = _send(kind)
    assert (message.kind, message.channel, message.later_channels) == (kind, "zalo", "sms")
    assert message.body == f"{CODE} là mã thử."
    assert message.subject == ""  # an SMS has none
    assert message.context == {"code": CODE}
    assert (message.state, message.attempts) == ("queued", 0)
    assert message.expires_at == message.created_at + dt.timedelta(minutes=5)
    task = DBTaskResult.objects.get()
    assert task.priority == 50
    assert task.args_kwargs == {"args": [message.pk, 0], "kwargs": {}}  # the queue never holds number or code


@pytest.mark.django_db(transaction=True)
def test_a_rollback_leaves_neither(kind: str):
    with transaction.atomic():
        _send(kind)
        transaction.set_rollback(True)
    assert not Message.objects.exists()
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_an_address_is_reached_by_email(kind: str):
    message = _send(kind, EMAIL)
    assert (message.channel, message.later_channels, message.subject) == ("email", "", "Mã của bạn")


@pytest.mark.django_db
def test_a_channel_that_is_switched_off_is_left_out(kind: str, settings):
    settings.MESSAGING_GATEWAYS = {"zalo": "", "sms": "x", "email": ""}
    assert (_send(kind).channel, Message.objects.get().later_channels) == ("sms", "")
    with pytest.raises(ImproperlyConfigured):
        _send(kind, EMAIL)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "to",
    ["", "0900000001", "+84", "84900000001", "+84 900 000 001", "x", "a@b\nBcc: c@d", "a b@c", "@", "a@" + "b" * 260],
)
def test_rubbish_is_no_recipient(kind: str, to: str):
    with pytest.raises((ValueError, ImproperlyConfigured)):
        _send(kind, to)
    assert not Message.objects.exists()


@pytest.mark.django_db
def test_what_is_missing_is_said(kind: str):
    with pytest.raises(KeyError, match="nonsense"):
        _send("nonsense")
    with pytest.raises(KeyError, match="code"):
        messaging.send(kind=kind, to=PHONE, language="vi", context={})


@pytest.mark.django_db
def test_an_unknown_language_becomes_vietnamese(kind: str):
    assert messaging.send(kind=kind, to=PHONE, language="xx", context={"code": CODE}).language == "vi"


@pytest.mark.django_db
def test_a_ready_letter_counts_as_secret():
    message = messaging.send_email(kind="letter", to=EMAIL, subject=" Hai\ndòng ", body="Chào bạn", language="vi")
    assert (message.subject, message.body, message.secret) == ("Hai dòng", "Chào bạn", True)
    with pytest.raises(ValueError):
        messaging.send_email(kind="letter", to="không phải", subject="x", body="y", language="vi")


def test_a_kind_must_make_sense(kind: str):
    known = messaging.get_kind(kind)
    assert known is not None
    assert messaging.register_kind(known) is known
    with pytest.raises(ValueError, match="twice"):
        messaging.register_kind(messaging.MessageKind(name=kind, body="other", channels=("sms",)))
    with pytest.raises(ValueError, match="channels"):
        messaging.register_kind(messaging.MessageKind(name="a", body="x", channels=("pigeon",)))
    with pytest.raises(ValueError, match="subject"):
        messaging.register_kind(messaging.MessageKind(name="a", body="x"))
    assert messaging.get_kind("a") is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"state": "lost"},
        {"state": "sent"},
        {"state": "failed"},
        {"sent_at": timezone.now()},
        {"channel": "email"},
        {"to": EMAIL},
        {"channel": "pigeon"},
        {"kind": ""},
    ],
)
def test_the_database_refuses_what_must_not_be(fields: dict[str, object]):
    good = {"kind": "x", "channel": "sms", "to": PHONE, "language": "vi"}
    Message.objects.create(**good)
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.create(**(good | fields))


# ── Delivering ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db(transaction=True)
def test_the_worker_delivers_and_the_code_is_gone(kind: str):
    message = _send(kind)
    _work()
    message.refresh_from_db()
    assert Gateway.sent == [("zalo", PHONE, f"{CODE} là mã thử.")]
    assert (message.state, message.provider_id, message.error_code) == ("sent", "provider-1", "")
    assert message.sent_at is not None
    assert (message.subject, message.body, message.context) == ("", "", {})


@pytest.mark.django_db
def test_the_demo_keeps_the_code(kind: str, settings):
    settings.DEMO = True
    assert CODE in _deliver(_send(kind)).body


@pytest.mark.django_db
def test_a_text_without_secrets_stays(kind: str):
    message = _send(kind)
    Message.objects.update(secret=False)
    assert CODE in _deliver(message).body


@pytest.mark.django_db
def test_running_a_task_twice_sends_once(kind: str):
    message = _send(kind)
    services.deliver(message_id=message.pk, attempt=0)
    services.deliver(message_id=message.pk, attempt=0)
    services.deliver(message_id=message.pk, attempt=1)
    services.deliver(message_id=message.pk + 1, attempt=0)
    assert len(Gateway.sent) == 1


@pytest.mark.django_db
def test_zalo_falls_back_to_sms_at_once(kind: str, gateways: type[Gateway]):
    gateways.answers = [PermanentFailure("zalo-118"), "sms-1"]
    message = _deliver(_send(kind))
    assert (message.state, message.channel, message.later_channels) == ("queued", "sms", "")
    assert CODE in message.body
    assert DBTaskResult.objects.filter(args_kwargs__args=[message.pk, 1]).count() == 1
    message = _deliver(message)
    assert (message.state, message.provider_id) == ("sent", "sms-1")
    assert [channel for channel, _to, _body in Gateway.sent] == ["zalo", "sms"]


@pytest.mark.django_db
def test_trouble_is_tried_again_later_and_then_by_the_next_channel(kind: str, gateways: type[Gateway]):
    gateways.answers = [TemporaryFailure("http-503")]
    before = timezone.now()
    message = _deliver(_send(kind))
    assert (message.state, message.channel, message.error_code) == ("queued", "zalo", "http-503")
    wait = message.next_attempt_at - before
    assert dt.timedelta(seconds=5) <= wait < dt.timedelta(seconds=60)
    assert _deliver(message).channel == "sms"


@pytest.mark.django_db
def test_in_the_end_it_is_given_up_and_the_code_goes(kind: str, gateways: type[Gateway]):
    gateways.answers = [TemporaryFailure("http-503")]
    message = _send(kind)
    for _number in range(services.MOST_ATTEMPTS):
        message = _deliver(message)
    assert (message.state, message.error_code, message.body, message.sent_at) == ("failed", "http-503", "", None)
    _deliver(message)
    assert len(Gateway.sent) == services.MOST_ATTEMPTS


@pytest.mark.django_db
def test_a_code_that_is_too_old_is_not_sent(kind: str):
    message = _send(kind)
    Message.objects.update(expires_at=timezone.now())
    message = _deliver(message)
    assert (message.state, message.error_code, message.body) == ("failed", "expired", "")
    assert Gateway.sent == []


@pytest.mark.django_db
def test_the_ticker_enqueues_what_is_due(kind: str, gateways: type[Gateway]):
    gateways.answers = [TemporaryFailure("http-503")]
    message = _deliver(_send(kind))
    DBTaskResult.objects.all().delete()
    services.enqueue_due()
    assert not DBTaskResult.objects.exists()  # not yet
    Message.objects.update(next_attempt_at=timezone.now())
    services.enqueue_due()
    services.enqueue_due()  # claimed already
    assert DBTaskResult.objects.get().args_kwargs["args"] == [message.pk, 1]


@pytest.mark.django_db
def test_old_messages_go():
    new = messaging.send_email(kind="letter", to=EMAIL, subject="x", body="y", language="vi")
    old = messaging.send_email(kind="letter", to=EMAIL, subject="x", body="y", language="vi")
    Message.objects.filter(pk=old.pk).update(created_at=timezone.now() - services.KEEP - dt.timedelta(days=1))
    services.prune_messages()
    assert list(Message.objects.all()) == [new]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "answer",
    [
        "provider-1",
        PermanentFailure("refused"),
        TemporaryFailure("later"),
        RuntimeError(f"POST to={PHONE} text={CODE} failed"),
    ],
)
def test_logs_hold_neither_number_nor_code(
    kind: str, gateways: type[Gateway], answer: object, caplog: pytest.LogCaptureFixture
):
    gateways.answers = [answer]
    with caplog.at_level(logging.DEBUG):
        message = _deliver(_send(kind))
    text = caplog.text + "".join(repr(record.__dict__) for record in caplog.records)
    assert f"message {message.pk}" in text
    assert PHONE not in text
    assert CODE not in text
    assert CODE not in message.error_code
    assert PHONE not in str(message)


# ── The outbox page ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def demo(settings, urlconf_with_outbox: Callable[[], None]) -> None:
    settings.DEMO = True
    urlconf_with_outbox()


@pytest.fixture
def urlconf_with_outbox(settings) -> Iterator[Callable[[], None]]:
    """`core.urls` has the page only in the demo: read it again with the setting on, and again afterwards."""
    import importlib

    from django.urls import clear_url_caches

    import config.urls
    import core.urls

    def reload() -> None:
        importlib.reload(core.urls)
        importlib.reload(config.urls)
        clear_url_caches()

    yield reload
    settings.DEMO = False
    reload()


@pytest.mark.django_db
def test_outside_the_demo_there_is_no_outbox(client, rf, kind: str):
    from django.http import Http404

    from core.messaging import selectors, views

    _send(kind)
    assert client.get("/thu-nghiem/hop-thu/").status_code == 404
    with pytest.raises(Http404):
        views.outbox(rf.get("/thu-nghiem/hop-thu/"))
    assert selectors.newest_messages() == []


@pytest.mark.django_db
def test_the_outbox_shows_codes_to_copy(client, demo: None, kind: str):
    _deliver(_send(kind))
    messaging.send_email(kind="letter", to=EMAIL, subject="<b>Chào</b>", body="Mã 271828 nhé", language="vi")
    response = client.get("/thu-nghiem/hop-thu/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert f'data-copy="{CODE}"' in page
    assert 'data-copy="271828"' in page
    assert "0900 000 001" in page
    assert "&lt;b&gt;Chào&lt;/b&gt;" in page
    assert "Không có tin nào được gửi đi thật" in page
    assert client.post("/thu-nghiem/hop-thu/").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [PHONE, "0900 000 001", " 0900000001 "])
def test_the_outbox_of_one_recipient(client, demo: None, kind: str, typed: str):
    _send(kind)
    messaging.send(kind=kind, to="+84900000002", language="vi", context={"code": "000111"})
    page = client.get("/thu-nghiem/hop-thu/", {"den": typed}).content.decode()
    assert CODE in page
    assert "000111" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "ai@đó", "x" * 5000, "a\x00b", "<script>", "' OR 1=1"])
def test_an_empty_outbox_says_so(client, demo: None, typed: str):
    response = client.get("/thu-nghiem/hop-thu/", {"den": typed})
    assert response.status_code in {200, 400}
    if response.status_code == 200:
        page = response.content.decode()
        assert 'class="empty' in page
        assert "<script>" not in page.split("<main", 1)[1].split("</main>", 1)[0]


@pytest.mark.django_db
def test_the_outbox_holds_the_newest_fifty(client, demo: None):
    for number in range(55):
        messaging.send_email(kind="letter", to=EMAIL, subject=f"Thư {number:03}", body="x", language="vi")
    page = client.get("/thu-nghiem/hop-thu/").content.decode()
    assert page.count("outbox-head") == 50
    assert "Thư 054" in page
    assert "Thư 004" not in page
