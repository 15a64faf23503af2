"""Registries through which a room shows up where it may not be imported.

A slot is a named list that any room fills in its `AppConfig.ready()` and one place reads: the readiness probe, the
ticker, the export of a person's data, a public page, the producer's centre. The reader knows the shape of an entry and
nothing of the rooms, so the arrows of `docs/architecture.md` keep pointing down.

    DATA_EXPORTERS.register(DataExporter(name="orders", export=export_orders, erase=erase_orders))
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar


class Entry(Protocol):
    """What a slot holds: anything with a name of its own and a place in the order."""

    @property
    def name(self) -> str: ...

    @property
    def order(self) -> int: ...


T = TypeVar("T", bound=Entry)


class Slot(Generic[T]):
    """Entries by name, read in ascending `order`, then in the order of registration."""

    def __init__(self, title: str) -> None:
        self.title = title
        self._entries: dict[str, T] = {}

    def register(self, entry: T) -> T:
        """Add an entry and return it. Raises `ValueError` for a name that another entry has already."""
        known = self._entries.setdefault(entry.name, entry)
        if known is not entry and known != entry:
            raise ValueError(f"{self.title}: {entry.name!r} is registered twice")
        return entry

    def unregister(self, name: str) -> None:
        """Take an entry out again; for tests."""
        self._entries.pop(name, None)

    def get(self, name: str) -> T | None:
        """The entry of that name, or None."""
        return self._entries.get(name)

    def __iter__(self) -> Iterator[T]:
        return iter(sorted(self._entries.values(), key=lambda entry: entry.order))

    def __len__(self) -> int:
        return len(self._entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoStep:
    """One step of `manage.py load_demo`. `load` may be called again and says in a few words what there is now."""

    name: str
    label: str
    load: Callable[[], str]
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DataExporter:
    """A room's part of a person's own data (Law 91/2025/QH15: a copy of it, and its deletion).

    `export(user)` returns JSON-ready data. `erase(user)` deletes or anonymises it inside the caller's transaction; what
    the law makes us keep (contracts, invoices) stays without the person. `keeps` says so to the person, in Vietnamese
    as a lazily translated text, or is empty. `files(user)` are names and contents of files that belong to the copy.
    """

    name: str
    title: Any
    export: Callable[[Any], Any]
    erase: Callable[[Any], None]
    files: Callable[[Any], Iterable[tuple[str, bytes]]] | None = None
    keeps: Any = ""
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthCheck:
    """One dependency by name in `/readyz`. `check` returns a detail for operators and raises when it is not usable.

    A failing check makes the process not ready unless it is `optional` (the site works on without it, said so in the
    answer as `degraded`).
    """

    name: str
    check: Callable[[], str]
    optional: bool = False
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class StartupNote:
    """Lines that `manage.py serve` prints below the address in DEMO: accounts to try, pages to look at."""

    name: str
    lines: Callable[[], list[str]]
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TickerJob:
    """Something the ticker does every `seconds`: claim due rows and enqueue tasks. Short, idempotent, no network."""

    name: str
    seconds: float
    run: Callable[[], None]
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSection:
    """A part of a public page, rendered by the server in the first response.

    `page` names the page ("home", "province", "group", "product", "shop"); `template` is rendered with
    `context(request, subject)` merged in, and left out where that returns None.
    """

    name: str
    page: str
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreLink:
    """A page of the producer's centre in its navigation: `url_name` takes the shop's slug as `shop`.

    Shown to whoever may do `action` (`vendors.policies.Action`). `tab` links are in the bar at the bottom of a phone,
    four at most; `quick` ones are tiles on the centre's first page, worded as what one does.
    """

    name: str
    title: Any
    icon: str
    url_name: str
    action: str
    tab: bool = False
    quick: Any = ""
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreTask:
    """Work that waits in a shop, on the centre's first page: `find(vendor)` is a :class:`Waiting`, or None.

    At most two queries, none that grows with the shop.
    """

    name: str
    action: str
    find: Callable[[Any], "Waiting | None"]
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """`count` things to do: what they are, a word on the most pressing, where to do it. `tone` is red, blue or gold."""

    count: int
    title: Any
    detail: Any
    url: str
    tone: str = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreStep:
    """One step to a shop's first sale. `is_done(vendor)` takes at most one query; `url_name` takes the shop's slug."""

    name: str
    title: Any
    hint: Any
    url_name: str
    is_done: Callable[[Any], bool]
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CentrePanel:
    """A panel on the centre's first page: an htmx fragment at `url_name`, for whoever may do `action`."""

    name: str
    title: Any
    url_name: str
    action: str
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeKind:
    """Something a shop is told: in the centre always, and outside as each member likes it.

    `title` and `text` are lazily translated, with the names of the notice's context as `%(name)s`. Members who may do
    `action` get it. `channels`, some of phone and email, are on until somebody switches them. What is `urgent` is sent
    at once, at night as well. Where they quote a stranger, `title_sent` and `text_sent` leave the site instead of
    them: nobody writes messages in our name.
    """

    name: str
    label: Any
    title: Any
    text: Any
    action: str
    channels: frozenset[str] = frozenset({"phone"})
    urgent: bool = False
    title_sent: Any = ""
    text_sent: Any = ""
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """Something a shop sells, as rooms below the catalog may speak of it: a key for addresses, a name, its page."""

    key: str
    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsSource:
    """What a shop sells. `some(vendor)` are those in front, a few dozen at most; `find(vendor, key)` is one of all."""

    name: str
    some: Callable[[Any], list[Good]]
    find: Callable[[Any, str], Good | None]
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTimes:
    """How long people waited for a shop's first answers since a moment: spans of time, the newest few hundred."""

    name: str
    spans: Callable[[Any, Any], list[Any]]
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCheck:
    """What no text may say that a shop shows without anybody reading it first.

    `find(texts)` takes texts by the names of their fields and returns sentences for the writer by field, of those that
    may not stay as they are.
    """

    name: str
    find: Callable[[Mapping[str, str]], Mapping[str, list[str]]]
    order: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSource:
    """What a room gives to search: an iterator over its documents, and one document by key."""

    name: str
    documents: Callable[[], Iterator[dict[str, Any]]]
    document: Callable[[Any], dict[str, Any] | None]
    order: int = 100


DEMO_STEPS: Slot[DemoStep] = Slot("demo steps")
DATA_EXPORTERS: Slot[DataExporter] = Slot("data exporters")
HEALTH_CHECKS: Slot[HealthCheck] = Slot("health checks")
STARTUP_NOTES: Slot[StartupNote] = Slot("start-up notes")
TICKER_JOBS: Slot[TickerJob] = Slot("ticker jobs")
PAGE_SECTIONS: Slot[PageSection] = Slot("page sections")
CENTRE_LINKS: Slot[CentreLink] = Slot("centre links")
CENTRE_TASKS: Slot[CentreTask] = Slot("centre tasks")
CENTRE_STEPS: Slot[CentreStep] = Slot("steps to the first sale")
CENTRE_PANELS: Slot[CentrePanel] = Slot("centre panels")
NOTICE_KINDS: Slot[NoticeKind] = Slot("notice kinds")
GOODS_SOURCES: Slot[GoodsSource] = Slot("goods of a shop")
ANSWER_TIMES: Slot[AnswerTimes] = Slot("times of answers")
TEXT_CHECKS: Slot[TextCheck] = Slot("checks of texts")
SEARCH_SOURCES: Slot[SearchSource] = Slot("search sources")
