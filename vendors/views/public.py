"""The public page of a shop, and following it.

The page is the same for everybody; whether somebody follows is asked for apart, as the header does with the sign-in
state. What the shop sells is a section that the catalog registers (`core.slots.PAGE_SECTIONS`).
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from accounts import consent
from accounts.models import User
from accounts.views.common import account_page, with_next
from core.origin import same_origin
from core.sections import sections_of
from core.structured import ShareImage, absolute, breadcrumbs, json_ld, share_drawing, share_photo
from core.text import slugify_vi
from places.models import Region
from vendors import limits
from vendors.models import SellerKind, ShopProfile, Vendor
from vendors.selectors import COVER, COVER_JPEG, COVER_SMALL, open_shop, open_vendor
from vendors.shop import enquiries, follows
from vendors.shop.profile import profile_of

# Woven and printed borders belong to a part of the country; elsewhere a page goes without.
BANDS = {Region.SOUTH_CENTRAL: "cham", Region.SOUTHEAST: "songnuoc", Region.MEKONG: "songnuoc"}
_COVERS = {"wide": COVER, "small": COVER_SMALL, "jpeg": COVER_JPEG}
MOST_FOLLOWED = 200  # shown in one list


@require_safe
def shop(request: HttpRequest, slug: str) -> HttpResponse:
    """`/gian-hang/<slug>/`: who sells, where, and what; for htmx the goods alone, as the filters want them.

    A shop that is not open is a page that does not exist.
    """
    found = open_shop(slug)
    if found is None:
        fixed = slugify_vi(slug)
        if fixed and fixed != slug and (meant := open_vendor(fixed)):
            return redirect(meant, permanent=True)
        raise Http404
    said = [(name, value) for name, values in request.GET.lists() for value in values if value]
    address = found.get_absolute_url() + (f"?{urlencode(said)}" if said else "")
    if is_fragment(request):
        response = HttpResponse(sections_of("shop", request, found))
        response["HX-Push-Url"] = address
    elif len(said) < sum(len(values) for _name, values in request.GET.lists()):
        return redirect(address)  # the filters' form sends what was left open as well
    else:
        response = render(request, "vendors/shop.html", _page(found, request))
    patch_vary_headers(response, ["HX-Request"])
    return response


def _page(vendor: Vendor, request: HttpRequest) -> dict[str, Any]:
    profile = profile_of(vendor)
    picture = profile.picture
    share = share_photo(picture, vendor.name) if picture else share_drawing()
    steps = [
        (vendor.province.label, reverse("catalog:province", args=[vendor.province.slug])),
        (vendor.name, vendor.get_absolute_url()),
    ]
    return {
        "vendor": vendor,
        "profile": profile,
        "cover": {spec: picture.get_rendition(name) for spec, name in _COVERS.items()} if picture else None,
        "share_image": share,
        "share_url": absolute(vendor.get_absolute_url()),
        "band": BANDS.get(Region(vendor.province.region), ""),
        "answers": enquiries.answer_words(enquiries.answer_time(vendor)),
        "json_ld": json_ld(_store(vendor, profile, share), breadcrumbs(*steps)),
        "is_filtered": bool(request.GET),
    }


def _store(vendor: Vendor, profile: ShopProfile, image: ShareImage) -> dict[str, Any]:
    """schema.org Store. Ratings stay with the goods: search engines want none of a shop on its own page."""
    address = {
        "@type": "PostalAddress",
        "streetAddress": profile.address_line,
        "addressLocality": vendor.commune.full_name if vendor.commune else "",
        "addressRegion": vendor.province.full_name,
        "addressCountry": "VN",
    }
    data: dict[str, Any] = {
        "@type": "Store",
        "name": vendor.name,
        "url": absolute(vendor.get_absolute_url()),
        "image": [url for url in (image.square, image.url) if url],
        "description": vendor.story_label[:5_000],
        "address": {key: value for key, value in address.items() if value},
        "foundingDate": str(vendor.founded or ""),
        "telephone": profile.phone if profile.show_phone else "",
        "identifier": profile.public_number if vendor.kind not in (SellerKind.HOUSEHOLD, SellerKind.FARMER) else "",
    }
    return {key: value for key, value in data.items() if value}


@same_origin
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """`/gian-hang/<slug>/theo-doi/`: the button, fetched apart; a small page with it where it is opened by itself.

    The form of the public page has no token (`core.origin`). Whoever is not signed in does that first and comes back
    here, where one more press follows: no address does so by being opened.
    """
    vendor = open_vendor(slug)
    if vendor is None:
        raise Http404
    here = reverse("vendors:follow", args=[vendor.slug])
    if not isinstance(request.user, User) or consent.missing_agreements(request.user):
        first = with_next("accounts:welcome" if request.user.is_authenticated else "account_login", here)
        if is_fragment(request):
            return _button(request, {"vendor": vendor, "sign_in_url": first})
        response = HttpResponseRedirect(first)
        response["Cache-Control"] = "private, no-store"
        return response
    return _follow(request, vendor)


@account_page
def _follow(request: HttpRequest, vendor: Vendor) -> HttpResponse:
    user = request.user
    assert isinstance(user, User)  # noqa: S101  `account_page` lets nobody else in
    refused = False
    if request.method == "POST":
        try:
            limits.take(request, action="follow", key=str(user.pk))
        except limits.TooMany:
            refused = True
        else:
            change = follows.unfollow if request.POST.get("viec") == "thoi" else follows.follow
            change(user=user, vendor=vendor)
            if not is_fragment(request):
                return redirect(vendor)
    context = {"vendor": vendor, "follows": follows.follows(user=user, vendor=vendor), "refused": refused}
    if is_fragment(request):
        return _button(request, context)  # never 429, which htmx does not show
    return render(request, "vendors/follow.html", context, status=429 if refused else 200)


def _button(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    response = render(request, "vendors/_follow.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@account_page
@require_safe
def following(request: HttpRequest) -> HttpResponse:
    """`/tai-khoan/dang-theo-doi/`: the shops one follows."""
    assert isinstance(request.user, User)  # noqa: S101
    shown = list(follows.followed(request.user)[:MOST_FOLLOWED])
    return render(request, "vendors/following.html", {"follows": shown})


def is_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part of the page, and not for the page that somebody goes back to."""
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not htmx.history_restore_request
