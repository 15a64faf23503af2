"""What the catalog puts into the producer's centre: pages of its navigation, work that waits, steps, a panel."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.centre import notices as centre_notices
from catalog.centre import products as centre_list
from catalog.centre import steps as centre_steps
from catalog.centre import tasks as centre_tasks
from catalog.claims import refusals
from catalog.editing import revisions
from core.slots import (
    CENTRE_LINKS,
    CENTRE_PANELS,
    CENTRE_STEPS,
    CENTRE_TASKS,
    TEXT_CHECKS,
    TICKER_JOBS,
    CentreLink,
    CentrePanel,
    CentreStep,
    CentreTask,
    TextCheck,
    TickerJob,
)
from vendors.people.record import register_words
from vendors.policies import Action

LINKS = (
    CentreLink(
        name="products",
        title=_("Món hàng"),
        icon="box",
        url_name="catalog:centre-products",
        action=Action.PRODUCTS,
        tab=True,
        order=20,
    ),
    CentreLink(
        name="product-new",
        title=_("Đăng món hàng mới"),
        icon="plus",
        url_name="catalog:centre-product-new",
        action=Action.PRODUCTS,
        quick=_("Đăng món hàng mới"),
        order=22,
    ),
    CentreLink(
        name="stock",
        title=_("Kho và giá"),
        icon="sliders",
        url_name="catalog:centre-stock",
        action=Action.STOCK,
        tab=True,
        quick=_("Sửa giá và số lượng"),
        order=30,
    ),
    CentreLink(
        name="import",
        title=_("Nhập, xuất bằng tệp"),
        icon="upload",
        url_name="catalog:centre-import",
        action=Action.IMPORT,
        order=50,
    ),
    CentreLink(
        name="questions",
        title=_("Hỏi đáp"),
        icon="help",
        url_name="catalog:centre-questions",
        action=Action.ANSWER,
        order=40,
    ),
    CentreLink(
        name="reviews",
        title=_("Đánh giá"),
        icon="star",
        url_name="catalog:centre-reviews",
        action=Action.ANSWER,
        order=42,
    ),
    CentreLink(
        name="certificates",
        title=_("Sao OCOP"),
        icon="certificate",
        url_name="catalog:centre-certificates",
        action=Action.LOOK,
        order=44,
    ),
)
TASKS = (
    CentreTask(name="low-stock", action=Action.STOCK, find=centre_tasks.stock_low, order=10),
    CentreTask(name="questions", action=Action.ANSWER, find=centre_tasks.questions_open, order=20),
    CentreTask(name="reviews", action=Action.ANSWER, find=centre_tasks.reviews_open, order=22),
    CentreTask(name="sent-back", action=Action.PRODUCTS, find=centre_list.sent_back, order=30),
    CentreTask(name="drafts", action=Action.PRODUCTS, find=centre_tasks.drafts_incomplete, order=40),
    CentreTask(name="certificates", action=Action.LOOK, find=centre_tasks.certificates_ending, order=60),
)
STEPS = (
    CentreStep(
        name="product",
        title=_("Đăng món hàng đầu tiên"),
        hint=_("Đặt tên, chọn loại, ghi giá: chưa tới hai phút."),
        url_name="catalog:centre-products",
        is_done=centre_steps.has_product,
        order=40,
    ),
    CentreStep(
        name="picture",
        title=_("Chụp ảnh món hàng"),
        hint=_("Chụp ban ngày, gần cửa sổ, thấy rõ cả tem nhãn."),
        url_name="catalog:centre-products",
        is_done=centre_steps.has_picture,
        order=50,
    ),
    CentreStep(
        name="published",
        title=_("Gửi duyệt để lên kệ"),
        hint=_("Thường trong 24 giờ có người xem xong."),
        url_name="catalog:centre-products",
        is_done=centre_steps.has_published,
        order=60,
    ),
)
PANELS = (
    CentrePanel(name="sold", title=_("Hàng đã xuất"), url_name="catalog:centre-sold", action=Action.LOOK, order=40),
)


# What the pages mean in the record of a shop.
WORDS = {
    "catalog:centre-product-new": _("Bắt đầu một món hàng"),
    "catalog:centre-product": _("Sửa món hàng"),
    "catalog:centre-stock": pgettext_lazy("nhật ký", "Sửa giá và số lượng"),
    "catalog:centre-stock-ledger": _("Ghi vào sổ kho"),
    "catalog:centre-stock-mode": _("Bật, tắt quản lý theo lô"),
    "catalog:centre-lot-new": pgettext_lazy("nhật ký", "Ghi lô mới"),
    "catalog:centre-lot": _("Sửa lô hàng"),
    "catalog:centre-lot-take": _("Lấy hàng ra khỏi lô"),
    "catalog:centre-lot-step": _("Ghi một bước của lô"),
    "catalog:centre-lot-step-remove": _("Bỏ một bước của lô"),
    "catalog:centre-import": _("Gửi lên một tệp hàng"),
    "catalog:centre-import-act": _("Nhập hoặc dừng một tệp hàng"),
    "catalog:centre-questions": _("Trả lời câu hỏi"),
    "catalog:centre-reviews": _("Trả lời đánh giá"),
}


def _publish_due() -> None:
    revisions.publish_due()


def register() -> None:
    """Called once, by `CatalogConfig.ready()`."""
    centre_notices.register()
    TEXT_CHECKS.register(TextCheck(name="claims", find=refusals))
    TICKER_JOBS.register(TickerJob(name="import-files", seconds=600, run=_prune_imports))
    register_words(WORDS)
    TICKER_JOBS.register(TickerJob(name="due-listings", seconds=30, run=_publish_due))
    for link in LINKS:
        CENTRE_LINKS.register(link)
    for task in TASKS:
        CENTRE_TASKS.register(task)
    for step in STEPS:
        CENTRE_STEPS.register(step)
    for panel in PANELS:
        CENTRE_PANELS.register(panel)


def _prune_imports() -> None:
    from catalog.imports import job  # reads spreadsheets, which is slow to load and rarely needed

    job.prune()
