"""Log lines: machine-readable, with the request's id, without people."""

import io
import json
import logging
import logging.config
from collections.abc import Callable, Iterator

import pytest
import structlog
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django.fixtures import Settings

from config import urls as site
from core.logging import get_logger, logging_config, redact_text

Lines = Callable[[], list[str]]


@pytest.fixture
def lines(request: pytest.FixtureRequest) -> Iterator[Lines]:
    """Logging set up as in production (or as the parameter says); gives the lines written so far."""
    as_json = getattr(request, "param", True)
    before = list(logging.root.handlers), logging.root.level
    written = io.StringIO()
    config = logging_config(level="INFO", as_json=as_json)
    config["handlers"]["stderr"]["stream"] = written
    logging.config.dictConfig(config)
    yield lambda: written.getvalue().splitlines()
    logging.root.handlers[:], level = before
    logging.root.setLevel(level)


def test_a_line_is_json_with_the_essentials(lines: Lines):
    get_logger("core.test").info("paid", order=7, name="Đặng Thị Ngữ")
    (line,) = lines()
    assert "Đặng" in line
    event = json.loads(line)
    assert event["event"] == "paid"
    assert event["order"] == 7
    assert event["level"] == "info"
    assert event["logger"] == "core.test"
    assert event["timestamp"].endswith("Z")


def test_lines_of_other_libraries_look_the_same(lines: Lines):
    logging.getLogger("somebody.else").warning("found %d of %s", 3, "them")
    event = json.loads(lines()[0])
    assert event["event"] == "found 3 of them"
    assert event["level"] == "warning"
    assert event["logger"] == "somebody.else"


def test_every_line_of_a_request_has_its_id(lines: Lines):
    with structlog.contextvars.bound_contextvars(request_id="abc12345"):
        get_logger("ours").info("one")
        logging.getLogger("theirs").info("two")
    get_logger("ours").info("three")
    assert [json.loads(line).get("request_id") for line in lines()] == ["abc12345", "abc12345", None]


def test_levels_hold(lines: Lines):
    get_logger("ours").debug("too fine")
    logging.getLogger("django.request").warning("Not Found: /x/")
    logging.getLogger("django.db.backends").debug("SELECT phone FROM users")
    logging.getLogger("daphne.server").info("HTTP/2 support not enabled")
    assert lines() == []


def test_statements_are_never_logged_whatever_the_level():
    assert logging_config(level="debug", as_json=True)["loggers"]["django.db.backends"]["level"] == "INFO"


def test_people_are_taken_out_everywhere(lines: Lines):
    try:
        raise ValueError("no account for 0912345678")
    except ValueError:
        get_logger("ours").exception("failed for lan@example.vn", to=["+84 912 345 678", {"deep": "lan@example.vn"}])
    line = lines()[0]
    assert "lan@example.vn" not in line
    assert "345678" not in line
    assert "345 678" not in line
    assert "ValueError" in line


@pytest.mark.parametrize("lines", [False], indirect=True)
def test_the_console_shows_the_same_without_people(lines: Lines):
    get_logger("ours").info("sent", to="+84912345678")
    assert "sent" in lines()[0]
    assert "912345678" not in lines()[0]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0912345678", "[number]"),
        ("+84 912 345 678 called", "[number] called"),
        ("card 4111-1111-1111-1111", "card [number]"),
        ("mail lan.tran+x@example.com.vn, please", "mail [e-mail], please"),
        ("from 113.161.72.9", "from [address]"),
        ("redis://user:geheim@db:6379/0", "redis://[secret]@db:6379/0"),
        ("order 12345678 at 2026-11-24 18:28:01", "order 12345678 at 2026-11-24 18:28:01"),
        ("listening on 127.0.0.1:8000", "listening on 127.0.0.1:8000"),
        ("/tinh/gia-lai/ in 12.5 ms", "/tinh/gia-lai/ in 12.5 ms"),
    ],
)
def test_what_is_taken_out_and_what_stays(text: str, shown: str):
    assert redact_text(text) == shown


# What Django says of a request


def broken(request: HttpRequest, key: str) -> HttpResponse:
    raise ValueError("on purpose")


def too_much(request: HttpRequest) -> HttpResponse:
    raise RequestDataTooBig("more than the limit")


urlpatterns = [path("broken/<str:key>/", broken), path("too-much/", too_much), *site.urlpatterns]
handler400, handler500 = site.handler400, site.handler500


def test_an_error_is_logged_with_its_traceback_and_without_the_key(lines: Lines, settings: Settings):
    settings.ROOT_URLCONF = __name__
    Client(raise_request_exception=False).get("/broken/c0ffee/")
    (said,) = [json.loads(line) for line in lines() if "Internal Server Error" in line]
    assert said["event"] == "Internal Server Error: /broken/*/"
    assert "on purpose" in said["exception"]


def test_what_a_stranger_sends_that_is_refused_takes_one_short_line(lines: Lines, settings: Settings):
    """With a traceback each, anybody could fill the disk."""
    settings.ROOT_URLCONF = __name__
    assert Client(raise_request_exception=False).post("/too-much/").status_code == 400
    (said,) = [json.loads(line) for line in lines() if "more than the limit" in line]
    assert said["level"] == "warning"
    assert "exception" not in said
    assert "Traceback" not in str(said)
