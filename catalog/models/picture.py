"""Pictures of a product: photographs, or the demo's prints."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

from catalog.models.classification import in_language
from catalog.models.product import Product

PAPERS = 5  # print papers of the palette, `--print-1` to `--print-5`


class ProductPicture(models.Model):
    """One picture with its alternative text; the first by position is the one on the card.

    `image` is an uploaded photograph (Wagtail makes its AVIF and WebP renditions). `drawing` names a print of
    `static/img/prints/` instead, on one of five papers; the page says that it is one. `shows_label` marks the picture
    on which the label can be read.
    """

    product = models.ForeignKey(Product, models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        "wagtailimages.Image", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Ảnh")
    )
    drawing = models.SlugField(_("Tranh"), max_length=40, blank=True, db_index=False)
    paper = models.PositiveSmallIntegerField(_("Nền giấy"), default=1)
    alt = models.CharField(_("Mô tả ảnh"), max_length=160)
    alt_en = models.CharField(_("Mô tả ảnh, tiếng Anh"), max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(_("Thứ tự"), default=0)
    shows_label = models.BooleanField(_("Ảnh tem nhãn"), default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("Ảnh sản phẩm")
        verbose_name_plural = _("Ảnh sản phẩm")
        ordering = ["product", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(image__isnull=True) ^ Q(drawing=""), name="product_picture_photograph_or_print"
            ),
            models.CheckConstraint(condition=Q(paper__gte=1, paper__lte=PAPERS), name="product_picture_paper"),
            models.CheckConstraint(condition=~Q(alt=""), name="product_picture_has_alt"),
        ]

    def __str__(self) -> str:
        return self.alt

    @property
    def alt_label(self) -> str:
        return in_language(self.alt, self.alt_en)

    @property
    def drawing_url(self) -> str:
        return static(f"img/prints/{self.drawing}.svg")
