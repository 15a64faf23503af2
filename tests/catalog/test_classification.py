"""The programme's groups and sets: complete, dated, and safe to load again."""

import datetime as dt
import json
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from catalog import selectors, services
from catalog.models import Classification, ProductGroup, ProductSet, ProductSubgroup

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


def test_six_groups_seventeen_subgroups_twenty_six_sets():
    edition = selectors.classification_in_force(on=dt.date(2026, 7, 1))
    assert edition is not None
    assert edition.decision == "26/2026/QĐ-TTg"
    assert list(edition.groups.values_list("code", flat=True)) == ["I", "II", "III", "IV", "V", "VI"]
    assert ProductSubgroup.objects.filter(group__classification=edition).count() == 17
    assert list(edition.sets.values_list("number", flat=True)) == list(range(1, 27))


def test_everything_has_both_languages_and_a_drawing():
    for model in (ProductGroup, ProductSubgroup, ProductSet):
        for row in model.objects.all():
            assert row.name, row
            assert row.name_en, row
            assert row.official_name, row
            assert (ROOT / "static" / "img" / "groups" / f"{row.icon}.svg").exists(), row.icon


def test_loading_again_changes_nothing():
    before = list(ProductSet.objects.values())
    services.classification_load()
    assert list(ProductSet.objects.values()) == before


def test_a_later_decision_takes_over_on_its_day(tmp_path: Path):
    data = json.loads(services.CLASSIFICATION_FILE.read_text(encoding="utf-8"))
    later = {
        **data["editions"][0],
        "decision": "99/2030/QĐ-TTg",
        "issued_on": "2030-01-01",
        "effective_from": "2030-03-01",
    }
    data["editions"].append(later)
    (tmp_path / "later.json").write_text(json.dumps(data), encoding="utf-8")
    services.classification_load(path=tmp_path / "later.json")
    decisions = [
        found.decision if (found := selectors.classification_in_force(on=day)) else None
        for day in (dt.date(2026, 1, 1), dt.date(2030, 2, 28), dt.date(2030, 3, 1))
    ]
    assert decisions == [None, "26/2026/QĐ-TTg", "99/2030/QĐ-TTg"]
    assert {g.classification.decision for g in selectors.product_groups(on=dt.date(2030, 3, 1))} == {"99/2030/QĐ-TTg"}


def test_a_file_with_a_gap_is_refused_whole(tmp_path: Path):
    data = json.loads(services.CLASSIFICATION_FILE.read_text(encoding="utf-8"))
    data["editions"][0]["groups"][0]["subgroups"][0]["sets"].pop()
    data["editions"][0]["decision"] = "1/2031/QĐ-TTg"
    (tmp_path / "gap.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ValueError, match="numbered 1 to 25"):
        services.classification_load(path=tmp_path / "gap.json")
    assert not Classification.objects.filter(decision="1/2031/QĐ-TTg").exists()


def test_the_database_refuses_a_set_number_twice():
    first = ProductSet.objects.get(number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProductSet.objects.filter(number=2).update(number=first.number)


def test_the_group_pages_name_every_set(client: Client):
    page = client.get("/nhom/").content.decode()
    for product_set in ProductSet.objects.all():
        assert product_set.name in page
    for group in ProductGroup.objects.all():
        assert client.get(f"/nhom/{group.slug}/").status_code == 200
        english = client.get(f"/en/nhom/{group.slug}/").content.decode()
        assert group.name_en in english


def test_a_group_page_takes_few_queries(client: Client, django_assert_max_num_queries):
    client.get("/nhom/thuc-pham/")
    with django_assert_max_num_queries(6):  # the last one is the shelf's, for the section of products
        client.get("/nhom/thuc-pham/")


def test_an_unknown_group_is_not_found(client: Client):
    assert client.get("/nhom/khong-co/").status_code == 404
