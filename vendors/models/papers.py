"""What a shop lays before the marketplace to be verified: who stands behind it, where money goes, papers, contract.

None of it is public. Tax code and bank account lie sealed (`core.encryption`); they are opened by the properties here
and by nothing else, so that every place that shows them in full can be found.
"""

from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.phones import display_phone
from core.encryption import mask, unseal
from vendors.joining.banks import Bank, bank
from vendors.models.vendor import Vendor

TAX_CODE: Final = "vendors.tax_code"
ACCOUNT: Final = "vendors.account"
HOLDER: Final = "vendors.account_holder"


class Dossier(models.Model):
    """The answers of a shop's application ("hồ sơ"), one a shop; empty where nothing has been answered yet."""

    vendor = models.OneToOneField(Vendor, models.CASCADE, related_name="dossier", primary_key=True)
    # Where the marketplace finds the shop; the public address and telephone are the shop's own choice elsewhere.
    line = models.CharField(_("Số nhà, đường, thôn, ấp"), max_length=200, blank=True)
    typed = models.CharField(_("Địa chỉ như đã nhập"), max_length=500, blank=True)
    phone = models.CharField(_("Điện thoại gian hàng"), max_length=16, blank=True)

    representative = models.CharField(_("Người đại diện"), max_length=80, blank=True)
    tax_code_sealed = models.TextField(blank=True, editable=False)
    tax_code_digest = models.CharField(max_length=64, blank=True, db_index=True, editable=False)

    bank_bin = models.CharField(_("Ngân hàng"), max_length=6, blank=True)
    account_sealed = models.TextField(blank=True, editable=False)
    holder_sealed = models.TextField(blank=True, editable=False)
    bank_changed_at = models.DateTimeField(null=True, blank=True)

    sells_food = models.BooleanField(_("Bán đồ ăn, thức uống, nông sản"), null=True)

    submitted_at = models.DateTimeField(_("Nộp lúc"), null=True, blank=True)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    # Something that was checked has changed in a verified shop: staff look at it again.
    changed_at = models.DateTimeField(_("Đổi sau khi xác minh"), null=True, blank=True)

    class Meta:
        verbose_name = _("Hồ sơ gian hàng")
        verbose_name_plural = _("Hồ sơ gian hàng")
        constraints = [
            models.CheckConstraint(condition=Q(phone="") | Q(phone__startswith="+"), name="dossier_phone_e164"),
            models.CheckConstraint(
                condition=Q(tax_code_sealed="", tax_code_digest="") | (~Q(tax_code_sealed="") & ~Q(tax_code_digest="")),
                name="dossier_tax_code_findable",
            ),
            models.CheckConstraint(
                condition=Q(bank_bin="", account_sealed="", holder_sealed="")
                | (~Q(bank_bin="") & ~Q(account_sealed="") & ~Q(holder_sealed="")),
                name="dossier_account_whole",
            ),
        ]

    def __str__(self) -> str:
        return str(self.vendor_id)

    @property
    def tax_code(self) -> str:
        """In full. Raises `core.encryption.CannotUnseal` when the key is lost."""
        return unseal(self.tax_code_sealed, purpose=TAX_CODE)

    @property
    def tax_code_masked(self) -> str:
        return mask(self.tax_code)

    @property
    def account(self) -> str:
        """The account number in full; raises as `tax_code`."""
        return unseal(self.account_sealed, purpose=ACCOUNT)

    @property
    def account_masked(self) -> str:
        return mask(self.account)

    @property
    def holder(self) -> str:
        """The holder's name as the bank writes it; raises as `tax_code`."""
        return unseal(self.holder_sealed, purpose=HOLDER)

    @property
    def bank(self) -> Bank | None:
        return bank(self.bank_bin)

    @property
    def phone_display(self) -> str:
        return display_phone(self.phone)


class PaperKind(models.TextChoices):
    """What a paper proves. Which a shop needs stands in `vendors.joining.documents`."""

    REGISTRATION = "registration", _("Giấy đăng ký")
    FOOD_SAFETY = "food_safety", _("An toàn thực phẩm")
    GROWING = "growing", _("VietGAP, hữu cơ, chứng nhận khác")
    TRADEMARK = "trademark", _("Nhãn hiệu, chỉ dẫn địa lý")
    LICENCE = "licence", _("Giấy phép ngành nghề (rượu, mỹ phẩm…)")


