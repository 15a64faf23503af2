"""The message catalogs: what is found in code and templates, what is reported, and that ours are complete."""

import os
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import translation
from django.utils.translation import gettext, ngettext

from core import translations
from core.translations import Message


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of two files and an empty catalog; `settings.BASE_DIR` is not touched."""
    (tmp_path / "shop").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "locale" / "en" / "LC_MESSAGES").mkdir(parents=True)
    catalog = polib.POFile()
    catalog.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": "en",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    catalog.save(str(tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"))
    return tmp_path


@pytest.fixture
def here(project: Path, settings) -> Path:
    """The same, taken for this project."""
    settings.BASE_DIR = project
    return project


def code(project: Path, text: str) -> None:
    (project / "shop" / "views.py").write_text(text, encoding="utf-8")


def template(project: Path, text: str, name: str = "page.html") -> None:
    (project / "templates" / name).write_text(text, encoding="utf-8")


def put(project: Path, **entry: object) -> None:
    path = project / "locale" / "en" / "LC_MESSAGES" / "django.po"
    catalog = polib.pofile(str(path))
    catalog.append(polib.POEntry(**entry))
    catalog.save()


# ── Extraction from code ─────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('_("Chợ")', Message("Chợ")),
        ('gettext("Chợ")', Message("Chợ")),
        ('gettext_lazy("Chợ")', Message("Chợ")),
        ('gettext_noop("Chợ")', Message("Chợ")),
        ('translation.gettext("Chợ")', Message("Chợ")),
        ('_("Chợ " "Làng")', Message("Chợ Làng")),
        ('_("Còn %(n)d") % {"n": 3}', Message("Còn %(n)d")),
        ('ngettext("%d xã", "%d các xã", n)', Message("%d xã", "%d các xã")),
        ('pgettext("nút", "Mở")', Message("Mở", "", "nút")),
        ('pgettext_lazy("nút", "Mở")', Message("Mở", "", "nút")),
        ('npgettext("giỏ", "%d món", "%d các món", n)', Message("%d món", "%d các món", "giỏ")),
        ("from django.utils.translation import gettext as now\nnow('Chợ')", Message("Chợ")),
    ],
)
def test_every_kind_of_call_is_found(project: Path, source: str, found: Message):
    code(project, source)
    assert translations.extract(project) == {found}


@pytest.mark.parametrize("argument", ['f"Chợ {x}"', '"Chợ " + x', '"Chợ %s" % x', "x", "a.name"])
def test_a_message_that_is_no_plain_string_is_refused(project: Path, argument: str):
    code(project, f"\n_({argument})")
    with pytest.raises(ValueError, match=r"views\.py:2: a message must be one plain string"):
        translations.extract(project)


def test_a_marked_text_may_be_translated_by_its_name(project: Path):
    code(project, 'from django.utils.translation import gettext as _, gettext_noop\nx = gettext_noop("Chợ")\n_(x)')
    assert translations.extract(project) == {Message("Chợ")}
    code(
        project, 'from django.utils.translation import gettext as _, gettext_noop\nx = gettext_noop("Chợ")\n_(x + "!")'
    )
    with pytest.raises(ValueError, match="one plain string"):
        translations.extract(project)


def test_what_is_not_for_people_is_not_searched(project: Path):
    for folder in ("tests", "scripts", ".venv", "shop/migrations"):
        (project / folder).mkdir(parents=True)
        (project / folder / "x.py").write_text('_("Không phải")', encoding="utf-8")
    code(project, 'log("Chợ")\nlabel = "Làng"')
    template(project, "<p>Chợ</p>{# translate 'x' #}")
    assert translations.extract(project) == set()


# ── Extraction from templates ────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('{% translate "Chợ" %}', Message("Chợ")),
        ("{% translate 'Chợ' %}", Message("Chợ")),
        ('{% translate "Mở" context "nút" %}', Message("Mở", "", "nút")),
        ('{% translate "Chợ" as name %}', Message("Chợ")),
        ('<c-button label="{% translate "Chợ" %}">', Message("Chợ")),
        ("<c-fold title=\"{% translate 'Chợ' %}\">", Message("Chợ")),
        ('{{ _("Chợ") }}', Message("Chợ")),
        ("{% blocktranslate %}Chợ Làng{% endblocktranslate %}", Message("Chợ Làng")),
        ("{% blocktranslate trimmed %}\n  Chợ\n  Làng\n{% endblocktranslate %}", Message("Chợ Làng")),
        ("{% blocktranslate with n=x.y %}Nhóm {{ n }}{% endblocktranslate %}", Message("Nhóm %(n)s")),
        ('{% blocktranslate context "nút" %}Mở{% endblocktranslate %}', Message("Mở", "", "nút")),
        (
            "{% blocktranslate count n=x %}{{ n }} xã{% plural %}{{ n }} các xã{% endblocktranslate %}",
            Message("%(n)s xã", "%(n)s các xã"),
        ),
        (
            "{% blocktranslate trimmed count n=x %}\n {{ n }} xã\n{% plural %}\n {{ n }} các xã{% endblocktranslate %}",
            Message("%(n)s xã", "%(n)s các xã"),
        ),
        (
            '{% blocktranslate count n=x context "đếm" %}{{ n }} xã{% plural %}{{ n }} các xã{% endblocktranslate %}',
            Message("%(n)s xã", "%(n)s các xã", "đếm"),
        ),
        (
            '{% blocktranslate %}Mã <strong class="a">x</strong>, đợi{% endblocktranslate %}',
            Message('Mã <strong class="a">x</strong>, đợi'),
        ),
        ('{% translate "Bấm “Gửi lại”, rồi (đợi)." %}', Message("Bấm “Gửi lại”, rồi (đợi).")),
        ("{% translate \"Người 'ta'\" %}", Message("Người 'ta'")),
    ],
)
def test_every_kind_of_tag_is_found(project: Path, source: str, found: Message):
    template(project, source)
    assert translations.extract(project) == {found}


def test_several_tags_on_a_line_and_text_files_are_found(project: Path):
    template(
        project, '{% if a %}{% translate "Một" %}{% else %}{% translate "Hai" %}{% endif %} ({% translate "Ba" %})'
    )
    template(project, '{% load i18n %}{% translate "Bốn" %}\n', "letter.txt")
    assert {m.text for m in translations.extract(project)} == {"Một", "Hai", "Ba", "Bốn"}


# ── What is reported ─────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_missing_an_unused_and_an_untranslated_message_are_named(here: Path):
    code(here, '_("Một")\n_("Hai")\n_("Ba")')
    put(here, msgid="Hai", msgstr="Two")
    put(here, msgid="Ba", msgstr="")
    put(here, msgid="Bốn", msgstr="Four")
    assert translations.problems() == [
        "not in the English catalog: 'Một'",
        "no longer used: 'Bốn'",
        "not translated: 'Ba'",
    ]


def test_a_doubtful_translation_and_half_a_plural_are_not_enough(here: Path):
    code(here, '_("Một")\nngettext("%(n)d xã", "%(n)d xã", n)')
    put(here, msgid="Một", msgstr="One", flags=["fuzzy"])
    put(here, msgid="%(n)d xã", msgid_plural="%(n)d xã", msgstr_plural={0: "%(n)d commune", 1: ""})
    assert translations.problems() == ["not translated: '%(n)d xã'", "not translated: 'Một'"]


@pytest.mark.parametrize(
    ("text", "english"),
    [("Nhóm %(code)s", "Group %(kode)s"), ("Quá %d e-mail", "Over %s"), ("Quá {limit} ký tự", "Over {limits}")],
)
def test_a_value_that_is_not_there_is_named(here: Path, text: str, english: str):
    code(here, f'_("{text}")')
    put(here, msgid=text, msgstr=english)
    assert translations.problems() == [f"names a value that is not there: {text!r}"]


def test_the_same_words_in_two_contexts_are_two_messages(here: Path):
    code(here, '_("Mở")\npgettext("nút", "Mở")')
    put(here, msgid="Mở", msgstr="Open")
    assert translations.problems() == ["not in the English catalog: 'Mở'"]


def test_check_fails_where_there_are_problems_and_changes_nothing(here: Path, capsys: pytest.CaptureFixture[str]):
    code(here, '_("Một")')
    before = translations.english_catalog().read_bytes()
    with pytest.raises(SystemExit) as stopped:
        call_command("messages", "--check")
    assert stopped.value.code == 1
    assert "not in the English catalog: 'Một'" in capsys.readouterr().err
    assert translations.english_catalog().read_bytes() == before


# ── Update and compile ───────────────────────────────────────────────────────────────────────────────────────────────
def test_update_adds_what_is_missing_drops_what_is_gone_and_keeps_the_rest(here: Path):
    code(here, '_("Hai")\nngettext("%d xã", "%d xã", n)\npgettext("nút", "Mở")')
    put(here, msgid="Hai", msgstr="Two")
    put(here, msgid="Bốn", msgstr="Four")
    assert translations.update() == (2, 1)
    entries = {(e.msgctxt, e.msgid): e for e in polib.pofile(str(translations.english_catalog()))}
    assert entries.keys() == {(None, "Hai"), (None, "%d xã"), ("nút", "Mở")}
    assert entries[None, "Hai"].msgstr == "Two"
    assert entries[None, "%d xã"].msgstr_plural == {0: "", 1: ""}
    assert translations.update() == (0, 0)


def test_a_catalog_is_compiled_when_it_is_newer_than_its_binary(here: Path):
    code(here, '_("Hai")')
    put(here, msgid="Hai", msgstr="Two")
    binary = translations.english_catalog().with_suffix(".mo")
    assert translations.compile_catalogs() == 1
    assert [e.msgstr for e in polib.mofile(str(binary))] == ["Two"]
    assert translations.compile_catalogs() == 0
    later = binary.stat().st_mtime + 5
    os.utime(translations.english_catalog(), (later, later))
    assert translations.compile_catalogs() == 1


# ── Ours ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
def test_the_english_catalog_says_all_that_the_code_says():
    assert translations.problems() == []


@pytest.mark.parametrize("language", ["en", "vi"])
def test_translations_keep_values_and_markup(language: str):
    # A singular may leave its number out ("one code"); everything else says it.
    catalog = polib.pofile(str(Path(settings.BASE_DIR) / "locale" / language / "LC_MESSAGES" / "django.po"))
    kept = re.compile(r"%(?:\(\w+\))?[sd]|\{\w+\}|<[^>]+>")
    for entry in catalog:
        for text in [entry.msgstr] if not entry.msgid_plural else entry.msgstr_plural.values():
            assert text, entry.msgid
            assert sorted(kept.findall(text)) == sorted(kept.findall(entry.msgid)), entry.msgid


def test_english_counts_one_and_many():
    with translation.override("en"):
        assert [ngettext("%(n)d phút", "%(n)d phút", n) % {"n": n} for n in (1, 2)] == ["1 minute", "2 minutes"]


def test_what_libraries_say_in_english_is_said_in_vietnamese():
    with translation.override("vi"):
        assert gettext("You must type the same password each time.") == "Hai lần nhập mật khẩu chưa giống nhau."
        assert gettext("This field is required.") == "Bạn điền vào đây nhé."
    with translation.override("en"):
        assert gettext("Incorrect code.") == "Incorrect code."
