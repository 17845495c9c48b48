"""Bridges, least trust and fragility against brute force: the same ones, at the same least amounts, none to spare."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import assume, note
from hypothesis import strategies as st

from detente.case import Changes, apply, build, read_roadmap, to_document
from detente.case.model import Case, Scale
from detente.checker import check
from detente.diagnosis.bridges import BridgesFound, find_bridges
from detente.diagnosis.bridges.kinds import offers_of
from detente.diagnosis.bridges.raising import find_raising
from detente.diagnosis.bridges.spelling import with_offers
from detente.diagnosis.feasibility import Outcome
from detente.diagnosis.inquiry import Inquiry, begin
from detente.diagnosis.least_trust import least_trust
from detente.errors import CaseError
from detente.roadmap.shares import UNITS
from detente.roadmap.solver import Clock
from tests.brute import Judge
from tests.brute.bridges import any_holds, rows
from tests.brute.search import all_roadmaps
from tests.laws.effort import hold
from tests.strategies import cases_short_of_trust, cases_under_way

Drawn = tuple[Case, tuple[str, ...]]

SMALL = {"most_steps": 3, "most_parties": 3, "most_phases": 3}

STUCK = st.one_of(cases_short_of_trust(**SMALL), cases_short_of_trust(**SMALL), cases_under_way(**SMALL))

efforts = pytest.mark.parametrize("examples", [8, pytest.param(24, marks=pytest.mark.slow, id="many")])
"""Fewer than usual: each example is many questions."""


def stuck(drawn: Drawn) -> Inquiry:
    """Give the inquiry of a case without a roadmap; others are of no interest here."""
    case, done = drawn
    assume(_can_be_written(case))
    assume(not any_holds(case, done))
    return inquiry(case, done)


def _can_be_written(case: Case) -> bool:
    """Whether a case could stand in a file: bridges are spelt out in its words."""
    try:
        build(to_document(case))
    except CaseError:
        return False
    return True


def inquiry(case: Case, done: tuple[str, ...]) -> Inquiry:
    clock = Clock(None)
    return begin(case, Changes(), done, clock, 0, clock)


def singles(found: BridgesFound) -> dict[tuple[str, ...], object]:
    """Give every general bridge that unlocks by itself, with its least amount."""
    return {(use.kind, *use.about): use.amount for one in found.bridges if len(one.uses) == 1 for use in one.uses}


def agree_on_single_bridges(drawn: Drawn) -> None:
    """The same general bridges unlock by themselves, and at the same notch."""
    case, done = drawn
    one = stuck(drawn)
    found = singles(find_bridges(one, one.clock, most_together=1, most=1000))
    lifting = {key: amount for key, amount in found.items() if key[0] not in ("splitting", "escrow")}
    expected = {}
    for key, variants in rows(case, done):
        holding = [n for n, variant in enumerate(variants) if any_holds(variant, done)]
        if holding:
            expected[key] = variants[holding[0]]
    note(f"by brute force {sorted(expected)}, found {sorted(lifting)}")
    with_concessions = any(sets.payment.firmness for sets in find_bridges(one, one.clock, most_together=1).bridges)
    assert with_concessions or set(lifting) == set(expected)
    for key, variant in expected.items():
        if with_concessions or _is_number(case, key):
            continue
        spelt = next(s for s in find_bridges(one, one.clock, most_together=1, most=1000).bridges if _key(s) == key)
        assert _same(apply(case, spelt.changes), variant)


def _key(one) -> tuple[str, ...]:
    return (one.uses[0].kind, *one.uses[0].about)


def _is_number(case: Case, key: tuple[str, ...]) -> bool:
    return key[0] == "verification" or (key[0] == "guarantee" and case.parties[key[1]].scale is not Scale.ORDINAL)


def _same(one: Case, other: Case) -> bool:
    return (one.parties, one.steps, one.demands, one.max_phases) == (
        other.parties,
        other.steps,
        other.demands,
        other.max_phases,
    )


def hold_and_not_with_a_notch_less(drawn: Drawn) -> None:
    """Every set unlocks, none of its bridges is to spare, and with one notch less of any it does not."""
    case, done = drawn
    one = stuck(drawn)
    offers = {offer.id: offer for offer in offers_of(case, done)}
    for found in find_bridges(one, one.clock, most_together=2, most=6).bridges:
        changed = apply(case, found.changes)
        assert Judge(changed, done).holds([phase.steps for phase in found.roadmap.phases])
        assert check(case, read_roadmap(found.to_dict(), case)).holds
        if any(use.id not in offers for use in found.uses):
            continue  # it speaks of the parts of a step that another of the set splits: no offer of the case as it is
        chosen = [(offers[use.id], _notches(offers[use.id], use)) for use in found.uses]
        base = replace(found.changes, settings=(), bridges=())
        for place, (offer, notches) in enumerate(chosen):
            rest = (*chosen[:place], *chosen[place + 1 :])
            assert not any_holds(apply(case, with_offers(case, base, rest)[0]), done)
            if notches > 1:
                less = (*chosen[:place], (offer, notches - 1), *chosen[place + 1 :])
                assert not any_holds(apply(case, with_offers(case, base, less)[0]), done)


def _notches(offer, use) -> int:
    low, high = 1, offer.most
    for _ in range(40):
        middle = (low + high) // 2
        if _reaches(offer.amount(middle).least, use.amount.least):
            high = middle
        else:
            low = middle + 1
        if low >= high:
            break
    assert offer.amount(high).least == use.amount.least
    return high


def _reaches(one, other) -> bool:
    if isinstance(one, tuple):  # rungs of a ladder of levels: longer, or as long and higher
        return (len(one), one) >= (len(other), other)
    return one is None or one >= other


def miss_no_pair(drawn: Drawn, data: st.DataObject) -> None:
    """Two general bridges that unlock together are found, or one of them unlocks by itself."""
    case, done = drawn
    one = stuck(drawn)
    found = find_bridges(one, one.clock, most_together=2, most=1000)
    assume(not any(each.payment.firmness for each in found.bridges))
    sets = [{use.id for use in each.uses} for each in found.bridges]
    lifting = [offer for offer in offers_of(case, done) if offer.loosens]
    pairs = list(combinations(lifting, 2))
    for pair in (
        data.draw(st.lists(st.sampled_from(pairs), max_size=6, unique_by=lambda p: (p[0].id, p[1].id))) if pairs else []
    ):
        if not any(each <= {offer.id for offer in pair} for each in sets):
            changes = with_offers(case, Changes(), tuple((offer, offer.most) for offer in pair))[0]
            assert not any_holds(apply(case, changes), done), [offer.id for offer in pair]


def agree_on_the_least_trust(drawn: Drawn) -> None:
    """With so much trust a roadmap holds, with a notch less none does, and where none is found none helps."""
    case, done = drawn
    one = stuck(drawn)
    trust = least_trust(one, one.clock)
    note(f"{trust}")
    ladder = sorted({level for party in case.principals for level in _levels(case, party.id)})
    ordinal = any(party.scale is Scale.ORDINAL for party in case.principals)
    if trust.outcome is Outcome.NONE:
        assert not any_holds(trusted(case, Fraction(1000), ladder[-1] if ordinal else 0), done)
        return
    assert (trust.outcome, trust.proved) == (Outcome.HOLDS, True)
    share, level = trust.share or Fraction(0), trust.level or 0
    assert any_holds(trusted(case, share, level), done)
    assert Judge(trusted(case, share, level), done).holds(trust.phases)
    if share:
        assert not any_holds(trusted(case, share - Fraction(1, 10_000), level), done)
    if level:
        lower = ladder[ladder.index(level) - 1] if level != ladder[0] else 0
        assert not any_holds(trusted(case, Fraction(1000), lower), done)


def trusted(case: Case, share: Fraction, level: int) -> Case:
    """Add trust to every party's breach cost (model.md §7)."""
    judge = Judge(case)
    parties = dict(case.parties)
    for party in case.principals:
        if party.scale is Scale.ORDINAL:
            cost = tuple(sorted((*party.breach_cost, *([level] if level else [])), reverse=True))
        else:
            world = judge.middle[party.id]
            span = Fraction(judge.ideals.get(party.id, world.walk_away) - world.walk_away, world.unit)
            cost = party.breach_cost + share * span
        parties[party.id] = replace(party, breach_cost=cost)
    return replace(case, parties=parties)


