"""The floors below which the extraction must not fall, and the one way to move them.

``python -m tests.evidence.gate`` prints what is measured beside the floors; ``--raise`` raises floors to what is
measured; ``--lower`` lowers them too, and takes on a changed corpus. A floor never falls without that word.
"""

from __future__ import annotations

import json
import sys
from functools import cache
from pathlib import Path

from detente.evidence import read_text
from tests.evidence.gold import corpus, digest
from tests.evidence.scoring import TOLD, Score, score

FLOORS = Path(__file__).parent / "corpus" / "floors.json"


@cache
def measured() -> Score:
    """Read the whole corpus and score it."""
    return score((text, read_text(text.text, id=text.name, published=text.published)) for text in corpus())


def figures(found: Score) -> dict[str, float]:
    """Return what has a floor, in per mille rounded down."""
    shares = {"attribution F1": found.f1, "direct recall": found.direct_recall}
    shares |= {what: found.share(what) for what in TOLD}
    return {name: int(share * 1000) / 1000 for name, share in shares.items()}


def pinned() -> tuple[str, dict[str, float]]:
    """Return the digest of the corpus that the floors were measured on, and the floors."""
    written = json.loads(FLOORS.read_text("utf-8"))
    return written["corpus"], written["floors"]


def moved(floors: dict[str, float], now: dict[str, float], *, lower: bool) -> dict[str, float]:
    """Return new floors: what is measured, but no floor lower than before unless that is said."""
    return now if lower else {name: max(share, floors.get(name, 0.0)) for name, share in now.items()}


def main(arguments: list[str]) -> int:
    """Print, and move the floors where that is asked for."""
    known, floors = pinned() if FLOORS.exists() else (digest(), {})
    now = figures(measured())
    for name, share in now.items():
        print(f"{name:16} {share:.3f}  floor {floors.get(name, 0):.3f}")
    if known != digest() and "--lower" not in arguments:
        print("the corpus is another one than the floors were measured on: only --lower takes it on")
        return 1
    if {"--raise", "--lower"} & set(arguments):
        new = moved(floors, now, lower="--lower" in arguments)
        FLOORS.write_text(json.dumps({"corpus": digest(), "floors": new}, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
