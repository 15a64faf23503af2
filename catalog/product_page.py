"""All that the page of one product shows, in at most twelve queries however many packs and reviews there are."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import CharField, F, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from catalog import wording
from catalog.certificates import current_certificate, decision_html
from catalog.models import (
    Certificate,
    Lot,
    Mark,
    MarkKind,
    ModerationState,
    Offer,
    PriceSource,
    Product,
    ProductPicture,
    ProductQuality,
    ProductSeason,
    Quality,
    Question,
    RatingTally,
    Review,
    SaleMode,
    StockUnit,
)
from catalog.photos import with_photos
from catalog.pricing.selectors import Quote, quotes
from places import selectors as places
from places.models import Province

LOTS: Final = 3
REVIEWS: Final = 4
QUESTIONS: Final = 4
SUPPLEMENT_SET: Final = 18  # traditional medicines and food supplements
STAY_SET: Final = 26


@dataclass(frozen=True, kw_only=True)
class Pack:
    """One pack as it is offered now. `quote` is None where nobody has set a price."""

    offer: Offer
    quote: Quote | None
    stock: wording.Stock
    available: int

    @property
    def weight(self) -> str:
        return wording.weight_words(self.offer.weight_g) if self.offer.weight_g else ""

    @property
    def can_be_had(self) -> bool:
        return self.quote is not None and self.stock.can_be_had

    @property
    def is_promotion(self) -> bool:
        """The price is a flash sale's or a live session's and will go up again."""
        return self.quote is not None and self.quote.source != PriceSource.LIST


@dataclass(frozen=True, kw_only=True)
class MarkShown:
    """A registered mark in force."""

    kind: str
    name: str
    number: str


@dataclass(kw_only=True)
class ProductPage:
    """A product with what stands beside it. Nothing in here depends on who is looking."""

    product: Product
    pictures: Sequence[ProductPicture]
    packs: Sequence[Pack]
    chosen: Pack | None
    certificate: Certificate | None
    qualities: Sequence[str]
    marks: Sequence[MarkShown]
    ships_to: Sequence[Province]
    lots: Sequence[Lot]
    reviews: Sequence[Review]
    questions: Sequence[Question]
    more_questions: bool
    tally: RatingTally | None
    season: ProductSeason | None
    sold: int
    today: dt.date

    @property
    def is_stay(self) -> bool:
        return self.product.sale_mode == SaleMode.STAY

    @property
    def is_sold(self) -> bool:
        return self.product.sale_mode == SaleMode.GOODS

    @property
    def is_shown_only(self) -> bool:
        """A medicine: neither sold here nor recommended by others who took it."""
        return self.product.sale_mode == SaleMode.SHOWN

    @property
    def is_supplement(self) -> bool:
        """Set 18 and sold: what the law calls "thực phẩm bảo vệ sức khoẻ". Its medicines are shown only."""
        return self.product.product_set.number == SUPPLEMENT_SET and self.is_sold

    @property
    def decision(self) -> str:
        return decision_html(self.certificate) if self.certificate else ""

    @property
    def own_shop(self) -> bool:
        """Whether who sells it made it."""
        return self.product.producer.vendor_id == self.product.vendor_id

    @property
    def compare_at(self) -> int | None:
        """The price before, in đồng. Never for alcohol: its price is information, a struck one would advertise."""
        if self.product.is_alcohol or self.chosen is None or self.chosen.quote is None:
            return None
        return self.chosen.quote.compare_at

    @property
    def story(self) -> str:
        """What the shop tells of itself, where it is the maker's own."""
        return self.product.vendor.story_label if self.own_shop else ""

    @property
    def has_drawing(self) -> bool:
        return any(picture.drawing for picture in self.pictures)

    @property
    def average(self) -> str:
        """Mean rating with a point, as components take it; they write it as the language does."""
        return f"{self.tally.average or 0:.2f}" if self.tally else ""

    @property
    def season_text(self) -> str:
        return wording.season_words(self.season) if self.season else ""

    @property
    def dispatch(self) -> str:
        return wording.dispatch_words(self.product.dispatch_weekdays)

    @property
    def packing(self) -> str:
        return wording.packing_words(self.product)

    @property
    def transit(self) -> str:
        return wording.transit_words(self.product)

    @property
    def ships_to_text(self) -> str:
        return wording.together([province.label for province in self.ships_to])

    @property
    def shelf_life(self) -> str:
        days = self.product.shelf_life_days
        return wording.shelf_life_words(days) if days else ""

    @property
    def lowest(self) -> Pack | None:
        """The pack with the lowest price, for "từ …"."""
        priced = [pack for pack in self.packs if pack.quote is not None]
        return min(priced, key=lambda pack: pack.quote.price if pack.quote else 0, default=None)

    @property
    def rating_bars(self) -> list[tuple[int, int]]:
        """Rating and its share in whole per cent, from 5 down."""
        if self.tally is None or not self.tally.count:
            return []
        return shares(self.tally.histogram)


