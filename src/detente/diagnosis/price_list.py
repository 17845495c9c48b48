"""The price list: points of firmness given up against the smallest share then reached (model.md §7).

The frontier of two goals, walked from its cheap end: the least points for a better share than the last, then the
best share for these points (the ε-constraint method, Haimes et al. 1971; Chankong & Haimes 1983). Both are proved at
every point, so no point is missing and none is dominated. Where several deals come to the same point, the one is given
in which whoever pays most pays least, so that no side is picked by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detente.diagnosis.terms import Deal, Terms
from detente.roadmap.ideals import Yardstick


def frontier(terms: Terms, yardsticks: Mapping[str, Yardstick]) -> Iterator[tuple[Deal, int | None]]:
    """Yield the points of the price list, cheapest first: the deal, and its smallest share in ten-thousandths.

    Without shares (nobody has preferences, or nobody could gain) there is one point, the cheapest deal.

    Raises
    ------
    LimitReached
        Time ran out; the points yielded by then are exact.
    """
    price, share, imbalance = terms.price, terms.smallest_share(yardsticks), terms.imbalance
    model = terms.lattice.model
    while (cheapest := terms.best(price)) is not None:
        if share is None:
            yield cheapest[1], None
            return
        enough = model.new_bool_var("within the points")
        model.add(price.expression() <= cheapest[0]).only_enforce_if(enough)
        best = terms.best(share, maximise=True, assuming=[enough])
        if best is None:
            raise AssertionError("the cheapest deal is one for its points")
        as_good = model.new_bool_var("with that share")
        model.add(share.expression() >= best[0]).only_enforce_if(as_good)
        evenest = terms.best(imbalance, assuming=[enough, as_good])
        if evenest is None:
            raise AssertionError("the best deal is as good as itself")
        yield evenest[1], best[0]
        model.add(share.expression() >= best[0] + 1)
