"""The product of shares in linear terms (Nash fairness, model.md §6), exactly.

For share vectors ``x`` and a positive ``y``, the inequality of arithmetic and geometric means says
``Σ_i (Π_{j≠i} y_j)·x_i ≥ n·(Π x · (Π y)^{n−1})^{1/n}``. So every roadmap whose product is at least ``p`` meets the
linear condition that this sum reaches ``n·(p·(Π y)^{n−1})^{1/n}``, and one whose own shares are ``y`` with a product
below ``p`` does not. Such conditions, added at each vector found, lead to the best product without multiplying any
variables.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod


def tangent(point: Sequence[int], product: int) -> tuple[tuple[int, ...], int]:
    """Give a linear condition that all share vectors with at least this product meet.

    Parameters
    ----------
    point
        Where it touches: shares in ten-thousandths; zeros count as 1.
    product
        The product of shares to be reached, at least 0.

    Returns
    -------
    tuple
        The coefficients, and what the sum must at least come to.
    """
    positive = [max(1, share) for share in point]
    whole = prod(positive)
    number = len(positive)
    return tuple(whole // share for share in positive), root_above(
        number**number * product * whole ** (number - 1), number
    )


def root_above(number: int, degree: int) -> int:
    """Give the least whole number whose power of this degree is at least ``number``."""
    low, high = 0, 1 << (number.bit_length() // degree + 1)
    while low < high:
        middle = (low + high) // 2
        if middle**degree >= number:
            high = middle
        else:
            low = middle + 1
    return low