class PaperState(models.TextChoices):
    """What the marketplace says to a paper."""

    PENDING = "pending", _("Chờ xem")
    ACCEPTED = "accepted", _("Hợp lệ")
    REJECTED = "rejected", pgettext_lazy("giấy tờ", "Chưa được")


class PaperQuerySet(models.QuerySet["Paper"]):
    def for_vendor(self, vendor: Vendor) -> Self:
        return self.filter(vendor=vendor)


class Paper(models.Model):
    """One uploaded paper. The file lies in `PRIVATE_ROOT` under a random name and has no address of its own."""

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="papers")
    kind = models.CharField(_("Loại giấy"), max_length=12, choices=PaperKind)
    path = models.CharField(max_length=120, unique=True, editable=False)
    size = models.PositiveIntegerField(_("Dung lượng"), editable=False)  # bytes
    valid_until = models.DateField(_("Có giá trị đến"), null=True, blank=True)
    uploaded_at = models.DateTimeField(_("Tải lên lúc"), default=timezone.now)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(_("Tình trạng"), max_length=8, choices=PaperState, default=PaperState.PENDING)
    reason = models.CharField(_("Lý do"), max_length=300, blank=True)
    reviewed_at = models.DateTimeField(_("Xem lúc"), null=True, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("Giấy tờ")
        verbose_name_plural = _("Giấy tờ")
        ordering = ["kind", "uploaded_at", "pk"]
        indexes = [models.Index(fields=["state", "uploaded_at"], name="paper_waiting")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PaperKind.values), name="paper_kind_known"),
            models.CheckConstraint(condition=Q(state__in=PaperState.values), name="paper_state_known"),
            models.CheckConstraint(condition=~Q(state="rejected") | ~Q(reason=""), name="paper_rejected_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_picture(self) -> bool:
        return not self.path.endswith(".pdf")

    @property
    def filename(self) -> str:
        """What it is called where it is saved."""
        return f"{self.kind.replace('_', '-')}-{self.pk}.{self.path.rpartition('.')[2]}"

    @property
    def is_expired(self) -> bool:
        return self.valid_until is not None and self.valid_until < timezone.localdate()


class ContractAcceptance(models.Model):
    """The owner accepted a version of the sellers' contract. Rows are only added; the owner's newest holds.

    `signer` is what the person was called then, `digest` the SHA-256 of the text as it was shown, `commission` the
    percentage that stood in it.
    """

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="contract_acceptances")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    signer = models.CharField(_("Người đồng ý"), max_length=120, blank=True)
    version = models.CharField(_("Bản"), max_length=16)
    language = models.CharField(max_length=2)
    commission = models.CharField(_("Phí (%)"), max_length=12, blank=True)
    digest = models.CharField(max_length=64)
    ip_network = models.CharField(max_length=49, blank=True)
    at = models.DateTimeField(_("Lúc"), default=timezone.now)

    class Meta:
        verbose_name = _("Hợp đồng đã đồng ý")
        verbose_name_plural = _("Hợp đồng đã đồng ý")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.vendor_id} {self.version}"


class IdentityState(models.TextChoices):
    """What came of an electronic identity check."""

    STARTED = "started", _("Đang làm")
    PASSED = "passed", _("Đã xác thực")
    FAILED = "failed", _("Chưa xác thực được")


class IdentityCheck(models.Model):
    """One try of the owner to prove who they are through an identity provider (`vendors.identity`).

    We keep the provider's word and its reference, never a picture of a card (article 29 of Law 91/2025/QH15).
    """

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="identity_checks")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    provider = models.CharField(max_length=40)
    token = models.CharField(max_length=64, unique=True, editable=False)
    state = models.CharField(max_length=8, choices=IdentityState, default=IdentityState.STARTED)
    name = models.CharField(_("Tên theo định danh"), max_length=120, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("Xác thực danh tính")
        verbose_name_plural = _("Xác thực danh tính")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=IdentityState.values), name="identity_state_known"),
            models.CheckConstraint(
                condition=Q(state="started") | Q(finished_at__isnull=False), name="identity_finished_at"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.state}"
