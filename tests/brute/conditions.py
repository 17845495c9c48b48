"""What conditions and rules mean for a finished roadmap (model.md §5), one sentence of the table a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.case.model import Case
from detente.case.rules import (
    ActsOnlyWith,
    After,
    And,
    AtLeast,
    AtMost,
    ByDate,
    ByPhase,
    Condition,
    Excludes,
    Include,
    Never,
    Not,
    NotBeforeDate,
    NotBeforeDays,
    Or,
    Requires,
    RuleForm,
    StepDone,
    With,
    Within,
    WithOrAfter,
)


def holds(condition: Condition, state: frozenset[str]) -> bool:
    """Whether a condition holds where exactly the steps of ``state`` are done."""
    match condition:
        case StepDone(step):
            return step in state
        case Not(part):
            return not holds(part, state)
        case And(parts):
            return all(holds(part, state) for part in parts)
        case Or(parts):
            return any(holds(part, state) for part in parts)
    raise TypeError(condition)


@dataclass(frozen=True)
class Timeline:
    """A roadmap laid out: the state before and after each phase, the phase of each step (done ones: 0), the days."""

    case: Case
    phases: tuple[frozenset[str], ...]
    states: tuple[frozenset[str], ...]
    phase_of: dict[str, int]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def package(self) -> frozenset[str]:
        """The final state T."""
        return self.states[-1]

    @property
    def last_day(self) -> int:
        """The day on which the last phase ends, counted from the start."""
        return self.ends[-1] if self.ends else 0


def timeline(case: Case, phases: Sequence[Sequence[str]], done: Sequence[str] = ()) -> Timeline:
    """Lay a roadmap out. A phase lasts as long as its longest step with its verification."""
    states = [frozenset(done)]
    phase_of = dict.fromkeys(done, 0)
    starts: list[int] = []
    ends: list[int] = []
    for k, phase in enumerate(phases, start=1):
        states.append(states[-1] | frozenset(phase))
        phase_of |= dict.fromkeys(phase, k)
        waits = [first_day(rule.form, case) for rule in case.rules_in_force() if _holds_back(rule.form, phase)]
        starts.append(max([ends[-1] if ends else 0, *waits]))
        ends.append(starts[-1] + max(case.steps[s].days + case.steps[s].verified.days for s in phase))
    return Timeline(case, tuple(map(frozenset, phases)), tuple(states), phase_of, tuple(starts), tuple(ends))


def _holds_back(form: RuleForm, phase: Sequence[str]) -> bool:
    return isinstance(form, NotBeforeDate | NotBeforeDays) and form.step in phase


def first_day(form: NotBeforeDate | NotBeforeDays, case: Case) -> int:
    """Return the first day that a `not before` allows."""
    return form.days if isinstance(form, NotBeforeDays) else day(form.date, case)


def day(when: date, case: Case) -> int:
    """Return the day of a date, counted from the start of the case."""
    assert case.starts is not None
    return (when - case.starts).days


def obeys(form: RuleForm, t: Timeline) -> bool:
    """Whether a roadmap keeps a rule."""
    package, phase_of = t.package, t.phase_of
    new = {s: k for s, k in phase_of.items() if k >= 1}
    match form:
        case After(a, needs):
            return a not in new or holds(needs, t.states[new[a] - 1])
        case WithOrAfter(a, needs):
            return a not in new or holds(needs, t.states[new[a]])
        case With(a, b):
            return phase_of.get(a) == phase_of.get(b)
        case Requires(a, needs):
            return a not in package or holds(needs, package)
        case Excludes(a, b):
            return not (a in package and b in package)
        case Include(what):
            return holds(what, package)
        case Never(what):
            return not holds(what, package)
        case AtMost(n, of):
            return sum(holds(item, package) for item in of) <= n
        case AtLeast(n, of):
            return sum(holds(item, package) for item in of) >= n
        case ByPhase(a, n):
            return a not in package or phase_of[a] <= n
        case ActsOnlyWith(party, partners):
            return all(
                any(_acts(partner, phase, t.case) for partner in partners)
                for phase in t.phases
                if _acts(party, phase, t.case)
            )
        case ByDate(a, when):
            return a not in new or t.ends[new[a] - 1] <= day(when, t.case)
        case Within(a, days):
            return a not in new or t.ends[new[a] - 1] <= days
        case NotBeforeDate(a, _) | NotBeforeDays(a, _):
            return a not in new or t.starts[new[a] - 1] >= first_day(form, t.case)
    raise TypeError(form)


def _acts(party: str, phase: frozenset[str], case: Case) -> bool:
    return any(party in case.steps[s].by for s in phase)
