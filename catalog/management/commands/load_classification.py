"""`manage.py load_classification`: the programme's groups and product sets into the database."""

from typing import Any

from django.core.management.base import BaseCommand

from catalog.models import ProductGroup, ProductSet
from catalog.services import classification_load


class Command(BaseCommand):
    help = "Load the OCOP groups, sub-groups and product sets (safe to repeat)."

    def handle(self, *args: Any, **options: Any) -> None:
        for edition in classification_load():
            groups = ProductGroup.objects.filter(classification=edition).count()
            sets = ProductSet.objects.filter(classification=edition).count()
            self.stdout.write(f"Decision {edition.decision}: {groups} groups, {sets} product sets")
