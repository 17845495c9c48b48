"""What the shared copy may say: the case and the roadmap with everything private blanked *before* anything is told.

The report of a public copy is computed from what this module returns and from nothing else. So its bytes cannot
depend on a level, a value, a walk-away or a price: there is none left to depend on. What is blanked, and why also
things that are no figures are among it, is said at each place.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from detente.case.model import Bridge, Case, Demand, Party, SofterForm, Source, Step, Verification
from detente.roadmap.public import public_roadmap

__all__ = ["LEFT_OUT", "public_case", "public_roadmap"]

LEFT_OUT = (
    "This copy is meant to be shared. It says what is to be done, by whom, when and how it is verified. "
    "What the steps are worth to anybody, and whatever could give that away, is not in it."
)
"""What the shared copy says of itself: the same words in every copy."""

PART = Fraction(1, 2)
"""Stands for every reversibility between none and all, which is a share of a step's worth."""


def public_case(case: Case, used_bridges: tuple[str, ...] = ()) -> Case:
    """Blank everything in a case that is private or would give private figures away.

    Kept are titles, names, roles, who does what, what may be taken back (whole, in part, not), durations, who verifies,
    rules, demands with their words and sources, the softer form in force, and facts.
    """
    return Case(
        title=case.title,
        parties={key: _party(party) for key, party in case.parties.items()},
        steps={key: _step(step) for key, step in case.steps.items()},
        rules=case.rules,
        demands={key: _demand(demand) for key, demand in case.demands.items()},
        bridges={key: _bridge(bridge) for key, bridge in case.bridges.items() if key in used_bridges},
        sources={key: _source(source) for key, source in case.sources.items()},
        starts=case.starts,
        max_phases=case.max_phases,
        facts=case.facts,
        # no notes and no assumptions: analysts write their levels there; no bonuses, fairness or objectives: they say
        # which inequalities between values a reader may conclude from the package
    )


def _party(party: Party) -> Party:
    return Party(party.id, party.name, party.role)


def _step(step: Step) -> Step:
    return Step(
        step.id,
        step.title,
        step.by,
        {},
        step.reversible if step.reversible in (0, 1) else PART,
        step.reversible_if,
        step.reversible_if_text,
        step.days,
        # how well cheating is detected: with what deters it, a bound on what cheating is worth
        Verification(step.verified.by, step.verified.days),
        step.admits,
        step.sources,
    )


def _demand(demand: Demand) -> Demand:
    # without price, red line and the retreats that were not used: they are the party's bottom line
    form = () if demand.form is None else (SofterForm(demand.softer[demand.form].rules, 0),)
    return replace(demand, firmness=0, red_line=False, softer=form, form=None if demand.form is None else 0, notes="")


def _bridge(bridge: Bridge) -> Bridge:
    return Bridge(bridge.id, bridge.title, {}, None, {}, Fraction(0), bridge.sources)


def _source(source: Source) -> Source:
    return replace(source, notes="")
