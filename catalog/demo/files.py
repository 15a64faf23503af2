"""The files beside this module, and how their places and days are read."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from catalog.demo.prints import spread
from places import selectors as places
from places.models import Province

FILES: Final = Path(__file__).parent
VIETNAM: Final = ZoneInfo("Asia/Ho_Chi_Minh")

Row = dict[str, Any]


def entries(name: str) -> list[Row]:
    """What a file beside this module holds."""
    rows: list[Row] = json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def province_of(slug: str) -> Province:
    found = places.province_by_slug(slug)
    if found is None:
        raise ValueError(f"no province {slug!r}")
    return found


def moment(day: dt.date, key: str, *, first: int = 7, last: int = 22) -> dt.datetime:
    """Some minute of that Vietnamese day between two hours, always the same for the same key."""
    minute = spread(key, over=(last - first) * 60)
    return dt.datetime(day.year, day.month, day.day, first + minute // 60, minute % 60, tzinfo=VIETNAM)


def day_of(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def decimal_of(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))
