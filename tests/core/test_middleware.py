"""Around every request: its id, its line in the log, its figures, and the guard against unreadable input."""

import json
import re
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from prometheus_client import REGISTRY
from pytest_django.fixtures import Settings

from core import middleware
from core.middleware import (
    MAX_FORM,
    MAX_PARAMETERS,
    MAX_PATH,
    MAX_QUERY,
    RequestContextMiddleware,
    WellFormedRequestMiddleware,
)

factory = RequestFactory()
FORM = "application/x-www-form-urlencoded"


def ok(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


# ── Request id and log ───────────────────────────────────────────────────────────────────────────────────────────────
def test_a_good_id_from_the_proxy_is_kept():
    request = factory.get("/", HTTP_X_REQUEST_ID="edge-7f3a.91")
    answer = RequestContextMiddleware(ok)(request)
    assert answer["X-Request-ID"] == "edge-7f3a.91"
    assert request.request_id == "edge-7f3a.91"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "given", ["", "short", "a" * 65, "a b c d e f", "a\r\nSet-Cookie: x=1", "<script>alert</script>"]
)
def test_any_other_id_is_replaced(given: str):
    answer = RequestContextMiddleware(ok)(factory.get("/", HTTP_X_REQUEST_ID=given))
    assert re.fullmatch(r"[0-9a-f]{32}", answer["X-Request-ID"])


