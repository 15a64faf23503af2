"""`manage.py load_demo`: what the demo shows, room by room. Safe to repeat; nothing is loaded twice."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from core.slots import DEMO_STEPS


class Command(BaseCommand):
    help = "Load the demo data of every room (safe to repeat)."

    def handle(self, *args: Any, **options: Any) -> None:
        steps = list(DEMO_STEPS)
        for number, step in enumerate(steps, start=1):
            self.stdout.write(f"  {number}/{len(steps)} {step.label} … ", ending="")
            self.stdout.flush()
            began = time.monotonic()
            told = step.load()
            self.stdout.write(f"{told} ({time.monotonic() - began:.1f} s)")
