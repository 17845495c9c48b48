"""Of answers that settle the same, those that say least: what else would do says these things as well, and more.

If ``t`` is better than ``s``, so is all that is at least as good as ``t``. So where "``t`` is better" settles a verdict
on ``s``, the same of all states below ``t`` settles it too, and tells nobody more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from detente.graph_model.relations import Codes
from detente.states.orders import Flags, PartialOrder, Relation

Answer = tuple[int, Relation]
"""The code of a state, and how it ranks against the state in question."""


def weakest(order: PartialOrder, every: Codes, answers: Sequence[Answer]) -> set[Answer]:
    """Keep the answers from which no other given one follows; of those that say the same, the one of the lowest code.

    Parameters
    ----------
    every
        The codes of the feasible states, ascending: the rows of the order.
    """
    given = sorted(answers)
    follows = _follows(order, np.searchsorted(every, [code for code, _ in given]), [how for _, how in given])
    earlier = np.tri(len(given), k=-1, dtype=np.bool_)
    others = ~np.eye(len(given), dtype=np.bool_)
    dominated = np.any(follows & (~follows.T | earlier) & others, axis=1)
    return {given[place] for place in np.flatnonzero(~dominated).tolist()}


def _follows(order: PartialOrder, rows: Codes, relations: Sequence[Relation]) -> Flags:
    """Tell from which answer (row) which other (column) follows."""
    at_least, better = (each[np.ix_(rows, rows)] for each in (order.at_least, order.better))
    is_ = np.array(relations)
    found = np.zeros(at_least.shape, np.bool_)
    for first, second, follows in (
        (Relation.BETTER, Relation.BETTER, at_least.T),
        (Relation.TIED, Relation.BETTER, better.T),
        (Relation.TIED, Relation.TIED, at_least & at_least.T),
        (Relation.TIED, Relation.WORSE, better),
        (Relation.WORSE, Relation.WORSE, at_least),
    ):
        found |= (is_ == first)[:, None] & (is_ == second)[None, :] & follows
    return found
