"""An order of states from prioritised statements (Fang, Hipel, Kilgour & Peng 2003): the most important first.

Of two states the better is the one in which the first statement on which they differ holds. With ``k`` statements that
is the order by the sum of weights ``2**(k-1-j)`` of those that hold, which is how programs of the field compute it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from detente.case.formulas import Formula
from detente.states.orders import Flags, Ranking, dense
from detente.states.truth import holds, spread

AT_ONCE = 30
"""So many statements are weighed together before ranks are closed up; more would not fit into 32 bits."""


def by_statements(
    statements: Sequence[Formula], columns: Mapping[str, Flags], feasible: Flags, options: int
) -> Ranking:
    """Rank the feasible states by statements.

    Parameters
    ----------
    statements
        The most important first; none: all states are equally good.
    columns
        For each name in the statements, where it is taken (see `detente.states.truth`).
    feasible
        Shape ``(2**options,)``.
    options
        How many options the model has.
    """
    scores: npt.NDArray[np.int64] = np.zeros(feasible.shape, np.int64)
    for first in range(0, len(statements), AT_ONCE):
        part = statements[first : first + AT_ONCE]
        scores = dense(scores).astype(np.int64) << len(part)
        for place, formula in enumerate(reversed(part)):
            scores += spread(~holds(formula, columns), options).astype(np.int64) << place
    return Ranking.of(scores, feasible)
