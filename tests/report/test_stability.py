"""The stability of a conflict as picture and page, and what plan's report says of a roadmap's rest."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import api, examples
from detente.case import load, read_text
from detente.graph_model.certainty import Certainty
from detente.graph_model.results import ConflictStability, judge
from detente.report import as_page, as_text
from detente.report.stability_page import picture, stability_page
from detente.report.stability_words import cell, strongest
from detente.report.state_graph import state_graph
from detente.report.state_places import MOST_STATES, Improvements, along, around, grid
from detente.states.conflict import Conflict, OptionTold, Waypoint
from detente.states.model import ConflictModel, Option
from detente.states.orders import Ranking
from tests.report.fixture import exchange, nothing_holds, summit

SVG = "{http://www.w3.org/2000/svg}"


@cache
def analysed(name: str) -> ConflictStability:
    return api.stability(examples.model_path(name), start="none")


def conflict(options: int, parties: int = 2, path: tuple[Waypoint, ...] = ()) -> Conflict:
    """Return a conflict of so many options, with the states ranked by their codes, up and down in turn."""
    codes = np.arange(1 << options)
    feasible = np.ones(1 << options, np.bool_)
    orders = [Ranking.of(codes if dm % 2 else -codes, feasible) for dm in range(parties)]
    listed = [Option(f"o{k}", (k % parties,)) for k in range(options)]
    model = ConflictModel.of([f"p{dm}" for dm in range(parties)], listed, orders)
    return Conflict("t", model, model.dms, tuple(OptionTold(option.name) for option in listed), 0, path)


# ------------------------------------------------------------------ the picture


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("name", examples.models())
def test_a_picture_stands_alone_with_title_states_and_source(name: str) -> None:
    result = analysed(name)
    svg = picture(result)
    words = texts(svg)
    for state in result.to_dict()["states"]:
        assert f"{state['number']}\u2002{state['yn']}" in words
    assert words[0] == result.conflict.title
    assert any(word.startswith(f"Source: {name}.yaml") for word in words)
    assert all(any(title in word for word in words) for title in result.conflict.dm_titles)
    assert "Equilibria among them" in ET.fromstring(svg).find(f"{SVG}desc").text  # type: ignore[union-attr, operator]


def test_an_equilibrium_is_marked_by_its_frame_and_by_words() -> None:
    svg = picture(analysed("chicken"))
    heavy = [e for e in ET.fromstring(svg).iter(f"{SVG}rect") if e.get("stroke-width") == "2.6"]
    assert len(heavy) == 3
    assert texts(svg).count("Nash") == 2
    assert "SMR" in texts(svg)


def test_every_arrow_has_the_letter_of_who_moves() -> None:
    result = analysed("cuba-1962")
    improvements = Improvements(result.conflict.model)
    arrows = improvements.arrows(result.conflict.model.states().tolist())
    words = texts(picture(result))
    assert (words.count("A"), words.count("B")) == tuple(sum(arrow.mover == k for arrow in arrows) for k in (0, 1))


def test_the_same_result_gives_the_same_bytes() -> None:
    first, second = (api.stability(examples.model_path("elmira")) for _ in range(2))
    assert picture(first) == picture(second)
    assert stability_page(first) == stability_page(second)


@given(st.integers(1, 6), st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_in_the_grid_every_state_has_a_place_of_its_own_and_moves_are_along_lines(options: int, parties: int) -> None:
    model = conflict(options, parties).model
    places = grid(model)
    assert len(set(places.values())) == len(places) == model.size <= MOST_STATES
    for arrow in Improvements(model).arrows(list(places)):
        (column, row), (other_column, other_row) = places[arrow.source], places[arrow.target]
        assert column == other_column or row == other_row


@given(st.integers(7, 9), st.integers(1, 4), st.data())
@settings(max_examples=15, deadline=None)
def test_of_a_large_conflict_a_part_is_shown_that_holds_what_was_chosen(
    options: int, parties: int, data: st.DataObject
) -> None:
    large = conflict(options, parties)
    chosen = data.draw(st.integers(0, large.model.size - 1))
    places = around(Improvements(large.model), chosen)
    assert places[chosen] == (0, 0)
    assert len(set(places.values())) == len(places) <= MOST_STATES
    assert f"{chosen + 1}\u2002{large.model.yn(chosen)}" in texts(state_graph(large, {}, chosen=chosen))


def test_along_a_roadmap_its_states_stand_in_a_row() -> None:
    way = tuple(Waypoint(f"stage {k}", (1 << 2 * k) - 1) for k in range(4))
    large = conflict(7, 2, way)
    places = along(Improvements(large.model), [point.code for point in way])
    assert [places[point.code] for point in way] == [(0, 0), (1, 0), (2, 0), (3, 0)]
    assert {"stage 0", "stage 3"} <= set(texts(state_graph(large, {})))


def test_an_arrow_leads_to_the_best_a_party_can_reach() -> None:
    model = analysed("elmira").conflict.model
    improvements = Improvements(model)
    for code in model.states().tolist():
        for dm, mover in enumerate(model.movers):
            preference = model.preferences[dm]
            assert isinstance(preference, Ranking)
            for target in improvements.best(mover, code):
                assert preference.rank[target] < preference.rank[code]


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("concepts", "left"),
    [
        (("nash", "gmr", "smr", "seq", "sseq"), ["nash"]),
        (("gmr", "smr", "seq", "sseq"), ["sseq"]),
        (("gmr", "smr"), ["smr"]),
        (("gmr", "smr", "seq"), ["smr", "seq"]),
        (("sim",), ["sim"]),
    ],
)
def test_what_a_sense_implies_goes_without_saying(concepts: tuple[str, ...], left: list[str]) -> None:
    assert strongest(concepts) == left


@pytest.mark.parametrize(
    ("verdicts", "words"),
    [
        ({"nash": Certainty.EVERY, "gmr": Certainty.EVERY}, "Nash"),
        ({"nash": Certainty.SOME, "gmr": Certainty.EVERY}, "GMR, Nash?"),
        ({"nash": Certainty.NONE, "gmr": Certainty.SOME_OR_EVERY}, "GMR?"),
        ({"nash": Certainty.NONE, "gmr": Certainty.NONE}, "–"),
    ],
)
def test_verdicts_in_short(verdicts: dict[str, Certainty], words: str) -> None:
    assert cell(list(verdicts.items())) == words


def test_where_levels_leave_it_open_that_is_said() -> None:
    """One gain of level 3 against two costs of level 2: which is better, the levels do not say."""
    case = read_text(
        "detente: 1\ntitle: t\nparties: {a: {scale: ordinal}, b: {scale: cardinal}}\n"
        "steps: {x: {by: a, value: {a: 3}, reversible: true}, y: {by: a, value: {a: -2}, reversible: true},"
        " z: {by: a, value: {a: -2}, reversible: true}, w: {by: b, value: {b: 1}, reversible: true}}\n"
        "rules: [x requires y and z, y requires x, z requires x]\n"
    )
    result = judge(api.conflict(case), start=0)
    document = result.to_dict()
    assert document["rank"]["a"] is None
    assert document["stability"]["a"]["NNNY"]["nash"] == "some"
    assert {yn: verdicts["nash"] for yn, verdicts in document["stability"]["b"].items()} == {
        "NNNN": False, "YYYN": False, "NNNY": True, "YYYY": True,
    }  # fmt: skip
    assert document["equilibria"]["nash"] == []
    assert document["equilibria_for_some_orders"]["nash"] == ["NNNY", "YYYY"]
    assert "for some orders that fit under Nash" in " ".join(result.summary().split())


# ------------------------------------------------------------------ the page


def test_the_page_needs_no_network_and_says_what_the_text_says() -> None:
    result = analysed("elmira")
    page = stability_page(result)
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "<script" not in page
    assert page.count("<svg") == 1
    for words in ("together could jump to state 10", "Who would stay where", "What can be reached", "Howard 1971"):
        assert words in page


def test_ids_on_the_page_are_unique() -> None:
    ids = re.findall(r'\bid="([^"]+)"', stability_page(analysed("elmira")))
    assert len(ids) == len(set(ids))


def test_hostile_names_are_escaped(tmp_path: Path) -> None:
    text = examples.model_path("chicken").read_text("utf-8").replace("Driver one}", '"<script>x</script>"}')
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    page = stability_page(api.stability(load(tmp_path / "c.yaml")))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


# ------------------------------------------------------------------ plan's report


def test_plans_report_says_of_each_phases_end_in_which_senses_it_is_stable() -> None:
    case, roadmap = summit()
    page, text = as_page(case, roadmap), as_text(case, roadmap)
    assert 'id="rest"' in page
    for told in (page, text):
        assert "Could it come to rest there?" in told
        assert f"End of phase {len(roadmap.phases)}, the package" in told
        assert "for some orders that fit" in told


def test_an_exchange_that_holds_by_the_price_of_a_word_is_no_rest_by_its_states_alone() -> None:
    text = " ".join(as_text(*exchange()).split())
    assert "the package: not stable in any of these senses" in text
    assert "neither the price of breaking one's word" in text


def test_a_public_copy_says_nothing_of_it_nor_does_a_report_without_a_roadmap() -> None:
    for told in (as_page(*summit(), public=True), as_text(*summit(), public=True), as_text(*nothing_holds())):
        assert "come to rest" not in told
