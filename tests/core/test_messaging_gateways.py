"""The gateways against real servers of this test: a local HTTP server in place of Zalo and an SMS provider."""

import datetime as dt
import json
import smtplib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from core.messaging import tokens
from core.messaging.base import PermanentFailure, TemporaryFailure
from core.messaging.http_sms import HttpSmsGateway, without_marks
from core.messaging.mail import MailGateway
from core.messaging.sandbox import SandboxGateway
from core.messaging.tokens import TokenPair
from core.messaging.zalo import ZaloGateway
from core.models import GatewayToken, Message

PHONE = "+84900000001"


class Provider:
    """A local HTTP server: `answers` maps a path to a status and a body, `requests` keeps what came."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, object]] = {}
        self.requests: list[tuple[str, dict[str, str], str]] = []
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                headers = {key.lower(): value for key, value in self.headers.items()}
                provider.requests.append((self.path, headers, self.rfile.read(length).decode()))
                status, body = provider.answers.get(self.path, (404, {}))
                raw = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})

    def json(self, number: int = -1) -> Any:
        return json.loads(self.requests[number][2])


@pytest.fixture
def provider() -> Iterator[Provider]:
    provider = Provider()
    provider.thread.start()
    yield provider
    provider.server.shutdown()
    provider.thread.join()
    provider.server.server_close()


def _message(**fields: Any) -> Message:
    defaults = {
        "kind": "login_code",
        "channel": "sms",
        "to": PHONE,
        "language": "vi",
        "body": "123456 là mã đăng nhập Chợ Làng. Đừng đưa mã cho ai.",
        "context": {"code": "123456"},
    }
    return Message.objects.create(**(defaults | fields))


# ── SMS ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def sms(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> HttpSmsGateway:
    monkeypatch.setenv("SMS_HTTP_URL", provider.url + "/sms")
    monkeypatch.setenv("SMS_HTTP_TOKEN", "secret-token")
    monkeypatch.setenv("SMS_HTTP_SENDER", "CHOLANG")
    return HttpSmsGateway()


@pytest.mark.django_db
def test_an_sms_is_posted(provider: Provider, sms: HttpSmsGateway):
    provider.answers["/sms"] = (202, {"id": 77})
    message = _message()
    assert sms.send(message) == "77"
    assert provider.json() == {
        "id": str(message.pk),
        "to": PHONE,
        "from": "CHOLANG",
        "text": "123456 la ma dang nhap Cho Lang. Dung dua ma cho ai.",
    }
    assert provider.requests[0][1]["authorization"] == "Bearer secret-token"


@pytest.mark.django_db
@pytest.mark.parametrize("body", [b"", b"OK", b"[1]", {}])
def test_an_sms_provider_may_answer_anything(provider: Provider, sms: HttpSmsGateway, body: object):
    provider.answers["/sms"] = (200, body)
    assert sms.send(_message()) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("status", "failure"),
    [
        (400, PermanentFailure),
        (404, PermanentFailure),
        (422, PermanentFailure),
        (302, PermanentFailure),
        (401, TemporaryFailure),
        (403, TemporaryFailure),
        (429, TemporaryFailure),
        (500, TemporaryFailure),
        (503, TemporaryFailure),
    ],
)
def test_answers_of_an_sms_provider(
    provider: Provider, sms: HttpSmsGateway, status: int, failure: type[PermanentFailure | TemporaryFailure]
):
    provider.answers["/sms"] = (status, {"error": f"bad number {PHONE}"})
    with pytest.raises(failure) as caught:
        sms.send(_message())
    assert caught.value.code == f"http-{status}"
    assert len(provider.requests) == 1  # a redirect is not followed


@pytest.mark.django_db
def test_no_connection_is_trouble_of_the_moment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SMS_HTTP_URL", "http://127.0.0.1:9/")
    with pytest.raises(TemporaryFailure) as caught:
        HttpSmsGateway().send(_message())
    assert PHONE not in str(caught.value)


@pytest.mark.parametrize("url", ["", "http://sms.example.vn/", "ftp://127.0.0.1/", "file:///etc/passwd"])
def test_numbers_go_over_https_only(monkeypatch: pytest.MonkeyPatch, url: str):
    monkeypatch.setenv("SMS_HTTP_URL", url)
    with pytest.raises(ImproperlyConfigured):
        HttpSmsGateway()


def test_marks_come_off_and_letters_stay():
    assert without_marks("Đắk Lắk, Ƀuôn: ớt 5₫") == "Dak Lak, Ƀuon: ot 5₫"


# ── Zalo ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def zalo(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> ZaloGateway:
    monkeypatch.setenv("ZALO_APP_ID", "42")
    monkeypatch.setenv("ZALO_APP_SECRET", "app-secret")
    monkeypatch.setenv("ZALO_REFRESH_TOKEN", "refresh-0")
    monkeypatch.setenv("ZALO_TEMPLATES", "login_code=111,login_code.en=222")
    monkeypatch.setenv("ZALO_API_BASE", provider.url)
    monkeypatch.setenv("ZALO_OAUTH_BASE", provider.url)
    provider.answers["/v4/oa/access_token"] = (
        200,
        {"access_token": "access-1", "refresh_token": "refresh-1", "expires_in": "90000"},
    )
    provider.answers["/message/template"] = (200, {"error": 0, "message": "Success", "data": {"msg_id": "z-9"}})
    return ZaloGateway()


@pytest.mark.django_db
def test_zalo_gets_template_and_values(provider: Provider, zalo: ZaloGateway):
    message = _message(channel="zalo")
    assert zalo.send(message) == "z-9"
    (token_path, token_headers, token_body), (path, headers, _body) = provider.requests
    assert (token_path, token_headers["secret_key"]) == ("/v4/oa/access_token", "app-secret")
    assert parse_qs(token_body) == {
        "app_id": ["42"],
        "grant_type": ["refresh_token"],
        "refresh_token": ["refresh-0"],
    }
    assert (path, headers["access_token"]) == ("/message/template", "access-1")
    assert provider.json() == {
        "phone": "84900000001",
        "template_id": "111",
        "template_data": {"code": "123456"},
        "tracking_id": str(message.pk),
    }
    # the token is used again, and lies in the database encrypted
    zalo.send(_message(channel="zalo", language="en"))
    assert len(provider.requests) == 3
    assert provider.json()["template_id"] == "222"
    sealed = GatewayToken.objects.get(gateway="zalo").sealed
    assert "access-1" not in sealed
    assert "refresh-1" not in sealed


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "failure"),
    [
        (-118, PermanentFailure),
        (-114, PermanentFailure),
        (-115, PermanentFailure),
        ("-119", PermanentFailure),
        (-100, TemporaryFailure),
        (-124, TemporaryFailure),
        (None, TemporaryFailure),
    ],
)
def test_answers_of_zalo(
    provider: Provider, zalo: ZaloGateway, code: object, failure: type[PermanentFailure | TemporaryFailure]
):
    provider.answers["/message/template"] = (200, {"error": code, "message": f"no {PHONE}"})
    with pytest.raises(failure) as caught:
        zalo.send(_message(channel="zalo"))
    assert PHONE not in caught.value.code


@pytest.mark.django_db
def test_a_refused_token_is_renewed_for_the_next_try(provider: Provider, zalo: ZaloGateway):
    provider.answers["/message/template"] = (200, {"error": -124})
    message = _message(channel="zalo")
    with pytest.raises(TemporaryFailure):
        zalo.send(message)
    provider.answers["/v4/oa/access_token"] = (
        200,
        {"access_token": "access-2", "refresh_token": "refresh-2", "expires_in": "90000"},
    )
    provider.answers["/message/template"] = (200, {"error": 0, "data": {"msg_id": "z-10"}})
    assert zalo.send(message) == "z-10"
    assert parse_qs(provider.requests[-2][2])["refresh_token"] == ["refresh-1"]  # each works once
    assert provider.requests[-1][1]["access_token"] == "access-2"


@pytest.mark.django_db
def test_a_kind_without_a_template_goes_by_sms(zalo: ZaloGateway):
    with pytest.raises(PermanentFailure, match="template"):
        zalo.send(_message(channel="zalo", kind="other"))


@pytest.mark.django_db
def test_zalo_that_gives_no_token(provider: Provider, zalo: ZaloGateway):
    provider.answers["/v4/oa/access_token"] = (200, {"error": -14014, "error_description": "Invalid refresh token"})
    with pytest.raises(TemporaryFailure):
        zalo.send(_message(channel="zalo"))
    assert GatewayToken.objects.get().renewing_until is None  # the next one may try


def test_zalo_needs_its_settings(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("ZALO_APP_ID", raising=False)
    with pytest.raises(ImproperlyConfigured):
        ZaloGateway()


# ── Tokens ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _pair(number: int, seconds: int = 90_000) -> TokenPair:
    return TokenPair(access=f"access-{number}", refresh=f"refresh-{number}", lifetime_seconds=seconds)


@pytest.mark.django_db
def test_one_process_renews_and_the_others_use_the_old_token():
    now = timezone.now()
    assert tokens.access_token(gateway="z", first_refresh="refresh-0", renew=lambda r: _pair(1), now=now) == "access-1"
    soon = now + dt.timedelta(seconds=90_000) - dt.timedelta(minutes=5)

    def renew(refresh: str) -> TokenPair:
        assert refresh == "refresh-1"
        # While this one is at it, another asks:
        other = tokens.access_token(gateway="z", first_refresh="refresh-0", renew=_must_not, now=soon)
        assert other == "access-1"
        return _pair(2)

    assert tokens.access_token(gateway="z", first_refresh="refresh-0", renew=renew, now=soon) == "access-2"


def _must_not(refresh: str) -> TokenPair:
    raise AssertionError("a refresh token was used twice")


@pytest.mark.django_db
def test_without_a_good_token_the_message_waits():
    now = timezone.now()

    def renew(refresh: str) -> TokenPair:
        with pytest.raises(TemporaryFailure):
            tokens.access_token(gateway="z", first_refresh="refresh-0", renew=_must_not, now=now)
        return _pair(1)

    assert tokens.access_token(gateway="z", first_refresh="refresh-0", renew=renew, now=now) == "access-1"


@pytest.mark.django_db
def test_a_process_that_died_renewing_is_not_waited_for_long():
    now = timezone.now()
    tokens.access_token(gateway="z", first_refresh="refresh-0", renew=lambda r: _pair(1, 60), now=now)
    GatewayToken.objects.update(renewing_until=now + tokens.CLAIM)
    later = now + tokens.CLAIM + dt.timedelta(seconds=1)
    assert tokens.access_token(gateway="z", first_refresh="x", renew=lambda r: _pair(2), now=later) == "access-2"


@pytest.mark.django_db
def test_another_secret_key_starts_again(settings):
    now = timezone.now()
    tokens.access_token(gateway="z", first_refresh="refresh-0", renew=lambda r: _pair(1), now=now)
    settings.SECRET_KEY, old = "another", settings.SECRET_KEY
    settings.SECRET_KEY_FALLBACKS = [old]
    assert tokens.access_token(gateway="z", first_refresh="x", renew=_must_not, now=now) == "access-1"
    settings.SECRET_KEY_FALLBACKS = []
    seen: list[str] = []

    def renew(refresh: str) -> TokenPair:
        seen.append(refresh)
        return _pair(5)

    assert tokens.access_token(gateway="z", first_refresh="refresh-new", renew=renew, now=now) == "access-5"
    assert seen == ["refresh-new"]
    assert "access" not in repr(_pair(1))


# ── E-mail and sandbox ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
def test_a_letter_is_plain_text_with_an_id():
    message = _message(channel="email", to="lan@example.vn", subject="Mã xác nhận")
    provider_id = MailGateway().send(message)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject, letter.body) == (["lan@example.vn"], "Mã xác nhận", message.body)
    assert letter.message()["Message-ID"] == provider_id
    assert str(message.pk) in provider_id


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "failure", "code"),
    [
        (smtplib.SMTPRecipientsRefused({"lan@example.vn": (550, b"no lan")}), PermanentFailure, "smtp-550"),
        (smtplib.SMTPRecipientsRefused({"lan@example.vn": (451, b"later")}), TemporaryFailure, "smtp-451"),
        (smtplib.SMTPDataError(554, b"spam"), PermanentFailure, "smtp-554"),
        (smtplib.SMTPAuthenticationError(535, b"who"), TemporaryFailure, "smtp-535"),
        (smtplib.SMTPServerDisconnected("gone"), TemporaryFailure, "SMTPServerDisconnected"),
        (ConnectionRefusedError("lan@example.vn"), TemporaryFailure, "ConnectionRefusedError"),
        (TimeoutError(), TemporaryFailure, "TimeoutError"),
    ],
)
def test_answers_of_a_mail_server(
    monkeypatch: pytest.MonkeyPatch, error: Exception, failure: type[PermanentFailure | TemporaryFailure], code: str
):
    def send(*args: object, **kwargs: object) -> int:
        raise error

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", send)
    with pytest.raises(failure) as caught:
        MailGateway().send(_message(channel="email", to="lan@example.vn", subject="x"))
    assert caught.value.code == code


@pytest.mark.django_db
def test_the_sandbox_takes_everything():
    assert SandboxGateway().send(_message()).startswith("sandbox-")
