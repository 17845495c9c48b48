"""``detente read`` from the outside."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import detente
from detente.case import load
from detente.cli.reviewing import Deciding
from tests.cli.running import run, run_apart
from tests.evidence.pages import PAGE

ARTICLE = """Published: 2031-05-20

“We will open the harbour only after the mines are cleared,” Foreign Minister Ada Lorn said on Monday.

“Not a day before,” she added.

Sign up for our newsletter.
"""
CASE = Path(__file__).parents[1] / "case" / "prisoners-for-fuel.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article, a page, and a case."""
    (tmp_path / "harbour.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    (tmp_path / "case.yaml").write_text(CASE.read_text("utf-8"), "utf-8")
    return tmp_path


def test_the_text_says_who_said_what_and_when(folder: Path) -> None:
    done = run("read", "harbour.txt", cwd=str(folder))
    assert done.status == 0
    assert "Ada Lorn, Foreign Minister" in done.out
    assert "“We will open the harbour only after the mines are cleared,”" in " ".join(done.out.split())
    assert "19 May 2031" in done.out
    assert "published 20 May 2031" in done.out
    assert done.err == ""


def test_json_has_one_object_a_line_and_file_in_the_shape_of_the_contract(folder: Path) -> None:
    done = run("read", "harbour.txt", "page.html", "--json", cwd=str(folder))
    first, second = map(json.loads, done.out.splitlines())
    assert list(first)[:5] == ["id", "published", "text", "lines_left_out", "attributions"]
    assert (first["id"], first["published"], first["text"]) == ("harbour", "2031-05-20", ARTICLE)
    one = first["attributions"][0]
    roles = {"id", "source", "cue", "content", "speaker", "relayed_by", "kind"}
    assert set(one) >= roles | {"said_on", "date_basis", "setting", "act", "about", "confidence"}
    assert set(one["speaker"]) == {"name", "office", "party"}
    ((start, end),) = one["content"]
    assert ARTICLE[start:end] == "“We will open the harbour only after the mines are cleared,”"
    assert second["page"][0] == [0, PAGE.index("Home"), 4]
    assert (first["title"], second["title"]) == (None, "Harbour talks resume")


def test_a_folder_is_read_file_by_file(folder: Path) -> None:
    done = run("read", ".", "--json", cwd=str(folder))
    assert [json.loads(line)["id"] for line in done.out.splitlines()] == ["harbour", "page"]


def test_standard_input_is_read(folder: Path) -> None:
    done = run("read", "-", "--json", "--published", "2031-05-21", given=ARTICLE, cwd=str(folder))
    assert json.loads(done.out)["published"] == "2031-05-21"


def test_where_the_day_is_needed_and_missing_nothing_is_printed(folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(ARTICLE.split("\n", 2)[2], "utf-8")
    done = run("read", "harbour.txt", "a.txt", "b.txt", cwd=str(folder))
    assert (done.status, done.out) == (2, "")
    assert done.err.count("[missing-date]") == 2
    assert "“on Monday”" in done.err
    assert "--published" in done.err


def test_where_the_day_is_not_needed_it_may_be_missing(folder: Path) -> None:
    done = run("read", "-", "--json", given="“We go,” Ada Lorn said.")
    assert (done.status, json.loads(done.out)["published"]) == (0, None)


def test_one_wrong_file_among_many_leaves_nothing_printed(folder: Path) -> None:
    (folder / "report.txt").write_bytes(b"%PDF-1.7")
    done = run("read", "harbour.txt", "report.txt", "none.txt", cwd=str(folder))
    assert (done.status, done.out) == (2, "")
    assert "none.txt" in done.err
    done = run("read", "harbour.txt", "report.txt", cwd=str(folder))
    assert (done.status, done.out) == (2, "")
    assert "report.txt: this is a PDF" in done.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "Missing argument"),
        (("harbour.txt", "--published", "Monday"), "no date"),
        (("harbour.txt", "--again"), "--again goes with --into"),
        (("-", "--into", "case.yaml"), "asks questions"),
        (("harbour.txt", "--into", "case.yaml", "--json"), "asks questions"),
        (("harbour.txt", "--into", "none.yaml"), "no such file"),
        (("harbour.txt", "--into", "case.docx"), "unsupported-format"),
        (("harbour.txt", "--parties", "none.txt"), "No such file"),
        (("harbour.txt", "--encoding", "klingon"), "no encoding"),
    ],
)
def test_a_wrong_call_is_refused(arguments: tuple[str, ...], says: str, folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run("read", *arguments, cwd=str(folder))
    assert done.status == 2
    assert says in done.err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_what_acts_on_a_terminal_is_shown_escaped(folder: Path) -> None:
    done = run("read", "-", given="“Go \x1b[31mnow\u202e,” Ada \x1b]0;x\x07Lorn said. “No \x9b1m,” Per Hald said.")
    assert done.status == 0
    assert not {"\x1b", "\u202e", "\x07", "\x9b"} & set(done.out)


@pytest.mark.parametrize(
    "text",
    [
        "“" * 5000,
        "”" * 5000 + " said Ada Lorn.",
        "said " * 5000,
        '"' * 5001,
        "Q. A. " * 3000,
        "قال الوزير: “نعم”.\u200f",
    ],
)
def test_a_hostile_text_is_read_sanely(text: str) -> None:
    assert run("read", "-", "--published", "2031-05-20", given=text).status == 0


def test_it_starts_without_what_only_pages_and_planning_need() -> None:
    done = run_apart("read", "--help")
    assert done.status == 0
    assert "--into CASE" in done.out


def test_statements_are_decided_on_by_answers_one_a_line(folder: Path) -> None:
    done = run("read", "harbour.txt", "--into", "case.yaml", given="a wounded-first\nsouth\ns\n", cwd=str(folder))
    assert done.status == 0, done.err
    assert "1 statement accepted, 1 skipped, 0 left" in done.err
    text = (folder / "case.yaml").read_text("utf-8")
    assert "sources: [radio-interview, harbour]" in text
    assert "statements: [1]" in text
    kept = json.loads((folder / "case.record.json").read_text("utf-8"))
    assert [one["verdict"] for one in kept["sources"][0]["statements"]] == ["accepted", "skipped"]


def test_the_end_of_the_answers_quits_and_the_rest_is_taken_up_again(folder: Path) -> None:
    first = run("read", "harbour.txt", "--into", "case.yaml", given="a\nwest\n\n", cwd=str(folder))
    assert "1 left to decide" in first.err
    second = run("read", "harbour.txt", "--into", "case.yaml", given="q\n", cwd=str(folder))
    assert "1 statement known from before." in second.out
    assert "harbour.txt, 1 of 1" in second.out


def test_a_wrong_answer_is_told_and_asked_again(folder: Path) -> None:
    given = "what\na wounded-frist\nm act=threat\nu\nq\n"
    done = run("read", "harbour.txt", "--into", "case.yaml", given=given, cwd=str(folder))
    assert "leave open, ask again next time" in done.out
    assert "Did you mean wounded-first?" in done.out
    assert "“threat” is none of demand" in done.out
    assert "nothing to undo" in done.out
    assert (folder / "case.yaml").read_text("utf-8") == CASE.read_text("utf-8")


def test_mending_field_by_field_keeps_what_enter_passes_over(folder: Path) -> None:
    given = "m\nA. Lorn\n-\nsouth\n\n2031-05-18\n\ncondition\n\na\nq\n"
    run("read", "harbour.txt", "--into", "case.yaml", given=given, cwd=str(folder))
    kept = json.loads((folder / "case.record.json").read_text("utf-8"))["sources"][0]["statements"][0]
    assert (kept["speaker"], kept["office"], kept["party"]) == ("A. Lorn", None, "south")
    assert (kept["said_on"], kept["act"]) == ("2031-05-18", "condition")


def test_a_demand_is_written_once_every_part_of_it_is_right(folder: Path) -> None:
    names, rules = ("Bad Id", "wounded-first", "fuel-late"), ("fuel-convoy afer x", "fuel-convoy after release-wounded")
    given = "\n".join(("d", *names, "west", "south", *rules, "9", "2", "q", ""))
    done = run("read", "harbour.txt", "--into", "case.yaml", given=given, cwd=str(folder))
    assert done.status == 0, done.err
    demand = list(load(folder / "case.yaml").demands.values())[-1]
    assert (demand.id, demand.by, demand.firmness) == ("fuel-late", "south", 2)
    assert (demand.rules[0].text, demand.sources) == (rules[1], ("harbour",))


def test_a_demand_of_the_same_session_can_be_attached_to(folder: Path) -> None:
    given = "d\nfuel-late\nsouth\nfuel-convoy after release-wounded\n2\na fuel-late\n"
    done = run("read", "harbour.txt", "--into", "case.yaml", given=given, cwd=str(folder))
    assert "2 statements accepted" in done.err
    kept = json.loads((folder / "case.record.json").read_text("utf-8"))
    assert [one["about"] for one in kept["sources"][0]["statements"]] == [["fuel-late"], ["fuel-late"]]
    assert kept["parties"] == {"Ada Lorn": "south"}


def test_an_undone_demand_is_not_written(folder: Path) -> None:
    given = "d\nfuel-late\nsouth\nfuel-convoy after release-wounded\n2\nu\nq\n"
    run("read", "harbour.txt", "--into", "case.yaml", given=given, cwd=str(folder))
    assert (folder / "case.yaml").read_text("utf-8") == CASE.read_text("utf-8")


class Answers:
    """Standard input that gives its lines, and does something before one of them."""

    def __init__(self, *lines: str | BaseException, meanwhile: Callable[[], object] = lambda: None) -> None:
        self.lines = list(lines)
        self.meanwhile = meanwhile

    def readline(self) -> str:
        if len(self.lines) == 1:
            self.meanwhile()
        line = self.lines.pop(0)
        if isinstance(line, BaseException):
            raise line
        return line


def test_ctrl_c_keeps_what_was_decided(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Answers("a wounded-first\n", "south\n", KeyboardInterrupt()))
    Deciding(str(folder / "case.yaml")).decide([detente.read(folder / "harbour.txt")])
    assert load(folder / "case.yaml").sources["harbour"].statements == (1,)


def test_what_is_written_into_the_case_meanwhile_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "case.yaml"

    def edit() -> None:
        path.write_text(path.read_text("utf-8").replace("Prisoners for fuel", "Fuel for prisoners"), "utf-8")

    monkeypatch.setattr("sys.stdin", Answers("a\n", "south\n", "q\n", meanwhile=edit))
    Deciding(str(path)).decide([detente.read(folder / "harbour.txt")])
    case = load(path)
    assert (case.title, case.sources["harbour"].statements) == ("Fuel for prisoners", (1,))


def test_context_shows_what_stands_around(folder: Path) -> None:
    done = run("read", "harbour.txt", "--into", "case.yaml", given="c\nq\n", cwd=str(folder))
    assert "▸“We will open" in done.out
    assert "Foreign Minister" in done.out.split("▸")[1]


def test_a_damaged_file_of_decisions_stops_it_before_anything_is_written(folder: Path) -> None:
    (folder / "case.record.json").write_text("{", "utf-8")
    done = run("read", "harbour.txt", "--into", "case.yaml", given="a\n", cwd=str(folder))
    assert (done.status, "bad-decisions" in done.err) == (2, True)
    assert (folder / "case.yaml").read_text("utf-8") == CASE.read_text("utf-8")
