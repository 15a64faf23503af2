"""A person's own data in the dossiers of the shops they own: a copy, its deletion, and how long the law keeps the rest.

A marketplace keeps what a contract with a seller rests on for three years after its end (Decree 248/2026 on electronic
commerce; one year would do for households, the longer span is kept for all).
"""

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from core.files.private import private_delete, private_read
from vendors.models import (
    ContractAcceptance,
    Dossier,
    IdentityCheck,
    Paper,
    Role,
    Vendor,
    VendorStatus,
)

KEPT: Final = dt.timedelta(days=3 * 365 + 1)
BATCH: Final = 100


def _own(user: User) -> list[Vendor]:
    return list(Vendor.objects.filter(members__user=user, members__role=Role.OWNER).order_by("pk"))


def export(user: User) -> list[dict[str, Any]]:
    """Everything of each shop the person owns, in clear: it is theirs, and a copy is only made after a fresh code.

    What an owner before them signed and proved is that person's, and stays out.
    """
    return [_exported(vendor, user) for vendor in _own(user)]


def _exported(vendor: Vendor, user: User) -> dict[str, Any]:
    dossier = Dossier.objects.filter(vendor=vendor).first() or Dossier(vendor=vendor)
    return {
        "shop": vendor.name,
        "kind": vendor.kind,
        "status": vendor.status,
        "address_line": dossier.line,
        "address_typed": dossier.typed,
        "phone": dossier.phone,
        "representative": dossier.representative,
        "tax_code": dossier.tax_code,
        "bank": {"bin": dossier.bank_bin, "account": dossier.account, "holder": dossier.holder},
        "submitted_at": dossier.submitted_at,
        "papers": [
            {
                "file": _name(vendor, paper),
                "kind": paper.kind,
                "valid_until": paper.valid_until,
                "uploaded_at": paper.uploaded_at,
                "state": paper.state,
                "reason": paper.reason,
            }
            for paper in Paper.objects.for_vendor(vendor)
        ],
        "contracts": list(
            vendor.contract_acceptances.filter(user=user).values(
                "signer", "version", "language", "commission", "at", "ip_network"
            )
        ),
        "identity_checks": list(
            vendor.identity_checks.filter(user=user).values(
                "provider", "state", "name", "reference", "started_at", "finished_at"
            )
        ),
        "history": list(vendor.status_changes.values("source", "target", "at", "reason")),
    }


def files(user: User) -> Iterable[tuple[str, bytes]]:
    """The papers themselves."""
    for vendor in _own(user):
        for paper in Paper.objects.for_vendor(vendor):
            content = private_read(paper.path)
            if content is not None:
                yield _name(vendor, paper), content


def _name(vendor: Vendor, paper: Paper) -> str:
    return f"{vendor.slug}-{paper.filename}"


def erase(user: User) -> None:
    """An application that was never handed in goes whole; of others the telephone goes and the law keeps the rest."""
    for vendor in _own(user):
        if Dossier.objects.filter(vendor=vendor, submitted_at__isnull=False).exists():
            Dossier.objects.filter(vendor=vendor).update(phone="")
        else:
            _wipe(vendor)


def dossiers_prune() -> None:
    """Delete the dossiers of shops that closed more than three years ago and belong to nobody; a ticker job.

    Also who signed the contract of a shop that goes on without them, three years after they erased their account.
    """
    erased = ContractAcceptance.objects.filter(user__erased_at__lt=timezone.now() - KEPT)
    erased.exclude(signer="", ip_network="").update(signer="", ip_network="")
    gone = (
        Vendor.objects.filter(status=VendorStatus.SUSPENDED, members=None, dossier__isnull=False)
        .annotate(since=Max("status_changes__at"))
        .filter(since__lt=timezone.now() - KEPT)
        .order_by("pk")[:BATCH]
    )
    for vendor in gone:
        with transaction.atomic():
            _wipe(vendor)


def _wipe(vendor: Vendor) -> None:
    """All answers, papers and their files, checks and acceptances. Expects a transaction."""
    for paper in Paper.objects.for_vendor(vendor):
        transaction.on_commit(partial(private_delete, paper.path))
    Paper.objects.for_vendor(vendor).delete()
    IdentityCheck.objects.filter(vendor=vendor).delete()
    ContractAcceptance.objects.filter(vendor=vendor).delete()
    Dossier.objects.filter(vendor=vendor).delete()
