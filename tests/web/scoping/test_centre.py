"""The producer's centre, every page of it: nobody who does not belong into a shop gets at anything of it."""

import pytest

from tests.web.scoping import walk
from tests.web.scoping.conftest import nothing
from tests.web.scoping.examples import EXAMPLES, lacks_example
from tests.web.scoping.people import (
    INSIDERS,
    NOBODY,
    OTHER_OWNER,
    OTHER_OWNER_OPENING,
    OUTSIDERS,
    OWNER,
    OWNER_OPENING,
    WITHOUT_FACTOR,
    Actor,
    Insider,
    World,
)
from tests.web.scoping.routes import centre, places
from tests.web.scoping.rows import owned_models, path_to_vendor
from tests.web.scoping.walk import Bodies, Call

pytestmark = pytest.mark.django_db

# Pages of the centre that not even the owner may open, and who may.
NOT_THE_OWNERS = {"vendors:acting-end": "staff-acting"}
# Some of those whose forms carry keys of what is the shop's.
CHANGED_BY_FORMS = {
    "catalog:centre-import-act",
    "catalog:centre-lot-step",
    "catalog:centre-product",
    "catalog:centre-questions",
    "catalog:centre-reviews",
    "catalog:centre-stock",
    "vendors:centre-enquiry",
    "vendors:centre-member",
    "vendors:centre-papers",
}


# ── Nothing is left out ──────────────────────────────────────────────────────────────────────────────────────────────
def test_the_walk_finds_the_centre():
    names = {place.name for place in centre()}
    assert {"vendors:centre-home", "vendors:centre-people", "catalog:centre-questions"} <= names
    assert len(names) > 20


def test_every_page_of_the_centre_is_in_its_frame():
    """`centre_page` decides who gets in; a page without it lets in whoever it likes."""
    bare = [place for place in centre() if place.action is None or "shop" not in place.arguments]
    nothing([f"/{place.template} ({place.view.__module__}) is not wrapped by centre_page" for place in bare])


def test_every_page_of_the_centre_has_an_example():
    nothing([told for place in centre() if (told := lacks_example(place))])


def test_no_example_is_left_over():
    assert set(EXAMPLES) - {place.name for place in places()} == set()


def test_both_shops_have_something_of_everything(world: World):
    """Rows that are not there cannot be shown to stay. A new table needs a row in `tests/web/scoping/shops.py`."""
    empty = [
        f"no row of {model.__name__} ({shop.mark})"
        for shop in (world.a, world.b)
        for model in owned_models()
        if not model._base_manager.filter(**{path_to_vendor(model): shop.vendor}).exists()
    ]
    nothing(empty)


# ── The centre ───────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_owner_opens_every_page(world: World, bodies: Bodies):
    targets = [target for target in walk.of_shop(centre(), world.a) if target[0].name not in NOT_THE_OWNERS]
    nothing(walk.entries(world, OWNER, targets, bodies))


@pytest.mark.parametrize("actor", [NOBODY, *OUTSIDERS], ids=str)
def test_who_does_not_belong_to_the_shop_gets_nothing(actor: Actor, world: World, bodies: Bodies):
    targets = walk.of_shop(centre(), world.a)
    nothing(walk.refusals(world, actor, targets, walk.first_of(bodies), secret=world.a.mark))


def test_things_of_a_shop_are_not_found_in_another(world: World, bodies: Bodies):
    """The owner of B in B's own centre, with the keys of what is A's."""
    targets = [
        (place, arguments | {"shop": world.b.vendor.slug})
        for place, arguments in walk.of_shop(centre(), world.a)
        if place.others
    ]
    nothing(walk.refusals(world, OTHER_OWNER, targets, bodies, secret=world.a.mark))


@pytest.mark.parametrize("actor", [OTHER_OWNER, OTHER_OWNER_OPENING], ids=str)
def test_pages_of_a_shop_tell_of_it_alone(actor: Actor, world: World):
    calls: list[Call] = [("GET", place.path(**arguments), {}) for place, arguments in walk.of_shop(centre(), world.b)]
    nothing(walk.leaks(world, actor, calls, world.a, mark=world.a.mark))


def test_questions_to_pages_of_a_shop_reach_no_other(world: World, inside: tuple[Bodies, set[str]]):
    """What A's pages lead to, keys behind the question mark included, asked for in B's centre."""
    ours, theirs = f"/{world.a.vendor.slug}/", f"/{world.b.vendor.slug}/"
    calls: list[Call] = [("GET", address.replace(ours, theirs), {}) for address in sorted(inside[1]) if ours in address]
    assert any("?" in path for _method, path, _body in calls)
    nothing(walk.leaks(world, OTHER_OWNER, calls, world.a, mark=world.a.mark))


def test_the_forms_are_those_of_the_pages(world: World, bodies: Bodies):
    """What the walk sends is no rubbish that any page would refuse: sent by A's owner, it changes A's rows."""
    of_pages = {place.name: bodies[place.name][:-1] for place in centre()}
    targets = walk.of_shop(centre(), world.a)
    assert walk.changing(world, OWNER, targets, of_pages, world.a) >= CHANGED_BY_FORMS


@pytest.mark.parametrize("actor", [OTHER_OWNER, OTHER_OWNER_OPENING], ids=str)
def test_forms_of_a_shop_change_no_other(actor: Actor, world: World, bodies: Bodies):
    """What A's own forms send, keys of A's things in them, sent to B's centre by its owner."""
    calls: list[Call] = [
        ("POST", place.path(**arguments), body)
        for place, arguments in walk.of_shop(centre(), world.b)
        for body in bodies[place.name]
    ]
    nothing(walk.leaks(world, actor, calls, world.a, mark=world.a.mark))


def test_who_acts_for_a_shop_enters_the_second_factor_first(world: World, bodies: Bodies):
    targets = walk.of_shop(centre(), world.a)
    first = walk.first_of(bodies)
    nothing(walk.refusals(world, WITHOUT_FACTOR, targets, first, secret=world.a.secret, expected=(302,)))


@pytest.mark.parametrize("actor", [OWNER, OWNER_OPENING, *INSIDERS], ids=str)
def test_what_is_done_is_on_the_record_and_nothing_else(actor: Insider, world: World, bodies: Bodies):
    targets = walk.of_shop(centre(), world.a)
    nothing(walk.off_the_record(world, actor, targets, bodies))


@pytest.mark.parametrize("actor", INSIDERS, ids=str)
def test_nobody_in_a_shop_does_more_than_their_work(actor: Insider, world: World, bodies: Bodies):
    denied = [place for place in centre() if place.action not in actor.may]
    targets = walk.of_shop(denied, world.a)
    nothing(walk.refusals(world, actor, targets, walk.first_of(bodies), secret=world.a.secret, expected=(403,)))
