"""That the walk would notice: the same checks on addresses that are wrong on purpose."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import override_settings

from catalog.models import Question
from tests.web.scoping import examples, walk
from tests.web.scoping.people import INSIDERS, OTHER_OWNER, OUTSIDERS, OWNER, World
from tests.web.scoping.routes import Place, centre
from tests.web.scoping.rows import changes, rows_of, undone

pytestmark = pytest.mark.django_db

URLCONF = "tests.web.scoping.unscoped"


@pytest.fixture(autouse=True)
def _wrong_site() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=URLCONF):
        yield


@pytest.fixture(autouse=True)
def _examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(examples.EXAMPLES, "unscoped", lambda shop: {"pk": shop.enquiry.pk})
    monkeypatch.setitem(examples.EXAMPLES, "unscoped-file", lambda shop: {"pk": shop.paper.pk})


def _place(name: str) -> Place:
    return next(place for place in centre() if place.name == name)


def _in_another_shop(world: World, name: str) -> list[str]:
    place = _place(name)
    arguments = examples.values(place, world.a) | {"shop": world.b.vendor.slug}
    bodies = walk.with_all({}, [place], world.a)
    return walk.refusals(world, OTHER_OWNER, [(place, arguments)], bodies, secret=world.a.mark)


def test_an_address_without_an_example_is_told_of(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delitem(examples.EXAMPLES, "unscoped")
    told = [text for place in centre() if (text := examples.lacks_example(place))]
    assert len(told) == 1
    assert "/kenh-ban/{shop}/ho/thu/{pk}/ (unscoped) is not covered: say in EXAMPLES of" in told[0]


def test_a_page_without_the_frame_is_told_of():
    assert [place.name for place in centre() if place.action is None] == ["frameless"]


def test_a_page_without_the_frame_lets_strangers_in(world: World):
    target = [(_place("frameless"), {"shop": world.a.vendor.slug})]
    assert any("answered 200" in told for told in walk.refusals(world, OUTSIDERS[0], target, {}))


def test_things_of_another_shop_read_and_changed(world: World):
    told = "\n".join(_in_another_shop(world, "unscoped"))
    for complaint in ("answered 200", "gave away", "wrote to vendors_enquiry\n", "vendors_enquiry: 2 rows"):
        assert complaint in told


def test_a_file_of_another_shop_handed_out(world: World):
    assert any("gave away" in told for told in _in_another_shop(world, "unscoped-file"))


def test_a_number_in_a_form_believed(world: World):
    path = _place("unscoped-form").path(shop=world.b.vendor.slug)
    calls: list[Any] = [("POST", path, {"id": str(world.a.question.pk)}), ("GET", path, {})]
    told = walk.leaks(world, OTHER_OWNER, calls, world.a, mark=world.a.mark)
    assert any("changed ['catalog_question" in line for line in told)
    assert any("tells of another shop" in line for line in told)
    assert Question.objects.get(pk=world.a.question.pk).answer == ""  # and undone


def test_what_is_written_off_the_record_and_recorded_without_being_done(world: World):
    """A page that writes and shows itself, and one that leads on without having written."""
    shown = (_place("unscoped"), examples.values(_place("unscoped"), world.a))
    moved = (_place("idle"), {"shop": world.a.vendor.slug})
    bodies: Any = {"unscoped": [{"x": "1"}], "idle": [{"x": "1"}], "fine": [{"x": "1"}]}
    told = walk.off_the_record(world, OWNER, [shown, moved, (_place("fine"), moved[1])], bodies)
    assert len(told) == 2
    assert "(unscoped)" in told[0]
    assert "wrote to vendors_enquiry and is not on the record" in told[0]
    assert "(idle)" in told[1]
    assert "wrote to nothing and is 1 times on the record" in told[1]


def test_a_right_too_many(world: World):
    """A page that names too small a right lets the packer in; the walk goes by what the page names."""
    packer = next(actor for actor in INSIDERS if actor.name == "packer")
    told = walk.refusals(world, packer, [(_place("fine"), {"shop": world.a.vendor.slug})], {}, expected=(403,))
    assert [line.split(" (fine)")[1] for line in told if "answered" in line] == [": answered 200"] * 2


def test_what_its_owner_cannot_open_proves_nothing(world: World):
    gone = [(_place("unscoped"), {"shop": world.a.vendor.slug, "pk": 0})]
    assert any("answered 404" in told for told in walk.entries(world, OWNER, gone, {}))


def test_rows_that_change_are_seen(world: World):
    with undone():
        before = rows_of(world.a.vendor)
        assert changes(before, rows_of(world.a.vendor)) == []
        Question.objects.filter(pk=world.a.question.pk).update(text="Khác")
        assert len(changes(before, rows_of(world.a.vendor))) == 1
        Question.objects.filter(pk=world.a.question.pk).delete()
        assert "catalog_question" in "".join(changes(before, rows_of(world.a.vendor)))
