"""Which party of a case a name in an article stands for."""

from __future__ import annotations

from detente.case import Case
from detente.evidence.decisions import Decisions


def party_of(case: Case, decisions: Decisions, party: str | None, speaker: str | None) -> str | None:
    """Return the party of a case that a statement is of.

    Parameters
    ----------
    case
        The case.
    decisions
        What was decided on names of parties and of speakers.
    party
        The party that the statement tells, by its name in the article.
    speaker
        The speaker's name, which counts where no party is told.

    Returns
    -------
    str or None
        Its id; empty where it was decided that it is none of the case, `None` where nothing was.
    """
    name = party or speaker
    if not name:
        return ""
    if name in decisions.parties:
        return decisions.parties[name] if decisions.parties[name] in case.parties else ""
    wanted = _plain(name)
    return next((one.id for one in case.parties.values() if wanted in (_plain(one.id), _plain(one.name))), None)


def _plain(name: str) -> str:
    return " ".join(name.casefold().removeprefix("the ").split())
