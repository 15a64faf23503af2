"""What runs and goes out without an address: tasks, notices, channels, copies of one's data, files, imported tables."""

import datetime as dt
import importlib
import json
import pkgutil
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django_tasks.base import Task

from accounts import privacy
from catalog.imports import job as imports
from catalog.imports.export import products_file
from catalog.models import ImportJob, ImportState, Product, Question
from catalog.pictures import picture_add, picture_check
from config.routing import websocket_urlpatterns
from core import ticker
from core.asgi import Message, Receive, Scope, Send
from core.files import ACCEL_HEADER, FileServer
from core.models import Message as Sent
from core.slots import ANSWER_TIMES, CENTRE_TASKS, DATA_EXPORTERS, GOODS_SOURCES, NOTICE_KINDS
from tests.catalog.test_pictures import encoded
from tests.web.scoping import walk
from tests.web.scoping.conftest import nothing
from tests.web.scoping.people import OWNER, World, answer_to
from tests.web.scoping.routes import centre
from tests.web.scoping.rows import changes, rows_of, undone
from tests.web.scoping.shops import Shop
from vendors.models import Enquiry, Member, Notice, Paper
from vendors.notices import notify
from vendors.policies import ALLOWED

pytestmark = pytest.mark.django_db

# By the name of the task: what it is called with for a shop, or why there is no shop in it.
TASKS: Final[dict[str, Callable[[Shop], tuple[Any, ...]] | str]] = {
    "catalog.tasks.check_import": lambda shop: (shop.import_job.pk,),
    "catalog.tasks.run_import": lambda shop: (shop.import_job.pk, shop.import_job.attempt),
    "catalog.tasks.tell_low_stock": lambda shop: (shop.offer.pk,),
    "core.messaging.tasks.deliver_message": "a message belongs to the number or address it goes to",
}

# What waits for a shop that has nothing yet.
OF_A_NEW_SHOP: Final = {"contract", "papers", "papers-missing"}

# WebSocket routes that carry nothing of a shop, and why. One that does needs a test here: a socket of somebody who does
# not belong to the shop is closed before the first frame.
SOCKETS: Final = {
    "ws/healthz": "says that it is there",
    "": "refuses whatever no room serves",
}


# ── Tasks ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _tasks() -> dict[str, Task[..., Any]]:
    found: dict[str, Task[..., Any]] = {}
    for room in settings.ROOMS:
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if ".migrations" in module.name or ".management" in module.name:
                continue
            values = vars(importlib.import_module(module.name)).values()
            found |= {task.module_path: task for task in values if isinstance(task, Task)}
    return found


def test_every_task_says_what_of_a_shop_it_touches():
    missing, gone = set(_tasks()) - set(TASKS), set(TASKS) - set(_tasks())
    nothing([f"{name}: say in TASKS with what of a shop it is called" for name in sorted(missing)])
    assert gone == set()


@pytest.mark.parametrize("name", [name for name, made in TASKS.items() if callable(made)])
def test_a_task_for_one_shop_changes_no_other(name: str, world: World):
    made = TASKS[name]
    assert callable(made)
    with undone():
        _ready_to_run(world.a)
        before = rows_of(world.b.vendor)
        for _again in range(2):
            _tasks()[name].func(*made(world.a))
        assert changes(before, rows_of(world.b.vendor)) == []


def _ready_to_run(shop: Shop) -> None:
    """The import has the shop's own table to read, with another name in it."""
    content, _count = products_file(vendor=shop.vendor, kind="csv")
    path = Path(settings.PRIVATE_ROOT) / shop.import_job.path
    path.write_bytes(content.replace(shop.product.name.encode(), f"Tên mới {shop.mark}".encode()))
    ImportJob.objects.filter(pk=shop.import_job.pk).update(state=ImportState.QUEUED)


def test_a_table_of_another_shop_changes_nothing_there(world: World):
    """B imports what A has exported, keys, codes and names and all."""
    content, count = products_file(vendor=world.a.vendor, kind="csv")
    assert count
    with undone():
        before = rows_of(world.a.vendor)
        ImportJob.objects.filter(vendor=world.b.vendor).delete()
        file = SimpleUploadedFile("hang.csv", content)
        made = imports.upload(vendor=world.b.vendor, file=file, by=world.b.owner)
        imports.confirm(job=made)
        made.refresh_from_db()
        imports.run(job_id=made.pk, attempt=made.attempt)
        assert changes(before, rows_of(world.a.vendor)) == []


def test_a_shop_exports_what_is_its_own(world: World):
    content, _count = products_file(vendor=world.b.vendor, kind="csv")
    assert world.b.mark in content.decode().lower()
    assert world.a.mark not in content.decode().lower()


