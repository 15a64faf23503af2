"""Sellers, who works for them, and what is kept about them."""

from vendors.models.changes import NameChange, NameState, OwnerNaming
from vendors.models.invitation import (
    CONFIRMATION_LIFETIME,
    INVITABLE,
    INVITATION_LIFETIME,
    ConfirmationLink,
    Invitation,
)
from vendors.models.marks import MARKS, MarksConsent, VendorMarks
from vendors.models.notice import Notice, NoticeChannel, NoticeChoice, NoticeDigest
from vendors.models.papers import (
    ContractAcceptance,
    Dossier,
    IdentityCheck,
    IdentityState,
    Paper,
    PaperKind,
    PaperState,
)
from vendors.models.people import (
    Acting,
    Assistance,
    AuditEntry,
    Member,
    Officer,
    Role,
    VendorStatusChange,
)
from vendors.models.shop import Enquiry, EnquiryMessage, EnquiryState, Follow, ShopProfile
from vendors.models.vendor import CraftVillage, SellerKind, Vendor, VendorStatus

__all__ = [
    "CONFIRMATION_LIFETIME",
    "INVITABLE",
    "INVITATION_LIFETIME",
    "MARKS",
    "Acting",
    "Assistance",
    "AuditEntry",
    "ConfirmationLink",
    "ContractAcceptance",
    "CraftVillage",
    "Dossier",
    "Enquiry",
    "EnquiryMessage",
    "EnquiryState",
    "Follow",
    "IdentityCheck",
    "IdentityState",
    "Invitation",
    "MarksConsent",
    "Member",
    "NameChange",
    "NameState",
    "Notice",
    "NoticeChannel",
    "NoticeChoice",
    "NoticeDigest",
    "Officer",
    "OwnerNaming",
    "Paper",
    "PaperKind",
    "PaperState",
    "Role",
    "SellerKind",
    "ShopProfile",
    "Vendor",
    "VendorMarks",
    "VendorStatus",
    "VendorStatusChange",
]
