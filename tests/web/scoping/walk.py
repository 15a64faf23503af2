"""Calling every address as somebody, and saying what should not have happened. Each function returns its complaints."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.db import connection
from django.urls import Resolver404, resolve, reverse

from core.files import ACCEL_HEADER
from tests.web.scoping.answers import Body, addresses_of, forms_of, text_of
from tests.web.scoping.examples import BODIES, everything, lacks_example, values
from tests.web.scoping.people import NOBODY, Actor, World, answer_to
from tests.web.scoping.routes import Place
from tests.web.scoping.rows import NOBODYS, all_rows, changes, rows_of, undone
from tests.web.scoping.shops import Shop
from vendors.models import AuditEntry

REFUSED: Final = (403, 404)
GONE: Final = (404, 410)  # of a link that opens nothing
WRONG_METHOD: Final = 405
_WRITES = re.compile(r'\s*(INSERT|UPDATE|DELETE)(?: INTO| FROM| OR \w+ INTO)?\s+"?(\w+)', re.IGNORECASE)
Bodies = dict[str, list[Body]]
Call = tuple[str, str, Body]  # method, address, form


@contextmanager
def writing() -> Iterator[set[str]]:
    """The tables in which rows are written inside, those of `NOBODYS` left out."""
    tables: set[str] = set()

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        done = execute(sql, params, many, context)
        found = _WRITES.match(sql)
        # (SQLite counts the rows of an INSERT that returns keys only once they are fetched.)
        if found and (found[1].upper() == "INSERT" or context["cursor"].rowcount != 0):
            tables.add(found[2])
            tables.difference_update(NOBODYS)
        return done

    with connection.execute_wrapper(note):
        yield tables


def refusals(
    world: World,
    actor: Actor,
    targets: Iterable[tuple[Place, Body]],
    bodies: Bodies,
    *,
    secret: str = "",
    expected: tuple[int, ...] = REFUSED,
) -> list[str]:
    """Call each address with GET and with each form it takes, in this person's place: all must be refused.

    Refused is an answer of `expected` (or the way to the sign-in for who is not signed in) that does not hold `secret`,
    hands out no file and writes nothing. Everything is undone at the end.
    """
    found: list[str] = []
    with undone():
        actor.prepare(world)
        client, before = actor.client(world), all_rows()
        for place, arguments in targets:
            path, looked_at = place.path(**arguments), False
            for method, body in [("GET", {}), *(("POST", body) for body in bodies.get(place.name, [{}]))]:
                with writing() as tables:
                    answer = answer_to(client, method, path, body)
                told = f"{actor} {method} {path} ({place.name})"
                looked_at |= answer.status_code != WRONG_METHOD
                if not _refused(answer, actor, (*expected, WRONG_METHOD)):
                    found.append(f"{told}: answered {answer.status_code}")
                if (secret and secret in _said(answer, body, actor, world)) or ACCEL_HEADER in answer:
                    found.append(f"{told}: gave away what is not theirs")
                if tables:
                    found.append(f"{told}: wrote to {', '.join(sorted(tables))}")
            if not looked_at:
                found.append(f"{actor} {path} ({place.name}): takes neither GET nor POST, so nothing was tried")
        found += changes(before, all_rows())
    return found


def leaks(world: World, actor: Actor, calls: Iterable[Call], shop: Shop, *, mark: str) -> list[str]:
    """Ask for these addresses (method, address, form), which this person may have: none may say or change anything of
    `shop`, whose rows carry `mark`. Everything is undone after each."""
    found: list[str] = []
    with undone():
        actor.prepare(world)
        client, before = actor.client(world), rows_of(shop.vendor)
        for method, path, body in calls:
            with undone(), writing() as tables:
                answer = answer_to(client, method, path, body)
                if mark in _said(answer, body | dict(parse_qsl(urlsplit(path).query)), actor, world):
                    found.append(f"{actor} {method} {path}: tells of another shop")
                if answer.status_code >= 500:
                    found.append(f"{actor} {method} {path}: answered {answer.status_code}")
                if tables and (changed := changes(before, rows_of(shop.vendor))):
                    found.append(f"{actor} {method} {path} {body}: changed {changed}")
    return found


def entries(world: World, actor: Actor, targets: Iterable[tuple[Place, Body]], bodies: Bodies) -> list[str]:
    """The other way round: this person may open all of them. Else a refusal to others would show nothing."""
    found: list[str] = []
    with undone():
        actor.prepare(world)
        client = actor.client(world)
        for place, arguments in targets:
            path = place.path(**arguments)
            with undone():
                answer = answer_to(client, "GET", path)
                if answer.status_code == WRONG_METHOD:
                    answer = answer_to(client, "POST", path, bodies.get(place.name, [{}])[0])
                if answer.status_code in (*GONE, 403, WRONG_METHOD) or answer.status_code >= 500:
                    found.append(f"{actor} {path} ({place.name}): answered {answer.status_code}")
    return found


def changing(world: World, actor: Actor, targets: Iterable[tuple[Place, Body]], bodies: Bodies, shop: Shop) -> set[str]:
    """The names of the addresses whose forms change something of a shop when this person sends them."""
    found: set[str] = set()
    with undone():
        actor.prepare(world)
        client, before = actor.client(world), rows_of(shop.vendor)
        for place, arguments in targets:
            for body in bodies.get(place.name, []):
                with undone(), writing() as tables:
                    answer_to(client, "POST", place.path(**arguments), body)
                    tables -= {AuditEntry._meta.db_table}
                    if tables and changes(before, rows_of(shop.vendor)):
                        found.add(place.name)
    return found


def off_the_record(
    world: World, actor: Actor, targets: Iterable[tuple[Place, Body]], bodies: Bodies, *, silent: Iterable[str] = ()
) -> list[str]:
    """Send each form in this person's place: whatever writes must be on the shop's record once, and nothing else be.

    `silent` are tables that may be written to without. Everything is undone after each.
    """
    found: list[str] = []
    record = AuditEntry._meta.db_table
    with undone():
        actor.prepare(world)
        client = actor.client(world)
        for place, arguments in targets:
            path = place.path(**arguments)
            for body in bodies.get(place.name, []):
                with undone():
                    before = AuditEntry.objects.count()
                    with writing() as tables:
                        answer = answer_to(client, "POST", path, body)
                    entries_made = AuditEntry.objects.count() - before
                wrote = sorted(tables - {record, *silent})
                told = f"{actor} POST {path} ({place.name}) {body}: answered {answer.status_code}"
                if wrote and not entries_made:
                    found.append(f"{told}, wrote to {', '.join(wrote)} and is not on the record")
                if entries_made > bool(wrote):
                    found.append(f"{told}, wrote to {wrote or 'nothing'} and is {entries_made} times on the record")
    return found


def harvest(world: World, tours: Iterable[tuple[Actor, Iterable[tuple[Place, Body]]]]) -> tuple[Bodies, set[str]]:
    """What the pages of a shop's own people would send, by the name of the address, and every address they lead to."""
    bodies: Bodies = {}
    addresses: set[str] = set()
    for actor, targets in tours:
        with undone():
            actor.prepare(world)
            client = actor.client(world)
            for place, arguments in targets:
                page = place.path(**arguments)
                with undone():
                    answer = answer_to(client, "GET", page)
                    html = text_or_nothing(answer)
                addresses |= addresses_of(html, page)
                for target, body in forms_of(html, page):
                    if name := _name(target):
                        known = bodies.setdefault(name, [])
                        known += [body] if body not in known else []
    return bodies, addresses


