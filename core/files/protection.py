"""Files that only a permission check may open."""

from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

from core.files.types import SHOWN, content_type, inside

ACCEL_HEADER = "X-Accel-Redirect"


def protected(request: HttpRequest, path: str, *, filename: str = "", inline: bool = False) -> HttpResponse:
    """The answer of a view that has decided that this person may have the file `path` of `PRIVATE_ROOT`.

    `filename` is the name to save it under (the stored one else); `inline` shows it in the browser instead, for types
    that cannot run anything. The body is empty: nginx or `FileServer` puts the file in. Raises `Http404` if there is
    none.
    """
    found = inside(Path(settings.PRIVATE_ROOT), path)
    if found is None:
        raise Http404
    kind = content_type(filename or found.name)
    inline = inline and (kind.startswith(SHOWN) or kind == "application/pdf")
    response = HttpResponse(content_type=kind)
    response[ACCEL_HEADER] = settings.ACCEL_PREFIX + quote(path)
    disposition = content_disposition_header(not inline, filename or found.name)
    if disposition:
        response["Content-Disposition"] = disposition
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
