"""Everybody who tries to get at a shop's data, and the two shops they try it on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from accounts.models import User
from catalog.models import Product, ProductStatus, Review, SaleMode
from places.models import Province
from tests.factories.accounts import make_staff, make_user, sign_in
from tests.factories.catalog import make_product, make_vendor
from tests.web.scoping.shops import DAY, Shop, make_shop
from vendors.access import ACT, STAFF
from vendors.models import Acting, Assistance, Officer, Role, Vendor, VendorStatus
from vendors.policies import ALLOWED, OFFICER, Action
from vendors.policies import STAFF as STAFF_MAY


@dataclass(frozen=True, kw_only=True)
class World:
    """Two shops of two provinces, and people of neither."""

    a: Shop
    b: Shop
    empty: Vendor
    closed: dict[str, Vendor]  # shops that are not open, by why
    unseen: dict[str, Product]  # products that are not public, by why; each with a review
    outsider: User
    officer_elsewhere: User
    officer_of_area: User
    staff: User
    acting_for_b: User


def make_world() -> World:
    """Both shops have something of everything; `empty` is a new one that has nothing."""
    here, there = (Province.objects.get(slug=slug) for slug in ("bac-ninh", "gia-lai"))
    a, b = make_shop("qzvxa", here), make_shop("qzvxb", there)
    elsewhere, of_area = make_user(name="Cán bộ tỉnh khác"), make_user(name="Cán bộ tỉnh")
    Officer.objects.create(user=elsewhere, province=there)
    Officer.objects.create(user=of_area, province=here)
    # Who drafted A's shop may work in it; who drafts another one of the same province may not.
    Officer.objects.create(user=a.officer, province=here)
    Officer.objects.create(user=b.officer, province=there)
    drafted = make_vendor(status=VendorStatus.DRAFT, province=here, name="Bản nháp của cán bộ tỉnh")
    Assistance.objects.create(vendor=drafted, officer=of_area)
    acting = make_staff(superuser=False)
    _let_act(acting, b.vendor)
    closed = {
        status.value: make_vendor(status=status, province=here, name="Gian hàng không mở")
        for status in VendorStatus
        if status != VendorStatus.VERIFIED
    }
    return World(
        a=a,
        b=b,
        closed=closed,
        unseen=_unseen(a, closed),
        empty=make_vendor(province=there, name="Gian hàng trống"),
        outsider=make_user(name="Người ngoài"),
        officer_elsewhere=elsewhere,
        officer_of_area=of_area,
        staff=make_staff(superuser=False),
        acting_for_b=acting,
    )


def _unseen(shop: Shop, closed: dict[str, Vendor]) -> dict[str, Product]:
    words = {"name": f"Chưa ai thấy {shop.secret}", "sale_mode": SaleMode.STAY, "producer": shop.product.producer}
    found = {
        status.value: make_product(vendor=shop.vendor, status=status, **words)
        for status in ProductStatus
        if status != ProductStatus.PUBLISHED
    }
    found["paused"] = make_product(vendor=shop.vendor, is_paused=True, **words)
    found |= {f"of a shop {name}": make_product(vendor=vendor, **words) for name, vendor in closed.items()}
    for product in found.values():
        Review.objects.create(product=product, author_name="Khách", rating=4, text=shop.secret)
    return found


def _grant_acting(staff: User) -> None:
    staff.user_permissions.add(Permission.objects.get(codename=ACT.partition(".")[2]))


def _let_act(staff: User, vendor: Vendor) -> Acting:
    _grant_acting(staff)
    return Acting.objects.create(vendor=vendor, staff=staff, reason="Nhờ giúp", ends_at=timezone.now() + DAY)


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Somebody who tries. `prepare` is what has happened before; it belongs to their own transaction."""

    name: str
    user: Callable[[World], User | None]
    prepare: Callable[[World], object] = lambda world: None
    proofs: tuple[str, ...] = ("code", "mfa", "password")
    holds: str = ""  # the one right as a member of the staff, if any

    def client(self, world: World) -> Client:
        """Signed in with everything that could be asked for, so that nothing but the right is missing."""
        client = Client(raise_request_exception=False)  # 500 is one complaint of many
        user = self.user(world)
        if user is not None:
            sign_in(client, user, *self.proofs)
        return client

    def __str__(self) -> str:
        return self.name


def _officer_moved(world: World) -> None:
    Officer.objects.filter(user=world.a.officer).update(province=world.b.vendor.province)


def _staff_with_right(world: World) -> None:
    may = Permission.objects.filter(content_type__app_label__in=("vendors", "catalog"))
    world.staff.user_permissions.set(may)


