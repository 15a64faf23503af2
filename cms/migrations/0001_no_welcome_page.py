"""Wagtail brings a page "Welcome to your new Wagtail site!" and makes it the root of the site: nobody shall see it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WELCOME = "Welcome to your new Wagtail site!"


def hide(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # The row stays: it is the root below which editors' pages will hang.
    pages = apps.get_model("wagtailcore", "Page").objects.filter(depth=2, title=WELCOME)
    pages.update(title="Chợ Làng", draft_title="Chợ Làng", live=False)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(hide, migrations.RunPython.noop)]