class Log:
    """Stands for the access log."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []

    def _write(self, event: str, **values: Any) -> None:
        self.lines.append(values)

    info = warning = _write

    def debug(self, event: str, **values: Any) -> None:
        pass


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Log:
    fake = Log()
    monkeypatch.setattr(middleware, "log", fake)
    return fake


def test_the_line_has_the_path_without_the_query(log: Log):
    RequestContextMiddleware(ok)(factory.get("/tinh/?q=0912345678"))
    (line,) = log.lines
    assert line["path"] == "/tinh/"
    assert line["status"] == 200
    assert "0912345678" not in json.dumps(line)


@pytest.mark.django_db
@pytest.mark.parametrize("secure", [False, True])
@pytest.mark.parametrize("end", ["/", "", "/.", "/x/"])
@pytest.mark.parametrize("language", ["", "/en"])
def test_a_key_in_the_path_is_not_written_down(
    client: Client, log: Log, settings: Settings, language: str, end: str, secure: bool
):
    """Also where the redirect to https or to the slash comes first, or a mail program has added to the link."""
    settings.SECURE_SSL_REDIRECT = True
    key = "c9abcd-0123456789abcdef0123456789abcdef"
    client.get(f"{language}/tai-khoan/mat-khau/moi/1-{key}{end}", secure=secure)
    (line,) = log.lines
    assert line["path"].startswith(f"{language}/tai-khoan/mat-khau/moi/")
    assert not re.search(r"[0-9a-f]{7}", line["path"])


@pytest.mark.django_db
def test_probes_do_not_fill_the_log(client: Client, log: Log):
    client.get("/healthz")
    assert log.lines == []


def count(view: str, status: str, method: str = "GET") -> float:
    labels = {"method": method, "view": view, "status": status}
    return REGISTRY.get_sample_value("cho_lang_requests_total", labels) or 0


@pytest.mark.django_db
def test_requests_are_counted_by_view_and_never_by_path(client: Client):
    before = count("healthz", "200"), count("wagtail_serve", "404")
    client.get("/healthz")
    client.get("/mot-trang-khong-co/")
    client.get("/mot-trang-khac/")
    assert (count("healthz", "200"), count("wagtail_serve", "404")) == (before[0] + 1, before[1] + 2)
    labels = {str(sample.labels) for family in REGISTRY.collect() for sample in family.samples}
    assert not any("khong-co" in text for text in labels)


def test_a_made_up_method_makes_no_series_of_its_own():
    before = count("-", "200", "other")
    RequestContextMiddleware(ok)(factory.generic("X" * 50, "/"))
    assert count("-", "200", "other") == before + 1


@pytest.mark.parametrize("broken", [False, True])
def test_the_place_in_the_queue_is_held_while_the_thread_works(broken: bool):
    seen: list[str] = []

    class Place:
        def enter(self) -> None:
            seen.append("enter")

        def leave(self) -> None:
            seen.append("leave")

    def view(request: HttpRequest) -> HttpResponse:
        seen.append("work")
        if broken:
            raise RuntimeError
        return HttpResponse()

    request = factory.get("/")
    request.scope = {"cho_lang.place": Place()}  # type: ignore[attr-defined]
    if broken:
        with pytest.raises(RuntimeError):
            RequestContextMiddleware(view)(request)
    else:
        RequestContextMiddleware(view)(request)
    assert seen == ["enter", "work", "leave"]


# ── Unreadable input ─────────────────────────────────────────────────────────────────────────────────────────────────
def passes(request: HttpRequest) -> bool:
    guard = WellFormedRequestMiddleware(ok)
    try:
        guard(request)
        guard.process_view(request, ok, (), {})
    except BadRequest:
        return False
    return True


def multipart(**fields: Any) -> HttpRequest:
    return factory.post("/", fields)


GOOD: list[tuple[str, Callable[[], HttpRequest]]] = [
    ("plain", lambda: factory.get("/tinh/gia-lai/")),
    ("Vietnamese", lambda: factory.get("/", {"q": "Đặng Thị Ngữ, xã Quý Sơn"})),
    ("path", lambda: factory.get("/tỉnh/Đắk-Lắk/")),
    ("emoji", lambda: factory.get("/", {"q": "🍋" * 100})),
    ("percent", lambda: factory.get("/", QUERY_STRING="q=100%&x=%zz")),
    ("long", lambda: factory.get("/", QUERY_STRING="q=" + "x" * (MAX_QUERY - 2))),
    ("form", lambda: factory.post("/", "ten=%C4%90%E1%BA%B7ng&dia-chi=a%0D%0Ab", content_type=FORM)),
    ("big form", lambda: factory.post("/", "x=" + "a" * (MAX_FORM - 2), content_type=FORM)),
    ("files", lambda: multipart(name="Ngữ", picture=SimpleUploadedFile("ảnh.jpg", b"\0\1\2"))),
    ("json", lambda: factory.post("/", {"a": "\0"}, content_type="application/json")),
]
BAD: list[tuple[str, Callable[[], HttpRequest]]] = [
    ("NUL in the path", lambda: factory.get("/a%00b/")),
    ("line break in the path", lambda: factory.get("/a%0Ab/")),
    ("long path", lambda: factory.get("/" + "a" * MAX_PATH)),
    ("NUL in the query", lambda: factory.get("/", QUERY_STRING="q=a%00b")),
    ("raw NUL in the query", lambda: factory.get("/", QUERY_STRING="q=a\0b")),
    ("NUL in a name", lambda: factory.get("/", QUERY_STRING="%00=1")),
    ("broken UTF-8", lambda: factory.get("/", QUERY_STRING="q=%c3%28")),
    ("a lone surrogate", lambda: factory.get("/", QUERY_STRING="q=%ed%a0%80")),
    ("raw broken UTF-8", lambda: factory.get("/", QUERY_STRING="q=\xff\xfe")),
    ("long query", lambda: factory.get("/", QUERY_STRING="q=" + "x" * MAX_QUERY)),
    ("many parameters", lambda: factory.get("/", QUERY_STRING="&".join(["a=1"] * (MAX_PARAMETERS + 1)))),
    ("NUL in the cookie", lambda: factory.get("/", HTTP_COOKIE="sessionid=" + "\0" * 20)),
    ("NUL in a form", lambda: factory.post("/", "a=b%00c", content_type=FORM)),
    ("raw NUL in a form", lambda: factory.post("/", b"a=b\0c", content_type=FORM)),
    ("broken UTF-8 in a form", lambda: factory.post("/", "a=%ff", content_type=FORM)),
    ("many fields", lambda: factory.post("/", "a=1&" * 3_000, content_type=FORM)),
    ("huge form", lambda: factory.post("/", "x=" + "a" * MAX_FORM, content_type=FORM)),
    ("NUL beside files", lambda: multipart(name="a\0b")),
    ("NUL in a field's name", lambda: _with_file(field=b"f\0")),
]


def _with_file(*, field: bytes = b"f", name: bytes = b"a.jpg") -> HttpRequest:
    body = (
        b'--x\r\nContent-Disposition: form-data; name="' + field + b'"; filename="' + name + b'"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n123\r\n--x--\r\n"
    )
    return factory.post("/", body, content_type="multipart/form-data; boundary=x")


@pytest.mark.parametrize("make", [make for _, make in GOOD], ids=[name for name, _ in GOOD])
def test_what_can_be_read_passes(make: Callable[[], HttpRequest]):
    assert passes(make())


@pytest.mark.parametrize("make", [make for _, make in BAD], ids=[name for name, _ in BAD])
def test_what_cannot_be_read_does_not(make: Callable[[], HttpRequest]):
    assert not passes(make())


def test_no_file_name_with_nul_reaches_a_view():
    request = _with_file(name=b"a\0b.jpg")
    assert not passes(request) or all("\0" not in str(upload) for upload in request.FILES.getlist("f"))


def test_a_sender_that_hangs_up_is_no_error_of_ours():
    class Gone(BytesIO):
        def read(self, *args: Any) -> bytes:
            raise OSError("gone")

    request = factory.post("/", "a=1", content_type=FORM)
    request._stream = Gone()
    assert not passes(request)


def test_the_hardest_accepted_input_is_looked_at_in_no_time():
    requests = [
        factory.post("/", "%C3%A9" * (MAX_FORM // 6), content_type=FORM),
        factory.post("/", "%41" * (MAX_FORM // 3), content_type=FORM),
        factory.get("/", QUERY_STRING="%41" * (MAX_QUERY // 3)),
    ]
    for request in requests:
        began = time.process_time()
        assert passes(request)
        assert time.process_time() - began < 2  # some tenths of a second; the bound is for a slow machine


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/?q=%00", "/tinh/%00/", "/en/?q=%ff"])
def test_the_answer_is_our_page(client: Client, path: str):
    answer = client.get(path)
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "</footer>" in text
    assert ('lang="en"' if path.startswith("/en/") else 'lang="vi"') in text
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.django_db
def test_the_language_of_one_bad_request_does_not_stay_for_the_next(client: Client, settings: Settings):
    client.get("/en/?q=%00")
    assert '<html lang="vi"' in client.get("/?q=%00").content.decode()
