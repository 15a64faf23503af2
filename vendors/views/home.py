"""The first page of the centre: what waits today, what one does most, and for a new shop the way to its first sale."""

import datetime as dt
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.slots import CENTRE_LINKS, CENTRE_PANELS, CENTRE_STEPS, CENTRE_TASKS
from vendors.access import Access
from vendors.centre import centre_page, centre_render
from vendors.policies import Action

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
    """`/kenh-ban/<shop>/`. At most fifteen queries, whatever the rooms above have registered."""
    vendor = access.vendor
    found = (task.find(vendor) for task in CENTRE_TASKS if access.can(task.action))
    steps = [(step, step.is_done(vendor), reverse(step.url_name, args=[vendor.slug])) for step in CENTRE_STEPS]
    context = {
        "today": _day_words(timezone.localdate()),
        "tasks": [task for task in found if task is not None and task.count],
        "quick": [link for link in CENTRE_LINKS if link.quick and access.can(link.action)],
        "panels": [panel for panel in CENTRE_PANELS if access.can(panel.action)],
        "steps": [] if all(done for _step, done, _url in steps) else steps,
        "next_step": next((step.name for step, done, _url in steps if not done), ""),
    }
    return centre_render(request, access, "vendors/centre/home.html", context)


def _day_words(day: dt.date) -> str:
    """`Thứ Tư, 25 tháng 11`, as a calendar on the wall has it."""
    words = {"weekday": WEEKDAYS[day.weekday()], "day": day.day, "month": day.month}
    return _("%(weekday)s, %(day)s tháng %(month)s") % words
