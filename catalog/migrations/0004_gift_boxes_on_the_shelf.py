"""Rows of the shelf say of a gift box that it is one: those that stand there already are marked to be computed anew."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def mark_gift_boxes(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The next reader of a list, or the ticker, recomputes what is marked."""
    mark = apps.get_model("catalog", "ShelfMark")
    gifts = apps.get_model("catalog", "ShelfEntry").objects.filter(product__is_gift_box=True)
    mark.objects.bulk_create(
        [mark(product_id=pk) for pk in gifts.values_list("pk", flat=True).iterator()], batch_size=500
    )


class Migration(migrations.Migration):
    dependencies = [("catalog", "0003_review_photos")]

    operations = [migrations.RunPython(mark_gift_boxes, migrations.RunPython.noop)]
