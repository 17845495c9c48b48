"""``detente why``: what it prints where, the page it writes, how it ends, and the copy that is shared."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from detente.examples import path
from tests.cli.running import run

PRISONERS = Path(__file__).parent.parent / "case" / "prisoners-for-fuel.yaml"

STUCK = """\
detente: 1
title: Guns and government
parties:
  north: {name: North, scale: ordinal}
  south: {name: South, scale: ordinal}
steps:
  disarm: {title: Weapons put beyond use, by: north, value: {north: -1, south: LEVEL}, reversible: true}
  govern: {title: Government formed, by: south, value: {north: LEVEL, south: -1}, reversible: true}
rules:
  - include disarm and govern
demands:
  - {id: n1, by: north, rule: disarm after govern, firmness: 4, says: Government first}
  - {id: s1, by: south, rule: govern after disarm, firmness: 3, says: Weapons first,
     softer: [{rule: govern with or after disarm, firmness: 1}]}
"""


@pytest.fixture
def stuck(tmp_path: Path) -> str:
    file = tmp_path / "stuck.yaml"
    file.write_text(STUCK.replace("LEVEL", "3"), "utf-8")
    return str(file)


def test_where_a_roadmap_holds_it_says_so_and_ends_with_0() -> None:
    done = run("why", str(PRISONERS))
    assert (done.status, done.err) == (0, "")
    assert "Nothing clashes" in done.out
    assert "Price list" in done.out


def test_where_there_is_none_it_tells_the_conflict_and_ends_with_1(stuck: str) -> None:
    done = run("why", stuck)
    assert (done.status, done.err) == (1, "")
    assert "North: “Government first” (n1). So “Weapons put beyond use” (North) waits for" in done.out
    assert "back to where it began" in done.out
    assert all(len(line) <= 80 for line in done.out.splitlines())


def test_json_has_the_minimal_conflict_and_the_concessions(stuck: str) -> None:
    done = run("why", stuck, "--json")
    found = json.loads(done.out)
    assert done.status == 1
    assert found["conflicts"] == [["n1", "s1"]]
    paid = [(one["give_up"], one["soften"], one["firmness"]) for one in found["concessions"]]
    # South's softer form alone does not help while North's demand stands
    assert paid == [(["s1"], [], 3), (["n1"], [], 4)]


def test_plan_fills_the_same_keys_where_there_is_no_roadmap(stuck: str) -> None:
    done = run("plan", stuck, "--json")
    found = json.loads(done.out)
    assert (done.status, found["status"], found["phases"]) == (1, "none", [])
    assert found["conflicts"] == [["n1", "s1"]]
    assert [one["firmness"] for one in found["concessions"]] == [3, 4]
    assert "bridges" in found


def test_plan_tells_why_in_its_text_and_page_too(stuck: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = run("plan", stuck, "--html", str(page))
    assert "n1 (North) + s1 (South)" in done.out
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="dt waiting"' in page.read_text("utf-8")


def test_a_concession_that_was_tried_is_named_and_unlocks(stuck: str) -> None:
    done = run("why", stuck, "--give-up", "s1")
    assert done.status == 0
    assert "Tried: South: demand s1 given up (3 points)" in done.out


def test_the_page_has_the_circle_and_the_sections(stuck: str, tmp_path: Path) -> None:
    page = tmp_path / "why.html"
    done = run("why", stuck, "--html", str(page))
    text = page.read_text("utf-8")
    assert f"The page is in {page}" in done.err
    for section in ("clashes", "concessions", "bridges", "prices"):
        assert f'id="{section}"' in text
        assert f'href="#{section}"' in text


def test_the_case_is_never_written_over(stuck: str) -> None:
    before = Path(stuck).read_bytes()
    done = run("why", stuck, "--html", stuck)
    assert (done.status, Path(stuck).read_bytes()) == (2, before)


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_the_shared_copy_is_the_same_whatever_the_parties_want(stuck: str, tmp_path: Path, form: list[str]) -> None:
    other = tmp_path / "other" / "stuck.yaml"
    other.parent.mkdir()
    other.write_text(STUCK.replace("LEVEL", "7").replace("firmness: 4", "firmness: 5"), "utf-8")
    pages = [tmp_path / "one.html", tmp_path / "two.html"]
    one = run("why", stuck, "--public", "--html", str(pages[0]), *form)
    two = run("why", str(other), "--public", "--html", str(pages[1]), *form)
    assert one.out == two.out
    assert pages[0].read_bytes() == pages[1].read_bytes()
    assert "s1" in one.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--give-up", "n2"], "n1"),
        (["--include", "disarn"], "disarm"),
        (["--done", "gover"], "govern"),
        (["--set", "parties.nort.breach_cost=2"], "north"),
        (["--time-limit", "0"], "--time-limit"),
    ],
)
def test_what_does_not_fit_the_case_is_refused(stuck: str, arguments: list[str], said: str) -> None:
    done = run("why", stuck, *arguments)
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_out_of_time_it_says_that_nothing_is_proved(tmp_path: Path) -> None:
    copy = tmp_path / "hanoi.yaml"
    shutil.copy(path("hanoi"), copy)
    done = run("why", str(copy), "--time-limit", "0.000001", "--json")
    assert done.status == 3
    found = json.loads(done.out)
    assert (found["status"], found["conflicts"]) == ("unknown", [])
    assert not any(found["complete"].values())


def test_where_all_is_done_a_roadmap_is_there_although_nothing_is_left_to_do() -> None:
    package = json.loads(run("plan", str(PRISONERS), "--json").out)["package"]
    options = [word for step in package for word in ("--done", step)]
    done = run("why", str(PRISONERS), *options)
    assert (done.status, done.err) == (0, "")
    assert "Nothing is left to do" in done.out
    assert "all done already" in done.out
    assert "What would help" not in done.out
    found = json.loads(run("why", str(PRISONERS), *options, "--json").out)
    assert found["status"] == "optimal"
    assert found["roadmap"] is not None
    assert found["conflicts"] == found["concessions"] == found["bridges"] == []
