"""Provinces and communes as people write them: present and former names, codes, with or without marks."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable
from typing import Any, Final

from django.utils.translation import gettext as _

from catalog.imports.cells import Unreadable, written
from catalog.imports.table import Cell
from core.text import clean_text, fold_key
from places import selectors as places
from places.addresses import AddressTooLong, Confidence, parse_address
from places.models import Commune, CommuneKind, Province
from vendors.services import province_meant

_KIND: Final = re.compile(r"^(?:dac khu|phuong|xa|thi tran)\s+")
_KINDS: Final = {CommuneKind.SPECIAL: "dac khu", CommuneKind.WARD: "phuong", CommuneKind.COMMUNE: "xa"}


class Where:
    """Places as one file names them. A file says the same names again and again: each is looked up once."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}
        self._communes: dict[str, dict[str, list[Commune]]] = {}

    def province(self, cell: Cell) -> tuple[Province, str | None]:
        """The province, and its former name where it was called by that. Raises `Unreadable`."""
        text = clean_text(written(cell), max_length=100)
        found: tuple[Province, str | None] = self._once(("", text), lambda: _province(text))
        return found

    def commune(self, cell: Cell, province: Province, former_province: str | None) -> Commune:
        """A commune of the province. Raises `Unreadable`, naming the near ones where there are several."""
        text = clean_text(written(cell), max_length=120)
        key = (province.pk, former_province, text)
        found: Commune = self._once(key, lambda: self._commune(text, province, former_province))
        return found

    def _once(self, key: Hashable, find: Callable[[], Any]) -> Any:
        if key not in self._known:
            try:
                self._known[key] = find()
            except Unreadable as error:
                self._known[key] = error
        found = self._known[key]
        if isinstance(found, Unreadable):
            raise Unreadable(str(found))
        return found

    def _commune(self, text: str, province: Province, former_province: str | None) -> Commune:
        if re.fullmatch(r"[0-9]{1,5}", text):
            found = places.commune(text.zfill(5))
            if found is None or found.province_id != province.pk:
                raise Unreadable(
                    _("không có mã xã, phường %(code)s ở %(province)s.") % {"code": text, "province": province.name}
                )
            return found
        key = fold_key(text)
        names = self._names(province)
        exact = names.get(key) or names.get(_KIND.sub("", key)) or []
        if len(exact) == 1:
            return exact[0]
        # A name of before the merger, with or without its district: read as an address.
        try:
            read = parse_address(f"{text}, {former_province or province.name}")
        except AddressTooLong as error:
            raise Unreadable(_("dài quá.")) from error
        if (
            not exact
            and read.confidence is Confidence.EXACT
            and read.commune
            and read.commune.province_id == province.pk
        ):
            return read.commune
        choices = exact or [c.commune for c in read.candidates if c.commune.province_id == province.pk]
        if choices:
            near = ", ".join(f"{unit} ({unit.pk})" for unit in choices[:5])
            raise Unreadable(_("“%(cell)s” có thể là: %(names)s. Hãy ghi mã.") % {"cell": text[:60], "names": near})
        raise Unreadable(
            _("không có xã, phường “%(cell)s” ở %(province)s.") % {"cell": text[:60], "province": province.name}
        )

    def _names(self, province: Province) -> dict[str, list[Commune]]:
        """Folded names of a province's communes, with what they are before them and without."""
        if province.pk not in self._communes:
            names: dict[str, list[Commune]] = defaultdict(list)
            for unit in places.communes(province.pk):
                names[unit.folded].append(unit)
                names[f"{_KINDS[CommuneKind(unit.kind)]} {unit.folded}"].append(unit)
            self._communes[province.pk] = names
        return self._communes[province.pk]


def _province(text: str) -> tuple[Province, str | None]:
    if re.fullmatch(r"[0-9]", text):  # a spreadsheet makes 4 of the code 04
        text = f"0{text}"
    match = places.find_province(text)
    found = match.province if match else province_meant(text)
    if found is None:
        near = ", ".join(m.matched_former or m.province.name for m in places.near_names(text, limit=3))
        hint = _(" Có phải: %(near)s?") % {"near": near} if near else ""
        raise Unreadable(_("không có tỉnh, thành nào tên “%(cell)s”.") % {"cell": text[:40]} + hint)
    return found, match.matched_former if match else None
