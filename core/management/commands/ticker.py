"""`manage.py ticker`: run the recurring jobs of all rooms until SIGTERM."""

import signal
import threading
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import ticker


class Command(BaseCommand):
    help = "Run the recurring jobs of all rooms until SIGTERM. More than one may run: one works, the others stand by."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="run every job once and exit")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            if failed := ticker.run_once():
                raise CommandError(f"failed: {', '.join(failed)}")
            return
        stop = threading.Event()

        def on_signal(_number: int, _frame: FrameType | None) -> None:
            stop.set()

        before = {number: signal.signal(number, on_signal) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            ticker.run(stop)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
