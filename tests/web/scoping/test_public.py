"""Identifiers in public addresses lead to nothing private, whoever counts them through."""

import pytest

from tests.web.scoping import walk
from tests.web.scoping.conftest import nothing
from tests.web.scoping.examples import OPEN_TO_ALL, PRIVATE, SECRETS
from tests.web.scoping.people import NOBODY, OTHER_OWNER, OUTSIDERS, Actor, World
from tests.web.scoping.routes import Place, public
from tests.web.scoping.walk import GONE, Call

pytestmark = pytest.mark.django_db

# Public addresses with a number in them, which is the easiest to count through: what the number is of.
NUMBERED = {
    "catalog:review-report": "a review that everybody reads; a hidden one is not found",
    "wagtailcore_authenticate_with_password": "a page of the showcase behind a password",
    "wagtaildocs_authenticate_with_password": "documents of the showcase behind a password",
    "wagtaildocs_serve": "a document of the showcase",
}


def _named() -> list[Place]:
    """Public addresses that name something, the secrets of links apart (see `test_doors`)."""
    return [place for place in public() if place.arguments and place.name not in SECRETS]


def _shown(place: Place, world: World) -> dict[str, object] | None:
    shop = world.a
    if place.name == "catalog:stay-request":
        return None  # for stays only
    if "pk" in place.arguments:
        return {"pk": shop.review.pk}
    if "code" in place.arguments:
        return {"code": shop.lot.code}
    is_shop = place.template.startswith("gian-hang/")
    return {"slug": shop.vendor.slug if is_shop else shop.product.slug}


def test_every_public_address_says_what_it_must_not_show():
    nothing(
        [
            f"/{place.template} ({place.name}): say in PRIVATE of tests/web/scoping/examples.py what of a shop it must "
            "not find, or in OPEN_TO_ALL why there is nothing"
            for place in _named()
            if place.name not in PRIVATE and place.name not in OPEN_TO_ALL
        ]
    )


def test_numbers_in_public_addresses_are_few():
    numbered = {place.name for place in _named() if "int" in place.arguments.values()}
    assert numbered - set(NUMBERED) == set(), "may it be counted through? Then a slug or a code is better"


@pytest.mark.parametrize("actor", [NOBODY, OUTSIDERS[0], OTHER_OWNER], ids=str)
def test_what_is_not_public_is_not_found(actor: Actor, world: World):
    targets = [
        (place, arguments)
        for place in _named()
        if place.name in PRIVATE
        for arguments in PRIVATE[place.name](world).values()
    ]
    bodies = walk.with_all({}, _named(), world.a)
    nothing(walk.refusals(world, actor, targets, bodies, secret=world.a.secret, expected=GONE))


def test_what_is_public_is_found(world: World):
    """The same addresses with what everybody may see: not finding the private is no accident."""
    anybody = Actor(name="outsider", user=lambda world: world.outsider)
    found = [
        (place, arguments)
        for place in _named()
        if place.name in PRIVATE and (arguments := _shown(place, world)) is not None
    ]
    assert len(found) > 5
    nothing(walk.entries(world, anybody, found, {}))


@pytest.mark.parametrize("actor", [NOBODY, OTHER_OWNER], ids=str)
def test_public_pages_and_the_api_hold_nothing_private(actor: Actor, world: World):
    """Lists, feeds, the API, and pages of what is public in shop A: the shop's secrets stand on none of them."""
    shop = world.a
    calls: list[Call] = [("GET", place.path(), {}) for place in public() if not place.arguments and place.name]
    calls += [
        ("GET", place.path(**arguments), {})
        for place in _named()
        if place.name in PRIVATE and (arguments := _shown(place, world)) is not None
    ]
    calls += [("GET", f"/san-pham/?q={shop.mark}", {}), ("GET", f"/api/v1/products?q={shop.mark}", {})]
    nothing(walk.leaks(world, actor, calls, shop, mark=shop.secret))
