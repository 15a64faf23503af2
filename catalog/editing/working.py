"""What a shop is working on: a listing as it is edited, beside the one the public sees.

A listing that is not on the shelf is edited in place. One that is has an open revision instead, from the first change
of what a reviewer reads: texts, label, pictures. `working` puts both into one shape, so that forms, preview and review
ask one thing.
"""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final, Self

from django.db.models import FilteredRelation, Q, QuerySet, Value

from catalog.listing import Beside, beside_of
from catalog.models import Producer, Product, ProductPicture, ProductRevision, ProductSet, ProductStatus, RevisionState
from catalog.models.revision import OPEN_STATES
from places import selectors as places

# What goes through review, in the order in which a reviewer reads it. Foreign keys by their column.
REVIEWED: Final = (
    "name",
    "name_en",
    "product_set_id",
    "sale_mode",
    "producer_id",
    "province_id",
    "commune_id",
    "description",
    "description_en",
    "ingredients",
    "storage",
    "shelf_life_days",
    "warnings",
    "alcohol_percent",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture of a listing as it is edited: a row that is there (`pk`), or a photograph nobody but the shop and
    the reviewers has seen yet."""

    pk: int | None = None
    image: int | None = None
    drawing: str = ""
    paper: int = 1
    alt: str = ""
    alt_en: str = ""
    label: bool = False

    @property
    def key(self) -> str:
        """Names it in forms: `p12` for a row, `i7` for a photograph without one."""
        return f"p{self.pk}" if self.pk else f"i{self.image}"

    def json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        return cls(**{name: data[name] for name in cls.__slots__ if name in data})

    def row(self, product: Product, position: int) -> ProductPicture:
        """As an unsaved row, to draw it with."""
        return ProductPicture(
            pk=self.pk,
            product=product,
            image_id=self.image,
            drawing=self.drawing,
            paper=self.paper,
            alt=self.alt,
            alt_en=self.alt_en,
            shows_label=self.label,
            position=position,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """`product` as it is stored, `shown` as it is edited (never saved), and the pictures as they are edited."""

    product: Product
    revision: ProductRevision | None
    shown: Product
    shots: tuple[Shot, ...]

    @property
    def token(self) -> str:
        """Changes with every write: what a reviewer approves is what they have read."""
        revision = self.revision
        return f"{self.product.version}.{revision.pk if revision else 0}.{revision.version if revision else 0}"

    @property
    def is_kept_apart(self) -> bool:
        """Whether changes wait for a reviewer while the public sees something else."""
        return self.product.status == ProductStatus.PUBLISHED

    @property
    def waits(self) -> bool:
        """Whether a reviewer has it."""
        if self.revision is not None:
            return self.revision.state == RevisionState.SUBMITTED
        return self.product.status == ProductStatus.IN_REVIEW

    def beside(self, packs: Mapping[int, Mapping[str, Any]] | None = None) -> Beside:
        """What stands beside the texts, with the pictures as edited. No query where `packs` are at hand
        (`catalog.editing.packs.pack_values`), else three."""
        if packs is None:
            stored = beside_of(self.product)
        else:
            texts = tuple(pack[name] for pack in packs.values() for name in ("name", "name_en"))
            priced = sum(pack["price"] is not None for pack in packs.values())
            stored = Beside(pictures=0, label_pictures=0, packs=len(packs), priced=priced, texts=texts)
        return replace(
            stored,
            pictures=len(self.shots),
            label_pictures=sum(shot.label for shot in self.shots),
            texts=stored.texts + tuple(text for shot in self.shots for text in (shot.alt, shot.alt_en)),
        )


def with_open_revision(products: QuerySet[Product]) -> QuerySet[Product]:
    """Each with the revision that is worked on, in the same query: the first `working` of it need not ask again."""
    still_open = FilteredRelation("revisions", condition=Q(revisions__state__in=OPEN_STATES))
    name = "open_revision"
    return products.annotate(revision_was_read=Value(True), **{name: still_open}).select_related(name)


def working(product: Product) -> Working:
    """Two queries (one after `with_open_revision`), and one for each foreign key that a revision changes."""
    revision = _open_revision(product)
    if revision is None:
        return Working(product=product, revision=None, shown=product, shots=shots_of(product))
    return Working(
        product=product,
        revision=revision,
        shown=applied(product, revision.fields),
        shots=tuple(Shot.of(data) for data in revision.pictures),
    )


def _open_revision(product: Product) -> ProductRevision | None:
    """What was read with the product holds once: by the second time somebody may have written."""
    if not product.__dict__.pop("revision_was_read", False):
        return product.revisions.open().first()
    found: ProductRevision | None = product.__dict__.pop("open_revision", None)
    return found


def shots_of(product: Product) -> tuple[Shot, ...]:
    """The pictures that are stored. One query."""
    return tuple(shot_of(row) for row in product.pictures.order_by("position", "pk"))


def shot_of(row: ProductPicture) -> Shot:
    """A picture that is stored."""
    return Shot(
        pk=row.pk,
        image=row.image_id,
        drawing=row.drawing,
        paper=row.paper,
        alt=row.alt,
        alt_en=row.alt_en,
        label=row.shows_label,
    )


def fields_of(product: Product) -> dict[str, Any]:
    """What goes through review, ready for JSON: a number with a fraction is text."""
    values = {name: getattr(product, name) for name in REVIEWED}
    return {name: str(value) if isinstance(value, Decimal) else value for name, value in values.items()}


def applied(product: Product, fields: Mapping[str, Any]) -> Product:
    """A copy of the product with these fields; a copy, so that nobody saves it by mistake.

    A set or a producer that is another one comes with what pages show of it: one query each. Places take none.
    """
    shown = copy.copy(product)
    changed = {name for name, value in fields.items() if name in REVIEWED and getattr(product, name) != value}
    for name in changed:
        setattr(shown, name, stored(name, fields[name]))
    if "product_set_id" in changed:
        sets = ProductSet.objects.select_related("subgroup__group")
        shown.product_set = sets.filter(pk=shown.product_set_id).first() or product.product_set
    if "producer_id" in changed:
        makers = Producer.objects.select_related("province", "commune", "vendor")
        shown.producer = makers.filter(pk=shown.producer_id).first() or product.producer  # it may be gone
    if "province_id" in changed and (province := places.province(shown.province_id)):
        shown.province = province
    if "commune_id" in changed and (commune := places.commune(shown.commune_id or "")):
        shown.commune = commune
    return shown


def stored(name: str, value: Any) -> Any:
    """A value of `fields_of` as the column takes it."""
    return Decimal(value) if name == "alcohol_percent" and value is not None else value


def as_json(shots: Iterable[Shot]) -> list[dict[str, Any]]:
    return [shot.json() for shot in shots]
