"""The other doors to a shop's data: officers, staff, links with a secret in them, one's own account, the admins."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from tests.web.scoping import walk
from tests.web.scoping.conftest import nothing
from tests.web.scoping.examples import OPEN_TO_ALL, lacks_example
from tests.web.scoping.people import INSIDERS, NOBODY, OTHER_OWNER, OUTSIDERS, OWNER, Actor, World
from tests.web.scoping.routes import ACCOUNT, ADMINS, OFFICERS, STAFF, Place, below, public
from tests.web.scoping.rows import undone
from tests.web.scoping.walk import Call
from vendors.models import ConfirmationLink, Invitation
from vendors.people import assistance, invitations

pytestmark = pytest.mark.django_db

PERSONS = [NOBODY, *OUTSIDERS, OWNER, *INSIDERS]
BUYER = Actor(name="buyer", user=lambda world: world.a.buyer)
DRAFTING_OFFICER = Actor(name="officer-who-drafts", user=lambda world: world.a.officer)
# Officers see what the public knows of every shop of their province, and may change nothing of it.
OF_THE_PROVINCE = {"officer-of-the-province", "officer-after-the-shop-was-confirmed", DRAFTING_OFFICER.name}


def test_every_page_that_names_something_has_an_example():
    named = [place for place in below(OFFICERS, STAFF, ACCOUNT) if place.name not in OPEN_TO_ALL]
    nothing([told for place in named if (told := lacks_example(place))])


# ── Officers ─────────────────────────────────────────────────────────────────────────────────────────────────────────
def _about_shops() -> list[Place]:
    return [place for place in below(OFFICERS) if place.others]


def test_the_officer_who_drafts_opens_every_page_about_the_shop(world: World):
    bodies = walk.with_all({}, below(OFFICERS), world.a)
    nothing(walk.entries(world, DRAFTING_OFFICER, walk.of_shop(_about_shops(), world.a), bodies))


@pytest.mark.parametrize("actor", [a for a in PERSONS if a.name not in OF_THE_PROVINCE], ids=str)
def test_only_officers_of_the_province_see_its_shops(actor: Actor, world: World):
    bodies = walk.with_all({}, below(OFFICERS), world.a)
    nothing(walk.refusals(world, actor, walk.of_shop(_about_shops(), world.a), bodies, secret=world.a.mark))


@pytest.mark.parametrize("actor", [a for a in OUTSIDERS if a.name in OF_THE_PROVINCE], ids=str)
def test_an_officer_sees_nothing_private_of_other_shops_and_changes_nothing(actor: Actor, world: World):
    bodies = walk.with_all({}, below(OFFICERS), world.a)
    calls: list[Call] = [
        (method, place.path(**arguments), body)
        for place, arguments in walk.of_shop(below(OFFICERS), world.a)
        for method, body in [("GET", {}), *(("POST", body) for body in bodies[place.name])]
    ]
    nothing(walk.leaks(world, actor, calls, world.a, mark=world.a.secret))


def test_lists_of_an_officer_hold_the_own_province_only(world: World):
    elsewhere = Actor(name="officer-of-another-province", user=lambda world: world.officer_elsewhere)
    lists = [place.path() for place in below(OFFICERS) if not place.others]
    calls: list[Call] = [("GET", path + query, {}) for path in lists for query in ("", "?q=gian")]
    nothing(walk.leaks(world, elsewhere, calls, world.a, mark=world.a.mark))


# ── Staff ────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_every_page_of_the_staff_is_in_its_frame():
    bare = [place for place in below(STAFF) if place.permission is None]
    nothing([f"/{place.template} ({place.view.__module__}) is not wrapped by staff_page" for place in bare])


def _holding(chosen: Callable[[str], bool]) -> Callable[[World], object]:
    def prepare(world: World) -> None:
        rows = Permission.objects.select_related("content_type")
        held = [row for row in rows if chosen(f"{row.content_type.app_label}.{row.codename}")]
        world.staff.user_permissions.set(held)

    return prepare


def test_staff_with_the_permission_open_every_page(world: World):
    staff = Actor(name="staff-with-all", user=lambda world: world.staff, prepare=_holding(lambda name: True))
    bodies = walk.with_all({}, below(STAFF), world.a)
    nothing(walk.entries(world, staff, walk.of_shop(below(STAFF), world.a), bodies))


def test_staff_with_every_other_permission_open_none(world: World):
    for permission in sorted({place.permission or "" for place in below(STAFF)}):
        staff = Actor(
            name=f"staff-without-{permission}",
            user=lambda world: world.staff,
            prepare=_holding(lambda name, missing=permission: name != missing),  # type: ignore[misc]
        )
        targets = walk.of_shop([place for place in below(STAFF) if place.permission == permission], world.a)
        bodies = walk.with_all({}, below(STAFF), world.a)
        nothing(walk.refusals(world, staff, targets, bodies, secret=world.a.mark))


@pytest.mark.parametrize("actor", [a for a in PERSONS if "staff-with-every-right" not in a.name], ids=str)
def test_nobody_else_opens_pages_of_the_staff(actor: Actor, world: World):
    """But for those who may act for shops, and begin to on a page of the staff."""
    bodies = walk.with_all({}, below(STAFF), world.a)
    closed = [place for place in below(STAFF) if not actor.holds or place.permission != actor.holds]
    nothing(walk.refusals(world, actor, walk.of_shop(closed, world.a), bodies, secret=world.a.mark))


@pytest.mark.parametrize("actor", [NOBODY, OWNER], ids=str)
def test_the_admins_are_for_staff(actor: Actor, world: World):
    """Every address of both, with a number for whatever it names: the way to the sign-in, or no way."""
    shut = []
    with undone():
        client = actor.client(world)
        for place in below(*ADMINS):
            path = "/" + place.template
            for name in place.arguments:
                path = path.replace("{" + name + "}", "1")
            answer = walk.answer_to(client, "GET", path)
            if answer.status_code not in (302, 403, 404) or world.a.mark in walk.text_of(answer):
                shut.append(f"{actor} {path}: answered {answer.status_code}")
    nothing(shut)


# ── Links with a secret in them ──────────────────────────────────────────────────────────────────────────────────────
def _with_token() -> list[Place]:
    return [place for place in public() if "token" in place.arguments]


def _over(world: World) -> dict[str, list[str]]:
    """Tokens that open nothing, by the name of the address, made so in the running transaction."""
    now = timezone.now()
    Invitation.objects.filter(pk=world.a.invitation.pk).update(revoked_at=now)
    ConfirmationLink.objects.filter(assistance__vendor=world.a.vendor).update(used_at=now)
    used = invitations.invitation_create(vendor=world.a.vendor, by=world.a.owner, role=world.a.member.role)  # type: ignore[arg-type]
    Invitation.objects.filter(pk=used.row.pk).update(accepted_by=world.a.member.user, accepted_at=now)
    link = ConfirmationLink.objects.get(assistance__vendor=world.a.vendor)
    replaced = assistance.confirmation_create(assistance=link.assistance)
    ConfirmationLink.objects.exclude(pk=link.pk).filter(assistance=link.assistance).update(revoked_at=now)
    made_up = ["0", "x" * 32, "x" * 500]
    return {
        "vendors:invitation": [*made_up, world.a.invitation_token, used.token, world.a.invitation.token_hash],
        "vendors:confirm-shop": [*made_up, world.a.confirmation_token, replaced, link.token_hash],
    }


def test_links_that_are_over_open_nothing(world: World):
    secret = _with_token()
    with undone():
        tokens = _over(world)
        assert {place.name for place in secret} == set(tokens), "say in _over() which tokens open nothing there"
        targets = [(place, {"token": token}) for place in secret for token in tokens[place.name]]
        bodies = walk.with_all({}, secret, world.b)
        for actor in (NOBODY, OUTSIDERS[0], OTHER_OWNER):
            expected = (*walk.GONE, 302) if actor is NOBODY else (*walk.GONE, 409)
            nothing(walk.refusals(world, actor, targets, bodies, secret=world.a.mark, expected=expected))


def test_a_link_in_force_writes_nothing_for_who_is_not_signed_in(world: World):
    tokens = {"vendors:invitation": world.a.invitation_token, "vendors:confirm-shop": world.a.confirmation_token}
    calls: list[Call] = [
        (method, place.path(token=tokens[place.name]), body)
        for place in _with_token()
        for method, body in (("GET", {}), ("POST", {"name": "Tên khác"}))
    ]
    nothing(walk.leaks(world, NOBODY, calls, world.a, mark=world.a.secret))


# ── One's own account ────────────────────────────────────────────────────────────────────────────────────────────────
def _own() -> list[Place]:
    return [place for place in below(ACCOUNT) if place.others and place.name not in OPEN_TO_ALL]


def test_the_buyer_opens_what_is_theirs(world: World):
    nothing(walk.entries(world, BUYER, walk.of_shop(_own(), world.a), {}))


@pytest.mark.parametrize("actor", [a for a in PERSONS if a.name != "buyer-of-the-shop"], ids=str)
def test_what_a_buyer_wrote_and_keeps_is_theirs(actor: Actor, world: World):
    """Not even the shop they wrote to opens their page of it."""
    bodies = walk.with_all({}, _own(), world.a)
    nothing(walk.refusals(world, actor, walk.of_shop(_own(), world.a), bodies, secret=world.a.secret))


@pytest.mark.parametrize("actor", [OUTSIDERS[0], OTHER_OWNER], ids=str)
def test_pages_of_an_account_tell_of_their_person_alone(actor: Actor, world: World):
    calls: list[Call] = [("GET", place.path(), {}) for place in below(ACCOUNT) if not place.arguments]
    nothing(walk.leaks(world, actor, calls, world.a, mark=world.a.mark))