def _levels(case: Case, name: str) -> set[int]:
    party = case.parties[name]
    if party.scale is not Scale.ORDINAL:
        return set()
    used = {abs(step.value[name]) for step in case.steps.values() if name in step.value}
    for amount in (party.walk_away, party.breach_cost, party.tolerance, party.trust or ()):
        used |= set(amount)
    return used or {1}


def agree_on_what_raises(drawn: Drawn) -> None:
    """Where a roadmap holds, the same general bridges raise the smallest share, from the same notch on, as far."""
    case, done = drawn
    assume(_can_be_written(case))
    assume(any_holds(case, done))
    one = inquiry(case, done)
    found = find_raising(one, Clock(None), most=1000)
    now = most_shared(case, case, done)
    if now is None:
        assert not found.bridges
        return
    assert found.complete
    general = {_key(each): each for each in found.bridges if each.uses[0].kind != "own"}
    expected = {}
    for key, variants in rows(case, done):
        raising = [variant for variant in variants if (most_shared(case, variant, done) or now) > now]
        if raising:
            expected[key] = raising[0]
    note(f"by brute force {sorted(expected)}, found {sorted(general)}")
    assert set(general) == set(expected)
    for key, each in general.items():
        changed = apply(case, each.changes)
        assert (each.before, each.after) == (Fraction(now, UNITS), Fraction(most_shared(case, changed, done), UNITS))
        assert each.after > each.before
        if not _is_number(case, key):
            assert _same(changed, expected[key])


