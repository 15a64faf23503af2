"""The file responder of the embedded shape, hashed static files, and files behind a permission."""

import asyncio
import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles import finders
from django.core.files.storage import storages
from django.core.management import call_command
from django.http import Http404
from django.test import RequestFactory
from django.utils.http import http_date
from pytest_django.fixtures import Settings

from core import importmap
from core.asgi import DRAINED
from core.files import ACCEL_HEADER, CHUNK, FileServer, StaticStorage, content_type, protected

BIG = CHUNK * 3 + 17


@pytest.fixture
def folders(tmp_path: Path, settings: Settings) -> Path:
    """`static/`, `media/` and `private/` with a few files, and a secret beside them."""
    settings.DEBUG = False
    for name in ("static", "media", "private"):
        (tmp_path / name).mkdir()
        setattr(settings, f"{name.upper()}_ROOT", tmp_path / name)
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "static/js").mkdir()
    (tmp_path / "static/js/app.js").write_text("export {};")
    (tmp_path / "static/js/app.0123456789ab.js").write_text("export {};" * 50)
    (tmp_path / "static/js/app.0123456789ab.js.gz").write_bytes(gzip.compress(b"export {};" * 50))
    (tmp_path / "media/video.mp4").write_bytes(bytes(range(256)) * (BIG // 256) + b"\0" * (BIG % 256))
    (tmp_path / "media/photo.jpg").write_bytes(b"0123456789")
    (tmp_path / "media/page.html").write_text("<script>alert(1)</script>")
    (tmp_path / "media/drawing.svg").write_text("<svg/>")
    (tmp_path / "media/empty.jpg").write_bytes(b"")
    (tmp_path / "media/.hidden").write_text("hidden")
    (tmp_path / "private/giấy phép.pdf").write_bytes(b"%PDF-1.7 licence")
    return tmp_path


class Answer:
    """What the server sent."""

    def __init__(self, messages: list[Any]) -> None:
        start, *body = messages
        self.status: int = start["status"]
        self.headers = {key.decode().lower(): value.decode("latin-1") for key, value in start["headers"]}
        self.body = b"".join(message.get("body", b"") for message in body)
        self.pieces = len(body)
        assert not body[-1].get("more_body", False)


async def django_says_404(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": [(b"x-django", b"yes")]})
    await send({"type": "http.response.body", "body": b"page"})


async def ask(path: str, app: Any = django_says_404, method: str = "GET", **headers: str) -> Answer:
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
    }
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(60)
        raise AssertionError("nobody had to wait for this")

    async def send(message: Any) -> None:
        sent.append(message)

    await FileServer(app)(scope, receive, send)
    return Answer(sent)


@pytest.mark.usefixtures("folders")
async def test_a_hashed_static_file_is_kept_forever_and_comes_compressed():
    answer = await ask("/static/js/app.0123456789ab.js", accept_encoding="br, gzip;q=0.8")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert gzip.decompress(answer.body) == b"export {};" * 50
    plain = await ask("/static/js/app.0123456789ab.js", accept_encoding="gzip;q=0")
    assert "content-encoding" not in plain.headers
    assert plain.headers["vary"] == "Accept-Encoding"
    assert plain.headers["etag"] != answer.headers["etag"]


@pytest.mark.usefixtures("folders")
async def test_a_plain_static_name_is_asked_for_again():
    answer = await ask("/static/js/app.js")
    assert answer.headers["cache-control"] == "public, no-cache"
    assert answer.body == b"export {};"


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize(
    "path",
    [
        "/static/../secret.txt",
        "/media/../secret.txt",
        "/media/x/../../secret.txt",
        "/media//etc/passwd",
        "/media/..\\secret.txt",
        "/media/\0",
        "/media/photo.jpg\0.txt",
        "/media/.hidden",
        "/media/",
        "/media/photo.jpg/",
        "/static/js",
        "/static/" + "a" * 5_000,
        "/static/" + "a/" * 400 + "b",
        "/media/không-có.jpg",
    ],
)
async def test_nothing_else_can_be_reached(path: str):
    answer = await ask(path)
    assert answer.status == 404
    assert b"secret" not in answer.body


async def test_a_link_out_of_the_folder_is_not_followed(folders: Path):
    (folders / "media/link.jpg").symlink_to(folders / "secret.txt")
    assert (await ask("/media/link.jpg")).status == 404


@pytest.mark.usefixtures("folders")
async def test_everything_else_is_djangos():
    answer = await ask("/tinh/")
    assert answer.headers["x-django"] == "yes"
    assert answer.body == b"page"


@pytest.mark.usefixtures("folders")
async def test_an_upload_can_never_run_in_our_name():
    page = await ask("/media/page.html")
    assert page.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert page.headers["content-disposition"] == "attachment"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert (await ask("/media/drawing.svg")).headers["content-disposition"] == "attachment"
    photo = await ask("/media/photo.jpg")
    assert photo.headers["content-type"] == "image/jpeg"
    assert "content-disposition" not in photo.headers


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
async def test_files_can_only_be_read(method: str):
    answer = await ask("/media/photo.jpg", method=method)
    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize("path", ["/media/photo.jpg", "/media/video.mp4"])
async def test_head_says_the_same_without_the_body(path: str):
    full, head = await ask(path), await ask(path, method="HEAD")
    assert head.status == 200
    assert head.body == b""
    assert head.headers == full.headers


@pytest.mark.usefixtures("folders")
async def test_a_big_file_comes_in_pieces():
    answer = await ask("/media/video.mp4")
    assert len(answer.body) == BIG
    assert answer.headers["content-length"] == str(BIG)
    assert answer.pieces == 4


async def test_reading_stops_when_the_client_has_left(folders: Path):
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/media/video.mp4", "headers": []}
    await FileServer(django_says_404)(scope, receive, send)
    assert sum(len(message.get("body", b"")) for message in sent) < BIG


@pytest.mark.usefixtures("folders")
async def test_no_more_is_read_than_the_client_takes():
    room = asyncio.Event()
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(60)
        raise AssertionError

    async def send(message: Any) -> None:
        sent.append(message)

    async def drained() -> None:
        await room.wait()
        room.clear()

    def size() -> int:
        return sum(len(message.get("body", b"")) for message in sent)

    scope = {"type": "http", "method": "GET", "path": "/media/video.mp4", "headers": [], DRAINED: drained}
    answer = asyncio.create_task(FileServer(django_says_404)(scope, receive, send))
    for taken in range(1, 4):
        await asyncio.sleep(0.1)
        assert size() == CHUNK * taken
        room.set()
    await asyncio.wait_for(answer, 5)
    assert size() == BIG


async def test_documents_have_no_address_of_their_own(folders: Path):
    """Wagtail asks who may have them; at their place in the store nobody would."""
    (folders / "media/documents").mkdir()
    (folders / "media/documents/hop-dong.pdf").write_bytes(b"%PDF private")
    for method in ("GET", "HEAD"):
        answer = await ask("/media/documents/hop-dong.pdf", method=method)
        assert answer.status == 404
        assert b"private" not in answer.body


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize(
    ("asked", "status", "body", "described"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=-99", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=9-9", 206, b"9", "bytes 9-9/10"),
        ("bytes=10-", 416, None, "bytes */10"),
        ("bytes=-0", 416, None, "bytes */10"),
        ("bytes=99999999999999999999-", 416, None, "bytes */10"),
        ("bytes=3-2", 200, b"0123456789", None),
        ("bytes=0-1,4-5", 200, b"0123456789", None),
        ("bytes=-", 200, b"0123456789", None),
        ("bytes=a-b", 200, b"0123456789", None),
        ("items=0-1", 200, b"0123456789", None),
    ],
)
async def test_ranges(asked: str, status: int, body: bytes | None, described: str | None):
    answer = await ask("/media/photo.jpg", range=asked)
    assert answer.status == status
    assert answer.headers.get("content-range") == described
    if body is not None:
        assert answer.body == body
        assert answer.headers["content-length"] == str(len(body))


@pytest.mark.usefixtures("folders")
async def test_a_range_across_pieces_and_of_an_empty_file():
    answer = await ask("/media/video.mp4", range=f"bytes=100-{CHUNK * 2}")
    assert len(answer.body) == CHUNK * 2 - 99
    assert answer.body[:3] == bytes([100, 101, 102])
    assert (await ask("/media/empty.jpg", range="bytes=0-")).status == 416
    assert (await ask("/media/empty.jpg")).body == b""


@pytest.mark.usefixtures("folders")
async def test_a_range_of_another_version_is_the_whole_file():
    etag = (await ask("/media/photo.jpg")).headers["etag"]
    assert (await ask("/media/photo.jpg", range="bytes=0-3", if_range=etag)).status == 206
    assert (await ask("/media/photo.jpg", range="bytes=0-3", if_range='"old"')).status == 200
    assert (await ask("/media/photo.jpg", range="bytes=0-3", if_range=http_date(0))).status == 200


@pytest.mark.usefixtures("folders")
async def test_what_the_client_has_is_not_sent_again():
    first = await ask("/media/photo.jpg")
    etag, modified = first.headers["etag"], first.headers["last-modified"]
    for headers in (
        {"if_none_match": etag},
        {"if_none_match": f'"other", W/{etag}'},
        {"if_none_match": "*"},
        {"if_modified_since": modified},
    ):
        answer = await ask("/media/photo.jpg", **headers)
        assert answer.status == 304, headers
        assert answer.body == b""
        assert answer.headers["etag"] == etag
        assert answer.headers["cache-control"] == first.headers["cache-control"]
    for headers in (
        {"if_none_match": '"other"'},
        {"if_none_match": '"other"', "if_modified_since": modified},  # the tag decides
        {"if_modified_since": http_date(0)},
        {"if_modified_since": "yesterday"},
    ):
        assert (await ask("/media/photo.jpg", **headers)).status == 200, headers


@pytest.mark.usefixtures("folders")
async def test_in_debug_the_source_tree_answers(settings: Settings):
    settings.DEBUG = True
    answer = await ask("/static/js/early.js")
    assert answer.body == (Path(django_settings.BASE_DIR) / "static/js/early.js").read_bytes()
    assert (await ask("/static/../manage.py")).status == 404


# ── Files behind a permission ────────────────────────────────────────────────────────────────────────────────────────
def answered_by(response: Any) -> Any:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        headers = [(key.encode(), value.encode("latin-1")) for key, value in response.items()]
        headers.append((b"Set-Cookie", b"a=1"))
        headers.append((b"Set-Cookie", b"b=2"))
        await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
        await send({"type": "http.response.body", "body": response.content})

    return app


request = RequestFactory().get("/")


@pytest.mark.usefixtures("folders")
async def test_a_view_that_allows_it_gives_the_file():
    response = protected(request, "giấy phép.pdf", filename="Giấy phép số 1.pdf")
    assert response.content == b""
    assert unquote(response[ACCEL_HEADER]) == "/_protected/giấy phép.pdf"
    answer = await ask("/centre/licence/", answered_by(response))
    assert answer.status == 200
    assert answer.body == b"%PDF-1.7 licence"
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-length"] == "16"
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=utf-8''Gi%E1%BA%A5y")
    assert answer.headers["set-cookie"] == "b=2"
    assert ACCEL_HEADER.lower() not in answer.headers, "the name in the store is nobody's business"


@pytest.mark.usefixtures("folders")
async def test_a_part_of_a_protected_file():
    answer = await ask("/centre/licence/", answered_by(protected(request, "giấy phép.pdf")), range="bytes=0-3")
    assert (answer.status, answer.body) == (206, b"%PDF")


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize("path", ["khong-co.pdf", "../secret.txt", "/etc/passwd", "", ".", "a\0"])
def test_what_is_not_there_is_404(path: str):
    with pytest.raises(Http404):
        protected(request, path)


@pytest.mark.usefixtures("folders")
@pytest.mark.parametrize(
    "target", ["/_protected/../secret.txt", "/media/photo.jpg", "/etc/passwd", "/_protected/%2e%2e/secret.txt"]
)
async def test_the_header_opens_the_private_folder_only(target: str):
    response = protected(request, "giấy phép.pdf")
    response[ACCEL_HEADER] = target
    answer = await ask("/centre/licence/", answered_by(response))
    assert answer.status == 404
    assert b"secret" not in answer.body


def test_only_harmless_types_are_shown_in_the_browser(folders: Path):
    (folders / "private/page.html").write_text("<script>")
    (folders / "private/photo.jpg").write_bytes(b"")
    assert protected(request, "photo.jpg", inline=True)["Content-Disposition"].startswith("inline")
    assert protected(request, "page.html", inline=True)["Content-Disposition"].startswith("attachment")


# ── Static files under hashed names ──────────────────────────────────────────────────────────────────────────────────
def _forget() -> None:
    cached: Any = finders.get_finder
    cached.cache_clear()
    importmap.import_map.cache_clear()
    importmap.csp_hash.cache_clear()


@pytest.fixture
def collected(tmp_path: Path, settings: Settings) -> Iterator[StaticStorage]:
    """A small tree, collected by `StaticStorage`."""
    source = tmp_path / "source"
    for name, text in {
        "css/a.css": 'a { background: url("../img/leaf.svg"); }' + " " * 200,
        "img/leaf.svg": "<svg/>",
        "js/app.js": 'import "./dialog.js";\n' + "// \n" * 100,
        "js/dialog.js": "export {};\n" + "// \n" * 100,
    }.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text)
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "core.files.StaticStorage"}}
    _forget()
    call_command("collectstatic", interactive=False, verbosity=0)
    storage = storages["staticfiles"]
    assert isinstance(storage, StaticStorage)
    yield storage
    _forget()


