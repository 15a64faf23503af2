"""The year in seasons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from catalog.seasons import year


@require_safe
def seasons(request: HttpRequest) -> HttpResponse:
    """`/mua-vu/`: what each month brings; `#thang-6` leads to one."""
    months, all_year = year()
    context = {
        "months": months,
        "all_year": all_year,
        "anything": bool(all_year) or any(month.begins for month in months),
        "this_month": timezone.localdate().month,
    }
    return render(request, "catalog/seasons.html", context)
