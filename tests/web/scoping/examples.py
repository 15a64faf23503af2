"""With which objects of a shop each address is called. A new address that names something needs a line here."""

from collections.abc import Callable
from typing import Any, Final

from tests.web.scoping.people import World
from tests.web.scoping.routes import Place
from tests.web.scoping.shops import Shop
from vendors.models import Officer

Values = dict[str, Any]


# By the name of the address: the arguments beside the shop itself.
EXAMPLES: Final[dict[str, Callable[[Shop], Values]]] = {
    "vendors:centre-enquiry": lambda shop: {"pk": shop.enquiry.pk},
    "vendors:centre-notice": lambda shop: {"pk": shop.notice.pk},
    "vendors:centre-paper-file": lambda shop: {"pk": shop.paper.pk},
    "catalog:centre-stock-ledger": lambda shop: {"pk": shop.offer.pk},
    "catalog:centre-lot": lambda shop: {"pk": shop.lot.pk},
    "catalog:centre-lot-take": lambda shop: {"pk": shop.lot.pk},
    "catalog:centre-lot-step": lambda shop: {"pk": shop.lot.pk},
    "catalog:centre-lot-step-remove": lambda shop: {"pk": shop.lot.pk},
    "catalog:centre-lot-labels": lambda shop: {"pk": shop.lot.pk},
    "catalog:centre-import-job": lambda shop: {"pk": shop.import_job.pk},
    "catalog:centre-import-act": lambda shop: {"pk": shop.import_job.pk},
    "catalog:centre-product": lambda shop: {"pk": shop.draft.pk},
    "catalog:centre-product-preview": lambda shop: {"pk": shop.draft.pk},
    "catalog:review-product": lambda shop: {"pk": shop.product.pk},
    "vendors:review": lambda shop: {"slug": shop.vendor.slug},
    "vendors:review-paper": lambda shop: {"slug": shop.vendor.slug, "pk": shop.paper.pk},
    "accounts:address-edit": lambda shop: {"pk": shop.address.pk},
    "accounts:address-default": lambda shop: {"pk": shop.address.pk},
    "accounts:address-delete": lambda shop: {"pk": shop.address.pk},
    "vendors:centre-member": lambda shop: {"pk": shop.member.pk},
    "vendors:centre-member-remove": lambda shop: {"pk": shop.member.pk},
    "vendors:centre-invite-send": lambda shop: {"pk": shop.invitation.pk},
    "vendors:centre-invite-revoke": lambda shop: {"pk": shop.invitation.pk},
    "vendors:my-enquiry": lambda shop: {"pk": shop.enquiry.pk},
    "vendors:officer-shop": lambda shop: {"slug": shop.vendor.slug},
    "vendors:officer-confirmation": lambda shop: {"slug": shop.vendor.slug},
    "vendors:officer-confirmation-send": lambda shop: {"slug": shop.vendor.slug},
    "vendors:officer-unassign": lambda shop: {"pk": Officer.objects.get(user=shop.officer).pk},
    "vendors:acting-begin": lambda shop: {"slug": shop.vendor.slug},
    "vendors:owner-name": lambda shop: {"slug": shop.vendor.slug},
}

# What is sent where the page's own form is not enough: it opens elsewhere, or asks for what is shown once.
BODIES: Final[dict[str, Callable[[Shop], Values]]] = {
    "vendors:centre-invite-send": lambda shop: {"token": shop.invitation_token, "phone": "0912345678"},
    "vendors:officer-confirmation-send": lambda shop: {"token": shop.confirmation_token, "phone": "0912345678"},
}


def values(place: Place, shop: Shop) -> Values:
    """All arguments of an address, with things of this shop."""
    found = {"shop": shop.vendor.slug} if "shop" in place.arguments else {}
    return found | (EXAMPLES[place.name](shop) if place.others else {})


def lacks_example(place: Place) -> str:
    """What to do about an address that names something and that nobody has said an example of; empty for others."""
    if not place.others or place.name in EXAMPLES:
        return ""
    return (
        f"/{place.template} ({place.name}) is not covered: say in EXAMPLES of tests/web/scoping/examples.py "
        f"which thing of a shop {', '.join(place.others)} stands for"
    )


def everything(shop: Shop) -> Values:
    """A form with everything in it that could name something of the shop, for addresses without a form of their own."""
    keys = {
        "id": shop.question.pk,
        "pk": shop.question.pk,
        "review": shop.review.pk,
        "question": shop.question.pk,
        "product": shop.product.pk,
        "offer": shop.offer.pk,
        "lot": shop.lot.pk,
        "code": shop.lot.code,
        "picture": shop.picture.pk,
        "member": shop.member.pk,
        "enquiry": shop.enquiry.pk,
        "paper": shop.paper.pk,
        "job": shop.import_job.pk,
        "token": shop.invitation_token,
    }
    words = {"text": "Lời thử", "name": "Tên thử", "reason": "Vì sao", "quantity": "3", "price": "1000", "role": "host"}
    return keys | words


# ── What anybody may open ────────────────────────────────────────────────────────────────────────────────────────────
# Addresses that name something, and nothing private: whose, and why all of it may be seen.
OPEN_TO_ALL: Final[dict[str, str]] = {
    "account_reset_password_from_key": "a key that was sent to the person themselves; allauth's own",
    "catalog:group": "the programme's classification",
    "catalog:province": "provinces",
    "catalog:certificate": "certificates are public records of the province, whoever sells the product or does not",
    "sitemap-section": "names of parts of the sitemap",
    "wagtail_serve": "pages of the showcase; Wagtail knows which are live",
    "wagtailcore_authenticate_with_password": "pages of the showcase behind a password",
    "wagtaildocs_authenticate_with_password": "documents of the showcase behind a password",
    "wagtaildocs_serve": "documents of the showcase; no room puts a shop's there",
}

# Addresses with a secret in them that opens the door by itself; `test_doors` tries those that are over.
SECRETS: Final = ("vendors:invitation", "vendors:confirm-shop")


def _unseen_products(world: World) -> dict[str, Values]:
    return {name: {"slug": product.slug} for name, product in world.unseen.items()}


def _unseen_shops(world: World) -> dict[str, Values]:
    return {name: {"slug": vendor.slug} for name, vendor in world.closed.items()}


def _unseen_lots(world: World) -> dict[str, Values]:
    return {"of a draft": {"code": world.a.draft_lot.code}}


def _unseen_reviews(world: World) -> dict[str, Values]:
    hidden = {"hidden": {"pk": world.a.hidden_review.pk}}
    return hidden | {name: {"pk": product.reviews.get().pk} for name, product in world.unseen.items()}


# Addresses that name something of a shop: what they must not find, each by what is the matter with it.
PRIVATE: Final[dict[str, Callable[[World], dict[str, Values]]]] = {
    "api:product": _unseen_products,
    "catalog:product": _unseen_products,
    "catalog:product-questions": _unseen_products,
    "catalog:product-reviews": _unseen_products,
    "catalog:question-ask": _unseen_products,
    "catalog:review-report": _unseen_reviews,
    "catalog:review-write": _unseen_products,
    "catalog:stay-request": _unseen_products,
    "catalog:trace": _unseen_lots,
    "catalog:trace-label": _unseen_lots,
    "catalog:trace-qr": _unseen_lots,
    "vendors:enquiry-ask": _unseen_shops,
    "vendors:follow": _unseen_shops,
    "vendors:shop": _unseen_shops,
}
