"""`manage.py reseal_fields`: after a new key was put in front of FIELD_KEYS, seal everything with it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.encryption import CannotUnseal, digest, reseal
from vendors.models import Dossier
from vendors.models.papers import ACCOUNT, HOLDER, TAX_CODE

PURPOSES = {"tax_code_sealed": TAX_CODE, "account_sealed": ACCOUNT, "holder_sealed": HOLDER}


class Command(BaseCommand):
    help = "Seal tax codes and bank accounts with the first of FIELD_KEYS; the other keys may be removed afterwards."

    def handle(self, *args: Any, **options: Any) -> None:
        done, lost = 0, 0
        for pk in list(Dossier.objects.exclude(tax_code_sealed="", account_sealed="").values_list("pk", flat=True)):
            try:
                _reseal(pk)
            except CannotUnseal:
                lost += 1
            else:
                done += 1
        self.stdout.write(f"{done} dossiers sealed with the first key")
        if lost:
            raise CommandError(f"{lost} dossiers could not be opened with any key: look for the missing one.")


@transaction.atomic
def _reseal(pk: int) -> None:
    dossier = Dossier.objects.select_for_update().get(pk=pk)
    fields: dict[str, str] = {
        name: reseal(getattr(dossier, name), purpose=purpose) for name, purpose in PURPOSES.items()
    }
    code = dossier.tax_code
    fields["tax_code_digest"] = digest(code, purpose=TAX_CODE) if code else ""
    Dossier.objects.filter(pk=pk).update(**fields)
