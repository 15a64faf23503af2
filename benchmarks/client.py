"""A small load generator: keep-alive connections that ask for one address again and again."""

import asyncio
import statistics
import time
from dataclasses import dataclass, field


@dataclass
class Result:
    """What one run gave. Times in milliseconds."""

    seconds: float
    errors: int = 0
    latencies_ms: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return len(self.latencies_ms) / self.seconds

    def percentile(self, percent: int) -> float:
        return statistics.quantiles(self.latencies_ms, n=100)[percent - 1] if len(self.latencies_ms) > 1 else 0.0


async def load(*, port: int, path: str, connections: int, seconds: float, cookie: str = "") -> Result:
    """Ask 127.0.0.1:`port` for `path` on so many connections at once; an answer other than 200 counts as an error.

    `cookie` is sent along: somebody who is signed in.
    """
    result = Result(seconds)
    until = time.monotonic() + seconds
    await asyncio.gather(*(_one_connection(port, path, cookie, until, result) for _ in range(connections)))
    return result


async def _one_connection(port: int, path: str, cookie: str, until: float, result: Result) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    signed_in = f"Cookie: {cookie}\r\n" if cookie else ""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: vi\r\n{signed_in}\r\n".encode()
    try:
        while time.monotonic() < until:
            began = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            await _read_body(head.lower(), reader)
            if head.startswith(b"HTTP/1.1 200"):
                result.latencies_ms.append((time.perf_counter() - began) * 1000)
            else:
                result.errors += 1
    except (asyncio.IncompleteReadError, ConnectionError):
        result.errors += 1
    finally:
        writer.close()


async def _read_body(head: bytes, reader: asyncio.StreamReader) -> None:
    for line in head.split(b"\r\n"):
        if line.startswith(b"content-length:"):
            await reader.readexactly(int(line.split(b":")[1]))
            return
    while size := int((await reader.readuntil(b"\r\n")).strip(), 16):  # chunked
        await reader.readexactly(size + 2)
    await reader.readexactly(2)
