"""What a page tells search engines (schema.org as JSON-LD) and those who share its address (a picture).

The script element holds data, not a program: browsers run nothing of it and the Content-Security-Policy lets it be.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

_ESCAPES: Final = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
# Facebook and Zalo show 1.91:1; search engines prefer a square, which is the largest of a gallery's.
SHARE_WIDE: Final = "fill-1200x630|format-jpeg"
SHARE_SQUARE: Final = "format-jpeg|fill-1200x1200"


def absolute(path: str) -> str:
    """A path of this site with scheme and host; what has them already stays."""
    return path if path.startswith(("http://", "https://")) else settings.SITE_URL + path


def json_ld(*things: dict[str, Any]) -> SafeString:
    """The script elements; nothing in the data can end them early."""
    parts = (
        json.dumps({"@context": "https://schema.org", **thing}, ensure_ascii=False, separators=(",", ":"))
        for thing in things
    )
    return mark_safe(
        "".join(f'<script type="application/ld+json">{part.translate(_ESCAPES)}</script>' for part in parts)
    )


def breadcrumbs(*steps: tuple[str, str]) -> dict[str, Any]:
    """Name and path of each step from the first page on."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": absolute(path)}
            for number, (name, path) in enumerate([(_("Trang đầu"), reverse("home")), *steps], start=1)
        ],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareImage:
    """The picture shown with a link: its absolute address, its size in pixels, its media type, what is to be seen.

    `square` is the address of another cut of it, where there is one.
    """

    url: str
    width: int
    height: int
    type: str
    alt: str
    square: str = ""


def share_photo(image: Any, alt: str) -> ShareImage:
    """An uploaded photograph. No query where it came with its renditions and these exist."""
    wide, square = (image.get_rendition(spec) for spec in (SHARE_WIDE, SHARE_SQUARE))
    return ShareImage(
        url=absolute(wide.url),
        width=wide.width,
        height=wide.height,
        type="image/jpeg",
        alt=alt,
        square=absolute(square.url),
    )


def share_drawing(name: str = "", alt: str = "") -> ShareImage:
    """A print of that name, or the site's own picture. Not SVG, which no sharing service draws."""
    path = f"img/share/{name}.png" if name else "img/share.png"
    alt = alt or _("Chợ Làng: hàng làng, rõ người làm")
    return ShareImage(url=absolute(static(path)), width=1_200, height=630, type="image/png", alt=alt)
