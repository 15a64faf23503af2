import asyncio
import json
import threading
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from channels.layers import InMemoryChannelLayer, channel_layers, get_channel_layer
from channels_redis.core import RedisChannelLayer
from django.conf import settings as django_settings

from core import realtime
from core.realtime import Hub, MustResume, Subscription, abroadcast, broadcast, hub

IN_MEMORY = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}


@pytest.fixture
def memory(settings) -> None:
    """The in-memory layer, whatever the run uses."""
    settings.CHANNEL_LAYERS = IN_MEMORY


@pytest.fixture
def redis(settings) -> str:
    """A prefix of its own on the real Redis, as the default layer."""
    prefix = f"test{uuid.uuid4().hex}"
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.core.RedisChannelLayer",
            "CONFIG": {"hosts": [django_settings.REDIS_URL], "capacity": 5000, "expiry": 30, "prefix": prefix},
        }
    }
    return prefix


async def _take(subscription: Subscription, count: int) -> list[str]:
    async with asyncio.timeout(30):
        return [await anext(subscription) for _number in range(count)]


async def _from_thread(work: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    async with asyncio.timeout(30):
        return await asyncio.to_thread(work, *args, **kwargs)


# ── One process ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_thousand_viewers_get_every_sure_frame_in_order(memory: None):
    subscriptions = [await hub().join("live.1") for _number in range(1000)]
    frames = [f'{{"seq":{number}}}' for number in range(20)]
    for frame in frames:
        await abroadcast("live.1", frame)
    for subscription in subscriptions:
        assert await _take(subscription, 20) == frames
    assert hub().viewers("live.1") == 1000
    for subscription in subscriptions:
        await hub().leave(subscription)
    assert hub().viewers("live.1") == 0


async def test_rooms_do_not_hear_each_other(memory: None):
    one, two = await hub().join("live.1"), await hub().join("live.2")
    await abroadcast("live.1", "1")
    await abroadcast("live.2", "2")
    assert await _take(one, 1) == ["1"]
    assert await _take(two, 1) == ["2"]


async def test_a_worker_thread_reaches_waiting_viewers_in_order(memory: None):
    subscription = await hub().join("live.1")
    waiting = asyncio.create_task(_take(subscription, 50))
    await asyncio.sleep(0)

    def send() -> None:
        for number in range(50):
            broadcast("live.1", str(number))

    await _from_thread(send)
    assert await waiting == [str(number) for number in range(50)]


async def test_sync_code_may_not_block_the_loop(memory: None):
    with pytest.raises(RuntimeError, match="abroadcast"):
        broadcast("live.1", "x")


def test_nobody_watches_and_nothing_happens(memory: None):
    broadcast("live.1", "x")


@pytest.mark.parametrize("room", ["", "a b", "live:1", "phòng", "x" * 81, "a\n"])
async def test_a_room_needs_a_plain_name(memory: None, room: str):
    with pytest.raises(ValueError):
        await hub().join(room)
    with pytest.raises(ValueError):
        await abroadcast(room, "x")
    with pytest.raises(ValueError):
        await _from_thread(broadcast, room, "x")


async def test_leaving_ends_the_iteration(memory: None):
    subscription = await hub().join("live.1")
    task = asyncio.create_task(_collect(subscription))
    await asyncio.sleep(0)
    await hub().leave(subscription)
    await hub().leave(subscription)
    assert await asyncio.wait_for(task, 30) == []
    await abroadcast("live.1", "x")


async def _collect(subscription: Subscription) -> list[str]:
    return [frame async for frame in subscription]


async def test_a_cancelled_viewer_harms_nobody(memory: None):
    one, two = await hub().join("live.1"), await hub().join("live.1")
    task = asyncio.create_task(_collect(one))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await abroadcast("live.1", "x")
    assert await _take(two, 1) == ["x"]
    assert await _take(one, 1) == ["x"]  # and it may go on


def test_two_loops_of_one_process_are_both_reached(memory: None):
    got: list[str] = []
    joined = threading.Barrier(3)

    def serve() -> None:
        async def watch() -> None:
            subscription = await hub().join("live.1")
            await asyncio.to_thread(joined.wait, 30)
            got.extend(await _take(subscription, 1))
            await hub().leave(subscription)

        asyncio.run(watch())

    threads = [threading.Thread(target=serve) for _number in range(2)]
    for thread in threads:
        thread.start()
    joined.wait(30)
    broadcast("live.1", "x")
    for thread in threads:
        thread.join(30)
    assert got == ["x", "x"]


# ── Lossy frames ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_lossy_frames_of_a_window_go_out_together_and_sure_ones_at_once(memory: None):
    subscription = await hub().join("live.1")
    for number in range(3):
        await abroadcast("live.1", json.dumps({"chat": number}), lossy=True)
    await abroadcast("live.1", '{"price":1}')
    first, second = await _take(subscription, 2)
    assert first == '{"price":1}'
    assert json.loads(second) == {"type": "batch", "events": [{"chat": 0}, {"chat": 1}, {"chat": 2}]}
    await abroadcast("live.1", '{"chat":3}', lossy=True)
    assert await _take(subscription, 1) == ['{"chat":3}']


async def test_a_flood_keeps_its_end(memory: None):
    subscription = await hub().join("live.1")
    for number in range(realtime.BATCH_LIMIT + 50):
        await abroadcast("live.1", str(number), lossy=True)
    (batch,) = await _take(subscription, 1)
    numbers = json.loads(batch)["events"]
    assert len(numbers) <= realtime.BATCH_LIMIT
    assert numbers[-1] == realtime.BATCH_LIMIT + 49


@pytest.mark.parametrize(("limit", "window"), [(10, realtime.WINDOW_SECONDS), (1, realtime.WIDE_WINDOW_SECONDS)])
async def test_a_full_room_waits_longer(memory: None, monkeypatch: pytest.MonkeyPatch, limit: int, window: float):
    monkeypatch.setattr(realtime, "WIDE_ABOVE_VIEWERS", limit)
    subscriptions = [await hub().join("live.1") for _number in range(2)]
    loop, delays = asyncio.get_running_loop(), []
    call_later = loop.call_later

    def note(delay: float, *args: Any) -> asyncio.TimerHandle:
        delays.append(delay)
        return call_later(delay, *args)

    monkeypatch.setattr(loop, "call_later", note)
    hub().fan_out("live.1", "x", True)
    assert delays == [window]
    assert await _take(subscriptions[1], 1) == ["x"]


# ── Slow viewers ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_slow_viewer_loses_chat_and_never_state():
    viewer = Subscription("live.1")
    for number in range(500):
        viewer.put(f"chat {number}", lossy=True)
        viewer.put(f"price {number}", lossy=False)
    got = [frame for frame, _lossy in viewer._frames]
    assert [frame for frame in got if frame.startswith("price")] == [f"price {number}" for number in range(500)]
    assert len(got) < 600
    assert viewer.dropped == 1000 - len(got)


def test_state_takes_the_place_of_chat():
    viewer = Subscription("live.1")
    for number in range(realtime.LOSSY_LIMIT):
        viewer.put(f"chat {number}", lossy=True)
    for number in range(realtime.SURE_LIMIT):
        viewer.put(f"price {number}", lossy=False)
    assert [frame for frame, _lossy in viewer._frames] == [f"price {number}" for number in range(realtime.SURE_LIMIT)]
    assert viewer.dropped == realtime.LOSSY_LIMIT


async def test_who_cannot_even_take_state_has_to_resume_and_the_others_go_on(memory: None):
    slow, quick = await hub().join("live.1"), await hub().join("live.1")
    got: list[str] = []

    async def watch() -> None:
        got.extend([frame async for frame in quick])

    task = asyncio.create_task(watch())
    for number in range(realtime.SURE_LIMIT + 1):
        await abroadcast("live.1", str(number))
        await asyncio.sleep(0)
    with pytest.raises(MustResume):
        await _take(slow, 1)
    await hub().leave(slow)
    await abroadcast("live.1", "last")
    for _number in range(100):
        await asyncio.sleep(0)
    await hub().leave(quick)
    await asyncio.wait_for(task, 30)
    assert got == [*map(str, range(realtime.SURE_LIMIT + 1)), "last"]
    again = await hub().join("live.1")
    await abroadcast("live.1", "new")
    assert await _take(again, 1) == ["new"]


async def test_waiting_for_each_viewer_would_hold_everybody_up():
    """The negative control: fan-out that waits for every viewer's queue stops at the one who does not read."""
    queues = [asyncio.Queue[str](maxsize=realtime.SURE_LIMIT) for _number in range(2)]
    delivered = 0

    async def fan_out() -> None:
        nonlocal delivered
        for number in range(realtime.SURE_LIMIT + 10):
            for queue in queues:  # the first one is read by nobody
                await queue.put(str(number))
            queues[1].get_nowait()
            delivered += 1

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(fan_out(), 0.5)
    assert delivered == realtime.SURE_LIMIT


# ── A channel layer that breaks ──────────────────────────────────────────────────────────────────────────────────────


class FragileLayer:
    """A layer that is not the in-memory one to the hub: everything over it can be made to fail."""

    def __init__(self) -> None:
        self.inner = InMemoryChannelLayer()
        self.broken = False
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Any:
        async def call(*args: Any) -> Any:
            self.calls.append(name)
            if self.broken:
                raise ConnectionError("gone")
            result = await getattr(self.inner, name)(*args)
            if self.broken:
                raise ConnectionError("gone")
            return result

        return call


@pytest.fixture
def fragile() -> tuple[Hub, FragileLayer]:
    layer = FragileLayer()
    return Hub(layer), layer


async def _send(layer: FragileLayer, room: str, frame: str) -> None:
    await layer.inner.group_send(realtime._group(room), realtime._message(room, frame, False))


async def test_one_subscription_for_a_room_however_many_watch(fragile: tuple[Hub, FragileLayer]):
    rooms, layer = fragile
    subscriptions = [await rooms.join("live.1") for _number in range(100)]
    assert layer.calls.count("group_add") == 1
    await _send(layer, "live.1", "x")
    for subscription in subscriptions:
        assert await _take(subscription, 1) == ["x"]
        await rooms.leave(subscription)
    assert layer.calls.count("group_discard") == 1
    assert layer.inner.groups == {}
    assert rooms._tasks == []


async def test_coming_while_the_last_one_goes_loses_nothing(fragile: tuple[Hub, FragileLayer]):
    rooms, layer = fragile
    for _number in range(20):
        first = await rooms.join("live.1")
        _left, second = await asyncio.gather(rooms.leave(first), rooms.join("live.1"))
        await _send(layer, "live.1", "x")
        assert await _take(second, 1) == ["x"]
        await rooms.leave(second)
    assert layer.inner.groups == {}


async def test_when_the_layer_breaks_everybody_resumes_and_may_come_back(
    fragile: tuple[Hub, FragileLayer], caplog: pytest.LogCaptureFixture
):
    rooms, layer = fragile
    subscriptions = [await rooms.join(room) for room in ("live.1", "live.1", "live.2")]
    layer.broken = True
    await _send(layer, "live.1", "x")
    for subscription in subscriptions:
        with pytest.raises(MustResume):
            await _take(subscription, 1)
    with pytest.raises(ConnectionError):
        await rooms.join("live.1")
    assert rooms.viewers("live.1") == 0
    for subscription in subscriptions:
        await rooms.leave(subscription)
    layer.broken = False
    again = await rooms.join("live.1")
    await _send(layer, "live.1", "y")
    assert await _take(again, 1) == ["y"]
    await rooms.leave(again)
    assert "have to resume" in caplog.text


async def test_groups_are_renewed(fragile: tuple[Hub, FragileLayer], monkeypatch: pytest.MonkeyPatch):
    rooms, layer = fragile
    monkeypatch.setattr(realtime, "RENEW_SECONDS", 0.01)
    subscription = await rooms.join("live.1")
    layer.inner.groups.clear()  # as a Redis that was restarted
    async with asyncio.timeout(30):
        while not layer.inner.groups:
            await asyncio.sleep(0.01)
    await rooms.leave(subscription)


# ── Redis ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def second_process(redis: str) -> Iterator[Callable[[int], list[str]]]:
    """Another server process as far as Redis can tell: a loop, a layer and a hub of its own, in a thread."""
    got: list[str] = []
    ready, count = threading.Event(), 0

    def serve() -> None:
        async def watch() -> None:
            layer = RedisChannelLayer(hosts=[django_settings.REDIS_URL], capacity=5000, prefix=redis)
            other = Hub(layer)
            subscription = await other.join("live.1")
            ready.set()
            got.extend(await _take(subscription, count))
            await other.leave(subscription)
            await layer.close_pools()

        asyncio.run(watch())

    thread = threading.Thread(target=serve)

    def start(frames: int) -> list[str]:
        nonlocal count
        count = frames
        thread.start()
        assert ready.wait(30)
        return got

    yield start
    thread.join(30)


@pytest.mark.services
async def test_two_processes_hear_each_other_through_redis(redis: str, second_process: Callable[[int], list[str]]):
    there = await asyncio.to_thread(second_process, 40)
    here = await hub().join("live.1")
    more = [await hub().join("live.1") for _number in range(20)]

    def send() -> None:
        for number in range(20):
            broadcast("live.1", f"thread {number}")

    await _from_thread(send)
    for number in range(20):
        await abroadcast("live.1", f"loop {number}")
    expected = [f"thread {number}" for number in range(20)] + [f"loop {number}" for number in range(20)]
    assert await _take(here, 40) == expected
    assert await _take(more[-1], 40) == expected
    async with asyncio.timeout(30):
        while len(there) < 40:
            await asyncio.sleep(0.01)
    assert there == expected
    for subscription in (here, *more):
        await hub().leave(subscription)
    await get_channel_layer().close_pools()


@pytest.mark.services
def test_a_process_without_a_loop_sends_through_redis(redis: str, second_process: Callable[[int], list[str]]):
    """A task worker or a WSGI server: no hub, no running loop."""
    got = second_process(3)
    for number in range(3):
        broadcast("live.1", str(number))
    for _number in range(300):
        if len(got) == 3:
            break
        threading.Event().wait(0.1)
    assert got == ["0", "1", "2"]


def test_a_redis_that_is_away_is_logged_and_not_raised(settings, caplog: pytest.LogCaptureFixture):
    settings.CHANNEL_LAYERS = {
        "default": {
            "BACKEND": "channels_redis.core.RedisChannelLayer",
            "CONFIG": {"hosts": ["redis://127.0.0.1:9/0"]},
        }
    }
    broadcast("live.1", "secret words")
    assert "room live.1" in caplog.text
    assert "secret words" not in caplog.text


def test_the_project_has_a_layer_the_hub_knows():
    assert isinstance(channel_layers["default"], InMemoryChannelLayer | RedisChannelLayer)
