"""The message catalogs without GNU gettext: extraction, comparison and compilation, in Python alone.

Messages are written in Vietnamese in code and templates, so there is one catalog to keep, `locale/en`. What libraries
say in English and do not translate, or translate in words that are not ours, is in `locale/vi`, by hand.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.conf import settings
from django.utils.translation.template import templatize

FUNCTIONS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "ngettext_lazy": 2}
CONTEXT_FUNCTIONS = {"pgettext": 1, "pgettext_lazy": 1, "npgettext": 2}
# A package of the project holds code when it is a room or the configuration; tests and tools speak to developers.
SKIPPED = {"tests", "scripts", "benchmarks", "art", "var", "node_modules"}
# %(name)s, %s and %d, {name}
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]|\{\w+\}")


@dataclass(frozen=True, order=True)
class Message:
    """One text for people: its context, itself, and its plural where it counts something."""

    text: str
    plural: str = ""
    context: str = ""


def extract(root: Path | None = None) -> set[Message]:
    """Every message of the project's code and templates. A message that is not a plain literal raises `ValueError`."""
    root = root or Path(settings.BASE_DIR)
    found: set[Message] = set()
    for path in _sources(root):
        source = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            found.update(_python_messages(source, path))
        else:
            found.update(_template_messages(source))
    return found


def _sources(root: Path) -> Iterator[Path]:
    for folder in sorted(root.iterdir()):
        if folder.name == "templates":
            yield from sorted(p for p in folder.rglob("*") if p.suffix in {".html", ".txt"})
        elif folder.is_dir() and folder.name not in SKIPPED and not folder.name.startswith("."):
            yield from sorted(p for p in folder.rglob("*.py") if "migrations" not in p.parts)


def _python_messages(source: str, path: Path) -> Iterator[Message]:
    tree = ast.parse(source)
    names = _imported_names(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        name = names.get(name, name)
        if name in FUNCTIONS:
            # A text marked with gettext_noop where it is written down may be translated by its name later on.
            if "gettext_noop" in names.values() and isinstance(node.args[0], ast.Name | ast.Attribute):
                continue
            yield _message(node, path, context="", count=FUNCTIONS[name], start=0)
        elif name in CONTEXT_FUNCTIONS:
            yield _message(node, path, context=_literal(node.args[0], path), count=CONTEXT_FUNCTIONS[name], start=1)


def _imported_names(tree: ast.Module) -> dict[str, str]:
    """What the module calls Django's functions: `gettext as _now` is found under `_now`."""
    imports = (n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.module == "django.utils.translation")
    return {alias.asname or alias.name: alias.name for node in imports for alias in node.names}


def _message(node: ast.Call, path: Path, *, context: str, count: int, start: int) -> Message:
    texts = [_literal(argument, path) for argument in node.args[start : start + count]]
    return Message(texts[0], texts[1] if count == 2 else "", context)


def _literal(node: ast.expr, path: Path) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    raise ValueError(f"{path}:{node.lineno}: a message must be one plain string, or it cannot be translated")


# One call in what templatize() makes of a template: literals, and for a plural the name of what is counted.
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(n?p?gettext|_)\(\s*({LITERAL}(?:\s*,\s*{LITERAL})*)\s*(?:,\s*\w+\s*)?\)")


def _template_messages(source: str) -> Iterator[Message]:
    # templatize() turns a template into something like Python with the calls left in place and the rest blanked out.
    for name, arguments in CALL.findall(templatize(source)):
        texts = [ast.literal_eval(literal) for literal in re.findall(LITERAL, arguments)]
        context = texts.pop(0) if "pgettext" in name else ""
        yield Message(texts[0], texts[1] if name.startswith("n") else "", context)


def english_catalog() -> Path:
    return Path(settings.BASE_DIR) / "locale" / "en" / "LC_MESSAGES" / "django.po"


def _key(entry: polib.POEntry) -> Message:
    return Message(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def _is_translated(entry: polib.POEntry) -> bool:
    return "fuzzy" not in entry.flags and bool(entry.msgstr or all((entry.msgstr_plural or {"": ""}).values()))


def problems() -> list[str]:
    """What keeps the English catalog from saying all that the code says; empty when it is complete and tidy."""
    entries = {_key(e): e for e in polib.pofile(str(english_catalog()))}
    used = extract()
    lines = [f"not in the English catalog: {m.text!r}" for m in sorted(used - entries.keys())]
    lines += [f"no longer used: {m.text!r}" for m in sorted(entries.keys() - used)]
    lines += [f"not translated: {m.text!r}" for m in sorted(used & entries.keys()) if not _is_translated(entries[m])]
    for message in used & entries.keys():
        entry = entries[message]
        english = [entry.msgstr, *(entry.msgstr_plural or {}).values()]
        names = set(PLACEHOLDER.findall(message.text + message.plural))
        if any(text and not set(PLACEHOLDER.findall(text)) <= names for text in english):
            lines.append(f"names a value that is not there: {message.text!r}")
    return lines


def update() -> tuple[int, int]:
    """Bring the English catalog in line with the code: adds what is missing (to be translated), drops what is gone.

    Returns how many entries were added and dropped.
    """
    catalog = polib.pofile(str(english_catalog()), wrapwidth=110)
    used = extract()
    known = {_key(entry): entry for entry in catalog}
    gone = known.keys() - used
    for message in gone:
        catalog.remove(known[message])
    new = sorted(used - known.keys())
    for message in new:
        plural = {0: "", 1: ""} if message.plural else None
        catalog.append(
            polib.POEntry(
                msgid=message.text,
                msgid_plural=message.plural,
                msgctxt=message.context or None,
                msgstr_plural=plural or {},
            )
        )
    catalog.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    catalog.save()
    return len(new), len(gone)


def compile_catalogs() -> int:
    """Write the binary catalog beside every `.po` that is newer than it; returns how many were written."""
    written = 0
    for source in sorted((Path(settings.BASE_DIR) / "locale").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            written += 1
    return written
