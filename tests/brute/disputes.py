"""All minimal conflicts, concessions and prices of a tiny case, by looking at every roadmap (model.md §7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

from detente.case.model import Case, Demand
from detente.case.rules import NotBeforeDate, NotBeforeDays, Rule
from tests.brute.conditions import obeys
from tests.brute.judge import Judge
from tests.brute.search import all_roadmaps

OWN = {
    "acceptable": "accepts the package",
    "self-enforcing": "has no reason to walk away",
    "safe": "is not exposed beyond its trust",
    "deterred": "is deterred from cheating",
}

Names = frozenset[str]


def broken(judge: Judge, phases: Sequence[Sequence[str]]) -> Names | None:
    """Return the names of the conditions that a roadmap breaks; `None` where it breaks a rule, or is empty."""
    case, t = judge.case, judge.timeline(phases)
    if not t.package or not all(obeys(rule.form, t) for rule in case.rules):
        return None
    names = {d.id for d in case.demands.values() if not all(obeys(rule.form, t) for rule in d.in_force)}
    for what, party, _ in judge.failures(phases):
        if what in OWN:
            names.add(f"{party} {OWN[what]}")
    if len(t.phases) > case.max_phases:
        names.add(phases_name(case))
    return frozenset(names)


def phases_name(case: Case) -> str:
    """Return how the bound on the number of phases is called."""
    return f"at most {case.max_phases} phase{'s' if case.max_phases > 1 else ''}"


def all_conditions(case: Case) -> list[str]:
    """Return the names of all conditions."""
    own = [f"{party.id} {words}" for party in case.principals for words in OWN.values()]
    return [*case.demands, *own, phases_name(case)]


def conflicts(case: Case, done: Sequence[str] = ()) -> set[Names]:
    """Return every set of conditions that no roadmap meets, and all of whose proper parts some roadmap meets."""
    open_steps = [s for s in case.steps if s not in done]
    seen: set[Names | None] = set()
    for kept in _kept_demands(case):
        judge = Judge(replace(case, demands=kept), done)
        missing = frozenset(case.demands) - frozenset(kept)
        for phases in all_roadmaps(open_steps, len(open_steps)):
            names = broken(judge, phases)
            seen.add(None if names is None else names | missing)
    # a conflict hits what every roadmap breaks; built roadmap by roadmap, keeping the smallest such sets (Berge 1989)
    hitting: set[Names] = {frozenset()}
    for one in seen - {None}:
        wider = {h if h & one else h | {name} for h in hitting for name in (one if not h & one else {""})}
        hitting = {h for h in wider if not any(other < h for other in wider)}
    return hitting


def _kept_demands(case: Case) -> Iterator[dict[str, Demand]]:
    """Yield demands to be in force together: all, and, where a demand makes phases wait, every part of them."""
    demands = list(case.demands.items())
    smallest = 0 if any(_waits(rule) for _, d in demands for rule in d.in_force) else len(demands)
    for n in range(smallest, len(demands) + 1):
        yield from map(dict, combinations(demands, n))


def _waits(rule: Rule) -> bool:
    return isinstance(rule.form, NotBeforeDate | NotBeforeDays)


Choice = tuple[int, ...]


def offers(case: Case, done: Sequence[str] = ()) -> Iterator[tuple[Choice, Judge, Sequence[Sequence[str]]]]:
    """Yield roadmaps that hold if each demand is moved to the chosen one of its `levels`, for every choice."""
    open_steps = [s for s in case.steps if s not in done]
    for choice in product(*(range(len(levels(d))) for d in case.demands.values())):
        judge = Judge(replace(case, demands=dict(_moved_demands(case, choice))), done)
        for phases in all_roadmaps(open_steps, case.max_phases):
            if judge.holds(phases):
                yield choice, judge, phases


def _moved_demands(case: Case, choice: Choice) -> Iterator[tuple[str, Demand]]:
    for demand, n in zip(case.demands.values(), choice, strict=True):
        form, _ = levels(demand)[n]
        if form is not None:
            yield demand.id, demand if form == -1 else replace(demand, form=form)


def concessions(case: Case, done: Sequence[str] = ()) -> dict[frozenset[tuple[str, int | None]], int]:
    """Return all minimal concessions with their prices: sets of (demand, softer form; `None`: given up)."""
    unlocking = {choice for choice, _, _ in offers(case, done)}
    minimal = [c for c in unlocking if not any(_less(case, other, c) for other in unlocking)]
    return {frozenset(_moved(case, c)): _price(case, c) for c in minimal}


def price_list(case: Case, done: Sequence[str] = ()) -> list[tuple[int, int]]:
    """Return the frontier of points given up and smallest share reached (in ten-thousandths), cheapest first."""
    found: set[tuple[int, int]] = set()
    shares = Judge(case, done)
    for choice, judge, phases in offers(case, done):
        package = judge.timeline(phases).package
        found.add((_price(case, choice), min(shares.share(i, package) for i in shares.ideals)))
    frontier: list[tuple[int, int]] = []
    for price, share in sorted(found, key=lambda offer: (offer[0], -offer[1])):
        if not frontier or share > frontier[-1][1]:
            frontier.append((price, share))
    return frontier


def levels(demand: Demand) -> list[tuple[int | None, int]]:
    """Return what a demand can be moved to, as (form, points): as it stands first (form −1)."""
    paid = 0 if demand.form is None else demand.softer[demand.form].firmness
    found: list[tuple[int | None, int]] = [(-1, 0)]
    if demand.red_line:
        return found
    for n, form in enumerate(demand.softer):
        if n != demand.form and form.firmness > paid:
            found.append((n, form.firmness - paid))
    return [*found, (None, demand.firmness - paid)]


def _less(case: Case, one: Choice, other: Choice) -> bool:
    """Whether a choice gives less than another: nowhere more, somewhere less."""
    pairs = zip(case.demands.values(), one, other, strict=True)
    return one != other and all(_at_most(levels(d)[a], levels(d)[b]) for d, a, b in pairs)


def _at_most(one: tuple[int | None, int], other: tuple[int | None, int]) -> bool:
    return one == other or one[0] == -1 or other[0] is None or (one[0] is not None and one[1] < other[1])


def _moved(case: Case, choice: Choice) -> Iterator[tuple[str, int | None]]:
    for demand, n in zip(case.demands.values(), choice, strict=True):
        form, _ = levels(demand)[n]
        if form != -1:
            yield demand.id, form


def _price(case: Case, choice: Choice) -> int:
    return sum(levels(d)[n][1] for d, n in zip(case.demands.values(), choice, strict=True))
