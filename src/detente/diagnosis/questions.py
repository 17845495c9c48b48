"""Questions to a case: which of its conditions can be met together, whatever the number of phases.

The number of phases is a condition like any other, but a dear one to doubt: no roadmap needs more phases than it has
steps, so a model of that many phases decides. It is set up only where the short one has said no.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from detente.case import Case
from detente.diagnosis.conditions import conditions_of, phases_condition
from detente.diagnosis.feasibility import Feasibility, Outcome, Verdict
from detente.roadmap.solver import Clock, Solver


class Questions:
    """Asks one case about any of its conditions.

    Parameters
    ----------
    case, done
        The case with all changes applied, and the steps done already.
    solver, clock
        Who solves, and until when.
    """

    def __init__(self, case: Case, done: Sequence[str], solver: Solver, clock: Clock) -> None:
        self.names = tuple(condition.name for condition in conditions_of(case))
        self.phases = phases_condition(case).name
        self._case, self._done, self._solver, self._clock = case, tuple(done), solver, clock
        self._short: Feasibility | None = None
        self._long: Feasibility | None = None

    @property
    def _longest(self) -> int:
        """As many phases as any roadmap can have."""
        return max(1, len(self._case.steps) - len(self._done))

    def most(self, asked: Collection[str]) -> Verdict:
        """Find a roadmap that meets some conditions, and as many of the others beside them as can be.

        Returns
        -------
        Verdict
            With ``holds``, no condition can be added to those ``met`` if ``most`` is true.
        """
        verdict = self._in_short(asked)
        if verdict.outcome is not Outcome.NONE or self.phases in asked or self._longest <= self._case.max_phases:
            return verdict
        if self._long is None:
            self._long = Feasibility(self._case, self._done, self._solver, self._clock, horizon=self._longest)
        return self._long.ask_for_most(asked)

    def _in_short(self, asked: Collection[str]) -> Verdict:
        if self._short is None:
            self._short = Feasibility(self._case, self._done, self._solver, self._clock)
        verdict = self._short.ask_for_most(asked)
        return replace(verdict, met=verdict.met | {self.phases}) if verdict.outcome is Outcome.HOLDS else verdict
