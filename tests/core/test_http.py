"""Whose address a request counts for, and what of a request may be written down."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch
from pytest_django.fixtures import Settings

from core.http import client_ip, is_local, logged_path

factory = RequestFactory()


@pytest.mark.parametrize(
    ("remote", "found"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:DB8::1", "2001:db8::1"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::1"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_without_a_proxy_it_is_the_sender(remote: str, found: str, settings: Settings):
    settings.BEHIND_PROXY = False
    request = factory.get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR="198.51.100.1")
    assert client_ip(request) == found


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("198.51.100.1", "198.51.100.1"),
        ("6.6.6.6, 198.51.100.1", "198.51.100.1"),  # the first is what the sender claims
        ("198.51.100.1:4711", "198.51.100.1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("not-an-address, , 1.2.3.4.5.6", "192.0.2.7"),
        ("", "192.0.2.7"),
    ],
)
def test_behind_the_proxy_it_is_what_the_proxy_says(header: str, found: str, settings: Settings):
    settings.BEHIND_PROXY = True
    assert client_ip(factory.get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR=header)) == found


def test_local_is_only_who_is_on_this_machine(settings: Settings):
    settings.BEHIND_PROXY = False
    assert is_local(factory.get("/", REMOTE_ADDR="127.0.0.1"))
    assert is_local(factory.get("/", REMOTE_ADDR="::1"))
    assert not is_local(factory.get("/", REMOTE_ADDR="192.0.2.7"))
    assert not is_local(factory.get("/", REMOTE_ADDR=""))
    # passed on by a proxy on this machine that we were not told of
    assert not is_local(factory.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.7"))
    settings.BEHIND_PROXY = True
    assert not is_local(factory.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="192.0.2.7"))


def test_nobody_is_local_behind_a_proxy_that_does_not_say_for_whom_it_asks(settings: Settings):
    settings.BEHIND_PROXY = True
    assert not is_local(factory.get("/", REMOTE_ADDR="127.0.0.1"))
    assert not is_local(factory.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="unreadable"))
    assert is_local(factory.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="127.0.0.1"))


# ── What may be written down ─────────────────────────────────────────────────────────────────────────────────────────
def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@pytest.mark.parametrize(
    ("path", "arguments", "shown"),
    [
        ("/moi/1a-c0ffee/", {"uidb36": "1a", "key": "c0ffee", "pk": 7}, "/moi/*-*/"),
        ("/moi/1-c1-0121ab1/", {"uidb36": "1", "key": "c1-0121ab1"}, "/moi/*-*/"),  # one occurs in the other
        ("/moi/1-1/", {"uidb36": "1", "key": "1"}, "/moi/*-*/"),
        ("/moi/12-1/", {"uidb36": "12", "key": "1"}, "/moi/*-*/"),
        ("/nhom-1/a1/1/", {"key": "1"}, "/nhom-*/a1/*/"),
        ("/ma/000123/", {"code": 123}, "moi/<key>"),  # not as it stands in the path: the route says enough
        ("/nhom/7/", {"pk": 7, "slug": "nhom"}, "/nhom/7/"),
    ],
)
def test_what_opens_something_is_not_written_down(path: str, arguments: dict[str, object], shown: str):
    request = factory.get(path)
    request.resolver_match = ResolverMatch(view, (), arguments, "name", route="moi/<key>")
    assert logged_path(request) == shown


def test_long_words_are_written_down():
    path = "/san-vat/ca-phe-robusta-vu-2026-xa-quang-phu-huyen-cu-m-gar/nghiengngacuanghenhngang/"
    assert logged_path(factory.get(path)) == path


def test_a_path_cannot_write_lines_of_its_own():
    assert "\n" not in logged_path(factory.get("/a%0AFAKE line/"))
    assert len(logged_path(factory.get("/" + "a" * 5_000))) == 200
