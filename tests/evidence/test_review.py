"""Decisions on statements: made, taken back, kept, known again, and written into a case."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from detente.case import load, read_text, to_document
from detente.case.saving import workbook_of
from detente.errors import CaseError
from detente.evidence.case_file import open_case, trouble_with_rule, write_decided
from detente.evidence.decisions import Decisions, decisions_file, load_decisions, save_decisions
from detente.evidence.into_case import NewDemand
from detente.evidence.recognising import known_again
from detente.evidence.review import Review, mended
from detente.evidence.sounding_alike import sounding_alike
from tests.evidence.harbour import TEXT, reading

CASE = Path(__file__).parents[1] / "case" / "prisoners-for-fuel.yaml"


def review(decisions: Decisions = Decisions(), *, text: str = TEXT, again: bool = False) -> Review:  # noqa: B008
    return Review(load(CASE), decisions, [reading(text)], again=again)


def decided() -> Decisions:
    """Return decisions on all three statements: one attached, one skipped, one plainly accepted."""
    session = review()
    session.accept(["wounded-first"])
    session.skip()
    session.accept()
    return session.decisions


def verdicts(decisions: Decisions) -> dict[int, str]:
    return {one.number: one.verdict for source in decisions.sources for one in source.statements}


def test_each_statement_is_decided_on_in_its_turn() -> None:
    assert verdicts(decided()) == {1: "accepted", 2: "skipped", 3: "accepted"}


def test_what_is_accepted_keeps_words_speaker_and_day() -> None:
    (source,) = decided().sources
    first = source.accepted[0]
    assert first.words == "“Fuel may come only after the wounded are home,”"
    assert (first.speaker, first.office, first.party) == ("Ada Lorn", "Minister", "Ostland")
    assert (str(first.said_on), first.about) == ("2031-05-19", ("wounded-first",))
    assert first.demand is not None
    assert (source.title, source.publisher, str(source.published)) == ("Talks", "The Coast Post", "2031-05-20")


def test_a_decision_can_be_taken_back_and_made_otherwise() -> None:
    session = review()
    session.accept()
    assert session.undo()
    assert verdicts(session.decisions) == {}
    session.skip()
    assert verdicts(session.decisions) == {1: "skipped"}


def test_with_nothing_decided_there_is_nothing_to_take_back() -> None:
    assert not review().undo()


def test_what_is_left_open_is_asked_again() -> None:
    session = review()
    session.leave()
    session.accept()
    session.accept()
    assert (session.current, session.left) == (None, 1)
    again = review(session.decisions)
    assert again.current is not None
    assert again.current.statement.id == 1


def test_decided_statements_are_known_when_the_article_is_read_again() -> None:
    session = review(decided())
    assert (session.current, session.known) == (None, 3)


def test_a_statement_is_known_though_its_words_and_places_have_changed() -> None:
    text = "A line that is new.\n\n" + TEXT.replace("home", "at home")
    session = review(decided(), text=text)
    assert session.current is None
    (source,) = session.decisions.sources
    start, end = source.accepted[0].content[0]
    assert text[start:end] == "“Fuel may come only after the wounded are at home,”"
    assert source.accepted[0].words == "“Fuel may come only after the wounded are home,”"


def test_other_words_are_another_statement_and_get_a_number_of_their_own() -> None:
    text = TEXT.replace("Not a day before", "We shall see what the spring brings us")
    fresh = reading()
    place = (text.index("“We shall"), text.index(" Lorn repeated"))
    other = replace(fresh.attributions[2], content=(place,))
    record = replace(fresh.record, text=text, attributions=(*fresh.attributions[:2], other))
    session = Review(load(CASE), decided(), [replace(fresh, record=record)])
    session.accept()
    assert verdicts(session.decisions) == {1: "accepted", 2: "skipped", 3: "accepted", 4: "accepted"}


def test_the_same_words_twice_are_two_statements() -> None:
    (source,) = decided().sources
    fresh = reading().record
    twice = replace(fresh, attributions=(*fresh.attributions, replace(fresh.attributions[2], id=4)))
    assert {name: one.number for name, one in known_again(source.statements, twice).items()} == {1: 1, 2: 2, 3: 3}


def test_an_article_is_known_under_another_name_by_what_it_says() -> None:
    session = Review(load(CASE), decided(), [reading(name="copied")])
    assert session.current is None
    assert len(session.decisions.sources) == 1


def test_asked_again_a_statement_stands_as_it_was_decided() -> None:
    session = review()
    session.mend("act", "demand")
    session.accept(["wounded-first"])
    again = review(session.decisions, again=True)
    assert again.current is not None
    assert again.current.statement.act == "demand"
    assert again.accept(["release-wounded"]).about == ("wounded-first", "release-wounded")


@pytest.mark.parametrize(
    ("field", "value", "key", "kept"),
    [
        ("speaker", "Ada  Lorn-Hald", "speaker", "Ada Lorn-Hald"),
        ("office", "", "office", None),
        ("party", "south", "party", "south"),
        ("relayed", "Radio Mirren", "relayed_by", "Radio Mirren"),
        ("setting", "a press conference", "setting", "a press conference"),
        ("act", "refusal", "act", "refusal"),
        ("words", "only after the wounded are home", "words", "only after the wounded are home"),
    ],
)
def test_what_is_mended_is_kept_and_said_to_be_mended(field: str, value: str, key: str, kept: str | None) -> None:
    session = review()
    session.mend(field, value)
    found = session.accept()
    assert getattr(found, key) == kept
    assert found.mended == (field,)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("act", "threat", "none of"),
        ("day", "monday", "no date"),
        ("words", "never said", "do not stand"),
        ("x", "", "none of"),
    ],
)
def test_what_cannot_be_is_not_mended(field: str, value: str, says: str) -> None:
    current = review().current
    assert current is not None
    with pytest.raises(ValueError, match=says):
        mended(current, field, value)


def test_a_speaker_s_party_is_told_once() -> None:
    session = review()
    assert session.unknown_party() == "Ostland"
    session.tell_party("Ostland", "south")
    assert session.unknown_party() == ""


def test_a_speaker_whose_party_is_not_told_is_asked_about_by_name() -> None:
    session = review()
    session.mend("party", "")
    assert session.unknown_party() == "Ada Lorn"
    session.tell_party("Ada Lorn", "")
    assert session.unknown_party() == ""


def test_decisions_are_written_and_read_again(tmp_path: Path) -> None:
    path = decisions_file(str(tmp_path / "hanoi.yaml"))
    assert path.name == "hanoi.record.json"
    save_decisions(path, decided())
    assert load_decisions(path) == decided()
    assert load_decisions(tmp_path / "none.record.json") == Decisions()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"detente_record": 2}',
        b'{"detente_record": 1, "more": 1}',
        b'{"sources": [{"source": "a"}]}',
        b'{"sources": [{"source": "a", "article": "a", "statements": [{"number": 0}]}]}',
        b"\xff\xfe",
    ],
)
def test_a_damaged_file_of_decisions_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.record.json").write_bytes(content)
    with pytest.raises(CaseError) as refused:
        load_decisions(tmp_path / "a.record.json")
    assert {finding.code for finding in refused.value.findings} == {"bad-decisions"}


def written(tmp_path: Path, after: Decisions, before: Decisions = Decisions(), text: str | None = None) -> str:  # noqa: B008
    path = tmp_path / "case.yaml"
    path.write_text(CASE.read_text("utf-8") if text is None else text, "utf-8")
    write_decided(open_case(str(path)), before, after, [])
    return path.read_text("utf-8")


def test_accepted_statements_become_a_source_that_what_they_are_about_cites(tmp_path: Path) -> None:
    case = read_text(written(tmp_path, decided()))
    source = case.sources["harbour"]
    assert (source.title, source.publisher, source.statements) == ("Talks", "The Coast Post", (1, 3))
    assert case.demands["wounded-first"].sources == ("radio-interview", "harbour")
    assert case.steps["fuel-convoy"].sources == ()


def test_comments_and_order_of_the_case_stay(tmp_path: Path) -> None:
    original = CASE.read_text("utf-8")
    new = written(tmp_path, decided()).splitlines()
    changed = [line for line in original.splitlines() if line not in new]
    assert len(changed) == 1
    assert "sources: [radio-interview]" in changed[0]


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    once = written(tmp_path, decided())
    assert written(tmp_path, decided(), decided(), once) == once
    path = tmp_path / "case.yaml"
    assert not write_decided(open_case(str(path)), decided(), decided(), [])


def test_numbers_that_somebody_wrote_by_hand_stay_and_skipped_ones_go(tmp_path: Path) -> None:
    text = CASE.read_text("utf-8") + "  harbour: {title: Mine, statements: [2, 9]}\n"
    source = read_text(written(tmp_path, decided(), text=text)).sources["harbour"]
    assert (source.title, source.statements) == ("Mine", (1, 3, 9))


def test_what_is_attached_no_more_is_cited_no_more(tmp_path: Path) -> None:
    once = written(tmp_path, decided())
    session = review()
    session.accept()
    after = session.decisions
    assert read_text(written(tmp_path, after, decided(), once)).demands["wounded-first"].sources == ("radio-interview",)


def test_a_demand_written_from_a_statement_is_the_last_of_the_case(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(CASE.read_text("utf-8"), "utf-8")
    new = NewDemand("fuel-late", "south", "fuel-convoy after release-wounded", 2, "Not a day before.", "harbour")
    assert write_decided(open_case(str(path)), Decisions(), decided(), [new])
    last = list(load(path).demands.values())[-1]
    assert (last.id, last.says, last.sources, last.firmness) == ("fuel-late", "Not a day before.", ("harbour",), 2)


def test_a_json_case_stays_json(tmp_path: Path) -> None:
    from detente.case.json_text import json_text

    path = tmp_path / "case.json"
    path.write_text(json_text(to_document(load(CASE))), "utf-8")
    assert write_decided(open_case(str(path)), Decisions(), decided(), [])
    assert load(path).sources["harbour"].statements == (1, 3)


def a_workbook(tmp_path: Path) -> Path:
    """Write the case as a workbook, and make it somebody's own: a colour, a comment, a column, a sheet, a title row."""
    path = tmp_path / "case.xlsx"
    path.write_bytes(workbook_of(load(CASE)))
    workbook = openpyxl.load_workbook(path)
    page = workbook["Steps"]
    page.insert_rows(1)
    page["A1"] = "Draft of Tuesday"
    last = page.max_column + 1
    page.cell(2, last).value = "To be asked"
    page.cell(4, last).value = "Anna"
    page["A4"].fill = PatternFill("solid", fgColor="FFCC00")
    page["A4"].comment = Comment("Check with the lawyers.", "A")
    workbook.create_sheet("My notes")["B2"] = "=not a formula here"
    workbook["My notes"]["B2"].data_type = "s"
    workbook.save(path)
    return path


