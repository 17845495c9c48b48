"""The roadmap told as text: phase by phase, in words, no line wider than 80 columns unless a single name is.

The text is plain. Where standard output is a terminal, `detente.report.terminal` colours it line by line; nothing that
a reader needs is in the colours.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING

from detente.case.model import Case
from detente.report import headline
from detente.report.assumptions import assumptions
from detente.report.demands import demands
from detente.report.detection import detections
from detente.report.figures import exposure_table, share_table, temptation_table, worth_table
from detente.report.fragility_text import fragility_lines
from detente.report.holding import stages
from detente.report.layout import WIDTH, grid, item, paragraph, section, without_gaps
from detente.report.omitted import ONE_AT_A_TIME, omitted
from detente.report.phases import outline, phases
from detente.report.positions import positions
from detente.report.provenance import computed_from, objective_rows, why_package
from detente.report.public import LEFT_OUT
from detente.report.rest import resting
from detente.report.told import Told, tell
from detente.report.why_text import reasons_lines
from detente.report.words import day, sentence
from detente.roadmap.result import Roadmap, Status

if TYPE_CHECKING:
    from detente.checker import CheckReport
    from detente.diagnosis.fragility import Fragility
    from detente.diagnosis.result import Diagnosis


def as_text(
    case: Case,
    roadmap: Roadmap,
    check: CheckReport | None = None,
    *,
    public: bool = False,
    on: date | None = None,
    diagnosis: Diagnosis | None = None,
    fragility: Fragility | None = None,
) -> str:
    """Return the report on a roadmap as plain text, ending with a line break.

    Parameters are those of `detente.report.as_page`, but for ``diagnosis``: why there is no roadmap, and
    ``fragility``: what the one there is hangs on (left out of a public copy).
    """
    return text_of(tell(case, roadmap, check, public=public, on=on), case, diagnosis=diagnosis, fragility=fragility)


def text_of(told: Told, case: Case, *, diagnosis: Diagnosis | None = None, fragility: Fragility | None = None) -> str:
    """Return the same from what has been put together already, for whoever makes text and page of one roadmap."""
    reasons = reasons_lines(case, told, diagnosis) if diagnosis else iter(())
    if fragility is not None and not told.public:
        reasons = fragility_lines(told, fragility)
    return "\n".join(without_gaps(_report(told, reasons))) + "\n"


def _report(told: Told, reasons: Iterator[str]) -> Iterator[str]:
    yield from _title(told)
    if told.holds:
        yield from _warnings(told)
        yield from _phases(told)
        yield from _figures(told)
        yield from _detection(told)
        yield from _rest(told)
        yield from _package(told)
        yield from _alternatives(told)
    else:
        yield from _without(told)
    yield from reasons
    yield from _demands(told)
    yield from _assumptions(told)
    yield from _computed(told)


def _title(told: Told) -> Iterator[str]:
    heading = wrap(told.case.title, WIDTH) or [""]
    yield from heading
    yield "=" * max(len(line) for line in heading)
    if told.on:
        yield day(told.on)
    yield from paragraph(headline.verdict(told))
    if told.holds:
        if headline.when(told):
            yield from paragraph(sentence(headline.when(told)))
        yield from paragraph(headline.what_it_leaves_out(told))
        yield from paragraph(headline.proof(told))
        for name, words in headline.what_each_trades(told):
            yield from item(f"{name}: {words}.")
        yield from paragraph(headline.NOT_A_FORECAST)
    if told.public:
        yield from paragraph(LEFT_OUT)
    yield ""


def _warnings(told: Told) -> Iterator[str]:
    if told.roadmap.warnings:
        yield from section("What to watch")
        for warning in told.roadmap.warnings:
            yield from item(f"{headline.warning_label(warning.kind)}: {warning.text}", bullet="!")
        yield ""


def _phases(told: Told) -> Iterator[str]:
    for number, phase in enumerate(phases(told), start=1):
        yield from section(f"{phase.name}{': ' if phase.when else ''}{phase.when}")
        for who, steps in phase.groups:
            yield from paragraph(who, indent=2)
            for step in steps:
                name = "" if step.title == step.id else f" [{step.id}]"
                yield from item(f"{step.title}{name}", indent=4)
                yield from paragraph(step.detail, indent=6)
        yield from _standing(told, number, phase.positions)
        yield ""
    after = told.roadmap.after
    if after and told.principals:
        yield from section("Once all is done")
        yield from _standing(told, len(told.roadmap.phases) + 1, positions(told, after))
        yield ""


def _standing(told: Told, number: int, stands: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Yield how everybody stands at a stage, and what holds it there."""
    if not stands:
        return
    yield from paragraph("Where everybody stands", indent=2)
    for (party, words), held in zip(stands, stages(told)[number - 1].held, strict=True):
        by = "; ".join(f"{name}: {amount}" if amount else name for name, amount in held.by)
        yield from item(f"{party}: {words}" + (f" Held by {by}." if by else ""), indent=4)


