"""Words for spans of time."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import ngettext


def waited(since: dt.datetime, *, now: dt.datetime | None = None) -> str:
    """How long ago, in the coarsest unit that still says something: minutes, hours, days."""
    minutes = max(1, int(((now or timezone.now()) - since).total_seconds() // 60))
    if minutes < 60:
        return ngettext("%(n)d phút", "%(n)d phút", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        hours = minutes // 60
        return ngettext("%(n)d giờ", "%(n)d giờ", hours) % {"n": hours}
    days = minutes // (24 * 60)
    return ngettext("%(n)d ngày", "%(n)d ngày", days) % {"n": days}
