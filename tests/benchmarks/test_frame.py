"""The frame of the benchmarks: found by file, told as text, CSV and picture."""

from __future__ import annotations

from xml.etree import ElementTree

from benchmarks.growth import growth_picture
from benchmarks.processes import middle
from benchmarks.registry import benchmarks, headline
from benchmarks.runs import scaling
from benchmarks.tables import Goal, Table, as_csv, as_text

TABLE = Table("t", "A table", ("what", "s"), [("slow", "> 60"), ("quick", 0.5), ("none", None)], ("A note.",))


def test_every_benchmark_says_what_it_measures() -> None:
    assert set(benchmarks()) >= {"game_tree", "lattice", "scaling", "start"}
    assert all(headline(one) for one in benchmarks().values())


def test_a_table_is_told_as_aligned_text() -> None:
    assert as_text(TABLE).splitlines() == [
        "A table",
        "=======",
        "what      s",
        "-----  ----",
        "slow   > 60",
        "quick  0.50",
        "none      –",
        "  A note.",
    ]


def test_a_table_is_written_for_a_spreadsheet() -> None:
    assert as_csv(TABLE) == "what,s\nslow,> 60\nquick,0.5\nnone,\n"


def test_a_median_counts_what_did_not_come_as_longest() -> None:
    assert middle([None, 1.0, 2.0]) == 2.0
    assert middle([None, None, 2.0]) is None
    assert middle([]) is None


def test_a_goal_that_could_not_be_measured_is_missed() -> None:
    assert not Goal("soon", 10.0, None).met
    assert Goal("soon", 10.0, 10.0).met


def record(steps: int, *, durations: bool, seed: int, proof: float | None) -> dict[str, object]:
    """One plan as a child process tells it."""
    proofs = dict.fromkeys(scaling.OBJECTIVES, proof)
    gaps = dict.fromkeys(scaling.OBJECTIVES, 0.0 if proof else 0.25)
    return {
        "steps": steps, "principals": 3, "phases": 10, "durations": durations, "seed": seed, "time_limit": 60.0,
        "status": "optimal" if proof else "feasible", "in_package": 9, "phases_used": 4, "first": 0.5, "proof": proofs,
        "gap": gaps, "seconds": 3.0, "memory": 100_000_000, "holds": True,
    }  # fmt: skip


def test_the_scaling_table_has_medians_goals_and_a_picture() -> None:
    records = {
        size: [
            record(size.steps, durations=size.durations, seed=seed, proof=None if size.durations else 3.0)
            for seed in (1, 2)
        ]
        for size in (scaling.Size(60, 3, 10, False), scaling.Size(60, 3, 10, True))
    }
    found = scaling.outcome(records, 60.0)
    proved = [dict(zip(found.tables[0].columns, row, strict=True))["package (s)"] for row in found.tables[0].rows]
    assert proved == [3.0, "> 60"]
    assert [goal.met for goal in found.goals] == [True, False, True]
    assert "more than 60 s" in found.pictures["scaling.svg"]


def test_the_picture_is_well_formed_and_the_same_each_time() -> None:
    curves = {("first <roadmap>", False): [(20, 0.1), (60, None)], ("first <roadmap>", True): [(20, 0.2), (60, 5.0)]}
    picture = growth_picture(curves, 60.0)
    assert ElementTree.fromstring(picture).tag.endswith("svg")
    assert picture == growth_picture(curves, 60.0)
