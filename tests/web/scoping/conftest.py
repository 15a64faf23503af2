"""One world for the tests of a module: whatever is tried on it is undone."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import override_settings

from tests.web.scoping import walk
from tests.web.scoping.people import OWNER, OWNER_OPENING, World, make_world
from tests.web.scoping.routes import OPENING, below, centre
from tests.web.scoping.rows import undone
from tests.web.scoping.walk import Bodies


def nothing(complaints: list[str]) -> None:
    """There must be none; if there are, all are shown."""
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Two shops that have something of everything, and people."""
    changed = {
        "PRIVATE_ROOT": tmp_path_factory.mktemp("private"),
        "RATE_LIMITS": False,
        "ACCOUNT_RATE_LIMITS": False,
        # It looks in the table of redirects after every 404: a quarter of the time, for thousands of them.
        "MIDDLEWARE": [name for name in settings.MIDDLEWARE if "redirects" not in name],
    }
    with (
        override_settings(**changed),
        django_db_blocker.unblock(),
        undone(),
    ):
        yield make_world()


@pytest.fixture(autouse=True)
def _plain_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of errors are the same for everybody, and thousands of them are asked for."""
    monkeypatch.setattr("core.views._page", lambda request, template, status: HttpResponse(template, status=status))


@pytest.fixture(scope="module")
def inside(world: World) -> tuple[Bodies, set[str]]:
    """The forms of shop A's pages as its own people see them, and every address these lead to."""
    opening = walk.of_shop(below(OPENING), world.a)
    return walk.harvest(world, [(OWNER, walk.of_shop(centre(), world.a)), (OWNER_OPENING, opening)])


@pytest.fixture(scope="module")
def bodies(world: World, inside: tuple[Bodies, set[str]]) -> Bodies:
    """What is sent to each page of the centre."""
    return walk.with_all(inside[0], centre(), world.a)
