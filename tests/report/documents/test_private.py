"""Documents to share: whatever private figures led to a roadmap, each of their bytes is the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache, reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.case import Case, Interval, Party, Step
from detente.report.documents import endings, write_document
from detente.roadmap.result import Roadmap
from tests.report.fixture import exchange, summit
from tests.report.test_public import CHANGES

pytest.importorskip("docx", reason="python-docx is not installed (extra `documents`)")
pytest.importorskip("icalendar", reason="icalendar is not installed (extra `documents`)")
pytest.importorskip("resvg_py", reason="resvg-py is not installed (extra `documents`)")

pytestmark = pytest.mark.slow

PRIVATE = [name for name in CHANGES if name != "figures set for the run"]
DRAWN = tuple(ending for ending in endings() if ending != ".png")
"""A .png is drawn from the .svg, so one comparison of it is enough."""


@pytest.fixture(autouse=True, scope="module")
def _same_drawings_are_made_once() -> Iterator[None]:
    """Render each drawing once: the picture in an annex is a function of its drawing, and takes most of the time."""
    from detente.report.documents import picture

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(picture, "_rendered", cache(picture._rendered))
        yield


@cache
def given_case(name: str) -> tuple[Case, Roadmap]:
    case, roadmap = {"summit": summit, "exchange": exchange}[name]()
    return (case if case.starts else replace(case, starts=date(2026, 1, 5))), roadmap


@cache
def shared(name: str, ending: str) -> bytes:
    return write_document(*dated(*given_case(name)), ending)


def dated(case: Case, roadmap: Roadmap) -> tuple[Case, Roadmap]:
    """Give phases days, as a calendar needs them."""
    if all(isinstance(phase.starts, date) for phase in roadmap.phases):
        return case, roadmap
    days = [date(2026, 1, 5 + place) for place in range(len(roadmap.phases) + 1)]
    phases = (replace(phase, starts=days[place], ends=days[place + 1]) for place, phase in enumerate(roadmap.phases))
    return case, replace(roadmap, phases=tuple(phases))


@pytest.mark.parametrize("change", PRIVATE)
def test_no_byte_of_a_document_depends_on(change: str) -> None:
    changed = dated(*CHANGES[change](*given_case("summit")))
    for ending in DRAWN:
        assert write_document(*changed, ending) == shared("summit", ending), ending


def test_no_byte_of_a_picture_depends_on_all_of_it() -> None:
    changed = reduce(lambda pair, change: CHANGES[change](*pair), PRIVATE, given_case("summit"))
    assert write_document(*dated(*changed), ".png") == shared("summit", ".png")


NUMBERS = st.fractions(-99, 99, max_denominator=100)
LEVELS = st.integers(-99, 99)
VALUES = st.one_of(NUMBERS, LEVELS, st.builds(lambda low, more: Interval(low, low + abs(more)), NUMBERS, NUMBERS))
AMOUNTS = st.one_of(st.fractions(0, 99, max_denominator=100), st.lists(st.integers(1, 99), max_size=3).map(tuple))


@given(st.data())
@settings(max_examples=15, deadline=None)
def test_two_cases_that_differ_in_private_figures_only_give_the_same_documents(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["exchange", "summit"]))
    case, roadmap = given_case(name)

    def party(one: Party) -> Party:
        if one.scale is None:
            return one
        amounts = {key: data.draw(AMOUNTS) for key in ("walk_away", "breach_cost", "tolerance", "trust")}
        return replace(one, **amounts, trust_growth=data.draw(st.fractions(0, 9)), notes=data.draw(st.text(max_size=9)))

    def step(one: Step) -> Step:
        value = {key: data.draw(VALUES) for key in case.parties if data.draw(st.booleans())}
        stated = data.draw(st.none() | st.fractions(0, 1, max_denominator=20))
        return replace(one, value=value, verified=replace(one.verified, detection=stated or Fraction(1)))

    other = replace(
        case,
        parties={key: party(one) for key, one in case.parties.items()},
        steps={key: step(one) for key, one in case.steps.items()},
        demands={key: replace(one, firmness=data.draw(st.integers(1, 5))) for key, one in case.demands.items()},
    )
    for ending in DRAWN:
        assert write_document(*dated(other, roadmap), ending) == shared(name, ending), ending