def test_a_workbook_takes_decisions_and_stays_as_it_is_otherwise(tmp_path: Path) -> None:
    path = a_workbook(tmp_path)
    before = load(path)
    new = NewDemand("fuel-late", "south", "fuel-convoy after release-wounded", 2, "=Not a day before.", "harbour")
    assert write_decided(open_case(str(path)), Decisions(), decided(), [new])
    case = load(path)
    source = case.sources["harbour"]
    assert (source.title, source.publisher, source.statements) == ("Talks", "The Coast Post", (1, 3))
    assert case.demands["wounded-first"].sources == ("radio-interview", "harbour")
    last = list(case.demands.values())[-1]
    assert (last.id, last.says, last.sources, last.firmness) == ("fuel-late", "=Not a day before.", ("harbour",), 2)
    assert case.steps == before.steps
    workbook = openpyxl.load_workbook(path)
    page = workbook["Steps"]
    assert page["A1"].value == "Draft of Tuesday"
    assert page.cell(4, page.max_column).value == "Anna"
    assert page["A4"].fill.fgColor.rgb == "00FFCC00"
    assert page["A4"].comment.text == "Check with the lawyers."
    assert page.data_validations.count
    assert workbook["My notes"]["B2"].value == "=not a formula here"
    assert not write_decided(open_case(str(path)), decided(), decided(), [])


