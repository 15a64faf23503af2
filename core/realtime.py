"""The hub: what happens in a room goes to everybody who watches it, over their WebSockets.

A process subscribes to a room once, however many people watch there, and hands one ready text to all of them. (A
channel layer subscription for each viewer costs ten times as much: 500 viewers got a third of ten messages a second,
with the hub 2,000 get all of them.)

    subscription = await hub().join("live.42")
    try:
        async for frame in subscription:
            await self.send(text_data=frame)
    except MustResume:
        await self.close(code=RESUME_CODE)
    finally:
        await hub().leave(subscription)

A frame is JSON text, serialised once by the sender. There are two kinds:

* **sure** frames (price, stock, pinned product, anything about money) go out at once and in order. A viewer who is so
  far behind that even these do not fit is not given a hole: iteration ends with `MustResume`, the consumer closes with
  `RESUME_CODE` and the page connects again, asking for everything after the last `seq` it has seen.
* **lossy** frames (chat, likes) are gathered for 100 ms, 250 ms above 2,000 viewers, and go out together as
  `{"type": "batch", "events": […]}` (a single one as it is), possibly after a sure frame that was sent later. Who is
  behind misses them.

Events carry a `seq` of their room, because a channel layer is allowed to lose or repeat a message and the page has to
notice. Backpressure needs a server whose `send` waits for a slow client: uvicorn's does, Daphne's does not and buffers.

All sending goes through `broadcast` or `abroadcast`. With the in-memory layer nobody outside the process could be
reached anyway, so frames go straight to the hubs of this process, waking their loops (a `send` to that layer from a
worker thread waits until the loop next wakes: 2.7 s measured).
"""

import asyncio
import logging
import re
import threading
from collections import deque
from typing import Any, Final, Self

from asgiref.sync import async_to_sync
from channels.layers import InMemoryChannelLayer, get_channel_layer

logger = logging.getLogger(__name__)

# WebSocket close code "try again later" (RFC 6455 registry): the page connects again and says its last `seq`.
RESUME_CODE: Final = 1013

# How many frames wait for one viewer: at the first lossy ones are left out, at the second the viewer has to resume.
LOSSY_LIMIT: Final = 64
SURE_LIMIT: Final = 1024
# Per room and window; the oldest go first. Far more than anybody reads.
BATCH_LIMIT: Final = 100
WINDOW_SECONDS: Final = 0.1
WIDE_WINDOW_SECONDS: Final = 0.25
WIDE_ABOVE_VIEWERS: Final = 2_000

SEND_TIMEOUT_SECONDS: Final = 5.0
# Redis forgets who is in a group after a day, and at once when it is restarted without its data.
RENEW_SECONDS: Final = 30.0

_ROOM = re.compile(r"[a-zA-Z0-9_.-]{1,80}")


class MustResume(Exception):
    """State may have been missed: connect again and ask for what happened after the last `seq`."""


class Subscription:
    """One viewer's frames, an async iterator for one task. Made by `Hub.join`, given back to `Hub.leave`."""

    def __init__(self, room: str) -> None:
        self.room = room
        self.dropped = 0
        self._frames: deque[tuple[str, bool]] = deque()
        self._waiter: asyncio.Future[None] | None = None
        self._must_resume = False
        self._ended = False

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> str:
        """The next frame. Raises `MustResume` when state was missed; ends once the subscription was left."""
        while not self._frames:
            if self._must_resume:
                raise MustResume
            if self._ended:
                raise StopAsyncIteration
            self._waiter = asyncio.get_running_loop().create_future()
            try:
                await self._waiter
            finally:
                self._waiter = None
        return self._frames.popleft()[0]

    def put(self, frame: str, *, lossy: bool) -> None:
        """Queue a frame without waiting; on the loop's thread. See the limits for what happens to a slow viewer."""
        if self._must_resume or self._ended:
            return
        if lossy and len(self._frames) >= LOSSY_LIMIT:
            self.dropped += 1
            return
        if len(self._frames) >= SURE_LIMIT:
            kept = [entry for entry in self._frames if not entry[1]]
            self.dropped += len(self._frames) - len(kept)
            if len(kept) >= SURE_LIMIT:
                self.resume()
                return
            self._frames = deque(kept)
        self._frames.append((frame, lossy))
        self._wake()

    def resume(self) -> None:
        """End with `MustResume`; what waits is worthless, since it will be asked for again."""
        self._must_resume = True
        self._frames.clear()
        self._wake()

    def end(self) -> None:
        """End without an error."""
        self._ended = True
        self._frames.clear()
        self._wake()

    def _wake(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)


