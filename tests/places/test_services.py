"""Loading the files into the database: complete, repeatable, and moved on by a later day."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from core.slots import DEMO_STEPS
from places import selectors
from places.models import Commune, FormerProvince, Province
from places.services import load_places

pytestmark = pytest.mark.django_db
BEFORE, AFTER = dt.date(2026, 4, 29), dt.date(2026, 4, 30)


def test_everything_is_there():
    assert (Province.objects.count(), FormerProvince.objects.count(), Commune.objects.count()) == (34, 63, 3321)
    assert Commune.objects.get(pk="21548").full_name == "Đặc khu Lý Sơn"
    assert set(Province.objects.get(slug="gia-lai").former_units.values_list("name", flat=True)) == {
        "Gia Lai",
        "Bình Định",
    }


def test_loading_again_writes_nothing(django_assert_num_queries):
    load_places()
    with django_assert_num_queries(5):  # a transaction of three reads
        assert load_places().written == 0


def test_a_row_that_was_changed_is_put_right_and_keeps_its_references():
    Commune.objects.filter(pk="21548").update(name="Cù Lao Ré", folded="cu lao re")
    assert load_places().written == 1
    assert Commune.objects.get(pk="21548").name == "Lý Sơn"


def test_a_unit_the_files_do_not_know_is_never_removed():
    Commune.objects.create(code="99999", name="Xã lạ", folded="xa la", kind="commune", province_id="01", slug="xa-la")
    load_places()
    assert Commune.objects.filter(pk="99999").exists()


def test_a_later_change_applies_on_its_day_and_is_only_what_was_decided():
    load_places(on=BEFORE)
    before = dict(Commune.objects.values_list("code", "kind"))
    assert Province.objects.get(pk="75").kind == "province"
    loaded = load_places(on=AFTER)
    assert Province.objects.get(pk="75").full_name == "Thành phố Đồng Nai"
    changed = {code for code, kind in Commune.objects.values_list("code", "kind") if before[code] != kind}
    assert len(changed) == 10
    assert set(Commune.objects.filter(pk__in=changed).values_list("province_id", "kind")) == {("75", "ward")}
    assert loaded.written == 11


def test_what_is_kept_in_memory_equals_the_rows():
    load_places()
    assert [(p.code, p.name, p.kind, p.slug, p.region, p.name_en) for p in selectors.provinces()] == list(
        Province.objects.order_by("code").values_list("code", "name", "kind", "slug", "region", "name_en")
    )
    kept = {unit.code: unit for p in selectors.provinces() for unit in selectors.communes(p.code)}
    for row in Commune.objects.all():
        unit = kept[row.code]
        assert (unit.name, unit.folded, unit.kind, unit.province_id, unit.slug) == (
            row.name,
            row.folded,
            row.kind,
            row.province_id,
            row.slug,
        )


def test_the_command_takes_a_day_and_refuses_rubbish():
    out = StringIO()
    call_command("load_places", on="2026-04-29", stdout=out)
    assert "34 provinces, 3321 communes" in out.getvalue()
    assert Province.objects.get(pk="75").kind == "province"
    with pytest.raises(CommandError, match="is no date"):
        call_command("load_places", on="hôm nay")


def test_the_demo_loads_places_before_the_classification():
    steps = [step.name for step in DEMO_STEPS]
    assert steps.index("places") < steps.index("classification")
    step = DEMO_STEPS.get("places")
    assert step is not None
    assert step.load() == "34 provinces, 3321 communes"


@pytest.mark.parametrize(
    "values",
    [
        {"code": "1234"},
        {"code": "abcde"},
        {"kind": "quận"},
        {"slug": "ba-dinh"},
    ],
)
def test_the_database_refuses_what_cannot_be(values: dict[str, str]):
    row = {"code": "99998", "name": "Lạ", "folded": "la", "kind": "commune", "province_id": "01", "slug": "la"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Commune.objects.create(**{**row, **values})
