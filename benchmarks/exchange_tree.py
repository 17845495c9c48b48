"""The exchange with free order as a game tree: what a general game solver is given.

The sides take turns. Whoever is to move does one of its remaining steps or passes; two passes in a row, or nothing left
to do, end the game. Steps are told apart, as in the planner's case, so the tree has every order in which they can be
done.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Payoffs = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Node:
    """A place in the game: how much each side has left to do, whose turn it is (0 or 1), whether the other passed."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    turn: int = 0
    passed: bool = False
    over: bool = False

    def moves(self) -> Iterator[tuple[str, Node]]:
        """Yield what the side to move can do, and where it leads."""
        own = self.right if self.turn else self.left
        for step in own:
            rest = tuple(one for one in own if one != step)
            left, right = (self.left, rest) if self.turn else (rest, self.right)
            yield f"do {step}", Node(left, right, 1 - self.turn, over=not left and not right)
        yield "pass", Node(self.left, self.right, 1 - self.turn, passed=True, over=self.passed)

    def payoffs(self, steps: int, bonus: int) -> Payoffs:
        """Count what each side has at the end: a step costs 1, is worth 2 to the other; all done: the bonus."""
        by_left, by_right = steps - len(self.left), steps - len(self.right)
        extra = bonus if not self.left and not self.right else 0
        return 2 * by_right - by_left + extra, 2 * by_left - by_right + extra


def root(steps: int) -> Node:
    """Begin: nobody has done anything."""
    return Node(tuple(range(1, steps + 1)), tuple(range(1, steps + 1)))


def backward_induction(steps: int, bonus: int) -> tuple[Payoffs, int]:
    """Solve the game from its end, a node at a time as a tree solver does; give the payoffs and the number of nodes.

    Among equally good moves the first is taken: doing a step before passing.
    """

    def value(node: Node) -> tuple[Payoffs, int]:
        if node.over:
            return node.payoffs(steps, bonus), 1
        best: Payoffs | None = None
        nodes = 1
        for _, after in node.moves():
            payoffs, below = value(after)
            nodes += below
            if best is None or payoffs[node.turn] > best[node.turn]:
                best = payoffs
        assert best is not None
        return best, nodes

    return value(root(steps))


def as_efg(steps: int, bonus: int) -> str:
    """Write the game in gambit's extensive form format."""
    lines = ['EFG 2 R "exchange with free order" { "left" "right" }', ""]
    counts = {"moves": [0, 0], "ends": [0]}

    def write(node: Node) -> None:
        if node.over:
            counts["ends"][0] += 1
            gains = " ".join(map(str, node.payoffs(steps, bonus)))
            lines.append(f't "" {counts["ends"][0]} "" {{ {gains} }}')
            return
        counts["moves"][node.turn] += 1
        moves = list(node.moves())
        names = " ".join(f'"{name}"' for name, _ in moves)
        lines.append(f'p "" {node.turn + 1} {counts["moves"][node.turn]} "" {{ {names} }} 0')
        for _, after in moves:
            write(after)

    write(root(steps))
    return "\n".join(lines) + "\n"
