"""The roadmap as it may be shared: what is to be done, and nothing of what it is worth to anybody.

Think as a reader who would like to know a party's levels. What the parties do and when cannot be hidden from those who
are to do it. All that says *why* must go, also where no figure stands in it: what holds a party (whether it needs its
word at all), how good the objectives are, which alternatives rank behind, how long the computer took, the digest of
the private file (a guess can be tried against it), and the order in which steps of one phase are listed.
"""

from __future__ import annotations

from dataclasses import replace

from detente.case.written import Changes
from detente.roadmap.result import After, Phase, Roadmap, Warning

PUBLIC_WARNINGS = frozenset({"no-way-in", "signature-beside-years-work"})
"""The kinds of warnings that rest on nothing but steps, owners and durations; all others are taken for private."""


def public_roadmap(roadmap: Roadmap) -> Roadmap:
    """Blank everything that is private in a roadmap or that would give private figures away.

    The result is computed from public parts only, so two roadmaps of the same steps in the same phases become equal,
    whatever private figures led to them.
    """
    changes = roadmap.changes
    return Roadmap(
        case_title=roadmap.case_title,
        case_digest="",
        status=roadmap.status,
        phases=tuple(_public_phase(phase) for phase in roadmap.phases),
        after=After({}, {}, {}) if roadmap.after else None,
        package=tuple(sorted(roadmap.package)),
        changes=Changes(
            bridges=changes.bridges, given_up=changes.given_up, softened=changes.softened, included=changes.included
        ),
        done=roadmap.done,
        warnings=public_warnings(roadmap.warnings),
        seed=roadmap.seed,
        time_limit=roadmap.time_limit,
    )


def public_warnings(warnings: tuple[Warning, ...]) -> tuple[Warning, ...]:
    """Keep the warnings whose very presence says nothing about values (an unknown kind is taken for private)."""
    kept = [warning for warning in warnings if warning.kind in PUBLIC_WARNINGS and not warning.private]
    return tuple(sorted(kept, key=lambda warning: (warning.kind, warning.text)))


def _public_phase(phase: Phase) -> Phase:
    return replace(phase, steps=tuple(sorted(phase.steps)), temptation={}, exposure={}, share={}, holds={})
