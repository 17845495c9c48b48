"""The pictures: well-formed, the same bytes each time, fitting their frame, and never levels drawn as amounts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from detente.case import Case, Party, Scale, Step
from detente.report.charts import standing
from detente.report.svg import text_width, wrap
from detente.report.timeline import tall, wide
from detente.report.told import Told, tell
from detente.roadmap.result import After, Phase, Roadmap, Status
from tests.report.fixture import exchange, summit

SVG = "{http://www.w3.org/2000/svg}"


def many_phases(count: int) -> Told:
    """Give a roadmap of many phases, one step of no duration each, for a cardinal party that risks ever more."""
    steps = {f"s{k}": Step(f"s{k}", f"Step {k}", ("a",), {"a": Fraction(1)}) for k in range(1, count + 1)}
    case = Case("Many", {"a": Party("a", "A", scale=Scale.CARDINAL), "b": Party("b", "B")}, steps)
    figures = {"a": Fraction(-1)}
    phases = tuple(
        Phase((f"s{k}",), 0, 0, figures, {"a": Fraction(k)}, {"a": Fraction(k, count)}, {"a": ()})
        for k in range(1, count + 1)
    )
    roadmap = Roadmap("Many", "0", Status.OPTIMAL, phases, After(figures, figures, {"a": ()}), tuple(steps))
    return Told(case, case, replace(roadmap, share={"a": Fraction(1)}, value={"a": Fraction(count)}))


def all_pictures(told: Told) -> list[str]:
    return [*wide(told), tall(told), *(standing(told, party) for party in told.principals)]


@pytest.mark.parametrize("told", [tell(*exchange()), tell(*summit()), many_phases(1), many_phases(60)])
def test_a_picture_is_well_formed_and_has_title_description_and_source(told: Told) -> None:
    for picture in all_pictures(told):
        root = ElementTree.fromstring(picture)
        assert root[0].tag == f"{SVG}title"
        assert root[1].tag == f"{SVG}desc"
        assert root[0].text
        assert root[1].text
        assert any("Source: the case" in (text.text or "") for text in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("told", [tell(*exchange()), tell(*summit()), many_phases(60)])
def test_everything_lies_within_the_frame(told: Told) -> None:
    for picture in all_pictures(told):
        root = ElementTree.fromstring(picture)
        width, height = float(root.attrib["width"]), float(root.attrib["height"])
        for text in root.iter(f"{SVG}text"):
            size = int(text.attrib["font-size"])
            long = text_width(text.text or "", size) / 10
            x = float(text.attrib["x"])
            left = x - {"end": long, "middle": long / 2}.get(text.attrib.get("text-anchor", ""), 0)
            assert left >= -1, text.text
            assert left + long <= width + 1, text.text
            assert 0 < float(text.attrib["y"]) <= height, text.text
        for box in root.iter(f"{SVG}rect"):
            assert float(box.attrib["x"]) + float(box.attrib["width"]) <= width + 1
            assert float(box.attrib["y"]) + float(box.attrib["height"]) <= height


def test_the_same_roadmap_gives_the_same_pictures() -> None:
    assert all_pictures(tell(*summit())) == all_pictures(tell(*summit()))


def test_a_band_has_few_phases_and_all_are_there() -> None:
    pictures = wide(many_phases(60))
    assert len(pictures) == 15
    for number in range(1, 61):
        assert sum(f">Phase {number}<" in picture for picture in pictures) == 1


def test_levels_are_never_drawn_as_amounts() -> None:
    """Of an ordinal party only the shares have bars, and those are hollow and say that they are for ordering only."""
    told = tell(*summit())
    for party in told.principals:
        root = ElementTree.fromstring(standing(told, party))
        assert {box.attrib["class"] for box in root.iter(f"{SVG}rect")} == {"hollow"}
        assert "for ordering only" in (root[1].text or "")
        words = {text.text for text in root.iter(f"{SVG}text")}
        assert "none" in words


def test_a_mark_is_told_by_its_shape_and_in_words() -> None:
    (picture,) = wide(tell(*exchange()))
    for words in ("can be taken back", "in part", "cannot be taken back"):
        assert f">{words}<" in picture


def test_a_limit_is_drawn_where_it_is_one_number() -> None:
    case, roadmap = exchange()
    north = replace(case.parties["north"], trust_growth=Fraction(0))
    told = tell(replace(case, parties={**case.parties, "north": north}), roadmap)
    assert "what it accepts" in standing(told, told.case.parties["north"])
    assert "what it accepts" not in standing(tell(case, roadmap), case.parties["north"])


@pytest.mark.parametrize(
    "text", ["a b c", "Donaudampfschifffahrtsgesellschaftskapitän", "漢字漢字漢字漢字漢字漢字", "", "i" * 300]
)
def test_lines_fit_their_width_and_lose_nothing(text: str) -> None:
    lines = wrap(text, 60, 13)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(text_width(line, 13) <= 600 for line in lines)