def shares(histogram: dict[int, int]) -> list[tuple[int, int]]:
    """Whole per cents that sum to 100: what rounding leaves goes to the largest remainders."""
    total = sum(histogram.values())
    exact = {rating: count * 100 / total for rating, count in histogram.items()}
    whole = {rating: int(share) for rating, share in exact.items()}
    left = 100 - sum(whole.values())
    for rating in sorted(exact, key=lambda r: whole[r] - exact[r])[:left]:
        whole[rating] += 1
    return sorted(whole.items(), reverse=True)


def public_product(slug: str) -> Product | None:
    """The product of that address if anybody may see it, with what its page always needs. One query."""
    related = (
        "vendor__province",
        "vendor__commune",
        "vendor__producer",
        "vendor__profile",
        "producer__province",
        "producer__commune",
        "producer__vendor",
        "product_set__subgroup__group",
        "province",
        "commune",
        "season",
        "tally",
        "sold_tally",
    )
    return Product.objects.public().select_related(*related).filter(slug=slug).first()


def product_page(
    product: Product,
    *,
    offer_id: int | None = None,
    on: dt.date | None = None,
    pictures: Sequence[ProductPicture] | None = None,
    talk: bool = True,
) -> ProductPage:
    """The page of a product from `public_product`. `offer_id` is the pack asked for; any other is ignored. A preview
    has `pictures` that stand in for its own, and does without the `talk` of others: reviews and questions.
    """
    today = on or timezone.localdate()
    season = getattr(product, "season", None)
    packs = _packs(product, season, today)
    qualities, marks, ships_to = _facts(product, today)
    questions = list(product.questions.filter(state=ModerationState.SHOWN)[: QUESTIONS + 1]) if talk else []
    return ProductPage(
        product=product,
        pictures=_pictures(product) if pictures is None else pictures,
        packs=packs,
        chosen=pack_chosen(packs, offer_id),
        certificate=current_certificate(product, today),
        qualities=qualities,
        marks=marks,
        ships_to=ships_to,
        lots=list(product.lots.select_related("growing_area__province")[:LOTS]),
        reviews=with_photos(product.reviews.shown().telling()[:REVIEWS]) if talk else [],
        questions=questions[:QUESTIONS],
        more_questions=len(questions) > QUESTIONS,
        tally=getattr(product, "tally", None),
        season=season,
        sold=sold.pieces if (sold := getattr(product, "sold_tally", None)) else 0,
        today=today,
    )


def _pictures(product: Product) -> list[ProductPicture]:
    rows = product.pictures.select_related("image").prefetch_related("image__renditions")
    return list(rows.order_by("position", "pk"))


def packs_of(product: Product) -> list[Pack]:
    """The packs on offer with price and stock. Two queries."""
    return _packs(product, getattr(product, "season", None), timezone.localdate())


def _packs(product: Product, season: ProductSeason | None, today: dt.date) -> list[Pack]:
    own = StockUnit.objects.filter(offer=OuterRef("pk"), pool="", date=None).values("available")[:1]
    offers = (
        product.offers.filter(is_active=True)
        .order_by("position", "pk")
        .annotate(available_now=Coalesce(Subquery(own, output_field=IntegerField()), 0))
    )
    rows = list(offers)
    found = quotes(offer.pk for offer in rows)
    return [
        Pack(
            offer=offer,
            quote=found.get(offer.pk),
            available=offer.available_now,
            stock=wording.stock_words(offer.available_now, season, on=today),
        )
        for offer in rows
    ]


def pack_chosen(packs: Sequence[Pack], offer_id: int | None) -> Pack | None:
    """The pack asked for, else the first that can be had, else the first with a price."""
    asked = next((pack for pack in packs if pack.offer.pk == offer_id), None)
    return asked or next(
        (pack for pack in packs if pack.can_be_had),
        next((pack for pack in packs if pack.quote is not None), packs[0] if packs else None),
    )


def _facts(product: Product, today: dt.date) -> tuple[list[str], list[MarkShown], list[Province]]:
    """Qualities, marks in force and the provinces it may go to, in one query."""
    empty, text = Value("", output_field=CharField()), CharField()
    qualities = ProductQuality.objects.filter(product=product).order_by()
    marks = Mark.objects.valid(today).filter(products=product).order_by()
    provinces = Product.ships_to.through.objects.filter(product_id=product.pk).order_by()
    rows = qualities.values_list(Value("quality", output_field=text), F("quality"), empty, empty).union(
        marks.values_list(Value("mark", output_field=text), F("kind"), F("name"), F("number")),
        provinces.values_list(Value("province", output_field=text), F("province_id"), empty, empty),
        all=True,
    )
    named: list[str] = []
    shown: list[MarkShown] = []
    codes: set[str] = set()
    for what, key, name, number in rows:
        if what == "quality":
            named.append(key)
        elif what == "mark":
            shown.append(MarkShown(kind=str(MarkKind(key).label), name=name, number=number))
        else:
            codes.add(key)
    order = {value: position for position, value in enumerate(Quality.values)}
    # A geographical indication and a collective mark have their own line with number; without one they are not shown.
    plain = [key for key in named if key not in (Quality.GEOGRAPHICAL, Quality.COLLECTIVE)]
    labels = [str(Quality(key).label) for key in sorted(plain, key=lambda key: order[key])]
    marks_sorted = sorted(shown, key=lambda mark: (mark.kind, mark.name))
    return labels, marks_sorted, [p for p in places.provinces() if p.code in codes]