def with_all(bodies: Bodies, targets: Iterable[Place], shop: Shop) -> Bodies:
    """The forms of pages, what `BODIES` says, and for each address one with everything in it."""
    return {
        place.name: [
            *bodies.get(place.name, []),
            *([BODIES[place.name](shop)] if place.name in BODIES else []),
            everything(shop),
        ]
        for place in targets
    }


def first_of(bodies: Bodies) -> Bodies:
    """One form for each address: enough where the door is shut before anything is read."""
    return {name: found[:1] for name, found in bodies.items()}


def of_shop(targets: Iterable[Place], shop: Shop) -> list[tuple[Place, Body]]:
    """Each address with the example objects of this shop; those without one fail a test of their own."""
    return [(place, values(place, shop)) for place in targets if not lacks_example(place)]


def text_or_nothing(answer: Any) -> str:
    """The page, if it is one."""
    is_page = answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html")
    return answer.content.decode() if is_page and not answer.streaming else ""


def _refused(answer: Any, actor: Actor, expected: tuple[int, ...]) -> bool:
    if actor is NOBODY and answer.status_code == 302:
        return answer["Location"].startswith(reverse(settings.LOGIN_URL))
    return answer.status_code in expected


def _said(answer: Any, body: Body, actor: Actor, world: World) -> str:
    """What an answer says, without what was just typed and without the name of who asks."""
    text = text_of(answer)
    user = actor.user(world)
    typed = [str(value) for value in _flat(body.values())] + ([user.name] if user else [])
    for word in sorted(typed, key=len, reverse=True):
        text = text.replace(word.lower(), "") if len(word) > 3 else text
    return text


def _flat(values_: Iterable[Any]) -> Iterator[Any]:
    for value in values_:
        yield from value if isinstance(value, list) else [value]


def _name(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