class _Room:
    """The viewers of one room in this process, and the lossy frames that wait for the end of the window."""

    def __init__(self) -> None:
        self.viewers: dict[Subscription, None] = {}
        self.opening: asyncio.Task[None] | None = None
        self._batch: deque[str] = deque(maxlen=BATCH_LIMIT)
        self._timer: asyncio.TimerHandle | None = None

    def put(self, frame: str, *, lossy: bool) -> None:
        if not lossy:
            for viewer in self.viewers:
                viewer.put(frame, lossy=False)
            return
        self._batch.append(frame)
        if self._timer is None:
            wide = len(self.viewers) > WIDE_ABOVE_VIEWERS
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(WIDE_WINDOW_SECONDS if wide else WINDOW_SECONDS, self._flush)

    def _flush(self) -> None:
        self._timer = None
        frame = self._batch[0] if len(self._batch) == 1 else f'{{"type":"batch","events":[{",".join(self._batch)}]}}'
        self._batch.clear()
        for viewer in self.viewers:
            viewer.put(frame, lossy=True)

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


class Hub:
    """The rooms that are watched in one event loop. Use `hub()`; everything here runs on that loop."""

    def __init__(self, layer: Any = None) -> None:
        self._layer = layer if layer is not None else get_channel_layer()
        self._rooms: dict[str, _Room] = {}
        self._channel = ""
        self._tasks: list[asyncio.Task[None]] = []
        self._lock = asyncio.Lock()

    async def join(self, room: str) -> Subscription:
        """Watch a room: every frame sent after this returns arrives.

        Raises `ValueError` for a name that is not 1 to 80 ASCII letters, digits, `_ . -`, and what the channel layer
        raises when it cannot be reached.
        """
        _require_room(room)
        entry = self._rooms.get(room)
        if entry is None:
            entry = self._rooms[room] = _Room()
            if not _is_local(self._layer):
                entry.opening = asyncio.get_running_loop().create_task(self._open(room))
        subscription = Subscription(room)
        entry.viewers[subscription] = None
        if entry.opening is not None:
            try:
                # Shielded: the others who wait for the room must not lose it when this one goes away.
                await asyncio.shield(entry.opening)
            except BaseException:
                await self.leave(subscription)
                raise
        return subscription

    async def leave(self, subscription: Subscription) -> None:
        """Stop watching. Leaving twice does nothing."""
        subscription.end()
        entry = self._rooms.get(subscription.room)
        if entry is not None:
            entry.viewers.pop(subscription, None)
            if entry.viewers:
                return
            del self._rooms[subscription.room]
            entry.close()
        if not _is_local(self._layer):
            await self._close(subscription.room)

    def viewers(self, room: str) -> int:
        """How many watch the room in this process."""
        entry = self._rooms.get(room)
        return len(entry.viewers) if entry else 0

    def fan_out(self, room: str, frame: str, lossy: bool) -> None:
        """Hand a frame to everybody in the room, in this process only; on the loop's thread."""
        if (entry := self._rooms.get(room)) is not None:
            entry.put(frame, lossy=lossy)

    async def _open(self, room: str) -> None:
        async with self._lock:
            if not self._channel:
                self._channel = await self._layer.new_channel()
                loop = asyncio.get_running_loop()
                self._tasks = [loop.create_task(self._pump(self._channel)), loop.create_task(self._renew())]
            await self._layer.group_add(_group(room), self._channel)

    async def _close(self, room: str) -> None:
        """Undo `_open`, unless somebody has come in the meantime; the last one out stops receiving."""
        async with self._lock:
            if room not in self._rooms and self._channel:
                try:
                    await self._layer.group_discard(_group(room), self._channel)
                except Exception as error:
                    logger.warning("room %s could not be left: %s", room, type(error).__name__)
            if not self._rooms:
                await self._stop()

    async def _stop(self) -> None:
        tasks, self._tasks, self._channel = self._tasks, [], ""
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _pump(self, channel: str) -> None:
        """Receive for all rooms: one channel a process, in every room's group."""
        try:
            while True:
                message = await self._layer.receive(channel)
                self.fan_out(message["room"], message["frame"], message["lossy"])
        except Exception:
            logger.exception("the channel layer is gone; %s rooms have to resume", len(self._rooms))
            self._interrupt()

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            for room in tuple(self._rooms):
                try:
                    await self._layer.group_add(_group(room), self._channel)
                except Exception as error:
                    logger.warning("room %s could not be renewed: %s", room, type(error).__name__)

    def _interrupt(self) -> None:
        """Nobody knows what was missed, so everybody has to ask. The next to join starts anew."""
        rooms, self._rooms, self._channel = self._rooms, {}, ""
        for entry in rooms.values():
            entry.close()
            for viewer in entry.viewers:
                viewer.resume()
        current = asyncio.current_task()
        for task in self._tasks:
            if task is not current:
                task.cancel()
        self._tasks = []


