"""The outbox of the demo: what would have reached somebody's phone or mailbox."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.messaging.selectors import NEWEST, newest_messages


@require_safe
@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    """The newest messages, of one recipient with `?den=`. 404 unless this is the demo."""
    if not settings.DEMO:
        raise Http404
    to = request.GET.get("den", "").replace("\x00", "")[:254]
    return render(request, "core/outbox.html", {"entries": newest_messages(to=to), "to": to, "newest": NEWEST})
