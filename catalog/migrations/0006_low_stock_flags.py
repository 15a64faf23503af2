"""Flag stock that was low before the flags came with 0005: `low_for` is kept by changes of the stock alone.

Nobody is told of it: a notice is for a fall, and these have lain there for a while. What never had any stock is not low.
"""

from typing import Any

from django.db import migrations
from django.db.models import Exists, F, OuterRef, Q, Subquery


def flag(apps: Any, _schema_editor: Any) -> None:
    StockUnit = apps.get_model("catalog", "StockUnit")
    Offer = apps.get_model("catalog", "Offer")
    StockMovement = apps.get_model("catalog", "StockMovement")
    moved = Exists(StockMovement.objects.filter(unit=OuterRef("pk")))
    low = StockUnit.objects.filter(
        Q(available__gt=0) | moved,
        pool="",
        date=None,
        low_for=None,
        offer__low_stock_at__gt=0,
        available__lte=F("offer__low_stock_at"),
    )
    vendor = Offer.objects.filter(pk=OuterRef("offer")).values("vendor")[:1]
    StockUnit.objects.filter(pk__in=low.values("pk")).update(low_for=Subquery(vendor))


class Migration(migrations.Migration):
    dependencies = [("catalog", "0005_centre")]

    operations = [migrations.RunPython(flag, migrations.RunPython.noop)]