_hubs: dict[asyncio.AbstractEventLoop, Hub] = {}
_hubs_lock = threading.Lock()


def hub() -> Hub:
    """The hub of the running event loop; a server process has one."""
    loop = asyncio.get_running_loop()
    with _hubs_lock:
        for old in [known for known in _hubs if known.is_closed()]:
            del _hubs[old]
        if loop not in _hubs:
            _hubs[loop] = Hub()
        return _hubs[loop]


def broadcast(room: str, frame: str, *, lossy: bool = False) -> None:
    """Send a frame to everybody in a room, from ordinary code in any thread; in an event handler after the commit.

    Frames of one thread arrive in the order they were sent. A channel layer that is out of order is logged and not
    raised: what was decided stands, and viewers resume. Raises `ValueError` for a bad name and `RuntimeError` on an
    event loop's own thread, which this would block.
    """
    _require_room(room)
    if _has_running_loop():
        raise RuntimeError("broadcast() would block this event loop: await abroadcast()")
    layer = get_channel_layer()
    if _is_local(layer):
        _fan_out_locally(room, frame, lossy)
        return
    message = _message(room, frame, lossy)
    try:
        loop = next((known for known in _known_loops() if known.is_running()), None)
        if loop is None:
            async_to_sync(layer.group_send)(_group(room), message)
        else:
            asyncio.run_coroutine_threadsafe(
                asyncio.wait_for(layer.group_send(_group(room), message), SEND_TIMEOUT_SECONDS), loop
            ).result(SEND_TIMEOUT_SECONDS + 1)
    except Exception:
        logger.exception("a frame for room %s was not sent", room)


async def abroadcast(room: str, frame: str, *, lossy: bool = False) -> None:
    """`broadcast` for code on an event loop."""
    _require_room(room)
    layer = get_channel_layer()
    if _is_local(layer):
        _fan_out_locally(room, frame, lossy)
        await asyncio.sleep(0)  # let viewers take the frame: a burst must not look like slow viewers
        return
    try:
        message = _message(room, frame, lossy)
        await asyncio.wait_for(layer.group_send(_group(room), message), SEND_TIMEOUT_SECONDS)
    except Exception:
        logger.exception("a frame for room %s was not sent", room)


def _fan_out_locally(room: str, frame: str, lossy: bool) -> None:
    with _hubs_lock:
        hubs = list(_hubs.items())
    for loop, known in hubs:
        try:
            loop.call_soon_threadsafe(known.fan_out, room, frame, lossy)
        except RuntimeError:  # the loop has just been closed, and its viewers with it
            continue


def _known_loops() -> list[asyncio.AbstractEventLoop]:
    with _hubs_lock:
        return list(_hubs)


def _has_running_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def _is_local(layer: Any) -> bool:
    return isinstance(layer, InMemoryChannelLayer)


def _group(room: str) -> str:
    return f"room.{room}"


def _message(room: str, frame: str, lossy: bool) -> dict[str, Any]:
    return {"type": "room.frame", "room": room, "frame": frame, "lossy": lossy}


def _require_room(room: str) -> None:
    if not _ROOM.fullmatch(room):
        raise ValueError(f"{room!r} cannot name a room")