def test_stylesheets_point_at_hashed_files_and_modules_keep_plain_names(collected: StaticStorage):
    css = Path(collected.path(collected.stored_name("css/a.css"))).read_text()
    assert re.search(r"img/leaf\.[0-9a-f]{12}\.svg", css)
    script = Path(collected.path(collected.stored_name("js/app.js"))).read_text()
    assert 'import "./dialog.js";' in script


def test_text_has_a_compressed_copy_beside_it(collected: StaticStorage):
    name = collected.stored_name("js/app.js")
    assert gzip.decompress(Path(collected.path(name + ".gz")).read_bytes()) == Path(collected.path(name)).read_bytes()


def test_a_missing_file_does_not_take_the_page_down(collected: StaticStorage):
    assert collected.url("img/khong-co.svg") == "/static/img/khong-co.svg"


def test_types_do_not_depend_on_the_machine():
    assert content_type("a.woff2") == "font/woff2"
    assert content_type("a.webmanifest") == "application/manifest+json; charset=utf-8"
    assert content_type("a.ts") == "video/mp2t"
    assert content_type("a.mjs") == "text/javascript; charset=utf-8"
    assert content_type("a.unknown") == "application/octet-stream"


def test_every_static_name_in_templates_exists():
    """`StaticStorage` forgives a missing file at run time; this does not."""
    names = {
        name
        for template in (Path(django_settings.BASE_DIR) / "templates").rglob("*.html")
        for name in re.findall(r"""\{% static ["']([^"'{]+)["'] %\}""", template.read_text())
    }
    assert len(names) > 10
    assert sorted(name for name in names if not finders.find(name)) == []
