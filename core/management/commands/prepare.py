"""`manage.py prepare`: what a release needs before its processes start. Production's counterpart of `prepare_demo`."""

import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

# By name, since core knows no room: what every deployment holds before anything else, each safe to repeat.
REFERENCE_DATA = ("load_places", "load_classification", "load_banned_claims")


class Command(BaseCommand):
    help = "Migrate the database, load the reference data and collect the static files (safe to repeat)."

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        call_command("migrate", interactive=False, verbosity=1, stdout=self.stdout)
        for name in REFERENCE_DATA:
            call_command(name, stdout=self.stdout)
        # Nothing is cleared: processes of the release before still serve pages that name its files.
        call_command("collectstatic", interactive=False, verbosity=1, stdout=self.stdout)
        self.stdout.write(f"prepared in {time.monotonic() - began:.1f} s")
