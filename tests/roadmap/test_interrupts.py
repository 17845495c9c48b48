"""Ctrl-C: the search ends with the best found by then, wherever the interrupt falls."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction

import pytest

from detente.case.model import Bonus
from detente.case.rules import Or, StepDone
from detente.roadmap import oracle
from detente.roadmap.solver import Clock, Solver

ONCE = """\
import json, signal, sys
import detente
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs inherit that it is ignored
from detente.examples import path

case, left = detente.load(path("earn-out")), int(sys.argv[2])

def interrupt(progress):
    global left
    left -= 1
    if not left:
        signal.raise_signal(signal.SIGINT)

if sys.argv[1] == "plan":
    print(json.dumps({"status": detente.plan(case, progress=interrupt).status}))
else:
    found = detente.why(case, progress=interrupt)
    print(json.dumps({"status": found.status, "complete": found.fragility is None or found.fragility.complete}))
assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
"""

TWICE = """\
import signal
from detente.roadmap.interrupts import interrupts_end
from detente.roadmap.solver import Clock

signal.signal(signal.SIGINT, signal.default_int_handler)
clock = Clock(None)
with interrupts_end(clock):
    signal.raise_signal(signal.SIGINT)
    print(clock.is_over())
    signal.raise_signal(signal.SIGINT)
"""

OWN = """\
import signal
from detente.roadmap.interrupts import interrupts_end
from detente.roadmap.solver import Clock

signal.signal(signal.SIGINT, lambda *_: print("own"))
clock = Clock(None)
with interrupts_end(clock):
    signal.raise_signal(signal.SIGINT)
print(clock.is_over())
"""


def _run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, timeout=300, check=False
    )


@pytest.mark.parametrize("after", [1, 4])
def test_a_plan_gives_the_best_found(after: int) -> None:
    done = _run(ONCE, "plan", str(after))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["status"] in ("feasible", "unknown")


@pytest.mark.parametrize("after", [24, 30])
def test_a_diagnosis_gives_what_has_been_found(after: int) -> None:
    done = _run(ONCE, "why", str(after))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"status": "optimal", "complete": False}


def test_a_second_interrupt_is_one_as_usual() -> None:
    done = _run(TWICE)
    assert done.stdout == "True\n"
    assert "KeyboardInterrupt" in done.stderr


def test_a_handler_of_ones_own_is_kept() -> None:
    assert _run(OWN).stdout == "own\nFalse\n"


def test_the_best_deviation_is_found_although_the_clock_has_ended() -> None:
    """A roadmap found before the interrupt is told with all its figures."""
    clock = Clock(None)
    clock.interrupted = True
    steps = tuple(f"s{number}" for number in range(oracle.FEW + 2))
    any_of_them = Bonus(when=Or(tuple(map(StepDone, steps))), text="", value={"p": Fraction(3)})
    worth = {step: Fraction(-number - 1) for number, step in enumerate(steps)}
    response = oracle.best_response(Solver(clock), {}, steps, worth, ((any_of_them, Fraction(3)),))
    assert (response.value, response.standing) == (Fraction(2), frozenset({"s0"}))
