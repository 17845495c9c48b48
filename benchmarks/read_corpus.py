"""Reads a corpus of attributed statements: ``python -m benchmarks.read_corpus GOLD.jsonl PRED.jsonl``.

GOLD has one article a line: ``id``, ``published``, ``text``, ``attributions`` with ``source``, ``cue`` and ``content``
(the shape of ``detente read --json``). PRED gets what the reader finds, for a scorer. Printed are precision, recall
and F1, recall of direct quotations, speed, and ten bins of confidence: what was claimed, and what was right.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from detente.evidence import Record, read_text
from tests.evidence.gold import GoldStatement
from tests.evidence.scoring import is_direct, paired, same_source


def gold_of(line: dict[str, Any]) -> list[GoldStatement]:
    """Return a line's statements, empty ones left out."""
    return [
        GoldStatement(*([(start, end) for start, end in one[role]] for role in ("source", "cue", "content")))
        for one in line["attributions"]
    ]


def measure(lines: Iterable[dict[str, Any]]) -> tuple[list[Record], str]:
    """Read every article; return the records and the figures, told."""
    records, spent, length = [], 0.0, 0
    count = {"gold": 0, "found": 0, "right": 0, "direct": 0, "direct right": 0}
    bins: dict[int, list[float]] = defaultdict(lambda: [0, 0, 0.0])
    read_text("He said so.", id="first")  # loads lists and model
    for line in lines:
        published = date.fromisoformat(line["published"]) if line["published"] else None
        before = time.process_time()
        record = read_text(line["text"], id=line["id"], published=published)
        spent += time.process_time() - before
        length += len(line["text"])
        records.append(record)
        gold = gold_of(line)
        pairs = [
            (one, other)
            for one, other in paired(record.text, gold, record.attributions)
            if same_source(record.text, one.source, other.source)
        ]
        right = {other.id for _, other in pairs}
        count["gold"] += len(gold)
        count["found"] += len(record.attributions)
        count["right"] += len(pairs)
        count["direct"] += sum(is_direct(record.text, one) for one in gold)
        count["direct right"] += sum(is_direct(record.text, one) for one, _ in pairs)
        for other in record.attributions:
            held = bins[min(9, int(other.confidence * 10))]
            held[0] += 1
            held[1] += other.id in right
            held[2] += other.confidence
    return records, _told(count, bins, spent, length, len(records))


def _told(count: dict[str, int], bins: dict[int, list[float]], spent: float, length: int, articles: int) -> str:
    precision, recall = count["right"] / max(1, count["found"]), count["right"] / max(1, count["gold"])
    f1 = 2 * count["right"] / max(1, count["gold"] + count["found"])
    speed = length / 1e6 / max(spent, 1e-9)
    lines = [
        f"{articles} articles, {count['gold']} statements annotated, {count['found']} found",
        f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}",
        f"direct quotations found with the right source {count['direct right'] / max(1, count['direct']):.3f}",
        f"{1000 * spent / max(1, articles):.1f} ms of processor time an article, {speed:.2f} MB/s",
        *(
            f"confidence bin {number}: {held[0]:5.0f} claimed {held[2] / held[0]:.3f} right {held[1] / held[0]:.3f}"
            for number, held in sorted(bins.items())
        ),
    ]
    return "\n".join(lines)


def main(gold: Path, target: Path) -> None:
    """Read, measure, write."""
    with gold.open(encoding="utf-8") as file:
        records, told = measure(json.loads(line) for line in file)
    target.write_text("".join(json.dumps(one.to_dict(), ensure_ascii=False) + "\n" for one in records), "utf-8")
    sys.stdout.write(told + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
