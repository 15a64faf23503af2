"""Who looks after which area: given and ended by staff, each time with a line in the log of the administration."""

from django.contrib.admin.models import ADDITION, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from accounts.models import User
from vendors.models import Officer


@transaction.atomic
def office_give(*, user: User, province_id: str, commune_id: str | None, by: User) -> Officer:
    """The person looks after the commune, or after the province where there is none. Twice is once."""
    office, is_new = Officer.objects.get_or_create(user=user, province_id=province_id, commune_id=commune_id)
    if is_new:
        _log(office, ADDITION, by)
    return office


@transaction.atomic
def office_end(*, pk: int, by: User) -> None:
    """They look after it no more. Raises `Officer.DoesNotExist`."""
    office = Officer.objects.select_for_update().get(pk=pk)
    _log(office, DELETION, by)
    office.delete()


def _log(office: Officer, flag: int, by: User) -> None:
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(Officer),
        object_id=str(office.pk),
        object_repr=f"#{office.user_id}: {office.province_id}{f' {office.commune_id}' if office.commune_id else ''}",
        action_flag=flag,
    )
