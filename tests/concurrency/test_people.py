"""One invitation opened by many, a shop handed over twice at once, one draft confirmed by many: one gets it.

Runs on SQLite and on PostgreSQL; the control shows the race when what was read is trusted.
"""

import threading

import pytest

from places.models import Commune
from tests.concurrency.race import race
from tests.factories.accounts import make_user
from tests.factories.vendors import make_member, make_officer
from vendors.models import AuditEntry, Invitation, Member, Role
from vendors.people import assistance, invitations
from vendors.people import services as people

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data")]

RUNNERS = 8


def test_an_invitation_lets_one_person_in():
    owner = make_member()
    token = invitations.invitation_create(vendor=owner.vendor, by=owner.user, role=Role.PACKER).token
    guests = [make_user() for _number in range(RUNNERS)]
    results = race(RUNNERS, lambda number: invitations.invitation_accept(token=token, user=guests[number]))
    assert sum(isinstance(result, Member) for result in results) == 1
    assert sum(isinstance(result, invitations.InvitationOver) for result in results) == RUNNERS - 1
    (member,) = Member.objects.filter(vendor=owner.vendor).exclude(role=Role.OWNER)
    assert Invitation.objects.get().accepted_by_id == member.user_id
    assert AuditEntry.objects.count() == 1


def test_a_shop_handed_over_many_times_at_once_has_one_owner():
    owner = make_member()
    others = [make_member(vendor=owner.vendor, role=Role.MANAGER) for _number in range(RUNNERS)]
    results = race(
        RUNNERS, lambda number: people.hand_over(vendor=owner.vendor, owner=owner.user, pk=others[number].pk)
    )
    assert sum(result is None for result in results) == 1
    assert sum(isinstance(result, people.PeopleRefused) for result in results) == RUNNERS - 1
    (now,) = Member.objects.filter(vendor=owner.vendor, role=Role.OWNER)
    assert now.pk != owner.pk


def test_who_is_made_owner_is_not_let_go_at_the_same_moment():
    for _round in range(5):
        owner = make_member()
        other = make_member(vendor=owner.vendor, role=Role.PACKER)

        def run(number: int, owner: Member = owner, other: Member = other) -> None:
            if number:
                people.member_remove(vendor=owner.vendor, pk=other.pk)
            else:
                people.hand_over(vendor=owner.vendor, owner=owner.user, pk=other.pk)

        results = race(2, run)
        assert sum(isinstance(result, people.PeopleRefused) for result in results) == 1
        assert Member.objects.filter(vendor=owner.vendor, role=Role.OWNER).count() == 1


def test_a_draft_gets_one_owner():
    officer = make_officer()
    commune = Commune.objects.filter(province=officer.province).order_by("code")[0]
    draft = assistance.draft_begin(officer=officer.user, name="Tổ bà Sáu", kind="group", commune=commune)
    token = assistance.confirmation_create(assistance=draft)
    producers = [make_user() for _number in range(RUNNERS)]
    results = race(RUNNERS, lambda number: assistance.confirm(token=token, user=producers[number], name="Tổ bà Sáu"))
    assert sum(isinstance(result, assistance.ConfirmationOver) for result in results) == RUNNERS - 1
    assert Member.objects.get().role == Role.OWNER


def test_control_reading_first_lets_everybody_in():
    owner = make_member()
    row = invitations.invitation_create(vendor=owner.vendor, by=owner.user, role=Role.PACKER).row
    guests = [make_user() for _number in range(RUNNERS)]
    all_have_read = threading.Barrier(RUNNERS)

    def run(number: int) -> None:
        is_open = Invitation.objects.open().filter(pk=row.pk).exists()
        all_have_read.wait(30)
        if is_open:
            Member.objects.create(vendor=owner.vendor, user=guests[number], role=Role.PACKER)

    race(RUNNERS, run)
    assert Member.objects.filter(vendor=owner.vendor).count() > 2