def most_shared(case: Case, variant: Case, done: tuple[str, ...]) -> int | None:
    """Give the largest smallest share of a variant, measured as in the case itself; `None`: nobody has one."""
    shares, judge = Judge(case, done), Judge(variant, done)
    steps = [s for s in variant.steps if s not in done]
    if not shares.ideals:
        return None
    packages = (
        judge.timeline(phases).package for phases in all_roadmaps(steps, variant.max_phases) if judge.holds(phases)
    )
    return max((min(shares.share(i, package) for i in shares.ideals) for package in packages), default=None)


@efforts
def test_the_bridges_that_raise_the_smallest_share_are_those_of_brute_force(examples: int) -> None:
    """Section 7: where a roadmap holds, the same questions remain."""
    hold(agree_on_what_raises, st.one_of(cases_under_way(**SMALL), cases_short_of_trust(**SMALL)), examples=examples)


@efforts
def test_the_single_bridges_are_those_of_brute_force(examples: int) -> None:
    """Section 7: each general bridge by itself, at every amount."""
    hold(agree_on_single_bridges, STUCK, examples=examples)


@efforts
def test_every_bridge_is_needed_and_at_its_least_amount(examples: int) -> None:
    """Section 7: a bridge's amount less one notch does not unlock."""
    hold(hold_and_not_with_a_notch_less, STUCK, examples=examples)


@efforts
def test_no_pair_of_bridges_is_missed(examples: int) -> None:
    """Section 7: bridges are combined where one is not enough."""
    hold(miss_no_pair, STUCK, st.data(), examples=examples)


@efforts
def test_the_least_trust_is_that_of_brute_force(examples: int) -> None:
    """Section 7: the least share or level, and with a notch less there is no roadmap."""
    hold(agree_on_the_least_trust, STUCK, examples=examples)