def _staff_who_acted(world: World) -> None:
    _grant_acting(world.staff)
    past = timezone.now() - DAY
    row = {"vendor": world.a.vendor, "staff": world.staff, "reason": "Nhờ giúp", "started_at": past}
    Acting.objects.create(**row, ends_at=timezone.now() + DAY, ended_at=timezone.now())
    Acting.objects.create(**row, ends_at=past + DAY / 2)


def _staff_who_lost_the_right(world: World) -> None:
    _let_act(world.staff, world.a.vendor)
    world.staff.user_permissions.clear()


def _staff_no_more(world: World) -> None:
    _let_act(world.staff, world.a.vendor)
    User.objects.filter(pk=world.staff.pk).update(is_staff=False)


def _unopened(world: World) -> None:
    Vendor.objects.filter(pk__in=[world.a.vendor.pk, world.b.vendor.pk]).update(status=VendorStatus.DRAFT)


NOBODY: Final = Actor(name="signed-out", user=lambda world: None)
OTHER_OWNER: Final = Actor(name="owner-of-another-shop", user=lambda world: world.b.owner)
OUTSIDERS: Final = [
    Actor(name="outsider", user=lambda world: world.outsider),
    Actor(name="buyer-of-the-shop", user=lambda world: world.a.buyer),
    OTHER_OWNER,
    Actor(
        name="former-owner",
        user=lambda world: world.a.owner,
        prepare=lambda world: world.a.vendor.members.filter(role=Role.OWNER).delete(),
    ),
    Actor(name="officer-of-another-province", user=lambda world: world.officer_elsewhere),
    Actor(name="officer-of-the-province", user=lambda world: world.officer_of_area),
    Actor(
        name="officer-after-the-shop-was-confirmed",
        user=lambda world: world.a.officer,
        prepare=lambda world: Assistance.objects.filter(vendor=world.a.vendor).update(confirmed_at=timezone.now()),
    ),
    Actor(
        name="officer-without-office",
        user=lambda world: world.a.officer,
        prepare=lambda world: Officer.objects.filter(user=world.a.officer).delete(),
    ),
    Actor(name="officer-moved-to-another-province", user=lambda world: world.a.officer, prepare=_officer_moved),
    Actor(name="staff", user=lambda world: world.staff),
    Actor(name="staff-with-every-right-but-not-acting", user=lambda world: world.staff, prepare=_staff_with_right),
    Actor(name="staff-who-has-stopped-acting", user=lambda world: world.staff, prepare=_staff_who_acted, holds=ACT),
    Actor(name="staff-acting-who-lost-the-right", user=lambda world: world.staff, prepare=_staff_who_lost_the_right),
    Actor(name="staff-acting-who-left-the-staff", user=lambda world: world.staff, prepare=_staff_no_more),
    Actor(name="staff-acting-for-another-shop", user=lambda world: world.acting_for_b, holds=ACT),
]


@dataclass(frozen=True, kw_only=True)
class Insider(Actor):
    """Somebody who belongs into the shop, and may do only so much there."""

    may: frozenset[Action]


def _member(role: Role) -> Insider:
    return Insider(name=role.value, user=lambda world: world.a.people[role], may=ALLOWED[role])


INSIDERS: Final = [
    *(_member(role) for role in Role if role != Role.OWNER),
    Insider(name="officer-who-drafts", user=lambda world: world.a.officer, may=OFFICER),
    Insider(
        name=f"{STAFF}-acting",
        user=lambda world: world.staff,
        prepare=lambda world: _let_act(world.staff, world.a.vendor),
        may=STAFF_MAY,
        holds=ACT,
    ),
]
# Acts for the shop, with the right to it, but the second factor was not entered in this session.
WITHOUT_FACTOR: Final = Actor(
    name="staff-acting-without-a-second-factor",
    user=lambda world: world.staff,
    prepare=lambda world: _let_act(world.staff, world.a.vendor),
    proofs=("code", "password"),
)
# Both shops are still being opened: then the pages of that are there.
OWNER_OPENING: Final = Actor(name="owner-of-a-shop-being-opened", user=lambda world: world.a.owner, prepare=_unopened)
OTHER_OWNER_OPENING: Final = Actor(
    name="owner-of-another-shop-being-opened",
    user=lambda world: world.b.owner,
    prepare=_unopened,
)
OWNER: Final = Insider(name="owner", user=lambda world: world.a.owner, may=ALLOWED[Role.OWNER])


def answer_to(client: Client, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """Ask as a browser does from a page of the site itself."""
    headers = {"Sec-Fetch-Site": "same-origin"}
    if method == "POST":
        return client.post(path, body or {}, headers=headers)
    return client.generic(method, path, headers=headers)
