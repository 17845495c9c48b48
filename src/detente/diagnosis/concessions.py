"""Minimal sets of demands to soften or give up that unlock a roadmap, cheapest first (model.md §7).

The cheapest deal is minimal, since whatever gives less costs less. Each one found is then left out together with all
that gives at least as much, and the cheapest of the rest is searched: the enumeration of minimal correction sets by
cost (Liffiton & Sakallah 2008; Reiter 1987 for their duality with the conflicts).
"""

from __future__ import annotations

from collections.abc import Iterator

from detente.diagnosis.terms import Deal, Terms


def concessions(terms: Terms) -> Iterator[Deal]:
    """Yield the minimal concessions, cheapest first.

    Parameters
    ----------
    terms
        The case; nothing may have been asked of it before.

    Raises
    ------
    LimitReached
        Time ran out; what was yielded by then is minimal all the same.
    """
    price = terms.price
    while (found := terms.best(price)) is not None:
        _, deal = found
        yield deal
        if not deal.retreats:
            return
        terms.exclude(deal.retreats)


def one_sided(terms: Terms, party: str) -> Deal | None:
    """Give the cheapest concession that a party could make alone, `None` where there is none that is not known yet.

    Raises
    ------
    LimitReached
        Time ran out.
    """
    own = [demand.id for demand in terms.lattice.case.demands.values() if demand.by == party]
    found = terms.best(terms.price, assuming=terms.only(own))
    return found[1] if found else None
