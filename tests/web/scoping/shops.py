"""A shop that has something of everything, all of it marked: what carries the mark has come from this shop."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import Address, User
from catalog.models import (
    ImportJob,
    ImportState,
    Lot,
    Mark,
    MarkKind,
    ModerationState,
    MovementKind,
    Offer,
    PriceWindow,
    PriceWindowUse,
    Producer,
    Product,
    ProductPicture,
    ProductQuality,
    ProductRevision,
    ProductSeason,
    ProductStatus,
    ProductStatusChange,
    PurchaseProof,
    Quality,
    Question,
    RatingTally,
    Reservation,
    Review,
    ReviewReport,
    RevisionState,
    SeasonEntry,
    SoldTally,
    StayRequest,
    StockMode,
    StockMovement,
    StockUnit,
    TraceEvent,
    TraceKind,
)
from catalog.photos import photo_add
from catalog.shelf.services import shelf_refresh
from core.encryption import seal
from core.files.private import private_write
from core.pictures import picture_check
from places.models import Province
from tests.catalog.test_pictures import encoded
from tests.factories.accounts import make_address, make_user
from tests.factories.catalog import make_certificate, make_offer, make_producer, make_product, make_vendor
from vendors.joining import contract
from vendors.models import (
    Acting,
    Assistance,
    AuditEntry,
    ConfirmationLink,
    ContractAcceptance,
    Dossier,
    Enquiry,
    EnquiryMessage,
    Follow,
    IdentityCheck,
    Invitation,
    MarksConsent,
    Member,
    NameChange,
    Notice,
    OwnerNaming,
    Paper,
    PaperKind,
    Role,
    ShopProfile,
    Vendor,
    VendorMarks,
    VendorStatus,
    VendorStatusChange,
)
from vendors.models.papers import ACCOUNT, HOLDER, TAX_CODE
from vendors.people import assistance, invitations, links

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Shop:
    """One shop and one thing of each kind that addresses name.

    Everything that only its own people may see has `secret` in its text; what the public sees too has `mark`.
    """

    vendor: Vendor
    mark: str
    secret: str
    people: dict[Role, User]
    buyer: User
    address: Address  # the buyer's
    officer: User
    product: Product  # published, with an edit in review
    draft: Product
    offer: Offer
    picture: ProductPicture
    revision: ProductRevision
    lot: Lot
    draft_lot: Lot
    unit: StockUnit
    question: Question
    review: Review
    hidden_review: Review
    stay: StayRequest
    enquiry: Enquiry
    notice: Notice
    member: Member  # the packer's
    invitation: Invitation
    invitation_token: str
    confirmation_token: str
    paper: Paper
    import_job: ImportJob
    identity: IdentityCheck

    @property
    def owner(self) -> User:
        return self.people[Role.OWNER]


def make_shop(mark: str, province: Province) -> Shop:
    """A verified shop in full work. `mark` is one ASCII word that stands nowhere else."""
    secret = f"{mark}kín"
    vendor = make_vendor(name=f"Gian hàng {mark}", province=province)
    people = {role: make_user(name=f"{role.label} {secret}") for role in Role}
    buyer, staff = make_user(name=f"Khách {secret}"), make_user(name=f"Nhân viên {secret}")
    members = {role: Member.objects.create(vendor=vendor, user=user, role=role) for role, user in people.items()}
    goods = _goods(vendor, mark, secret, people[Role.OWNER])
    said = _said(goods["product"], secret, buyer)
    _stock(goods["offer"], secret, people[Role.PACKER])
    _record(vendor, secret, people[Role.OWNER], staff)
    return Shop(
        vendor=vendor,
        mark=mark,
        secret=secret,
        people=people,
        buyer=buyer,
        address=make_address(buyer, recipient=f"Khách {secret}", line=f"Số 1 {secret}"),
        member=members[Role.PACKER],
        unit=goods["offer"].stock_units.get(),
        **goods,
        **said,
        **_letters(vendor, secret, people, buyer),
        **_papers(vendor, secret, people[Role.OWNER]),
        **_doors(vendor, secret, people[Role.OWNER]),
    )


def _goods(vendor: Vendor, mark: str, secret: str, owner: User) -> dict[str, Any]:
    maker = make_producer(name=f"Chủ thể {mark}", province=vendor.province)
    Producer.objects.filter(pk=maker.pk).update(vendor=vendor)
    of_shop = {"vendor": vendor, "producer": maker, "province": vendor.province}
    product = make_product(**of_shop, name=f"Vải {mark}", is_gift_box=False)
    draft = make_product(**of_shop, name=f"Bản nháp {secret}", status=ProductStatus.DRAFT, published_at=None)
    offer = make_offer(product=product, name=f"Thùng {mark}", sku=f"{mark}-1")
    make_offer(product=draft, name=f"Thùng {secret}", sku=f"{mark}-2")
    picture = ProductPicture.objects.create(product=product, drawing="vai-thieu", alt=f"Ảnh {mark}")
    ProductPicture.objects.create(product=draft, drawing="vai-thieu", alt=f"Ảnh {secret}")
    revision = ProductRevision.objects.create(
        product=product,
        state=RevisionState.SUBMITTED,
        submitted_at=timezone.now(),
        fields={"name": f"Tên mới {secret}", "description": f"Lời mới {secret}"},
        by=owner,
    )
    make_certificate(product=product, code=f"{mark}-SAO".upper())
    ProductQuality.objects.create(product=product, quality=Quality.VIETGAP)
    ProductSeason.objects.create(product=product, opens="06-01", closes="07-15", note=f"Mùa {mark}")
    SoldTally.objects.create(product=product, pieces=3)
    product.ships_to.set([vendor.province])
    product.marks.add(Mark.objects.create(kind=MarkKind.TRADEMARK, name=f"Nhãn {mark}", number=f"{mark}-1"))
    season = SeasonEntry.objects.create(name=f"Mùa {mark}", slug=f"mua-{mark}", months=1, text="Mùa vải")
    season.products.add(product)
    ProductStatusChange.objects.create(
        product=product, source=ProductStatus.IN_REVIEW, target=ProductStatus.PUBLISHED, reason=f"Duyệt {secret}"
    )
    today = timezone.localdate()
    lot = Lot.objects.create(
        code=f"{mark}-LO-1".upper(), product=product, offer=offer, made_on=today, use_by=today + 30 * DAY,
        quantity=40, left=40,
    )  # fmt: skip
    TraceEvent.objects.create(lot=lot, kind=TraceKind.HARVEST, at=timezone.now(), text=f"Hái {mark}")
    draft_lot = Lot.objects.create(code=f"{mark}-LO-2".upper(), product=draft, made_on=today)
    StockMode.objects.create(vendor=vendor, lots=True)
    job = ImportJob.objects.create(
        vendor=vendor,
        by=owner,
        name=f"{secret}.csv",
        path=private_write("imports", f"ten\n{secret}\n".encode(), "csv"),
        size=20,
        language="vi",
        state=ImportState.READY,
        made=1,
    )
    return {
        "product": product, "draft": draft, "offer": offer, "picture": picture, "revision": revision, "lot": lot,
        "draft_lot": draft_lot, "import_job": job,
    }  # fmt: skip


def _stock(offer: Offer, secret: str, packer: User) -> None:
    unit = StockUnit.objects.create(offer=offer, on_hand=12, available=10)
    price = PriceWindow.objects.create(offer=offer, price=185_000, starts_at=timezone.now() - DAY)
    PriceWindowUse.objects.create(window=price, buyer_key=secret, quantity=1)
    held = Reservation.objects.create(unit=unit, window=price, quantity=2, reference=f"đơn {secret}")
    StockMovement.objects.create(
        unit=unit, kind=MovementKind.RECEIVE, on_hand_delta=12, available_delta=12, by=packer, note=f"Nhập {secret}"
    )
    StockMovement.objects.create(
        unit=unit, kind=MovementKind.RESERVE, on_hand_delta=0, available_delta=-2, reservation=held
    )
    shelf_refresh([offer.product_id])


def _said(product: Product, secret: str, buyer: User) -> dict[str, Any]:
    question = Question.objects.create(product=product, user=buyer, author_name="Khách", text="Còn hàng không?")
    Question.objects.create(
        product=product, user=buyer, author_name="Khách", text=f"Đã ẩn {secret}", state=ModerationState.HIDDEN
    )
    proof = PurchaseProof.objects.create(product=product, user=buyer, reference=f"đơn {secret}")
    review = Review.objects.create(product=product, proof=proof, author_name="Khách", rating=5, text="Ngon")
    hidden = Review.objects.create(
        product=product, author_name="Khách", rating=1, text=f"Đã ẩn {secret}", state=ModerationState.HIDDEN
    )
    RatingTally.objects.create(product=product, fives=1)
    ReviewReport.objects.create(review=hidden, reason=f"Vì {secret}")
    photo_add(review=hidden, picture=picture_check(ContentFile(encoded("JPEG"), name="anh.jpg")), position=0)
    today = timezone.localdate()
    stay = StayRequest.objects.create(
        product=product, user=buyer, name=f"Khách {secret}", phone="+84912345678", arrives=today, leaves=today + DAY,
        guests=2, message=f"Nhắn {secret}",
    )  # fmt: skip
    return {"question": question, "review": review, "hidden_review": hidden, "stay": stay}


def _letters(vendor: Vendor, secret: str, people: dict[Role, User], buyer: User) -> dict[str, Any]:
    enquiry = Enquiry.objects.create(vendor=vendor, user=buyer, name=f"Khách {secret}", subject=f"Giá sỉ {secret}")
    EnquiryMessage.objects.create(enquiry=enquiry, by_vendor=False, author=buyer, text=f"Bao nhiêu {secret}?")
    Follow.objects.create(user=buyer, vendor=vendor)
    context = {"name": f"Khách {secret}", "subject": secret, "product": secret}
    for user in people.values():
        Notice.objects.create(vendor=vendor, user=user, kind="enquiry", context=context)
    return {"enquiry": enquiry, "notice": Notice.objects.get(vendor=vendor, user=people[Role.OWNER])}


def _papers(vendor: Vendor, secret: str, owner: User) -> dict[str, Any]:
    ShopProfile.objects.create(vendor=vendor, address_line="Thôn 1", registration_number="2400123456")
    Dossier.objects.create(
        vendor=vendor,
        line=f"Số nhà {secret}",
        representative=f"Đại diện {secret}",
        tax_code_sealed=seal("2400123456", purpose=TAX_CODE),
        tax_code_digest="0" * 64,
        bank_bin="970436",
        account_sealed=seal("0123456789", purpose=ACCOUNT),
        holder_sealed=seal(secret, purpose=HOLDER),
        submitted_at=timezone.now(),
    )
    paper = Paper.objects.create(
        vendor=vendor,
        kind=PaperKind.REGISTRATION,
        path=private_write("papers", encoded("JPEG"), "jpg"),
        size=900,
        uploaded_by=owner,
    )
    ContractAcceptance.objects.create(
        vendor=vendor, user=owner, signer=f"Chủ {secret}", version=contract.VERSION, language="vi", digest="0" * 64
    )
    NameChange.objects.create(
        vendor=vendor, old_name=vendor.name, new_name=f"Tên mới {secret}", reason=f"Vì {secret}", asked_by=owner,
        paper=paper,
    )  # fmt: skip
    identity = IdentityCheck.objects.create(
        vendor=vendor, user=owner, provider="sandbox", token=f"identity-{vendor.pk}", name=secret
    )
    return {"paper": paper, "identity": identity}


def _record(vendor: Vendor, secret: str, owner: User, staff: User) -> None:
    VendorMarks.objects.create(vendor=vendor, user=owner, women_led=True, consent_version="2026-11-01")
    MarksConsent.objects.create(vendor=vendor, user=owner, version="2026-11-01", granted=True)
    AuditEntry.objects.create(vendor=vendor, actor=owner, as_kind="member", action=f"việc {secret}", target=secret)
    VendorStatusChange.objects.create(
        vendor=vendor, source=VendorStatus.IN_REVIEW, target=VendorStatus.VERIFIED, reason=f"Duyệt {secret}"
    )
    OwnerNaming.objects.create(vendor=vendor, owner=owner, by=staff, reason=f"Chủ cũ {secret}")
    ended = timezone.now() - DAY
    Acting.objects.create(
        vendor=vendor, staff=staff, reason=f"Giúp {secret}", started_at=ended - DAY, ends_at=ended, ended_at=ended
    )


def _doors(vendor: Vendor, secret: str, owner: User) -> dict[str, Any]:
    made = invitations.invitation_create(vendor=vendor, by=owner, role=Role.HOST, name=f"Mời {secret}")
    officer = make_user(name=f"Cán bộ {secret}")
    helped = Assistance.objects.create(
        vendor=vendor, officer=officer, producer_name=f"Chủ {secret}", phone="+84987654321"
    )
    token = links.new_token()
    ConfirmationLink.objects.create(
        assistance=helped,
        token_hash=links.digest(assistance.PURPOSE, token),
        expires_at=timezone.now() + DAY,
    )
    return {
        "invitation": made.row, "invitation_token": made.token, "confirmation_token": token, "officer": officer,
    }  # fmt: skip
