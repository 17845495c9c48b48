"""Sentences that the text and the page of a diagnosis share."""

from __future__ import annotations

from detente.diagnosis.result import Diagnosis, GoalReached
from detente.report.sentences import condition_words
from detente.report.told import Told
from detente.report.words import count, decimal, listing, percent

NOBODY_IS_TO_BLAME = (
    "Conflicts name demands, not culprits. Taking any one member away would do; which one is for the parties to say."
)


def conflicts_intro(told: Told, diagnosis: Diagnosis) -> str:
    """Say how many conflicts there are, and whether that is all of them."""
    number = len(diagnosis.conflicts)
    if diagnosis.roadmap.exists:
        inside = f"with {len(diagnosis.roadmap.package)} of {count(len(told.case.steps), 'step')}"
        return f"Nothing clashes: a roadmap holds with every demand in force, {inside}.{_where_else(told, diagnosis)}"
    if told.public and diagnosis.rests_on_values:
        found = f"{count(number, 'minimal conflict')} among the demands themselves" if number else "No demands clash"
        return f"{found}, whatever anybody wants; conflicts that rest on what the parties want are not in this copy."
    if not number:
        return "No conflict was found in the time given."
    every = "These are all" if diagnosis.complete.get("conflicts") else "There may be more"
    return f"{count(number, 'minimal conflict')}, smallest first. {every}. Without any one of its members each is gone."


def _where_else(told: Told, diagnosis: Diagnosis) -> str:
    """Say where to read on, as far as a copy has it: a roadmap that holds may still be a poor one."""
    if told.public and diagnosis.rests_on_values:
        return ""
    return (
        " What would let it have more with no demand given up comes next; what the demands cost is in the price list."
    )


def concessions_intro(diagnosis: Diagnosis) -> str:
    """Say how concessions are counted, and whether those listed are all."""
    complete = diagnosis.complete.get("concessions", False)
    if not diagnosis.concessions:
        if complete:
            return (
                "None: even with every demand given up, red lines apart, no roadmap holds. See what would help instead."
            )
        return "None was found in the time given."
    text = (
        "Minimal sets of demands to soften or give up, cheapest first, in points of firmness (a stated judgement). "
        f"{'These are all.' if complete else 'There are more, or may be.'}"
    )
    if diagnosis.hangs_on_the_firmest:
        text += " If a firmness of 5 counted double, they would stand in another order."
    return text


def price_intro(told: Told, diagnosis: Diagnosis) -> str:
    """Say what the price list lists."""
    ordering = " (shares of ordinal parties are for ordering only)" if _is_ordering_only(told) else ""
    every = "" if diagnosis.complete.get("price_list") else " There may be further points."
    return (
        "Points of firmness given up, against the smallest share that any party then has of what it could have at "
        f"most{ordering}. Each is the best for its points.{every}"
    )


def _is_ordering_only(told: Told) -> bool:
    return any(told.is_for_ordering_only(party.id) for party in told.principals)


def dearest_demand(told: Told, diagnosis: Diagnosis) -> str:
    """Say which single demand costs everybody most."""
    if not diagnosis.demand_costs or diagnosis.demand_costs[0].smallest_share is None:
        return (
            "" if not diagnosis.demand_costs else "No demand alone stands in the way: without any one, nothing holds."
        )
    first = diagnosis.demand_costs[0]
    share = first.smallest_share
    assert share is not None
    if first.gain is None:
        alone = [cost.demand for cost in diagnosis.demand_costs if cost.smallest_share is not None]
        return f"Given up alone, {listing(alone, 'or')} would unlock a roadmap."
    if not first.gain:
        return "No demand by itself costs anybody anything: without any one, the smallest share stays the same."
    best = [cost.demand for cost in diagnosis.demand_costs if cost.gain == first.gain]
    return (
        f"The single demand that costs everybody most is {listing(best, 'or')}: "
        f"without it the smallest share is {percent(share)} instead of {percent(share - first.gain)}."
    )


def cost_lines(told: Told, diagnosis: Diagnosis) -> tuple[str, ...]:
    """Say of every demand that costs something, or unlocks a roadmap by itself, what there is without it."""
    lines = []
    for cost in diagnosis.demand_costs:
        if cost.smallest_share is None or (cost.gain is not None and not cost.gain):
            continue
        gain = f", {decimal(cost.gain * 100, 2)} percentage points more" if cost.gain is not None else ""
        known = told.written.demands.get(cost.demand)
        whose = f" ({told.party(known.by)})" if known else ""
        lines.append(f"without {cost.demand}{whose}: smallest share {percent(cost.smallest_share)}{gain}")
    return tuple(lines)


def goal_sentences(told: Told, diagnosis: Diagnosis) -> tuple[str, ...]:
    """Say how near one can come to what was to be included."""
    return tuple(line for goal in diagnosis.goals for line in _goal(told, goal))


def _goal(told: Told, goal: GoalReached) -> tuple[str, ...]:
    from detente.case import parse_condition

    def words(parts: tuple[str, ...]) -> str:
        return listing([condition_words(told.written, parse_condition(part)) for part in parts])

    if not goal.missing and goal.roadmap is not None:
        return (f"A roadmap has all of it: {words(goal.parts)}.",)
    if goal.roadmap is None and goal.proved:
        return ("With the demands as they stand there is no roadmap at all, with any of it or without.",)
    if goal.roadmap is None:
        return ("How near one can come was not found out in the time given.",)
    most = "No roadmap has more" if goal.proved else "More may be possible"
    if not goal.reached:
        return (f"With the demands as they stand no roadmap has any of it: {words(goal.missing)}.",)
    return (
        f"With the demands as they stand, a roadmap has {words(goal.reached)}. {most}.",
        f"Missing: {words(goal.missing)}.",
    )


def left_out_of_copy() -> str:
    """Say what a copy for sharing does not have: the same words in every copy."""
    return (
        "Who could give what, what it would be worth, and what else would help rest on what the parties want; they are "
        "not in this copy."
    )
