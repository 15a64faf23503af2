"""Tables of the catalog, one module a subject."""

from catalog.models.certificate import Certificate
from catalog.models.classification import Classification, ProductGroup, ProductSet, ProductSubgroup
from catalog.models.import_job import ImportJob, ImportState, StockMode
from catalog.models.origin import (
    GrowingArea,
    Lot,
    Mark,
    MarkKind,
    ProductQuality,
    ProductSeason,
    Quality,
    TraceEvent,
    TraceKind,
)
from catalog.models.picture import ProductPicture
from catalog.models.product import BannedClaim, Offer, Producer, Product, ProductStatus, ProductStatusChange, SaleMode
from catalog.models.revision import ProductRevision, RevisionState
from catalog.models.season import SeasonEntry
from catalog.models.stay import StayRequest, StayState
from catalog.models.talk import (
    ModerationState,
    PurchaseProof,
    Question,
    RatingTally,
    Review,
    ReviewPhoto,
    ReviewReport,
)
from catalog.pricing.models import PriceSource, PriceWindow, PriceWindowUse
from catalog.shelf.models import ShelfChange, ShelfCount, ShelfEntry, ShelfEpoch, ShelfMark, SoldTally
from catalog.stock.models import MovementKind, Reservation, ReservationState, StockMovement, StockUnit

__all__ = [
    "BannedClaim",
    "Certificate",
    "Classification",
    "GrowingArea",
    "ImportJob",
    "ImportState",
    "Lot",
    "Mark",
    "MarkKind",
    "ModerationState",
    "MovementKind",
    "Offer",
    "PriceSource",
    "PriceWindow",
    "PriceWindowUse",
    "Producer",
    "Product",
    "ProductGroup",
    "ProductPicture",
    "ProductQuality",
    "ProductRevision",
    "ProductSeason",
    "ProductSet",
    "ProductStatus",
    "ProductStatusChange",
    "ProductSubgroup",
    "PurchaseProof",
    "Quality",
    "Question",
    "RatingTally",
    "Reservation",
    "ReservationState",
    "Review",
    "ReviewPhoto",
    "ReviewReport",
    "RevisionState",
    "SaleMode",
    "SeasonEntry",
    "ShelfChange",
    "ShelfCount",
    "ShelfEntry",
    "ShelfEpoch",
    "ShelfMark",
    "SoldTally",
    "StayRequest",
    "StayState",
    "StockMode",
    "StockMovement",
    "StockUnit",
    "TraceEvent",
    "TraceKind",
]
