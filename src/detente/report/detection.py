"""What verification has to detect: required against stated, step by step (model.md §4, "Deterred")."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from detente.case.model import Step
from detente.report.told import Told
from detente.report.words import decimal, duration, listing


@dataclass(frozen=True, slots=True)
class Detection:
    """One step whose owner would be better off only pretending to do it, were it never found out.

    ``verified_by`` is empty where nobody is named.
    """

    id: str
    step: str
    owners: str
    verified_by: str
    required: str
    stated: str
    assumed: bool


def detections(told: Told) -> tuple[Detection, ...]:
    """Tell what has to be detected of every step that its only owner would rather not do, in the roadmap's order."""
    required = told.roadmap.required_detection
    steps = [name for phase in told.roadmap.phases for name in told.in_order(phase.steps) if name in required]
    return tuple(_detection(told, told.known(name), required[name]) for name in steps)


def _detection(told: Told, step: Step, required: Fraction | None) -> Detection:
    stated = step.verified.detection
    return Detection(
        step.id,
        told.step(step.id),
        owners(told, step),
        verifiers(told, step),
        _required(required),
        "not stated; assumed certain" if stated is None else decimal(stated),
        stated is None,
    )


def _required(required: Fraction | None) -> str:
    if required is None:
        return "none would deter"
    return "none: pretending does not pay" if required == 0 else f"at least {decimal(required)}"


def owners(told: Told, step: Step) -> str:
    """Name those who do a step."""
    return listing([told.party(owner) for owner in step.by])


def verifiers(told: Told, step: Step) -> str:
    """Name those who verify a step; empty where nobody is named."""
    return listing([told.party(verifier) for verifier in step.verified.by])


def verification(told: Told, step: Step) -> str:
    """Say who verifies a step and how long that takes; in a private report also how surely a pretence is found out."""
    by, days = verifiers(told, step), step.verified.days
    if not by and not days:
        text = "nobody is named to verify it"
    else:
        text = f"verified{f' by {by}' if by else ''}{f' within {duration(days)}' if days else ''}"
    if told.public:
        return text
    stated = step.verified.detection
    if stated is not None:
        return f"{text}; detection {decimal(stated)} (stated)"
    return f"{text}; detection not stated, assumed certain" if _matters(told, step) else text


def _matters(told: Told, step: Step) -> bool:
    return step.id in told.roadmap.required_detection
