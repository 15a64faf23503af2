"""Tables of the shelf. Only :mod:`catalog.shelf.services` writes them; all of it can be rebuilt from the sources."""

from django.db import models
from django.db.models import Q

from catalog.models.product import Product, SaleMode
from vendors.models import Vendor


class SoldTally(models.Model):
    """Pieces of a product that were sold and not given back; the buying room adds to it. A source, not a copy."""

    product = models.OneToOneField(Product, models.CASCADE, primary_key=True, related_name="sold_tally")
    pieces = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.product_id}: {self.pieces}"


class ShelfEntry(models.Model):
    """One public product as lists show it. A product that is not public has no row.

    `stars` is 0 or 3 to 5, with the last day they stand. `price` is the lowest current price over the active packs in
    đồng and 0 where `is_priced` is false; `band` is its :class:`~catalog.shelf.bands.Band`. `group` is the group's
    place in the decision. `qualities` is a set of bits, see :mod:`catalog.shelf.qualities`. `rating_rank` and `score`
    are what :mod:`catalog.shelf.ranking` makes of the rest. `stamp` is a random number, new with every change of
    anything about the product: a card or a page drawn for it may be kept. `due_at` is the next moment at which any of
    it changes by itself.
    """

    product = models.OneToOneField(Product, models.CASCADE, primary_key=True, related_name="shelf_entry")
    slug = models.CharField(max_length=120)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    drawing = models.CharField(max_length=40, blank=True)
    paper = models.PositiveSmallIntegerField(default=1)
    image_id = models.BigIntegerField(null=True)

    vendor = models.ForeignKey(Vendor, models.CASCADE, related_name="+", db_index=False)
    vendor_name = models.CharField(max_length=120)
    vendor_slug = models.CharField(max_length=80)
    province_code = models.CharField(max_length=2)
    group = models.PositiveSmallIntegerField()
    set_number = models.PositiveSmallIntegerField()
    sale_mode = models.CharField(max_length=6, choices=SaleMode)
    is_alcohol = models.BooleanField()
    qualities = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField()

    stars = models.PositiveSmallIntegerField(default=0)
    stars_until = models.DateField(null=True)
    is_priced = models.BooleanField()
    price = models.PositiveIntegerField(default=0)
    compare_at = models.PositiveIntegerField(null=True)
    band = models.PositiveSmallIntegerField(default=0)
    in_stock = models.BooleanField()
    sold = models.PositiveIntegerField(default=0)
    rating_sum = models.PositiveIntegerField(default=0)
    rating_count = models.PositiveIntegerField(default=0)
    rating_rank = models.IntegerField(default=0)
    score = models.IntegerField(default=0)

    stamp = models.BigIntegerField()
    due_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-score", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(stars=0) | Q(stars__gte=3, stars__lte=5), name="shelf_stars"),
            models.CheckConstraint(condition=Q(is_priced=True) ^ Q(price=0), name="shelf_priced"),
        ]
        indexes = [
            # One for each order, to walk …
            models.Index(fields=["-score", "-product"], name="shelf_by_score"),
            models.Index(fields=["-published_at", "-product"], name="shelf_by_newest"),
            # (this one also answers counts of a slice of prices, so it holds what cells are made of)
            models.Index(
                fields=["-is_priced", "price", "-product", "province_code", "set_number", "stars", "band", "qualities"],
                name="shelf_by_price",
            ),
            models.Index(fields=["-is_priced", "-price", "-product"], name="shelf_by_price_down"),
            models.Index(fields=["-rating_rank", "-product"], name="shelf_by_rating"),
            models.Index(fields=["-sold", "-product"], name="shelf_by_sold"),
            # … and one for each facet, in the usual order.
            models.Index(fields=["province_code", "-score", "-product"], name="shelf_province"),
            models.Index(fields=["group", "-score", "-product"], name="shelf_group"),
            models.Index(fields=["set_number", "-score", "-product"], name="shelf_set"),
            models.Index(fields=["stars", "-score", "-product"], name="shelf_stars_score"),
            models.Index(fields=["band", "-score", "-product"], name="shelf_band"),
            models.Index(fields=["vendor", "-score", "-product"], name="shelf_vendor"),
            models.Index(fields=["qualities", "-score", "-product"], name="shelf_qualities"),
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="shelf_due"),
        ]

    def __str__(self) -> str:
        return self.name


class Cell(models.Model):
    """What counts are kept by: products of a province and a set with so many stars in a band of prices."""

    qualities = models.IntegerField()
    province_code = models.CharField(max_length=2)
    set_number = models.PositiveSmallIntegerField()
    stars = models.PositiveSmallIntegerField()
    band = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True


class ShelfCount(Cell):
    """How many products there are in a cell; some twenty thousand rows at most, however many products.

    Rows with `qualities` ALL count every product; those with a set of bits count the products with exactly these.
    """

    ALL = -1

    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["qualities", "province_code", "set_number", "stars", "band"], name="shelf_count_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.province_code}/{self.set_number}/{self.stars}/{self.band}: {self.count}"


class ShelfChange(Cell):
    """One change to the shelf that is not yet in :class:`ShelfCount`. Rows are only added, and folded in now and then.

    Nobody who changes a product therefore waits for anybody who changes another one of the same cell. `delta` is 0
    where only what a card shows has changed. The sum of all `stamp`, random numbers, tells one state of the shelf from
    every other.
    """

    delta = models.IntegerField()
    stamp = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.province_code}/{self.set_number}/{self.stars}/{self.band}: {self.delta:+}"


class ShelfEpoch(models.Model):
    """The one row that carries the stamps of the changes folded in; locked by whoever folds."""

    base = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.base)


class ShelfMark(models.Model):
    """A product whose row is to be recomputed before the next list: somebody else held it when it changed.

    No foreign key and not unique: adding a mark never waits.
    """

    product_id = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.product_id)
