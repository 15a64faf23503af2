"""`manage.py load_banned_claims`: a first list of phrases that no listing may contain; the staff keep it then."""

from typing import Any

from django.core.management.base import BaseCommand

from catalog.services import banned_claims_load


class Command(BaseCommand):
    help = "Load the list of forbidden phrases (safe to repeat; what the staff changed stays)."

    def handle(self, *args: Any, **options: Any) -> None:
        added, known = banned_claims_load()
        self.stdout.write(f"{known} forbidden phrases, {added} of them new")
