"""The first page of the centre: what waits today, what one does most, and for a new shop the way to its first sale."""

import datetime as dt
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.slots import CENTRE_LINKS, CENTRE_PANELS, CENTRE_STEPS, CENTRE_TASKS
from vendors.access import Access
from vendors.centre import centre_page, centre_render
from vendors.models import VendorStatus
from vendors.policies import Action
from vendors.today import today_of

WEEKDAYS: Final = (
    gettext_lazy("Thứ Hai"),
    gettext_lazy("Thứ Ba"),
    gettext_lazy("Thứ Tư"),
    gettext_lazy("Thứ Năm"),
    gettext_lazy("Thứ Sáu"),
    gettext_lazy("Thứ Bảy"),
    gettext_lazy("Chủ Nhật"),
)


@centre_page(Action.LOOK)
@require_safe
def home(request: HttpRequest, access: Access) -> HttpResponse:
    """`/kenh-ban/<shop>/`. At most fifteen queries, whatever the rooms above have registered; six while it is kept."""
    today = today_of(access.vendor)
    todo = [step.name for step in CENTRE_STEPS if step.name not in today.done]
    if access.vendor.status == VendorStatus.SUSPENDED:
        todo = []  # first of all it must be let back in
    context = {
        "today": _day_words(timezone.localdate()),
        "tasks": [today.waiting[t.name] for t in CENTRE_TASKS if t.name in today.waiting and access.can(t.action)],
        "quick": [link for link in CENTRE_LINKS if link.quick and access.can(link.action)],
        "panels": [panel for panel in CENTRE_PANELS if access.can(panel.action)],
        "steps": [(step, step.name in today.done) for step in CENTRE_STEPS] if todo else [],
        "next_step": todo[0] if todo else "",
    }
    return centre_render(request, access, "vendors/centre/home.html", context)


def _day_words(day: dt.date) -> str:
    """`Thứ Tư, 25 tháng 11`, as a calendar on the wall has it."""
    words = {"weekday": WEEKDAYS[day.weekday()], "day": day.day, "month": day.month}
    return _("%(weekday)s, %(day)s tháng %(month)s") % words
