"""Bridges in words: what is built, how much of it is needed, and how things stand before and after."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from fractions import Fraction

from detente.case import Case, Changes
from detente.diagnosis.bridges import Amount, BridgeFound, Use
from detente.diagnosis.result import Diagnosis
from detente.report.payments_told import gives, unlocks
from detente.report.phases import outline
from detente.report.told import Told, tell
from detente.report.words import decimal, percent

MEASURES = {
    "breach_cost": "price of breaking its word",
    "detection": "probability that a pretence is found out",
    "reversible": "share of its worth that can be taken back",
    "parts": "parts",
    "max_phases": "phases at most",
    "days": "days",
    "phase": "phase",
}
"""What the amounts of bridges are called, by their key in the case format."""


@dataclass(frozen=True, slots=True)
class BridgeTold:
    """A set of bridges in words.

    ``built`` has a line for each, ``beside`` the concessions needed as well, ``before`` and ``after`` how things stand
    without and with it, ``options`` what to add to a command, ``phases`` the roadmap, a line a phase.
    """

    built: tuple[str, ...]
    beside: tuple[str, ...]
    before: str
    after: str
    options: str
    phases: tuple[tuple[str, str], ...]


def bridges_told(case: Case, told: Told, diagnosis: Diagnosis) -> tuple[BridgeTold, ...]:
    """Tell all bridges, in their order."""
    return tuple(_told(case, told, diagnosis.changes, one) for one in diagnosis.bridges if isinstance(one, BridgeFound))


def bridges_intro(diagnosis: Diagnosis) -> str:
    """Say what bridges are, and whether those listed are all."""
    complete = diagnosis.complete.get("bridges", False)
    if diagnosis.roadmap.exists:
        return _raising_intro(diagnosis, complete)
    if not diagnosis.bridges:
        return "No bridge helps, among those the case lists and the general ones." if complete else "None was found."
    every = "" if complete else " There may be more."
    return (
        "Changes of the deal that unlock a roadmap without anybody giving up a demand, fewest first, each with the "
        f"least amount that will do.{every}"
    )


def _raising_intro(diagnosis: Diagnosis, complete: bool) -> str:
    looked_at = "Looked at were the case's own bridges and the general ones, but splitting and escrow."
    if not diagnosis.bridges:
        none = "No bridge by itself would raise the smallest share" if complete else "None was found in the time"
        return f"{none}. {looked_at}"
    every = "" if complete else " There may be more."
    return (
        "A roadmap holds. Each of these, by itself, would let whoever has the smallest share have more, and nobody "
        f"would give up a demand; the amount is the least with which it does. {looked_at}{every}"
    )


def bridges_heading(diagnosis: Diagnosis) -> str:
    """Say what the section on bridges is about."""
    if diagnosis.roadmap.exists:
        return "What would make the deal better without anybody giving up anything"
    return "What would help without anybody giving up anything"


def _told(case: Case, told: Told, asked: Changes, one: BridgeFound) -> BridgeTold:
    of_its_own = tell(case, one.roadmap, public=told.public)
    return BridgeTold(
        tuple(_built(use) for use in one.uses),
        gives(told, one.payment),
        _stands(one.before, "no roadmap"),
        f"{unlocks(of_its_own, one.roadmap)}{_share(one.after)}",
        _options(asked, one),
        outline(of_its_own, one.roadmap),
    )


def _built(use: Use) -> str:
    cost = f" (cost {decimal(use.cost)})" if use.cost else ""
    return f"{use.title}{amount_words(use.amount)}{cost}"


def amount_words(amount: Amount) -> str:
    """Say how much is needed, and how much there is; empty where there is nothing to measure."""
    if not amount.key or amount.least is None:
        return ""
    now = f"; now {_figure(amount.now)}" if amount.now not in (None, ()) else ""
    at_least = "at least " if amount.proved else ""
    return f": {MEASURES.get(amount.key, amount.key)} {at_least}{_figure(amount.least)}{now}"


def _figure(figure: Fraction | tuple[int, ...] | None) -> str:
    if figure is None:
        return "none"
    if isinstance(figure, tuple):
        return f"that of a matter of level {' and '.join(map(str, figure))}"
    return decimal(figure)


def _stands(share: Fraction | None, otherwise: str) -> str:
    return otherwise if share is None else f"smallest share {percent(share)}"


def _share(share: Fraction | None) -> str:
    return "" if share is None else f", smallest share {percent(share)}"


def _options(asked: Changes, one: BridgeFound) -> str:
    """Give what to add to ``detente plan CASE`` to see the roadmap."""
    changes = one.changes
    new = (pair for pair in changes.settings if pair not in asked.settings)
    parts = [f"--set {shlex.quote('='.join(pair))}" for pair in new]
    parts += [f"--with-bridge {name}" for name in changes.bridges if name not in asked.bridges]
    parts += [f"--give-up {name}" for name in one.payment.give_up]
    parts += [f"--soften {each.demand}={each.form + 1}" for each in one.payment.soften]
    return " ".join(parts)
