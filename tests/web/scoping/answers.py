"""What an answer gives away, and what the forms of a page would send."""

import io
import zipfile
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import urlsplit

Body = dict[str, Any]
_LEADS: Final = ("href", "src", "action", "formaction", "hx-get", "hx-post", "data-url", "data-src")
_SAMPLES: Final = {
    "number": "3",
    "numeric": "3",
    "decimal": "3",
    "date": "2026-12-01",
    "tel": "0912345678",
    "email": "ai-do@example.vn",
}


def text_of(answer: Any) -> str:
    """Everything an answer says, headers and packed files included, in small letters."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    parts = [content]
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts += [packed.read(name) for name in packed.namelist()]
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    return "\n".join([headers, *(part.decode(errors="replace") for part in parts)]).lower()


def forms_of(html: str, page: str) -> list[tuple[str, Body]]:
    """Every form of a page that writes: where it goes, and what it sends once somebody has filled it in."""
    parser = _Page(page)
    parser.feed(html)
    return parser.forms


def addresses_of(html: str, page: str) -> set[str]:
    """Every address of this site that a page leads to or loads, with what stands behind its question mark."""
    parser = _Page(page)
    parser.feed(html)
    return {address for address in parser.addresses if address.startswith("/") and not address.startswith("//")}


class _Page(HTMLParser):
    """Gathers forms as a browser would send them: what is filled in stays, what is empty gets a sample, and of several
    buttons each is pressed once."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self._page = page
        self._target: str | None = None  # of the form that is open; empty for one that only reads
        self._fields: Body = {}
        self._buttons: list[tuple[str, str]] = []
        self._select = self._area = ""
        self.forms: list[tuple[str, Body]] = []
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in pairs}
        name = attributes.get("name", "")
        self.addresses |= {attributes[lead] for lead in _LEADS if lead in attributes}
        if tag == "form":
            writes = attributes.get("method", "").lower() == "post"
            self._target = (urlsplit(attributes.get("action", "")).path or self._page) if writes else ""
            self._fields, self._buttons = {}, []
        elif self._target is None:
            return
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and attributes.get("value"):
            if "selected" in attributes:
                self._fields[self._select] = [attributes["value"]]
            else:
                self._fields.setdefault(self._select, [attributes["value"]])
        elif tag == "textarea":
            self._area = name
        elif tag in ("input", "button") and name and name != "csrfmiddlewaretoken":
            kind = attributes.get("type", "submit" if tag == "button" else "text")
            kind = attributes.get("inputmode", kind) if kind == "text" else kind
            self._input(kind, name, attributes.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._area and data.strip():
            self._fields[self._area] = [data.strip()]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            if self._target:
                pressed: list[Body] = [{name: [value]} for name, value in self._buttons] or [{}]
                self.forms += [(self._target, self._fields | button) for button in pressed]
            self._target = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._area:
            self._fields.setdefault(self._area, ["Lời thử"])
            self._area = ""

    def _input(self, kind: str, name: str, value: str) -> None:
        if kind in ("file", "reset", "image"):
            return
        if kind == "submit":
            self._buttons.append((name, value))
        elif kind == "checkbox":
            self._fields.setdefault(name, []).append(value or "on")
        elif kind == "radio":
            self._fields.setdefault(name, [value or "on"])
        else:
            self._fields[name] = [value or _SAMPLES.get(kind, "Thử")]
