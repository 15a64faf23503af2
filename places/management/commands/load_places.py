"""``manage.py load_places``: the 34 provinces, 63 former provinces and 3,321 communes. Run it after every migrate."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from places.services import load_places


class Command(BaseCommand):
    help = "Loads provinces, former provinces and communes from the data files; can be run again at any time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="the state of that day (default: today)")

    def handle(self, *args: Any, on: str | None = None, **options: Any) -> None:
        try:
            day = dt.date.fromisoformat(on) if on else None
        except ValueError as error:
            raise CommandError(f"{on!r} is no date like 2026-04-30") from error
        loaded = load_places(on=day, progress=lambda line: self.stdout.write(f"  {line}"))
        self.stdout.write(f"places: {loaded.provinces} provinces, {loaded.communes} communes")