# ── Notices and what else goes out ───────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("name", [kind.name for kind in NOTICE_KINDS])
def test_a_notice_reaches_the_shops_own_people_and_those_it_concerns(
    name: str, world: World, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("vendors.notices._check", lambda kind, values: ("Tiêu đề", "Lời"))
    words = {"title": "Tiêu đề", "text": "Lời", "shop": "Gian hàng", "url": ""}
    monkeypatch.setattr("vendors.notices._worded", lambda *args: words)
    kind = NOTICE_KINDS.get(name)
    assert kind is not None
    with undone():
        Notice.objects.all().delete()
        Sent.objects.all().delete()
        notify(vendor=world.a.vendor, kind=name)
        may = [role for role, actions in ALLOWED.items() if kind.action in actions]
        concerned = Member.objects.filter(vendor=world.a.vendor, role__in=may)
        assert set(Notice.objects.values_list("user", flat=True)) == set(concerned.values_list("user", flat=True))
        theirs = {number for pair in concerned.values_list("user__phone", "user__email") for number in pair if number}
        assert set(Sent.objects.values_list("to", flat=True)) <= theirs


def test_what_recurs_tells_no_shop_of_another(world: World):
    """Every job of the ticker once: nobody but A's own people gets a message or a notice with A's words in it."""
    with undone():
        assert ticker.run_once() == []
        strangers = Notice.objects.exclude(vendor=world.a.vendor)
        assert [n.pk for n in strangers if world.a.mark in json.dumps(n.context, ensure_ascii=False).lower()] == []
        own = {user.phone for user in world.a.people.values()}
        assert [m.pk for m in Sent.objects.exclude(to__in=own) if world.a.mark in m.body.lower()] == []


def test_a_new_shop_is_told_of_nothing(world: World):
    """What the first page counts and offers is the shop's own: one that has nothing yet sees nothing."""
    found = [(task.name, waiting) for task in CENTRE_TASKS if (waiting := task.find(world.empty)) and waiting.count]
    own = {name for name, _waiting in found}
    seen = {task.name: task.find(world.b.vendor) for task in CENTRE_TASKS}
    with undone():
        Product.objects.filter(vendor=world.a.vendor).update(is_paused=True)
        Question.objects.filter(pk=world.a.question.pk).delete()
        Enquiry.objects.filter(pk=world.a.enquiry.pk).delete()
        assert {task.name: task.find(world.b.vendor) for task in CENTRE_TASKS} == seen
    assert own <= OF_A_NEW_SHOP
    assert [good for source in GOODS_SOURCES for good in source.some(world.empty)] == []
    since = timezone.now() - dt.timedelta(days=90)
    assert [span for source in ANSWER_TIMES for span in source.spans(world.empty, since)] == []
    for source in GOODS_SOURCES:
        keys = [good.key for good in source.some(world.a.vendor)]
        assert [source.find(world.b.vendor, key) for key in keys] == [None] * len(keys)


# ── Copies of one's data ─────────────────────────────────────────────────────────────────────────────────────────────
def _strangers(world: World) -> dict[str, Any]:
    return {"owner of B": world.b.owner, "buyer of B": world.b.buyer, "outsider": world.outsider}


@pytest.mark.parametrize("name", [exporter.name for exporter in DATA_EXPORTERS])
def test_a_copy_of_ones_data_holds_nothing_of_another_shop(name: str, world: World):
    exporter = DATA_EXPORTERS.get(name)
    assert exporter is not None
    for who, user in _strangers(world).items():
        text = json.dumps(exporter.export(user), ensure_ascii=False, cls=DjangoJSONEncoder).lower()
        assert world.a.mark not in text, who
        for file, content in exporter.files(user) if exporter.files else ():
            assert world.a.mark.encode() not in content, (who, file)


def test_who_deletes_their_account_takes_nothing_of_another_shop_along(world: World):
    for user in _strangers(world).values():
        with undone():
            before = rows_of(world.a.vendor)
            privacy.erase_user(user=user)
            assert changes(before, rows_of(world.a.vendor)) == []


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def _stored(shop: Shop) -> list[str]:
    return [shop.paper.path, shop.import_job.path]


def test_every_private_file_goes_out_through_a_page_with_a_frame(world: World):
    """Where its owner, or staff with the right, gets a private file; that nobody else does is what the walk shows."""
    handing_out = set()
    with undone():
        owner = OWNER.client(world)
        for place, arguments in walk.of_shop(centre(), world.a):
            with undone():
                answer = answer_to(owner, "GET", place.path(**arguments))
                if ACCEL_HEADER in answer:
                    handing_out.add(place.name)
                    assert place.action is not None
                    assert "no-store" in answer["Cache-Control"]
                    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "vendors:centre-paper-file" in handing_out


@pytest.mark.parametrize("folder", [settings.ACCEL_PREFIX, settings.MEDIA_URL, "/private/", "/media/../private/"])
async def test_private_files_have_no_address_of_their_own(folder: str, world: World):
    """Neither the server of files nor the site behind it knows them, whatever is put in front of their names."""
    asked: list[int] = []

    async def site(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            asked.append(message["status"])

    for path in _stored(world.a):
        assert (Path(settings.PRIVATE_ROOT) / path).is_file()
        scope = {"type": "http", "method": "GET", "path": folder + path, "headers": [], "query_string": b""}
        await FileServer(site)(scope, receive, send)
    assert asked == [404] * len(_stored(world.a))


def test_names_of_private_files_cannot_be_guessed(world: World):
    for path in Paper.objects.values_list("path", flat=True):
        assert len(Path(path).stem) >= 32


def test_addresses_of_photographs_cannot_be_guessed(world: World):
    """A photograph of a draft has a public address, for Wagtail makes it; nobody finds it out."""
    clean = picture_check(SimpleUploadedFile("anh.jpg", encoded("JPEG")))
    with undone():
        rows = [picture_add(product=world.a.draft, picture=clean, alt="", name="vai-thieu.jpg") for _again in range(2)]
        names = [row.image.file.name for row in rows if row.image]
    assert all(re.search(r"-[0-9a-f]{12}\.jpg$", name) for name in names), names
    assert len(set(names)) == 2


# ── Channels ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def _sockets() -> Iterator[str]:
    for route in websocket_urlpatterns:
        yield str(route.pattern)


def test_every_socket_says_what_of_a_shop_it_carries():
    new = sorted(set(_sockets()) - set(SOCKETS))
    what = "say in SOCKETS why it has nothing of a shop, or test that strangers are refused"
    nothing([f"{route}: {what}" for route in new])
