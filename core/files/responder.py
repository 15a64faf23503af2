"""The responder: static, media and protected files straight from the event loop, read in threads."""

import asyncio
import os
import re
import stat
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import unquote

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils.http import http_date, parse_http_date_safe

from core.asgi import DRAINED, Application, Message, Receive, Scope, Send
from core.files.protection import ACCEL_HEADER
from core.files.types import COMPRESSED, SHOWN, content_type, inside
from core.logging import get_logger

log = get_logger(__name__)

CHUNK = 262_144  # bytes

_HASHED = re.compile(r"\.[0-9a-f]{12}\.[^/]+$")
_FOREVER = "public, max-age=31536000, immutable"
_REVALIDATE = "public, no-cache"
_MEDIA_CACHE = "public, max-age=86400"  # a stored upload never changes: a new one gets a new name


@dataclass(slots=True)
class _File:
    """An open file and what its headers are made of."""

    handle: BinaryIO
    size: int
    modified: float
    etag: str
    first: bytes
    """The whole content where it is small: one trip to the thread is enough then."""
    encoding: str = ""
    varies: bool = False


class FileServer:
    """ASGI middleware that answers for static, media and protected files; everything else goes to `app`."""

    def __init__(self, app: Application) -> None:
        self.app = app
        self._pool = ThreadPoolExecutor(8, thread_name_prefix="files")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]
        if path.startswith(settings.STATIC_URL):
            await self._static(path.removeprefix(settings.STATIC_URL), scope, receive, send)
        elif path.startswith(settings.MEDIA_URL):
            await self._media(path.removeprefix(settings.MEDIA_URL), scope, receive, send)
        else:
            await self._pass_on(scope, receive, send)

    async def _static(self, name: str, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {
            "Cache-Control": _FOREVER if _HASHED.search(name) else _REVALIDATE,
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        await self._answer(lambda: _find_static(name), name, headers, scope, receive, send)

    async def _media(self, name: str, scope: Scope, receive: Receive, send: Send) -> None:
        if name.startswith(settings.MEDIA_PRIVATE):
            await _plain(send, 404, "not found\n", head=scope["method"] == "HEAD")
            return
        headers = {
            "Cache-Control": _MEDIA_CACHE,
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        if not content_type(name).startswith(SHOWN):
            headers["Content-Disposition"] = "attachment"
        await self._answer(lambda: inside(Path(settings.MEDIA_ROOT), name), name, headers, scope, receive, send)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let Django answer, and put the file in where it names one."""
        start: Message | None = None

        async def watched(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _header(message["headers"], ACCEL_HEADER):
                start = message
            elif start is None:
                await send(message)

        await self.app(scope, receive, watched)
        if start is None:
            return
        target = unquote(_header(start["headers"], ACCEL_HEADER))
        name = target.removeprefix(settings.ACCEL_PREFIX)
        if target == name or start["status"] != 200:
            log.error("a view named a file outside the protected folder")
            await _plain(send, 404, "not found\n", head=scope["method"] == "HEAD")
            return
        dropped = {ACCEL_HEADER.lower(), "content-length"}
        kept = {
            key.decode("latin-1"): value.decode("latin-1")
            for key, value in start["headers"]
            if key.decode("latin-1").lower() not in dropped | {"set-cookie"}
        }
        cookies = [value.decode("latin-1") for key, value in start["headers"] if key.lower() == b"set-cookie"]
        await self._answer(
            lambda: inside(Path(settings.PRIVATE_ROOT), name), name, kept, scope, receive, send, cookies=cookies
        )

    async def _answer(
        self,
        find: Callable[[], Path | None],
        name: str,
        headers: dict[str, str],
        scope: Scope,
        receive: Receive,
        send: Send,
        *,
        cookies: list[str] | None = None,
    ) -> None:
        head = scope["method"] == "HEAD"
        if scope["method"] not in ("GET", "HEAD"):
            await _plain(send, 405, "method not allowed\n", {"Allow": "GET, HEAD"})
            return
        asked = _Asked(scope["headers"])
        file = await self._in_thread(_open, find, asked.gzip and not asked.range)
        if file is None:
            await _plain(send, 404, "not found\n", head=head)
            return
        try:
            lower = {key.lower() for key in headers}
            if "content-type" not in lower:
                headers["Content-Type"] = content_type(name)
            headers |= {
                "X-Content-Type-Options": "nosniff",
                "ETag": file.etag,
                "Last-Modified": http_date(file.modified),
                "Accept-Ranges": "bytes",
            }
            if file.varies:
                headers["Vary"] = "Accept-Encoding"
            if file.encoding:
                headers["Content-Encoding"] = file.encoding
            if asked.has_already(file):
                headers.pop("Content-Type", None)
                headers.pop("Content-Encoding", None)
                await _start(send, 304, headers, cookies)
                await send({"type": "http.response.body"})
                return
            span = asked.span(file) if not head else (0, file.size)
            if span is None:
                await _plain(send, 416, "range not satisfiable\n", {"Content-Range": f"bytes */{file.size}"})
                return
            begin, end = span
            status = 200
            if asked.partial and not head:
                status = 206
                headers["Content-Range"] = f"bytes {begin}-{end - 1}/{file.size}"
            headers["Content-Length"] = str(end - begin)
            await _start(send, status, headers, cookies)
            if head:
                await send({"type": "http.response.body"})
            else:
                await self._body(file, begin, end, scope, receive, send)
        finally:
            await self._in_thread(file.handle.close)

    async def _body(self, file: _File, begin: int, end: int, scope: Scope, receive: Receive, send: Send) -> None:
        if len(file.first) == file.size:
            await send({"type": "http.response.body", "body": file.first[begin:end]})
            return
        gone = asyncio.ensure_future(_until_left(receive))
        try:
            await self._in_thread(file.handle.seek, begin)
            while begin < end and not gone.done():
                piece = await self._in_thread(file.handle.read, min(CHUNK, end - begin))
                if not piece:  # cut while we read; the client sees that bytes are missing
                    break
                begin += len(piece)
                await send({"type": "http.response.body", "body": piece, "more_body": begin < end})
                if DRAINED in scope and begin < end:  # else a client that does not read fills the memory
                    await scope[DRAINED]()
            if begin < end:
                await send({"type": "http.response.body"})
        finally:
            gone.cancel()

    def _in_thread(self, fn: Callable[..., Any], *args: Any) -> Awaitable[Any]:
        return asyncio.get_running_loop().run_in_executor(self._pool, fn, *args)


def _find_static(name: str) -> Path | None:
    if settings.DEBUG:
        found = finders.find(name) if _is_plain(name) else None
        if found:
            return Path(found)
    return inside(Path(settings.STATIC_ROOT), name)


def _is_plain(name: str) -> bool:
    return "\0" not in name and "\\" not in name and all(p and not p.startswith(".") for p in name.split("/"))


def _open(find: Callable[[], Path | None], packed: bool) -> _File | None:
    path = find()
    if path is None:
        return None
    encoding, sibling = "", path.with_name(path.name + ".gz")
    varies = path.suffix in COMPRESSED and sibling.is_file()
    if packed and varies:
        path, encoding = sibling, "gzip"
    try:
        handle = path.open("rb")
    except OSError:
        return None
    status = os.fstat(handle.fileno())
    if not stat.S_ISREG(status.st_mode):
        handle.close()
        return None
    first = handle.read(CHUNK) if status.st_size <= CHUNK else b""
    etag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
    return _File(handle, status.st_size, status.st_mtime, etag, first, encoding, varies)


class _Asked:
    """The request headers that matter for a file."""

    def __init__(self, headers: list[tuple[bytes, bytes]]) -> None:
        self.range = _header(headers, "range")
        self.if_range = _header(headers, "if-range")
        self.if_none_match = _header(headers, "if-none-match")
        self.if_modified_since = _header(headers, "if-modified-since")
        self.gzip = _accepts_gzip(_header(headers, "accept-encoding"))
        self.partial = False

    def has_already(self, file: _File) -> bool:
        """Whether the client's copy is the current one (RFC 9110, 13.2.2)."""
        if self.if_none_match:
            tags = {tag.strip().removeprefix("W/") for tag in self.if_none_match.split(",")}
            return "*" in tags or file.etag in tags
        if self.if_modified_since:
            since = parse_http_date_safe(self.if_modified_since)
            return since is not None and int(file.modified) <= since
        return False

    def span(self, file: _File) -> tuple[int, int] | None:
        """Begin and end of the bytes to send; None if there are none such. Sets `partial` when it is not all.

        Several ranges, another unit and a range that cannot be read mean the whole file, as the standard allows.
        """
        match = re.fullmatch(r"bytes=(\d{0,18})-(\d{0,18})", self.range.replace(" ", ""))
        whole = (0, file.size)
        if match is None:
            return self._too_far(file, whole)
        if match[1] == match[2] == "" or not self._same(file):
            return whole
        if match[1] == "":
            length = min(int(match[2]), file.size)
            if length == 0:
                return None
            begin, end = file.size - length, file.size
        else:
            begin = int(match[1])
            end = min(int(match[2]) + 1, file.size) if match[2] else file.size
            if match[2] and int(match[2]) < begin:
                return whole
            if begin >= file.size:
                return None
        self.partial = True
        return begin, end

    def _too_far(self, file: _File, whole: tuple[int, int]) -> tuple[int, int] | None:
        # more digits than any file has bytes: well-formed, and beyond its end
        return None if re.fullmatch(r"bytes=\d{19,}-\d*", self.range) and self._same(file) else whole

    def _same(self, file: _File) -> bool:
        """`If-Range`: the part is only wanted of the version the client has."""
        if not self.if_range:
            return True
        if self.if_range.startswith(('"', "W/")):
            return self.if_range == file.etag
        return parse_http_date_safe(self.if_range) == int(file.modified)


def _accepts_gzip(header: str) -> bool:
    for part in header.lower().split(","):
        coding, _, weight = part.partition(";")
        if coding.strip() == "gzip":
            return not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    return False


def _header(headers: Any, name: str) -> str:
    wanted = name.lower().encode()
    for key, value in headers:
        if key.lower() == wanted:
            return bytes(value).decode("latin-1")
    return ""


async def _until_left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _start(send: Send, status: int, headers: dict[str, str], cookies: list[str] | None = None) -> None:
    pairs = [(key.encode("latin-1"), value.encode("latin-1")) for key, value in headers.items()]
    pairs += [(b"Set-Cookie", cookie.encode("latin-1")) for cookie in cookies or ()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})


async def _plain(
    send: Send, status: int, text: str, headers: dict[str, str] | None = None, *, head: bool = False
) -> None:
    body = text.encode()
    about = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    await _start(send, status, about | (headers or {}))
    await send({"type": "http.response.body", "body": b"" if head else body})