def _figures(told: Told) -> Iterator[str]:
    if told.public or not told.roadmap.phases or not told.principals:
        return
    for title, table in (
        ("What leaving would gain, by phase", temptation_table(told)),
        ("At risk if the others leave, by phase", exposure_table(told)),
        ("Share received so far, by phase", share_table(told)),
    ):
        yield from section(title)
        yield from grid(table)
        yield ""
    if any(told.is_for_ordering_only(party.id) for party in told.principals):
        yield from paragraph("* for ordering only: worked out from ranks, not an amount")
        yield ""


def _detection(told: Told) -> Iterator[str]:
    found = detections(told)
    if not found:
        return
    yield from section("What verification has to detect")
    for one in found:
        stated = f"stated {one.stated}" if not one.assumed else f"{one.stated} (assumption)"
        by = f"verified by {one.verified_by}" if one.verified_by else "nobody is named to verify it"
        yield from item(f"{one.step} ({one.owners}; {by}): required {one.required}; {stated}")
    yield ""


def _rest(told: Told) -> Iterator[str]:
    rest = resting(told)
    if rest is None:
        return
    yield from section("Could it come to rest there?")
    for name, words in rest.rows:
        yield from item(f"{name}: {words}")
    yield from paragraph(rest.note)
    yield ""


def _package(told: Told) -> Iterator[str]:
    found = omitted(told)
    if told.public:
        if found:
            yield from section("Steps of the case that are not part of it")
            for one in found:
                yield from item(one.step)
            yield ""
        return
    yield from section("Why the package is as it is")
    yield from paragraph(why_package(told))
    worth = worth_table(told)
    if worth is not None:
        yield from grid(worth)
    yield ""
    if found:
        yield from section("Steps left out")
        yield from paragraph(ONE_AT_A_TIME)
        for one in found:
            yield from item(f"{one.step}: {one.why}")
            yield from paragraph(
                f"Would cost {one.losers or 'nobody'}; would serve {one.gainers or 'nobody'}.", indent=4
            )
        yield ""


def _alternatives(told: Told) -> Iterator[str]:
    for number, alternative in enumerate(told.roadmap.alternatives, start=1):
        yield from section(f"Alternative {number}")
        for trade in alternative.trades:
            yield from item(trade)
        for name, steps in outline(told, alternative.roadmap):
            yield from paragraph(f"{name}: {steps}", indent=2, hanging=4)
        yield ""


def _without(told: Told) -> Iterator[str]:
    if told.roadmap.status is Status.NONE:
        yield from paragraph(
            "With these assumptions, demands and rules there is no order of steps in which nobody would at some point "
            "be better off leaving, or be asked to accept what is worth less to it than its alternative. That is a "
            "statement about the case as it is written down, not about the parties."
        )
    else:
        yield from paragraph("Nothing can be concluded from that. More time, or a smaller case, may decide it.")
    yield ""


def _demands(told: Told) -> Iterator[str]:
    found = demands(told)
    if not found:
        return
    yield from section("Demands")
    for demand in found:
        price = f", {demand.price}" if demand.price else ""
        yield from item(f"{demand.party}, {demand.id} ({demand.form}{price})")
        if demand.says:
            yield from paragraph(f"“{demand.says}”", indent=4)
        for line in demand.rules:
            yield from paragraph(line, indent=4, hanging=6)
        for cited in demand.sources:
            mark = f" [{cited.mark}]" if cited.mark and cited.mark != "verified" else ""
            yield from paragraph(f"Source: {cited.text}{mark}{f' {cited.url}' if cited.url else ''}", indent=4)
    yield ""


def _assumptions(told: Told) -> Iterator[str]:
    yield from section("Assumptions")
    for one in assumptions(told):
        yield from item(f"[{one.kind}] {one.text}" + (f" [{one.mark}]" if one.mark not in ("", "verified") else ""))
    yield ""


def _computed(told: Told) -> Iterator[str]:
    yield from section("How it was computed")
    for label, value in computed_from(told):
        yield from item(f"{label}: {value}")
    for row in objective_rows(told):
        yield from item(f"{row.part}: {row.value} (best possible {row.bound}; proved: {row.proved})")