def test_a_workbook_whose_formulas_or_pictures_would_be_lost_is_left_alone(tmp_path: Path) -> None:
    path = a_workbook(tmp_path)
    workbook = openpyxl.load_workbook(path)
    workbook["Steps"].cell(5, workbook["Steps"].max_column).value = "=1+1"
    workbook.save(path)
    content = path.read_bytes()
    with pytest.raises(CaseError, match="has a formula"):
        write_decided(open_case(str(path)), Decisions(), decided(), [])
    assert path.read_bytes() == content


def test_what_is_neither_is_refused_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"unsupported-format(.|\n)*detente convert"):
        open_case(str(tmp_path / "case.txt"))
    (tmp_path / "sheets").mkdir()
    with pytest.raises(CaseError, match="folder of CSV files"):
        open_case(str(tmp_path / "sheets"))


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("The convoy with fuel is ready", ("fuel-convoy",)),
        ("No fuel until the wounded are released", ("release-wounded", "wounded-first")),
        ("It rains", ()),
        ("The release of the report", ()),
    ],
)
def test_what_sounds_like_a_statement_is_hinted_at(words: str, ids: tuple[str, ...]) -> None:
    assert sounding_alike(load(CASE), words) == ids


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("fuel-convoy after release-wounded", ""),
        ("fuel-convoy after relese-wounded", "did you mean release-wounded"),
    ],
)
def test_a_rule_is_held_against_the_case(rule: str, says: str) -> None:
    trouble = trouble_with_rule(load(CASE), rule)
    assert says in trouble
    assert bool(trouble) == bool(says)
