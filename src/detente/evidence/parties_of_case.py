"""Which party of a case a name in an article stands for."""

from __future__ import annotations

from detente.case import Case
from detente.evidence.decisions import Decisions


def party_of(case: Case, decisions: Decisions, name: str | None) -> str | None:
    """Return the id of a case's party: what was decided for the name, else the party whose id or name it is."""
    if not name:
        return None
    if name in decisions.parties:
        return decisions.parties[name] if decisions.parties[name] in case.parties else None
    wanted = _plain(name)
    return next((one.id for one in case.parties.values() if wanted in (_plain(one.id), _plain(one.name))), None)


def _plain(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())
