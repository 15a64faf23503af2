"""`manage.py generate_catalog --products 100000 --vendors 2000 --seed 1`: a market for benchmarks."""

import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from catalog.shelf.generating import generate


class Command(BaseCommand):
    help = "Write invented shops and products in bulk, the same for the same numbers; for benchmarks."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--products", type=int, default=100_000)
        parser.add_argument("--vendors", type=int, default=2_000)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["products"] < 1 or options["vendors"] < 1:
            raise CommandError("at least one product and one shop")
        began = time.monotonic()
        total = options["products"]

        def progress(done: int) -> None:
            if options["verbosity"]:
                end = "\r" if sys.stdout.isatty() and done < total else "\n"
                self.stdout.write(f"{done:>9,} of {total:,} products, {time.monotonic() - began:.0f} s", ending=end)

        try:
            generate(products=total, vendors=options["vendors"], seed=options["seed"], progress=progress)
        except ValueError as error:
            raise CommandError(str(error)) from error
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # the planner otherwise guesses until autovacuum comes by
