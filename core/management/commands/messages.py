"""`manage.py messages`: keep the English catalog in line with the code, and compile the catalogs."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core import translations


class Command(BaseCommand):
    help = "Update and compile the message catalogs; --check only tells what is missing. Needs no GNU gettext."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing, fail when something is missing")
        parser.add_argument("--compile", action="store_true", help="only write the binary catalogs")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            lines = translations.problems()
            for line in lines:
                self.stderr.write(line)
            if lines:
                self.stderr.write(f"{len(lines)} to mend. `manage.py messages` adds what lacks; then translate it.")
                sys.exit(1)
            return
        if options["compile"]:
            self.stdout.write(f"{translations.compile_catalogs()} compiled")
            return
        added, dropped = translations.update()
        compiled = translations.compile_catalogs()
        self.stdout.write(f"{added} added, {dropped} dropped, {compiled} compiled")
