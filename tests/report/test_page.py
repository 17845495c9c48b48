"""The page: whole by itself, well formed, readable without seeing, and safe whatever a case says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise

import jinja2
import pytest

from detente.case import Case, Party, Source
from detente.report import as_page
from detente.report.headline import NOT_A_FORECAST
from detente.report.page import environment
from detente.roadmap.result import Roadmap, Warning
from tests.report.fixture import exchange, nothing_found, nothing_holds, summit
from tests.report.markup import elements

Fixture = Callable[[], tuple[Case, Roadmap]]
FIXTURES: tuple[Fixture, ...] = (exchange, summit, nothing_holds, nothing_found)

each_page = pytest.mark.parametrize(
    ("fixture", "public"),
    [(fixture, public) for fixture in FIXTURES for public in (False, True)],
    ids=lambda value: value.__name__ if callable(value) else ("public" if value else "whole"),
)


@each_page
def test_a_page_is_well_nested(fixture: Fixture, public: bool) -> None:
    assert elements(as_page(*fixture(), public=public))


@each_page
def test_a_page_loads_nothing_and_runs_nothing(fixture: Fixture, public: bool) -> None:
    page = as_page(*fixture(), public=public)
    found = elements(page)
    assert not [each.tag for each in found if each.tag in {"script", "img", "link", "iframe", "object", "embed"}]
    assert not [each.attributes for each in found if "src" in each.attributes or "srcset" in each.attributes]
    assert not [key for each in found for key in each.attributes if key.startswith("on")]
    assert "@import" not in page
    assert "url(" not in page
    assert "default-src 'none'" in page


@each_page
def test_a_link_leads_into_the_page_or_to_a_source_of_the_case(fixture: Fixture, public: bool) -> None:
    case, roadmap = fixture()
    found = elements(as_page(case, roadmap, public=public))
    known = {source.url for source in case.sources.values()}
    ids = {each.attributes["id"] for each in found if "id" in each.attributes}
    for link in (each for each in found if each.tag == "a"):
        target = link.attributes["href"]
        assert target[1:] in ids if target.startswith("#") else target in known
        assert target.startswith("#") or "noopener" in link.attributes["rel"]


@each_page
def test_a_page_can_be_read_without_seeing_it(fixture: Fixture, public: bool) -> None:
    found = elements(as_page(*fixture(), public=public))
    assert found[0].attributes == {"lang": "en"}
    assert sum(each.tag == "h1" for each in found) == 1
    levels = [int(each.tag[1]) for each in found if re.fullmatch("h[1-6]", each.tag)]
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels)), levels
    ids = [each.attributes["id"] for each in found if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    for picture in (each for each in found if each.tag == "svg"):
        title, description = picture.attributes["aria-labelledby"].split()
        assert picture.children[:2] == ["title", "desc"]
        assert {title, description} <= set(ids)
        assert picture.attributes["role"] == "img"
    for region in (each for each in found if each.attributes.get("class") == "scroll"):
        assert region.attributes["tabindex"] == "0", "what scrolls is reached by keyboard"
        assert region.attributes["aria-label"]


@each_page
def test_the_same_result_gives_the_same_bytes(fixture: Fixture, public: bool) -> None:
    assert as_page(*fixture(), public=public) == as_page(*fixture(), public=public)


def test_every_picture_stands_alone() -> None:
    case, roadmap = summit()
    pictures = [each for each in elements(as_page(case, roadmap)) if each.tag == "svg"]
    assert len(pictures) == 2 + 1 + 2, "two bands, one for telephones, one a principal"
    for picture in pictures:
        assert "Source: the case" in picture.text
        assert "style" in picture.children


def test_the_page_tells_what_the_issue_asks_for() -> None:
    case, roadmap = summit()
    page = as_page(case, roadmap)
    for part in (
        "A deal of 20 of 27 steps holds, in 5 phases over 792 days, about 26 months.",
        NOT_A_FORECAST,
        "1 March – 28 August 2019",
        "IAEA inspectors and cameras back at Yongbyon",
        "What holds whom",
        "What verification has to detect",
        "not stated; assumed certain",
        "At least 0.4875",
        "Steps left out",
        "By itself it fits nowhere",
        "(for ordering only)",
        "Given up",
        "Softened",
        "red line",
        "Alternative 1",
        "done in 122 days instead of 792",
        roadmap.case_digest,
        "a judgement",
        "from memory",
    ):
        assert part.lower() in page.lower(), part


@pytest.mark.parametrize(
    ("fixture", "says"),
    [
        (nothing_holds, "No roadmap holds under these assumptions, and that is proved."),
        (nothing_found, "that there is none is not proved"),
    ],
)
def test_without_a_roadmap_the_page_says_so_honestly(fixture: Fixture, says: str) -> None:
    page = as_page(*fixture())
    assert says in page
    assert NOT_A_FORECAST not in page
    assert "No fuel before the wounded are home" in page


def test_a_diagnosis_has_its_place_where_no_roadmap_holds() -> None:
    page = as_page(*nothing_holds(), diagnosis='<section id="conflicts"><h2>Conflicts</h2></section>')
    assert elements(page)
    assert page.index('id="why"') < page.index('id="conflicts"') < page.index('id="demands"')


def test_the_page_bears_a_date_only_where_one_is_given() -> None:
    assert "5 April 2027" in as_page(*exchange(), on=date(2027, 4, 5))
    assert "Date of this report" not in as_page(*exchange())


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></svg></title>",
    "{{ 7 * 7 }}",
    "\x1b[31mred\x07",
    "\u202egnorw\u202c",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("public", [False, True])
def test_whatever_a_case_says_is_shown_and_does_nothing(text: str, public: bool) -> None:
    case, roadmap = hostile(text)
    page = as_page(case, roadmap, public=public)
    found = elements(page)
    assert not [each.tag for each in found if each.tag in {"script", "img"}]
    assert not set("\x1b\x07\u202e\u202c") & set(page)
    whole = found[0].text
    assert "{{ 7" not in text or ("{{ 7 * 7 }}" in whole and "49" not in whole)


def hostile(text: str) -> tuple[Case, Roadmap]:
    """Give the exchange with a text in every place where a case has one."""
    case, roadmap = exchange()
    demand = next(iter(case.demands.values()))
    return (
        replace(
            case,
            title=text,
            parties={key: replace(party, name=text, notes=text) for key, party in case.parties.items()},
            steps={key: replace(step, title=text, notes=text) for key, step in case.steps.items()},
            demands={demand.id: replace(demand, says=text, notes=text, mark=text)},
            sources={key: Source(key, text, text, url="https://example.org/", mark=text) for key in case.sources},
        ),
        replace(
            roadmap,
            case_title=text,
            warnings=(Warning("no-way-in", text),),
        ),
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//example.org", " https://example.org"])
def test_only_web_addresses_become_links(url: str) -> None:
    case, roadmap = exchange()
    page = as_page(replace(case, sources={key: replace(one, url=url) for key, one in case.sources.items()}), roadmap)
    outside = [each for each in elements(page) if each.tag == "a" and not each.attributes["href"].startswith("#")]
    assert [each.attributes["href"] for each in outside if each.attributes["href"] != url.strip()] == []
    assert "javascript:" not in page


def test_a_name_that_a_template_misses_is_a_failure() -> None:
    with pytest.raises(jinja2.UndefinedError):
        environment().from_string("{{ missing }}").render()


def test_a_case_without_principals_or_calendar_has_a_page_too() -> None:
    case, roadmap = exchange()
    bare = replace(
        case,
        starts=None,
        parties={key: Party(key, party.name) for key, party in case.parties.items()},
        steps={
            key: replace(step, value={}, days=0, verified=type(step.verified)()) for key, step in case.steps.items()
        },
    )
    phases = tuple(
        replace(each, starts=0, ends=0, temptation={}, exposure={}, share={}, holds={}) for each in roadmap.phases
    )
    planned = replace(roadmap, phases=phases, after=None, value={}, share={}, required_detection={})
    page = as_page(bare, planned)
    assert elements(page)
    assert "January" not in page.replace("statements 3, 7", "")
    assert "How everybody stands" not in page
