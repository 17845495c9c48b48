"""What a page says of itself: title, publisher, address, and the day it was published.

Only what is declared counts (JSON-LD, meta tags, a marked ``time``); no date is guessed from the text around.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from typing import Any

from detente.evidence.page_tokens import Tag, tokens

_DATES = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "date",
)
_TITLES = ("og:title", "twitter:title", "dc.title", "headline", "parsely-title")
_PUBLISHERS = ("og:site_name", "application-name", "dc.publisher", "publisher", "copyright")
_ADDRESSES = ("og:url", "twitter:url")
_ISO = re.compile(r"\s*(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_ARTICLE = re.compile(r"Article|Report|BlogPosting|WebPage|Transcript|Posting$", re.IGNORECASE)
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article beside its text; ``basis`` says where the day of publication is from."""

    title: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None
    basis: str = ""


@dataclass(slots=True)
class _Declared:
    """All that a page declares, under lower-case names; of several values the first one counts."""

    meta: dict[str, str] = field(default_factory=dict)
    linked: list[dict[str, Any]] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    other_times: list[str] = field(default_factory=list)
    title: str = ""
    canonical: str = ""


def page_metadata(page: str) -> Metadata:
    """Return what a page declares of itself: JSON-LD goes before meta tags, and those before ``time`` elements."""
    found = _declared(page)
    linked = next((one for one in found.linked if one.get("datePublished")), {})
    published, basis = _published(found, linked)
    return Metadata(
        title=_line(_text(linked.get("headline")) or _first(found.meta, _TITLES) or found.title),
        publisher=_line(_text(linked.get("publisher")) or _first(found.meta, _PUBLISHERS)),
        url=next((one for one in (found.canonical, _first(found.meta, _ADDRESSES)) if _is_address(one)), ""),
        published=published,
        basis=basis,
    )


def day_of(written: str) -> date | None:
    """Return the day of an ISO date or time, in the zone it is written in; `None` where it is none."""
    match = _ISO.match(written)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _published(found: _Declared, linked: dict[str, Any]) -> tuple[date | None, str]:
    candidates = [(_text(linked.get("datePublished")), "the page's JSON-LD")]
    candidates += [(found.meta.get(name, ""), f"the page's meta tag {name}") for name in _DATES]
    candidates += [(written, "the page's time element") for written in found.times or _agreeing(found.other_times)]
    for written, basis in candidates:
        if (day := day_of(written)) is not None:
            return day, basis
    return None, ""


def _agreeing(times: list[str]) -> list[str]:
    """Return the times of a page that are not marked as anything, where they all are of one day."""
    return times[:1] if len({day_of(written) for written in times}) == 1 else []


def _declared(page: str) -> _Declared:
    found = _Declared()
    last: Tag | None = None
    for token in tokens(page):
        if isinstance(token, Tag):
            last = token
            _note(token, found)
        elif token.inside == "title" and not found.title:
            found.title = unescape(page[token.start : token.end])
        elif token.inside == "script" and last is not None and "ld+json" in last.written:
            found.linked.extend(_linked(page[token.start : token.end]))
    return found


def _note(tag: Tag, found: _Declared) -> None:
    if tag.closes or tag.name not in ("meta", "link", "time"):
        return
    given = tag.attributes()
    if tag.name == "meta":
        for key in ("property", "name", "itemprop"):
            if key in given and given.get("content", "").strip():
                found.meta.setdefault(given[key].strip().lower(), given["content"])
    elif tag.name == "link" and given.get("rel", "").lower() == "canonical":
        found.canonical = found.canonical or given.get("href", "").strip()
    elif tag.name == "time" and "datetime" in given:
        marked = "pubdate" in given or given.get("itemprop") == "datePublished"
        (found.times if marked else found.other_times).append(given["datetime"])


def _linked(text: str) -> Iterator[dict[str, Any]]:
    """Yield the articles of a piece of JSON-LD; what cannot be read declares nothing."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    yield from _articles(value, 0)


def _articles(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _articles(one, depth + 1)
    elif isinstance(value, dict):
        if _ARTICLE.search(_text(value.get("@type"))):
            yield value
        yield from _articles(value.get("@graph"), depth + 1)


def _text(value: object) -> str:
    """Return a JSON-LD value as text: it may be a text, a named thing, or a list of either."""
    match value:
        case str():
            return value
        case {"name": str(name)}:
            return name
        case [first, *_]:
            return _text(first)
    return ""


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str:
    return next((meta[name] for name in names if name in meta), "")


def _line(text: str) -> str:
    return " ".join(text.split())[:300]


def _is_address(text: str) -> bool:
    return re.fullmatch(r"https?://[^\s<>\"']{1,2000}", text) is not None
