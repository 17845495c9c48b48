"""The exchange with free order, against pygambit and against backward induction, which see it as a game tree."""

from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction
from importlib.util import find_spec
from statistics import median

from benchmarks.exchange_tree import backward_induction
from benchmarks.exchanges import exchange
from benchmarks.processes import in_child
from benchmarks.solving import solver_times
from benchmarks.tables import Cell, Goal, Outcome, Settings, Table
from detente.case.model import Case, Objective
from detente.roadmap.progress import Progress
from detente.roadmap.result import Roadmap

BONUS = 2
"""With 1 the last to move would be indifferent and might stop there; with 2 backward induction completes."""

LIMIT = 300.0
"""Seconds a game may take."""

NOTES = (
    "first objective: planner until the best package is proved, and how much of that the solver itself worked;",
    "all: until all six objectives are proved. Medians of repeats.",
    "lcp: pygambit's exact solver for two players (sequence form, rational numbers); logit: its tracing of quantal",
    "responses, floating point, approximate. Backward induction: written here, on the same tree, node by node.",
    "ratio: the exact pygambit solver / planner for the first objective.",
    "Payoffs of planner, lcp and backward induction are the same; a difference ends the run.",
)


def run(settings: Settings) -> Outcome:
    """Measure 2+2 and 3+3, then the planner alone at 8+8."""
    skipped = [] if find_spec("pygambit") else ["pygambit is not installed (pip install 'detente[bench]')"]
    rows = [_row(settings, steps, pygambit=not skipped) for steps in ((1, 2) if settings.quick else (1, 2, 3))]
    rows.append(_row(settings, 4, pygambit=False))
    rows.append(_row(settings, 8, pygambit=False, tree=False))
    by_steps = {row[0]: row for row in rows}
    goals = [Goal("exchange of 8+8 steps: solving, all objectives", 2.0, _number(by_steps["8+8"][4]))]
    if "3+3" in by_steps:
        goals.insert(0, Goal("exchange of 3+3 steps: solving the first objective", 0.010, _number(by_steps["3+3"][3])))
    timed = ("first objective (s)", "solver (s)", "all (s)", "induction (s)", "lcp (s)", "logit (s)")
    columns = ("game", "nodes", *timed, "ratio")
    return Outcome([Table("game-tree", "Exchange with free order", columns, rows, NOTES)], goals, skipped=skipped)


def _row(settings: Settings, steps: int, *, pygambit: bool, tree: bool = True) -> tuple[Cell, ...]:
    settings.say(f"game tree: {steps}+{steps}")
    case = exchange(steps, bonus=Fraction(BONUS))
    repeats = 3 if settings.quick or steps > 4 else 9
    firsts = [_first(case, each=steps + BONUS) for _ in range(repeats)]
    first, solver = median(total for total, _ in firsts), median(inside for _, inside in firsts)
    whole = median(_all(case, each=steps + BONUS) for _ in range(repeats))
    nodes: Cell = None
    induction: Cell = None
    if tree:
        began = time.perf_counter()
        payoffs, nodes = backward_induction(steps, BONUS)
        induction = time.perf_counter() - began
        _same(payoffs, steps, "backward induction")
    lcp = _gambit(settings, steps, "lcp") if pygambit else None
    logit = _gambit(settings, steps, "logit") if pygambit else None
    ratio = f"> {LIMIT / first:.0f}" if isinstance(lcp, str) else lcp / first if isinstance(lcp, float) else None
    return f"{steps}+{steps}", nodes, first, solver, whole, induction, lcp, logit, ratio


def _first(case: Case, *, each: int) -> tuple[float, float]:
    """Time the planner until the best package is proved, and the solver by then; both sides must get ``each``."""
    from detente.roadmap import plan

    proved = 0.0
    inside = 0.0

    def listen(event: Progress) -> None:
        nonlocal proved, inside
        if event.objective is Objective.PACKAGE and event.proved:
            proved, inside = event.seconds, sum(spent)

    with solver_times() as spent:
        roadmap = plan(replace(case, objectives=(Objective.PACKAGE,)), progress=listen)
    _each(case, roadmap, each)
    return proved, inside


def _all(case: Case, *, each: int) -> float:
    from detente.roadmap import plan

    began = time.perf_counter()
    roadmap = plan(case)
    spent = time.perf_counter() - began
    _each(case, roadmap, each)
    return spent


def _each(case: Case, roadmap: Roadmap, each: int) -> None:
    if set(roadmap.value.values()) != {Fraction(each)}:
        raise AssertionError(f"{case.title}: {roadmap.status.value}, {dict(roadmap.value)}, not {each} each")


def _gambit(settings: Settings, steps: int, solver: str) -> Cell:
    limit = 20.0 if settings.quick else LIMIT
    found = in_child("benchmarks.one_game", {"steps": steps, "bonus": BONUS, "solver": solver}, at_most=limit)
    if found is None:
        return f"> {limit:g}"
    if solver == "lcp":
        _same((round(found["payoffs"][0]), round(found["payoffs"][1])), steps, "pygambit")
    return float(found["solve"])


def _same(payoffs: tuple[int, int], steps: int, who: str) -> None:
    if payoffs != (steps + BONUS, steps + BONUS):
        raise AssertionError(f"exchange of {steps} and {steps} steps: {who} finds {payoffs}")


def _number(cell: Cell) -> float | None:
    return cell if isinstance(cell, float) else None
