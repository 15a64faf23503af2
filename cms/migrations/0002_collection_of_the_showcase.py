"""Editors and moderators work with the showcase's pictures and documents, not with those of the whole site.

Wagtail gives both groups their rights on the root of all collections, below which shops and buyers keep theirs.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

NAME = "Trang giới thiệu"
GROUPS = ("Editors", "Moderators")
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STEP = 4  # such digits of a path for each level, as treebeard writes them


def _rights(apps: Apps):  # type: ignore[no-untyped-def]
    rights = apps.get_model("wagtailcore", "GroupCollectionPermission").objects.filter(group__name__in=GROUPS)
    return rights.filter(permission__content_type__app_label__in=("wagtailimages", "wagtaildocs"))


def move(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    collections = apps.get_model("wagtailcore", "Collection").objects
    root = collections.filter(depth=1).order_by("path").first()
    if root is None:
        return
    own = collections.filter(depth=2, name=NAME).first() or _made(collections, root)
    _rights(apps).filter(collection_id=root.pk).update(collection_id=own.pk)


def _made(collections, root):  # type: ignore[no-untyped-def]
    last = collections.filter(depth=2, path__startswith=root.path).order_by("path").last()
    number, step = int(last.path[-STEP:], len(DIGITS)) + 1 if last else 1, ""
    for _place in range(STEP):
        number, digit = divmod(number, len(DIGITS))
        step = DIGITS[digit] + step
    collections.filter(pk=root.pk).update(numchild=root.numchild + 1)
    return collections.create(name=NAME, path=root.path + step, depth=2, numchild=0)


def move_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    collections = apps.get_model("wagtailcore", "Collection").objects
    root, own = collections.filter(depth=1).order_by("path").first(), collections.filter(depth=2, name=NAME).first()
    if root is not None and own is not None:  # the collection stays: there may be pictures in it
        _rights(apps).filter(collection_id=own.pk).update(collection_id=root.pk)


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_no_welcome_page"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [migrations.RunPython(move, move_back)]
