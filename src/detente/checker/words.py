"""The report of a check as plain text.

Levels, values and whatever lets a reader infer them are left out of the public form: it says what holds and what does
not, and where, and nothing about how much.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from textwrap import wrap

from detente.case.visible import visible
from detente.checker.days import Day
from detente.checker.report import (
    Balance,
    Checked,
    CheckReport,
    Deviation,
    Figure,
    Hold,
    Requirement,
    Standing,
    Sum,
    Verdict,
    Way,
)

WIDTH = 80


def summary(report: CheckReport, *, public: bool) -> str:
    """Return the whole report as text; no line is wider than 80 columns unless a single name is."""
    lines = [*_headline(report, public=public), *_failures(report, public=public), ""]
    for phase in report.phases:
        lines += [f"Phase {phase.number}: {_period(phase.starts, phase.ends)}"]
        lines += [*_wrapped(", ".join(phase.steps) or "(empty)", "  "), ""]
        lines += [] if public else [*_table(report, phase.number), ""]
    if report.standings and not public:
        lines += ["Once all is done", *_table(report, len(report.phases) + 1), ""]
    lines += [] if public else [*_package(report), *_detection(report)]
    return "\n".join(visible(line) for line in lines).rstrip() + "\n"


def _headline(report: CheckReport, *, public: bool) -> Iterator[str]:
    yield from _wrapped(report.case_title, "")
    yield from _changes(report, public=public)
    if report.done:
        yield from _wrapped(f"Already done: {', '.join(report.done)}", "")
    number, failed = len(report.checked), len(report.failures)
    if report.holds:
        yield f"The roadmap holds: all {number} conditions are met."
    else:
        yield f"The roadmap does not hold: {failed} of {number} conditions {'fails' if failed == 1 else 'fail'}."


def _changes(report: CheckReport, *, public: bool) -> Iterator[str]:
    named = changes_named(report, public=public)
    if named:
        yield "Changes made to the case:"
        for change in named:
            yield from _wrapped(f"- {change}", "  ", hanging="    ")


def changes_named(report: CheckReport, *, public: bool) -> list[str]:
    """Return a sentence for each change; the public form does not say which settings."""
    settings = len(report.changes.settings)
    if public and settings:
        return ["some settings of the case were changed", *report.changed[settings:]]
    return list(report.changed)


def _period(starts: Day, ends: Day) -> str:
    if isinstance(starts, date):
        return f"{starts} to {ends}"
    return f"day {starts} to day {ends}"


def _table(report: CheckReport, phase: int) -> Iterator[str]:
    """Yield one row a party, and below it what breaking off would mean."""
    standings = [standing for standing in report.standings if standing.phase == phase]
    width = max([5, *(len(standing.party) for standing in standings)])
    after = phase > len(report.phases)
    yield f"  {'party':<{width}}  {'temptation':>10}  {'exposure':>9}  {'' if after else 'share':>8}  held by"
    for standing in standings:
        share = "" if after else _share(standing.share)
        row = f"  {standing.party:<{width}}  {_figure(standing.temptation):>10}  {_figure(standing.exposure):>9}"
        yield from _wrapped(_held_by(standing), f"{row}  {share:>8}  ", hanging=" " * (width + 37))
        marks = [] if standing.self_enforcing else ["has a reason to walk away"]
        marks += [] if standing.safe else ["is exposed beyond its trust"]
        if marks:
            yield f"    !! {' and '.join(marks)}"
        for line in (_way_out(standing.way, standing.deviation), _balance(standing.balance)):
            yield from _wrapped(line, "    ", hanging="      ")


def _held_by(standing: Standing) -> str:
    named = ", ".join(standing.holds)
    if standing.self_enforcing:
        return named or "(leaving would spare it nothing)"
    return f"not enough: {named}" if named else "nothing"


def _way_out(way: Way, deviation: Deviation) -> str:
    parts = [
        f"{verb} {', '.join(steps)}"
        for verb, steps in (
            ("it withholds", deviation.withholds),
            ("it takes back", deviation.takes_back),
            ("the others take back", deviation.others_take_back),
        )
        if steps
    ]
    return f"breaking off {way}: {'; '.join(parts) or 'it does nothing further'}"


def _balance(balance: Balance) -> str:
    against = [f"{hold} {in_words(balance.of(hold))}" for hold in Hold if balance.of(hold)]
    return f"spares it {in_words(balance.spared)}; against it: {', '.join(against) or 'nothing'}"


def in_words(amount: Sum) -> str:
    """Return an amount, or the levels that make it up: ``levels 5, 3, half of 2`` reads ``levels 5, 3, 0.5×2``."""
    if not isinstance(amount, tuple):
        return number(amount)
    if not amount:
        return "nothing"
    matters = [str(one.level) if one.share == 1 else f"{number(one.share)}×{one.level}" for one in amount]
    return f"{'level' if len(matters) == 1 else 'levels'} {' + '.join(matters)}"


def _package(report: CheckReport) -> Iterator[str]:
    if not report.value:
        return
    yield "The package"
    width = max([5, *(len(party) for party in report.value)])
    yield f"  {'party':<{width}}  {'worth':>16}  {'share':>8}"
    refused = {one.party for one in report.failures if one.requirement is Requirement.ACCEPTABLE}
    for party, value in report.value.items():
        if value is None:
            worth = "not acceptable" if party in refused else "acceptable"
        elif isinstance(value, tuple):
            worth = f"{number(value[0])} to {number(value[1])}"
        else:
            worth = number(value)
        yield f"  {party:<{width}}  {worth:>16}  {_share(report.share[party]):>8}"
    yield ""


def _detection(report: CheckReport) -> Iterator[str]:
    if not report.required_detection:
        return
    yield "What verification has to detect, at least"
    width = max(len(step) for step in report.required_detection)
    for step, detection in report.required_detection.items():
        yield f"  {step:<{width}}  {'no detection would deter' if detection is None else number(detection)}"
    yield ""


def _failures(report: CheckReport, *, public: bool) -> Iterator[str]:
    for failure in report.failures:
        yield from _wrapped(f"- {sentence(failure, public=public)}", "  ", hanging="    ")


def sentence(checked: Checked, *, public: bool = False) -> str:
    """Return a condition in a sentence: how it fails, or that it holds."""
    place = _place(checked)
    if checked.holds:
        return f"{place}{checked.requirement}: holds."
    match checked.requirement:
        case Requirement.KNOWN:
            return f"{place}“{checked.step}” is no step of the case; {checked.detail}."
        case Requirement.ONCE:
            return f"{place}“{checked.step}” comes a second time: {checked.detail}."
        case Requirement.FILLED:
            return f"Phase {checked.phase} is empty."
        case Requirement.BOUNDED:
            return f"{checked.detail[:1].upper()}{checked.detail[1:]}."
        case Requirement.WORTHWHILE:
            return "The package is empty."
        case Requirement.ORDERED:
            return f"{place}{checked.detail}."
        case _:
            return f"{place}{_of_party(checked)}{'' if public else _by(checked)}."


def _place(checked: Checked) -> str:
    if checked.requirement is Requirement.ORDERED:
        if checked.demand:
            return f"Demand {checked.demand} of {checked.party} (“{checked.rule}”): "
        return f"Rule “{checked.rule}”: "
    parts = []
    if checked.phase is not None:
        parts.append(
            f"Once all is done (phase {checked.phase})" if checked.way is Way.AFTER else f"Phase {checked.phase}"
        )
    if checked.party:
        parts.append(checked.party)
    return f"{', '.join(parts)}: " if parts else ""


def _of_party(checked: Checked) -> str:
    match checked.requirement:
        case Requirement.ACCEPTABLE:
            return "the package is worth less than its alternative"
        case Requirement.SELF_ENFORCING:
            way = "" if checked.way is Way.AFTER else f" {checked.way}"
            return f"breaking off{way} would leave it better off than it tolerates"
        case Requirement.SAFE:
            return "it is exposed beyond its trust if the others break off"
        case _:
            return f"pretending to do “{checked.step}” would leave it better off than it tolerates"


def _by(checked: Checked) -> str:
    if checked.amount is None:
        return ""
    if checked.level is None:
        return f", by {number(checked.amount)}"
    return f", by {number(checked.amount)} of what matters at level {checked.level} or above"


def _figure(figure: Figure) -> str:
    return figure.value if isinstance(figure, Verdict) else number(figure)


def _share(share: Fraction | None) -> str:
    return "–" if share is None else number(share)


def number(value: Fraction) -> str:
    """Return a number with at most four decimals, rounded half to even; exact wherever four decimals are."""
    tenths = round(value * 10_000)
    whole, rest = divmod(abs(tenths), 10_000)
    digits = f"{whole}.{rest:04}".rstrip("0").rstrip(".")
    return f"−{digits}" if tenths < 0 else digits


def _wrapped(text: str, first: str, *, hanging: str | None = None) -> Sequence[str]:
    return wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if hanging is None else hanging,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]
