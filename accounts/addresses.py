"""The address book. Every function is given the owner; somebody else's address does not exist for it."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Address, User
from places.models import Commune


class AddressBookFull(Exception):
    """The person already has `Address.MAX_PER_USER` addresses."""


class CommuneElsewhere(ValueError):
    """The commune does not belong to the province."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressData:
    """What a person says about one address. `phone` is E.164; codes are those of the units in force."""

    recipient: str
    phone: str
    province_code: str
    commune_code: str
    line: str
    typed: str = ""


def addresses_of(user: User) -> QuerySet[Address]:
    """All of the person's addresses with their units, the default first."""
    return Address.objects.filter(user=user).select_related("province", "commune")


def add_address(*, user: User, data: AddressData, make_default: bool = False) -> Address:
    """Add one; the first becomes the default. Locks the user's row, so that the count and the one default hold."""
    _check(data)
    with transaction.atomic():
        _lock(user)
        existing = Address.objects.filter(user=user)
        count = existing.count()
        if count >= Address.MAX_PER_USER:
            raise AddressBookFull
        default = make_default or count == 0
        if default:
            existing.filter(is_default=True).update(is_default=False)
        return Address.objects.create(user=user, is_default=default, **_fields(data))


def change_address(*, user: User, pk: int, data: AddressData, make_default: bool = False) -> Address:
    """Overwrite one. Raises `Address.DoesNotExist` for one that is not the user's."""
    _check(data)
    with transaction.atomic():
        _lock(user)
        address = Address.objects.get(pk=pk, user=user)
        for name, value in _fields(data).items():
            setattr(address, name, value)
        if make_default and not address.is_default:
            Address.objects.filter(user=user, is_default=True).update(is_default=False)
            address.is_default = True
        address.save()
        return address


def delete_address(*, user: User, pk: int) -> None:
    """Delete one; where it was the default the newest of the others becomes it. Raises `Address.DoesNotExist`."""
    with transaction.atomic():
        _lock(user)
        address = Address.objects.get(pk=pk, user=user)
        address.delete()
        if address.is_default:
            heir = Address.objects.filter(user=user).order_by("-created_at", "-pk").first()
            if heir is not None:
                Address.objects.filter(pk=heir.pk).update(is_default=True)


def make_default(*, user: User, pk: int) -> None:
    """Make one the default. Raises `Address.DoesNotExist` for one that is not the user's; nothing changes then."""
    with transaction.atomic():
        _lock(user)
        Address.objects.get(pk=pk, user=user)
        Address.objects.filter(user=user, is_default=True).exclude(pk=pk).update(is_default=False)
        Address.objects.filter(user=user, pk=pk).update(is_default=True)


def _check(data: AddressData) -> None:
    if not Commune.objects.filter(code=data.commune_code, province_id=data.province_code).exists():
        raise CommuneElsewhere


def _lock(user: User) -> None:
    User.objects.select_for_update().get(pk=user.pk)


def _fields(data: AddressData) -> dict[str, str]:
    return {
        "recipient": data.recipient,
        "phone": data.phone,
        "province_id": data.province_code,
        "commune_id": data.commune_code,
        "line": data.line,
        "typed": data.typed,
    }
