"""CP-SAT behind one door: deterministic settings, a clock, and a way to be stopped by Ctrl-C.

The solver runs in a thread of its own, so that whoever ends the clock is heard at once; the search is then asked to
stop and gives the best it has.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

WORKERS = 1
"""CP-SAT repeats itself with one worker, or with several only where they take turns."""

TURNS = 8
"""How many ways of searching take turns at a problem that has turned out hard for one."""

LINEARIZATION = 2
"""Sums with many terms decide here: a full linear relaxation halves the time to proof (benchmarks/)."""


class Clock:
    """A time limit that starts when it is made, and can be ended early.

    Parameters
    ----------
    limit
        Seconds from now, ``None`` for no limit.
    """

    def __init__(self, limit: float | None) -> None:
        self._began = time.monotonic()
        self._limit = limit
        self.interrupted = False

    def spent(self) -> float:
        """Give the seconds since the clock was started."""
        return time.monotonic() - self._began

    def left(self) -> float | None:
        """Give the seconds left (never negative), ``None`` where there is no limit."""
        if self.interrupted:
            return 0.0
        return None if self._limit is None else max(0.0, self._limit - self.spent())

    def is_over(self) -> bool:
        """Whether nothing is left."""
        return self.left() == 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What one call of the solver gave: values by variable index where it found any.

    ``core`` are, where the model was refuted under assumptions, those that were enough (indices of literals).
    """

    values: tuple[int, ...] | None
    objective: float
    bound: float
    proved: bool
    infeasible: bool
    core: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """One way of searching, and how long it may be tried before the next: ``effort`` `None` until the time is over."""

    linearization: int = LINEARIZATION
    effort: float | None = None
    takes_turns: bool = False
    presolve: bool = True


GLANCE = Stage(0, 0.01, presolve=False)
"""A first look at a small model, which may take longer to simplify than to solve."""

TINY = 20
"""Up to so many variables every model is glanced at first."""

Improved = Callable[[float, float], None]
"""Told each time a better solution is found: its objective and the bound by then."""


class Solver:
    """Solves one model after the other with the same seed.

    Parameters
    ----------
    clock
        Ended by an interrupt, so that later calls return at once.
    seed
        Non-negative; the same seed gives the same answers.
    linearization
        How much of the model is relaxed to a linear one, 0 to 2.
    """

    def __init__(self, clock: Clock, seed: int = 0, linearization: int = LINEARIZATION) -> None:
        self._clock = clock
        self._seed = seed
        self._linearization = linearization

    def to_the_end(self) -> Solver:
        """Give a solver like this one that nothing stops, for what is small and must be known."""
        return Solver(Clock(None), self._seed, self._linearization)

    def solve(self, model: cp_model.CpModel, limit: float | None, improved: Improved | None = None) -> Answer:
        """Solve a model within ``limit`` seconds (``None``: no limit)."""
        thoroughly = Stage(self._linearization)
        stages = (GLANCE, thoroughly) if len(model.proto.variables) <= TINY else (thoroughly,)
        return self.solve_in_stages(model, limit, improved, stages)

    def solve_in_stages(
        self, model: cp_model.CpModel, limit: float | None, improved: Improved | None, stages: Sequence[Stage]
    ) -> Answer:
        """Solve a model as `solve` does, each stage beginning where the one before it had to leave off.

        The efforts of stages are counted in the solver's own time, which passes alike in every run.
        """
        began = time.monotonic()
        answer: Answer | None = None
        for stage in stages:
            left = None if limit is None else limit - (time.monotonic() - began)
            latest = self._solve(_hinted(model, answer), left, improved, stage)
            answer = _joined(answer, latest, maximise=model.proto.objective.scaling_factor < 0)
            if answer.proved or answer.infeasible:
                break
        assert answer is not None, "at least one stage is asked for"
        return answer

    def _solve(
        self,
        model: cp_model.CpModel,
        limit: float | None,
        improved: Improved | None,
        stage: Stage,
    ) -> Answer:
        if (limit is not None and limit <= 0) or self._clock.interrupted:
            return Answer(None, 0.0, 0.0, False, False)
        solver = cp_model.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = TURNS if stage.takes_turns else WORKERS
        parameters.interleave_search = stage.takes_turns
        parameters.random_seed = self._seed
        parameters.linearization_level = stage.linearization
        parameters.cp_model_presolve = stage.presolve
        parameters.catch_sigint_signal = False
        if limit is not None:
            parameters.max_time_in_seconds = limit
        if stage.effort is not None:
            parameters.max_deterministic_time = stage.effort
        status = self._run(solver, model, _Callback(improved) if improved else None)
        found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        if status == cp_model.MODEL_INVALID:
            raise AssertionError(f"the solver refuses the model: {model.validate()}")
        return Answer(
            tuple(solver.response_proto.solution) if found else None,
            solver.objective_value if found else 0.0,
            solver.best_objective_bound,
            status == cp_model.OPTIMAL,
            status == cp_model.INFEASIBLE,
            tuple(solver.response_proto.sufficient_assumptions_for_infeasibility),
        )

    def solve_assuming(self, model: cp_model.CpModel, literal: cp_model.LiteralT, limit: float | None) -> Answer:
        """Solve a model with one literal assumed to be true."""
        model.clear_assumptions()
        model.add_assumption(literal)
        try:
            return self.solve(model, limit)
        finally:
            model.clear_assumptions()

    def _run(
        self, solver: cp_model.CpSolver, model: cp_model.CpModel, callback: cp_model.CpSolverSolutionCallback | None
    ) -> object:
        outcome: list[object] = []
        ended = threading.Event()

        def work() -> None:
            try:
                outcome.append(solver.solve(model, callback))
            finally:
                ended.set()

        threading.Thread(target=work, daemon=True).start()
        try:
            while not ended.wait(0.1):
                if self._clock.interrupted:
                    solver.stop_search()
        except BaseException:
            solver.stop_search()
            raise
        if not outcome:
            raise AssertionError("the solver ended without an answer")
        return outcome[0]


def _hinted(model: cp_model.CpModel, answer: Answer | None) -> cp_model.CpModel:
    """Give the model again, with what has been found as the place to begin."""
    if answer is None or answer.values is None:
        return model
    again = model.clone()
    again.clear_hints()  # type: ignore[no-untyped-call]
    for index, value in enumerate(answer.values):
        again.add_hint(again.get_int_var_from_proto_index(index), value)
    return again


def _joined(first: Answer | None, second: Answer, *, maximise: bool) -> Answer:
    """Take the better solution and the tighter bound of two searches of one model."""
    if first is None:
        return second
    if second.values is None:
        return second if second.infeasible else first
    if second.proved or first.values is None:
        return second
    sign = -1 if maximise else 1
    better = min(second, first, key=lambda answer: sign * answer.objective)
    return replace(better, bound=sign * max(sign * first.bound, sign * second.bound))


class _Callback(cp_model.CpSolverSolutionCallback):
    def __init__(self, improved: Improved) -> None:
        super().__init__()
        self._improved = improved

    def on_solution_callback(self) -> None:
        """Pass on what was found."""
        self._improved(self.objective_value, self.best_objective_bound)
