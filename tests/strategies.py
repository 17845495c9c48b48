"""Strategies of hypothesis for whole cases, with every feature of the format mixed. New fields of a case join here.

The cases are tiny, so that brute force can judge them, and their numbers are few and round, so that conditions are
often met exactly. The first choice of every draw is the simplest: failing examples shrink towards plain cases.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import chain

from hypothesis import strategies as st

from detente.case.model import (
    Amount,
    Bonus,
    Case,
    Demand,
    Fairness,
    Interval,
    Objective,
    Party,
    Role,
    Scale,
    SofterForm,
    Step,
    Value,
    Verification,
)
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
    Rule,
    RuleForm,
    StepDone,
    With,
    Within,
    WithOrAfter,
    steps_of,
)
from detente.case.unparse import condition_text, rule_text
from detente.case.written import WrittenRoadmap

START = date(2026, 1, 5)
HELPERS = [role for role in Role if role is not Role.PRINCIPAL]
MOST_INTERVALS = 3
"""Per party, so that the corners of what its values could be stay few."""

Draw = Callable[[st.SearchStrategy], object]

half = Fraction(1, 2)
quarter = Fraction(1, 4)
amounts = st.sampled_from([Fraction(1), half, Fraction(2), Fraction(5, 4), Fraction(3), quarter])
gains = st.sampled_from([Fraction(2), Fraction(1), Fraction(3), Fraction(5), Fraction(5, 4)])
costs = st.sampled_from([Fraction(1), half, quarter, Fraction(1), Fraction(2), Fraction(5, 4)])
growths = st.sampled_from([Fraction(0), half, quarter, Fraction(1), Fraction(3, 2)])
one_level = st.sampled_from([1, 2, 3, 5])
levels = st.lists(one_level, min_size=1, max_size=2).map(lambda some: tuple(sorted(some, reverse=True)))
reversibilities = st.sampled_from([Fraction(0), Fraction(0), Fraction(1), half, quarter, Fraction(3, 4)])
detections = st.sampled_from([None] * 8 + [Fraction(1), Fraction(9, 10), Fraction(3, 4), half, quarter, Fraction(0)])
sizes = {n: [*range(1, n + 1), *range(n // 2 + 1, n + 1), n] for n in range(1, 9)}
"""How many there may be, the larger the likelier: small cases are mostly dull."""


def rule(form: RuleForm) -> Rule:
    """Wrap a form with its words."""
    return Rule(form, rule_text(form))


@st.composite
def conditions(draw, steps: Sequence[str], depth: int = 2) -> Condition:
    """Draw a condition over some steps: mostly one of them, now and then with `not`, `and`, `or`."""
    kind = draw(st.sampled_from(["step", "step", "and", "or", "not"])) if depth else "step"
    if kind == "step":
        return StepDone(draw(st.sampled_from(steps)))
    if kind == "not":
        return Not(draw(conditions(steps, depth - 1)))
    parts = tuple(draw(st.lists(conditions(steps, depth - 1), min_size=2, max_size=3)))
    return And(parts) if kind == "and" else Or(parts)


@st.composite
def forms(draw, steps: Sequence[str], parties: Sequence[str], dated: bool, circular: bool) -> RuleForm:
    """Draw a rule of any form. Without ``circular`` a step only comes after earlier ones of the file."""
    step = draw(st.sampled_from(steps))
    others = [s for s in steps if s != step]
    earlier = others if circular else list(steps[: steps.index(step)])
    kinds = ["after", "after"] if earlier else []
    kinds += ["with or after", "requires", "with", "excludes"] if others else []
    kinds += ["by phase", "at most", "at least", "include", "never", "within", "not before"]
    kinds += ["acts only with"] if len(parties) > 1 else []
    kinds += ["by date", "not before date"] if dated else []
    some = st.lists(st.sampled_from(steps), min_size=1, max_size=4, unique=True)
    days = st.integers(0, 12)
    kind = draw(st.sampled_from(kinds))
    match kind:
        case "after":
            return After(step, draw(conditions(earlier)))
        case "with or after":
            return WithOrAfter(step, draw(conditions(others)))
        case "with":
            return With(step, draw(st.sampled_from(others)))
        case "requires":
            return Requires(step, draw(conditions(others)))
        case "excludes":
            return Excludes(step, draw(st.sampled_from(others)))
        case "include":
            return Include(draw(conditions(steps)))
        case "never":
            return Never(draw(conditions(steps)))
        case "at most":
            of = tuple(StepDone(s) for s in draw(some))
            return AtMost(draw(st.integers(0, len(of))), of)
        case "at least":
            of = tuple(StepDone(s) for s in draw(some))
            return AtLeast(draw(st.integers(0, len(of))), of)
        case "by phase":
            return ByPhase(step, draw(st.integers(1, 3)))
        case "acts only with":
            party = draw(st.sampled_from(parties))
            rest = [p for p in parties if p != party]
            partners = st.lists(st.sampled_from(rest), min_size=1, max_size=2, unique=True)
            return ActsOnlyWith(party, tuple(draw(partners)))
        case "within":
            return Within(step, draw(days))
        case "not before":
            return NotBeforeDays(step, draw(days))
        case "by date":
            return ByDate(step, START + timedelta(draw(days)))
        case "not before date":
            return NotBeforeDate(step, START + timedelta(draw(days)))
    raise AssertionError(kind)


@st.composite
def parties(draw, name: str, scales: Sequence[Scale | None] = (*Scale, None), easy: bool = False) -> Party:
    """Draw a principal of any scale, or somebody who is none. It costs ``easy`` ones something to break their word."""
    scale = draw(st.sampled_from(scales))
    if scale is None:
        return Party(name, name.title(), draw(st.sampled_from(HELPERS)))
    amount: st.SearchStrategy[Amount] = levels if scale is Scale.ORDINAL else amounts
    none: Amount = () if scale is Scale.ORDINAL else Fraction(0)
    seldom = st.one_of(*[st.just(none)] * 4, amount)
    if easy:
        word: Amount = (3,) if scale is Scale.ORDINAL else Fraction(1)
        trust, growth = draw(st.one_of(st.none(), amount)), draw(growths)
        return Party(name, name.title(), Role.PRINCIPAL, scale, none, word, none, trust, growth)
    return Party(
        name,
        name.title(),
        Role.PRINCIPAL,
        scale,
        walk_away=draw(seldom),
        breach_cost=draw(st.one_of(amount, amount, st.just(none))),
        tolerance=draw(seldom),
        trust=draw(st.one_of(st.none(), st.none(), seldom, amount, amount)),
        trust_growth=draw(growths),
    )


def _value(draw: Draw, party: Party, burdened: bool, spread: bool, easy: bool) -> Value | None:
    """Draw what a step is worth to a party: mostly a cost to those whose burden it is, else a gain; `None`: nothing."""
    kind = draw(st.sampled_from(["usual"] * 4 + ["nothing"] + ([] if easy else ["nothing", "opposite"])))
    if kind == "nothing":
        return None
    sign = -1 if burdened == (kind == "usual") else 1
    if party.scale is Scale.ORDINAL:
        return sign * draw(st.sampled_from([1, 1, 2, 3] if sign < 0 else [3, 5, 2] + [1] * (not easy)))
    middle = (-min(1, draw(costs)) if easy else -draw(costs)) if sign < 0 else draw(gains) + easy
    if party.scale is Scale.CARDINAL:
        return middle
    width = draw(st.sampled_from([Fraction(n) for n in (0, 1, 2, 4)])) if spread else Fraction(0)
    low = middle - width * draw(st.sampled_from([Fraction(0), half, Fraction(1)]))
    return Interval(low, low + width)


@st.composite
def _owners(draw, names: Sequence[str]) -> tuple[str, ...]:
    joint = draw(st.sampled_from([False, False, True]))
    return tuple(draw(st.lists(st.sampled_from(names), min_size=1 + joint, max_size=1 + joint, unique=True)))


def _steps(
    draw: Draw, everyone: Sequence[Party], ids: Sequence[str], whole: set[str], timed: bool, easy: bool
) -> dict[str, Step]:
    """Draw the steps; those in ``whole`` are named in a bonus and can be taken back in full or not at all."""
    spread = {party.id: 0 for party in everyone}
    names = [party.id for party in everyone]
    steps: dict[str, Step] = {}
    for s in ids:
        by = draw(_owners(names))
        value: dict[str, Value] = {}
        for party in everyone:
            if not party.is_principal:
                continue
            burdened = party.id in by and (len(by) == 1 or draw(st.booleans()))  # a treaty may be a gain to its owners
            worth = _value(draw, party, burdened, spread[party.id] < MOST_INTERVALS, easy)
            if worth is not None:
                value[party.id] = worth
                spread[party.id] += isinstance(worth, Interval) and worth.lo != worth.hi
        back = draw(st.sampled_from([Fraction(0), Fraction(1)]) if s in whole else reversibilities)
        hangs = back > 0 and draw(st.sampled_from([False, False, True]))
        clause = draw(conditions(ids)) if hangs else None
        days = st.integers(0, 5) if timed else st.just(0)
        steps[s] = Step(
            s,
            s.title(),
            by,
            value,
            reversible=back,
            reversible_if=clause,
            reversible_if_text=condition_text(clause) if clause else "",
            days=draw(days),
            verified=Verification((), draw(days), None if easy and draw(st.booleans()) else draw(detections)),
        )
    return steps


@st.composite
def _demands(draw, ids: Sequence[str], names: Sequence[str], dated: bool) -> dict[str, Demand]:
    one_rule = forms(ids, names, dated, circular=True).map(rule)
    some_rules = st.lists(one_rule, min_size=1, max_size=2).map(tuple)
    demands: dict[str, Demand] = {}
    for n in range(draw(st.sampled_from([0, 0, 1, 2]))):
        red_line = draw(st.booleans())
        firmness = 0 if red_line else draw(st.integers(1, 5))
        softer = st.builds(SofterForm, some_rules, st.integers(1, max(1, firmness - 1)))
        softened = draw(st.one_of(st.none(), softer)) if firmness > 1 else None  # nothing is cheaper than 1
        demands[f"d{n + 1}"] = Demand(
            f"d{n + 1}",
            draw(st.sampled_from(names)),
            draw(some_rules),
            firmness=firmness,
            red_line=red_line,
            softer=(softened,) if softened else (),
            form=draw(st.sampled_from([None, 0])) if softened else None,
        )
    return demands


@st.composite
def cases(
    draw,
    most_parties: int = 4,
    most_steps: int = 6,
    most_phases: int = 4,
    scales: Sequence[Scale | None] = (*Scale, None),
    bonuses: bool = True,
) -> Case:
    """Draw a case with every feature of the format mixed; ``scales`` are those its parties may have."""
    names = [f"p{n}" for n in range(1, draw(st.integers(2, most_parties)) + 1)]
    easy = draw(st.booleans())  # an exchange in which all gain and each can be held by little: larger roadmaps hold
    everyone = [draw(parties(name, scales, easy)) for name in names]
    ids = [f"s{n}" for n in range(1, draw(st.sampled_from(sizes[most_steps])) + 1)]
    counting = [party.id for party in everyone if party.scale is Scale.CARDINAL]
    extra: list[Bonus] = []
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2])) if counting and bonuses else 0):
        when = draw(conditions(ids))
        to = draw(st.lists(st.sampled_from(counting), min_size=1, max_size=2, unique=True))
        worth = st.sampled_from([Fraction(n) for n in (1, 2, -1, 4, -2)] + [half])
        extra.append(Bonus(when, condition_text(when), {name: draw(worth) for name in to}))
    whole = set(chain.from_iterable(steps_of(bonus.when) for bonus in extra))
    timed, dated = draw(st.booleans()), draw(st.booleans())
    steps = _steps(draw, everyone, ids, whole, timed, easy)
    rules = draw(st.lists(forms(ids, names, dated, circular=False).map(rule), max_size=2))
    if draw(st.sampled_from([False, True] if easy else [False] * 3 + [True])):  # else the best packages are small
        rules.append(rule(AtLeast(len(ids) - len(ids) // 3, tuple(map(StepDone, ids)))))
    if easy and len(ids) > 2 and draw(st.booleans()):  # else one phase is mostly enough
        rules.append(rule(After(ids[-1], StepDone(ids[1]))))
    return Case(
        title="Drawn",
        parties={party.id: party for party in everyone},
        steps=steps,
        bonuses=tuple(extra),
        rules=tuple(rules),
        demands=draw(_demands(ids, names, dated)),
        starts=START if dated else None,
        max_phases=draw(st.sampled_from(sizes[most_phases])),
        fairness=draw(st.sampled_from(Fairness)),
        objectives=tuple(draw(st.permutations(list(Objective)))),
    )


@st.composite
def cases_under_way(draw, **limits) -> tuple[Case, tuple[str, ...]]:
    """Draw a case and the steps of it that have been done by today, mostly none."""
    case = draw(cases(**limits))
    some = draw(st.sampled_from([False, False, False, True]))
    done = draw(st.lists(st.sampled_from(list(case.steps)), max_size=2, unique=True)) if some else []
    return case, tuple(s for s in case.steps if s in done)


@st.composite
def cases_in_dispute(draw, **limits) -> tuple[Case, tuple[str, ...]]:
    """Draw a case with several demands, mostly more than can be met together, and the steps that have been done."""
    case, done = draw(cases_under_way(**limits))
    ids, names = list(case.steps), list(case.parties)
    forms_of_demands = forms(ids, names, case.starts is not None, circular=True).map(rule)
    some_rules = st.lists(forms_of_demands, min_size=1, max_size=2).map(tuple)
    demands: dict[str, Demand] = {}
    for n in range(1, draw(st.integers(1, 4)) + 1):
        firmness = draw(st.integers(1, 5))
        prices = draw(st.lists(st.integers(1, 4), max_size=2))
        softer = tuple(SofterForm(draw(some_rules), price) for price in prices if price < firmness)
        red_line = not softer and draw(st.sampled_from([False, False, False, True]))
        form = draw(st.sampled_from([None, None, *range(len(softer))]))
        demands[f"d{n}"] = Demand(
            f"d{n}",
            draw(st.sampled_from(names)),
            draw(some_rules),
            firmness=0 if red_line else firmness,
            red_line=red_line,
            softer=softer,
            form=form,
        )
    wanted = draw(st.sampled_from([None, *ids]))
    asked = (rule(Include(StepDone(wanted))),) if wanted else ()
    return replace(case, demands=demands, rules=(*case.rules, *asked)), done


@st.composite
def cases_with_roadmap(draw, **limits) -> tuple[Case, WrittenRoadmap]:
    """Draw a case and a roadmap that need not hold, not even keep to the number of phases."""
    case, done = draw(cases_under_way(**limits))
    at = {s: draw(st.integers(0, 4)) for s in case.steps if s not in done}
    phases = (tuple(s for s in at if at[s] == k) for k in range(1, 5))
    return case, WrittenRoadmap(tuple(phase for phase in phases if phase), done)


@st.composite
def cases_short_of_trust(draw, **limits) -> tuple[Case, tuple[str, ...]]:
    """Draw an exchange in which breaking one's word costs nothing: mostly stuck, and mostly for want of a hold."""
    case = draw(cases(**limits))
    bare = {
        party.id: replace(
            party,
            breach_cost=() if party.scale is Scale.ORDINAL else Fraction(0),
            walk_away=() if party.scale is Scale.ORDINAL else Fraction(0),
            trust=None,
        )
        for party in case.parties.values()
    }
    ids = list(case.steps)
    wanted = And(tuple(map(StepDone, ids[:2]))) if len(ids) > 1 else StepDone(ids[0])
    demands = {name: demand for name, demand in case.demands.items() if not demand.red_line}
    return replace(case, parties=bare, rules=(rule(Include(wanted)),), demands=demands), ()
