"""What is asked more of a case never creates a roadmap; what holds the parties better never destroys one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import strategies as st

from detente.api import plan
from detente.case.model import Amount, Case, Demand, Levels
from detente.roadmap.result import Status
from tests.laws.effort import efforts, hold
from tests.strategies import cases, forms, rule


def has_roadmap(case: Case) -> bool:
    """Plan with the least effort after the first roadmap: verdicts are all that these laws are about."""
    status = plan(case).status
    assert status in (Status.OPTIMAL, Status.NONE)
    return status is Status.OPTIMAL


def asking_more_never_creates_a_roadmap(data: st.DataObject) -> None:
    case = data.draw(cases())
    names = list(case.parties)
    asked = rule(data.draw(forms(list(case.steps), names, case.starts is not None, circular=True)))
    demand = Demand("one-more", data.draw(st.sampled_from(names)), (asked,), firmness=1)
    more = replace(case, demands={**case.demands, demand.id: demand})
    assert has_roadmap(case) or not has_roadmap(more)


def plus(amount: Amount, more: Fraction, levels: Levels) -> Amount:
    """Raise an amount: by a number, or by a matter of some levels."""
    return tuple(sorted((*amount, *levels), reverse=True)) if isinstance(amount, tuple) else amount + more


def less(amount: Amount) -> Amount:
    """Lower an amount to half, or by the most important matter in it."""
    return amount[1:] if isinstance(amount, tuple) else amount / 2


def keep_their_word(case: Case, more: Fraction, levels: Levels) -> Case:
    return _each(case, lambda p: replace(p, breach_cost=plus(p.breach_cost, more, levels)))


def tolerate_more(case: Case, more: Fraction, levels: Levels) -> Case:
    return _each(case, lambda p: replace(p, tolerance=plus(p.tolerance, more, levels)))


def trust_more(case: Case, more: Fraction, levels: Levels) -> Case:
    return _each(case, lambda p: replace(p, trust=None if p.trust is None else plus(p.trust, more, levels)))


def have_worse_alternatives(case: Case, more: Fraction, levels: Levels) -> Case:
    return _each(case, lambda p: replace(p, walk_away=less(p.walk_away)))


def have_more_phases(case: Case, more: Fraction, levels: Levels) -> Case:
    return replace(case, max_phases=case.max_phases + len(levels))


def are_watched_better(case: Case, more: Fraction, levels: Levels) -> Case:
    steps = {
        s.id: replace(s, verified=replace(s.verified, detection=_nearer_to_one(s.verified.detection)))
        for s in case.steps.values()
    }
    return replace(case, steps=steps)


def _nearer_to_one(detection: Fraction | None) -> Fraction | None:
    return None if detection is None else (1 + detection) / 2


def _each(case: Case, change: Callable) -> Case:
    return replace(case, parties={p.id: change(p) if p.is_principal else p for p in case.parties.values()})


SUPPORTS = [
    keep_their_word,
    tolerate_more,
    trust_more,
    have_worse_alternatives,
    have_more_phases,
    are_watched_better,
]


@efforts
def test_one_more_demand_never_creates_a_roadmap(examples: int) -> None:
    """Section 5: a demand only takes roadmaps away."""
    hold(asking_more_never_creates_a_roadmap, st.data(), examples=examples)


@efforts
@pytest.mark.parametrize("support", SUPPORTS)
def test_a_roadmap_survives_where_parties(support: Callable, examples: int) -> None:
    """Section 4: a higher breach cost, tolerance, trust or detection, a worse alternative, more phases destroy none."""

    def survives(case: Case, more: Fraction, levels: Levels) -> None:
        assert not has_roadmap(case) or has_roadmap(support(case, more, levels))

    numbers, some = st.sampled_from([Fraction(1, 2), Fraction(3)]), st.sampled_from([(1,), (4,), (5, 2)])
    hold(survives, cases(), numbers, some, examples=examples // 2)
