"""A market of any size for benchmarks: invented, believable, and the same for the same numbers.

Popularity is skewed as in every shop: a few products sell thousands, most sell a handful. Rows are written in bulk with
everything their services would have written, so stock movements still sum to the stock.
"""

import datetime as dt
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import AutoField
from django.utils import timezone

from catalog.models import (
    Certificate,
    Offer,
    PriceSource,
    PriceWindow,
    Producer,
    Product,
    ProductPicture,
    ProductQuality,
    ProductSet,
    ProductStatus,
    Quality,
    RatingTally,
    SaleMode,
    SoldTally,
    StockMovement,
    StockUnit,
)
from catalog.models.certificate import valid_until
from catalog.shelf.services import shelf_fold, shelf_refresh
from catalog.stock.models import MovementKind
from core.text import slugify_vi
from places import selectors as places
from places.models import Commune
from vendors.models import SellerKind, Vendor, VendorStatus

CHUNK: Final = 2_500  # products in one transaction


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of goods: what it is called, its print, its usual price in đồng for the smallest pack, its packs."""

    name: str
    drawing: str
    price: int
    packs: tuple[tuple[str, float, int], ...]  # name, times the price, grams


_KG = (("Túi 1 kg", 1.0, 1_050), ("Thùng 5 kg", 4.6, 5_400))
_TEA = (("Gói 100 g", 1.0, 130), ("Hộp 500 g", 4.7, 620))
_BOTTLE = (("Chai 500 ml", 1.0, 900), ("Thùng 6 chai", 5.7, 5_500))
_JAR = (("Hũ 250 g", 1.0, 420), ("Hũ 500 g", 1.9, 800))
_PIECE = (("Một chiếc", 1.0, 900),)
_NIGHT = (("Một đêm, hai người", 1.0, 0),)

KINDS: Final[dict[int, tuple[Kind, ...]]] = {
    1: (
        Kind("Vải thiều", "lychee", 45_000, _KG),
        Kind("Cam sành", "orange", 38_000, _KG),
        Kind("Bưởi da xanh", "pomelo", 55_000, _KG),
        Kind("Sầu riêng Ri6", "durian", 120_000, _KG),
        Kind("Thanh long ruột đỏ", "dragon-fruit", 32_000, _KG),
        Kind("Xoài cát", "mango", 60_000, _KG),
        Kind("Chuối ngự", "banana", 28_000, _KG),
        Kind("Bơ sáp", "avocado", 50_000, _KG),
        Kind("Nho đỏ", "grapes", 85_000, _KG),
    ),
    2: (
        Kind("Cua gạch", "crab", 420_000, _KG),
        Kind("Tôm thẻ sinh thái", "shrimp", 210_000, _KG),
        Kind("Trứng vịt thả đồng", "eggs", 42_000, (("Vỉ 10 quả", 1.0, 750),)),
        Kind("Mực một nắng", "squid", 380_000, _KG),
    ),
    3: (
        Kind("Gạo nếp cái hoa vàng", "rice", 38_000, _KG),
        Kind("Gạo thơm", "rice", 29_000, _KG),
        Kind("Hạt sen khô", "lotus-seed", 95_000, _JAR),
        Kind("Lạc đỏ", "peanut", 52_000, _KG),
    ),
    4: (Kind("Mật ong hoa rừng", "honey", 145_000, _JAR), Kind("Mật hoa dừa", "coconut", 118_000, _BOTTLE)),
    5: (
        Kind("Bánh chưng gù", "banh-chung", 65_000, (("Một cặp", 1.0, 1_300),)),
        Kind("Lạp sườn hun khói", "sausage", 230_000, _KG),
    ),
    6: (
        Kind("Bún khô", "noodles", 32_000, _KG),
        Kind("Bánh đa nem", "rice-paper", 25_000, (("Xấp 50 chiếc", 1.0, 420),)),
        Kind("Miến dong", "noodles", 58_000, _KG),
    ),
    7: (
        Kind("Mứt dâu tây", "jam", 68_000, _JAR),
        Kind("Hạt điều rang củi", "cashew", 155_000, _JAR),
        Kind("Măng khô", "dried-fish", 175_000, _JAR),
        Kind("Nấm hương khô", "mushrooms", 190_000, _JAR),
    ),
    8: (Kind("Khô cá dứa", "dried-fish", 260_000, _JAR), Kind("Giò bê", "sausage", 185_000, _KG)),
    9: (Kind("Nước mắm cá cơm", "fish-sauce", 98_000, _BOTTLE), Kind("Tương nếp", "fish-sauce", 42_000, _BOTTLE)),
    10: (
        Kind("Tỏi cô đơn", "garlic", 125_000, _JAR),
        Kind("Hạt tiêu đen", "pepper", 88_000, _JAR),
        Kind("Muối ớt", "salt", 28_000, _JAR),
        Kind("Tương ớt", "chili-sauce", 35_000, _BOTTLE),
        Kind("Quế thanh", "cinnamon", 72_000, _JAR),
    ),
    11: (Kind("Chè Shan tuyết", "tea", 165_000, _TEA), Kind("Chè móc câu", "tea", 85_000, _TEA)),
    12: (Kind("Trà túi lọc gừng", "herbal-tea", 48_000, _TEA), Kind("Trà hoa cúc", "blossom", 92_000, _TEA)),
    13: (Kind("Cà phê rang xay", "coffee", 115_000, _TEA), Kind("Ca cao nguyên chất", "cacao", 135_000, _TEA)),
    14: (Kind("Rượu ngô men lá", "rice-wine", 105_000, _BOTTLE), Kind("Rượu nếp", "rice-wine", 88_000, _BOTTLE)),
    15: (Kind("Rượu sim", "sim-wine", 138_000, _BOTTLE),),
    16: (Kind("Nước khoáng", "water", 9_000, _BOTTLE),),
    17: (Kind("Nước cốt chanh dây", "orange", 46_000, _BOTTLE), Kind("Nước quất mật ong", "kumquat", 52_000, _BOTTLE)),
    18: (Kind("Sâm ngâm mật ong", "ginseng", 480_000, _JAR), Kind("Tinh bột nghệ", "turmeric", 128_000, _JAR)),
    19: (Kind("Xà phòng dược liệu", "soap", 55_000, _PIECE),),
    20: (Kind("Tinh dầu quế", "essential-oil", 98_000, (("Lọ 30 ml", 1.0, 110),)),),
    21: (
        Kind("Bình gốm", "vase", 420_000, _PIECE),
        Kind("Bộ bát men rạn", "bowls", 560_000, _PIECE),
        Kind("Giỏ mây", "basket", 145_000, _PIECE),
        Kind("Hộp sơn mài", "lacquer", 350_000, _PIECE),
    ),
    22: (
        Kind("Khăn lụa tơ tằm", "silk", 390_000, _PIECE),
        Kind("Thổ cẩm dệt tay", "brocade", 520_000, _PIECE),
        Kind("Áo chàm", "indigo", 680_000, _PIECE),
    ),
    23: (Kind("Lan hồ điệp", "orchid", 320_000, _PIECE),),
    24: (Kind("Kiểng bonsai", "bonsai", 1_250_000, _PIECE),),
    25: (Kind("Cá vàng ba đuôi", "goldfish", 65_000, _PIECE),),
    26: (Kind("Một đêm ở nhà sàn", "house", 550_000, _NIGHT),),
}
_SET_WEIGHTS: Final = [18, 7, 7, 6, 4, 6, 9, 7, 5, 6, 7, 3, 5, 2, 2, 1, 3, 3, 2, 3, 5, 4, 1, 1, 1, 2]
_TRAITS: Final = (
    "", "loại một", "vụ mới", "hữu cơ", "truyền thống", "đặc biệt", "nguyên bản", "quà biếu", "thủ công", "cổ truyền",
)  # fmt: skip
_SELLERS: Final = (
    (SellerKind.COOP, "HTX nông nghiệp {place}", 45),
    (SellerKind.COMPANY, "Công ty Đặc sản {place}", 20),
    (SellerKind.HOUSEHOLD, "Cơ sở {place}", 25),
    (SellerKind.GROUP, "Tổ hợp tác {place}", 10),
)
_MAX_SOLD: Final = 60_000
_GIFT_BOX_EVERY: Final = 25


@dataclass(slots=True)
class _Writer:
    """What one run keeps in hand."""

    chance: random.Random
    seed: int
    communes: list[tuple[str, list[Commune]]]
    weights: list[float]
    sets: dict[int, ProductSet]
    today: dt.date
    now: dt.datetime


def generate(*, products: int, vendors: int, seed: int, progress: Callable[[int], None] = lambda done: None) -> None:
    """Write so many shops and products. Raises `ValueError` where this seed was used before, or nothing is loaded."""
    if Vendor.objects.filter(slug__startswith=f"gen-{seed}-").exists():
        raise ValueError(f"seed {seed} has been used before")
    chance = random.Random(seed)  # noqa: S311  to be the same again
    now = timezone.now()
    sets = {row.number: row for row in ProductSet.objects.order_by("classification", "number")}
    if not sets:
        raise ValueError("load the classification first: manage.py load_classification")
    communes = [(province.code, list(places.communes(province.code))) for province in places.provinces()]
    weights = [chance.paretovariate(1.6) + len(found) / 150 for _, found in communes]
    writer = _Writer(chance, seed, communes, weights, sets, timezone.localdate(now), now)
    sellers = _vendors(writer, vendors)
    # The busiest shops have the most products.
    shares = [1 / (rank + 8) ** 0.7 for rank in range(len(sellers))]
    for start in range(0, products, CHUNK):
        size = min(CHUNK, products - start)
        with transaction.atomic():
            ids = _chunk(writer, sellers, shares, start, size)
            shelf_refresh(ids, now=now)
        shelf_fold()
        progress(start + size)


def _vendors(writer: _Writer, count: int) -> list[tuple[Vendor, Producer]]:
    chance = writer.chance
    vendors, producers = [], []
    for number in range(1, count + 1):
        code, communes = chance.choices(writer.communes, writer.weights)[0]
        commune = chance.choice(communes)
        kind, form, _weight = chance.choices(_SELLERS, [row[2] for row in _SELLERS])[0]
        name = form.format(place=commune.name)
        vendors.append(
            Vendor(
                name=f"{name} {number}",
                slug=f"gen-{writer.seed}-{slugify_vi(name, max_length=50)}-{number}",
                kind=kind,
                status=VendorStatus.VERIFIED,
                province_id=code,
                commune=commune,
            )
        )
    with transaction.atomic():
        _write(Vendor, vendors)
        producers = [
            Producer(name=f"{v.name} ({writer.seed})", kind=v.kind, province_id=v.province_id, vendor=v)
            for v in vendors
        ]
        _write(Producer, producers)
    return list(zip(vendors, producers, strict=True))


def _write(model: type[Any], rows: list[Any]) -> list[Any]:
    """Insert rows and give them their keys; on PostgreSQL by COPY, which takes a quarter of the time."""
    if not rows or connection.vendor != "postgresql":
        return model.objects.bulk_create(rows, batch_size=2_500)
    table, fields = model._meta.db_table, model._meta.concrete_fields
    names = [field.attname for field in fields]
    with connection.cursor() as cursor:
        if isinstance(model._meta.pk, AutoField):
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(sequence, [table, model._meta.pk.column, len(rows)])
            for row, (key,) in zip(rows, cursor.fetchall(), strict=True):
                row.pk = key
        columns = ", ".join(f'"{field.column}"' for field in fields)
        with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
            for row in rows:
                row._prepare_related_fields_for_save(operation_name="bulk_create")
                values = (getattr(row, name) for name in names)
                # A choice is an enumeration to psycopg, and a text to us.
                copy.write_row([value.value if isinstance(value, Enum) else value for value in values])
    return rows


def _chunk(
    writer: _Writer, sellers: Sequence[tuple[Vendor, Producer]], shares: list[float], start: int, size: int
) -> list[int]:
    chance, now = writer.chance, writer.now
    kinds: list[Kind] = []
    products = []
    numbers = list(writer.sets)[: len(_SET_WEIGHTS)]
    chosen = zip(
        chance.choices(sellers, shares, k=size),
        chance.choices(numbers, _SET_WEIGHTS[: len(numbers)], k=size),
        strict=True,
    )
    homes = dict(writer.communes)
    for at, ((vendor, producer), set_number) in enumerate(chosen, start=start + 1):
        kind = chance.choice(KINDS[set_number])
        kinds.append(kind)
        # Showrooms apart, a shop sells what grows where it is.
        code = vendor.province_id if chance.random() < 0.9 else chance.choices(writer.communes, writer.weights)[0][0]
        commune = chance.choice(homes[code])
        name = " ".join(part for part in (kind.name, commune.name, chance.choice(_TRAITS)) if part)
        products.append(
            Product(
                vendor=vendor,
                producer=producer,
                product_set=writer.sets[set_number],
                name=name,
                slug=f"{slugify_vi(name)}-g{writer.seed}-{at}",
                description=f"{name}. Hàng của {vendor.name}, làm theo mẻ nhỏ.",
                province_id=code,
                commune=commune,
                status=ProductStatus.PUBLISHED,
                published_at=now - dt.timedelta(minutes=chance.randrange(900 * 24 * 60)),
                sale_mode=SaleMode.STAY if set_number == 26 else SaleMode.GOODS,
                ingredients=kind.name if set_number <= 18 else "",
                storage="Nơi khô mát" if set_number <= 18 else "",
                shelf_life_days=chance.choice([7, 30, 180, 365]) if set_number <= 18 else None,
                alcohol_percent={14: 35, 15: 14}.get(set_number),
                is_gift_box=at % _GIFT_BOX_EVERY == 0 and set_number != 26,
            )
        )
    _write(Product, products)
    _packs(writer, products, kinds)
    _extras(writer, products, kinds, start)
    return [product.pk for product in products]


def _packs(writer: _Writer, products: list[Product], kinds: list[Kind]) -> None:
    chance, now = writer.chance, writer.now
    offers, prices, pieces = [], [], []
    for product, kind in zip(products, kinds, strict=True):
        price = kind.price * chance.lognormvariate(0, 0.35)
        for place, (name, times, grams) in enumerate(kind.packs[: chance.choice([1, 1, 2])]):
            offers.append(
                Offer(
                    product=product,
                    vendor_id=product.vendor_id,
                    name=name,
                    sku=f"G{writer.seed}-{product.pk}-{place + 1}",
                    weight_g=grams or None,
                    position=place,
                )
            )
            prices.append(max(1_000, round(price * times / 1_000) * 1_000))
            pieces.append(
                0 if product.sale_mode == SaleMode.STAY or chance.random() < 0.06 else chance.randrange(1, 400)
            )
    _write(Offer, offers)
    windows = []
    for offer, price in zip(offers, prices, strict=True):
        windows.append(
            PriceWindow(offer=offer, price=price, starts_at=now - dt.timedelta(days=chance.randrange(1, 600)))
        )
        if chance.random() < 0.03:
            ends_at = now + dt.timedelta(hours=chance.randrange(6, 240))
            lower = max(1_000, round(price * 0.85 / 1_000) * 1_000)
            starts_at = now - dt.timedelta(hours=1)
            windows.append(
                PriceWindow(offer=offer, source=PriceSource.FLASH, price=lower, starts_at=starts_at, ends_at=ends_at)
            )
    _write(PriceWindow, windows)
    stocked = [(offer, count) for offer, count in zip(offers, pieces, strict=True) if count]
    units = _write(StockUnit, [StockUnit(offer=offer, on_hand=count, available=count) for offer, count in stocked])
    _write(
        StockMovement,
        [
            StockMovement(unit=u, kind=MovementKind.RECEIVE, on_hand_delta=u.on_hand, available_delta=u.available)
            for u in units
        ],
    )


def _extras(writer: _Writer, products: list[Product], kinds: list[Kind], start: int) -> None:
    """Pictures, certificates, qualities, and what buyers did."""
    chance = writer.chance
    rows: dict[type[Any], list[Any]] = {
        model: [] for model in (ProductPicture, Certificate, ProductQuality, SoldTally, RatingTally)
    }
    for at, (product, kind) in enumerate(zip(products, kinds, strict=True), start=start + 1):
        paper = chance.randrange(1, 6)
        rows[ProductPicture].append(ProductPicture(product=product, drawing=kind.drawing, paper=paper, alt=kind.name))
        if chance.random() < 0.8:
            rows[Certificate].append(_certificate(writer, product, at))
        for quality in chance.sample(Quality.values, chance.choices((0, 1, 2), (70, 22, 8))[0]):
            rows[ProductQuality].append(ProductQuality(product=product, quality=quality))
        sold = min(int(chance.paretovariate(0.62)) - 1, _MAX_SOLD)
        if sold:
            rows[SoldTally].append(SoldTally(product=product, pieces=sold))
            if rated := int(sold * chance.uniform(0.05, 0.2)):
                rows[RatingTally].append(_tally(chance, product, rated))
    for model, found in rows.items():
        _write(model, found)


def _certificate(writer: _Writer, product: Product, at: int) -> Certificate:
    stars = writer.chance.choices((3, 4, 5), (66, 31, 3))[0]
    issued_on = writer.today - dt.timedelta(days=writer.chance.randrange(1, 1_140))  # some have expired
    return Certificate(
        product=product,
        code=f"DEMO-G{writer.seed}-{at}",
        stars=stars,
        score={3: 62, 4: 81, 5: 92}[stars],
        decision=f"Quyết định mẫu số {at}",
        issuer="Bộ Nông nghiệp và Môi trường" if stars == 5 else "UBND tỉnh",
        issued_on=issued_on,
        expires_on=valid_until(issued_on),
    )


def _tally(chance: random.Random, product: Product, rated: int) -> RatingTally:
    good = chance.betavariate(9, 2)
    fives = int(rated * good)
    fours = int((rated - fives) * 0.6)
    threes = int((rated - fives - fours) * 0.6)
    return RatingTally(product=product, fives=fives, fours=fours, threes=threes, ones=rated - fives - fours - threes)
