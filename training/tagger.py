"""Trains the tagger's model from UD English EWT: ``python training/tagger.py CHECKOUT MODEL.json``.

CHECKOUT is a working copy of github.com/UniversalDependencies/UD_English-EWT (CC BY-SA 4.0); the model is a work
derived from it and carries its name and licence. The training part is put together from ``not-to-release/``, whose file
lists name the parts; accuracy is measured on the treebank's own test part. The same checkout gives the same bytes.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from detente.evidence.tagging import TEMPLATES, Model, candidates, shape, tag

Sentence = list[tuple[str, str]]
EPOCHS = 6
RARE = 0.06
"""A tag that a word has in a smaller share of its places is taken for a slip."""
LEAST = 15
"""Weights nearer to zero than this many hundredths are dropped."""
LICENCE = {
    "source": "UD English EWT, https://github.com/UniversalDependencies/UD_English-EWT",
    "authors": "Natalia Silveira, Timothy Dozat, Marie-Catherine de Marneffe, Samuel Bowman, Miriam Connor, "
    "John Bauer, Christopher D. Manning and later contributors",
    "licence": "CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/",
    "changes": "counts of words and tags, and perceptron weights; made by training/tagger.py",
}


def sentences(path: Path) -> Iterator[Sentence]:
    """Read one CoNLL-U file."""
    current: Sentence = []
    for line in path.read_text("utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 10 and columns[0].isdigit():
            current.append((columns[1].replace("'", "’"), columns[4]))
        elif not line.strip() and current:
            yield current
            current = []
    if current:
        yield current


def part(checkout: Path, name: str) -> list[Sentence]:
    """All sentences of the train, dev or test part."""
    base = checkout / "not-to-release"
    names = (base / "file-lists" / f"files.{name}").read_text("utf-8").split()
    return [one for file in names for one in sentences(base / "sources" / file)]


def lexicon(train: list[Sentence]) -> dict[str, tuple[str, ...]]:
    """Tags of each word, the usual first; those of a rare word, and rare slips, are left to its shape."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for sentence in train:
        for place, (word, name) in enumerate(sentence):
            counts[word.lower() if place == 0 or name not in ("NNP", "NNPS") else word][name] += 1
    found = {}
    for word, tags in sorted(counts.items()):
        total = sum(tags.values())
        kept = tuple(name for name, times in tags.most_common() if times >= RARE * total)
        if total >= 2 or word.islower():
            found[word] = _other_forms(word, kept) if total < 20 else kept
    return found


def _other_forms(word: str, tags: tuple[str, ...]) -> tuple[str, ...]:
    """Add what a rarely seen form can be as well: English takes pasts for participles, and plurals for verbs."""
    pairs = (("VBD", "VBN"), ("VBN", "VBD"), ("VB", "VBP"), ("VBP", "VB"), ("VBZ", "NNS"), ("VBG", "NN"))
    more = [second for first, second in pairs if first in tags and second not in tags]
    if "NN" in tags and not word.endswith(("tion", "ness", "ity", "ism", "ship", "er", "or")):
        more += [name for name in ("VB", "VBP") if name not in tags and name not in more]
    if "NNS" in tags and "VBZ" not in tags:
        more.append("VBZ")
    return (*tags, *more)


def train_weights(train: list[Sentence], known: dict[str, tuple[str, ...]]) -> dict[str, dict[str, dict[str, int]]]:
    """Collins's perceptron, averaged over all updates."""
    weights: dict[str, dict[str, dict[str, float]]] = {name: {} for name in TEMPLATES}
    sums: dict[tuple[str, str, str], float] = defaultdict(float)
    since: dict[tuple[str, str, str], int] = defaultdict(int)
    now = 0
    rng = random.Random(0)

    def move(name: str, value: str, label: str, step: int) -> None:
        key = (name, value, label)
        entry = weights[name].setdefault(value, {})
        sums[key] += (now - since[key]) * entry.get(label, 0.0)
        since[key] = now
        entry[label] = entry.get(label, 0.0) + step

    for _ in range(EPOCHS):
        rng.shuffle(train)
        for sentence in train:
            words = [word for word, _ in sentence]
            lowered = [word.lower() for word in words]
            options = [candidates(word, known) for word in words]
            before, before2 = "^", "^"
            for place, (word, gold) in enumerate(sentence):
                possible = options[place]
                chosen = possible[0]
                if len(possible) > 1:
                    now += 1
                    last = place + 1 == len(words)
                    values = (
                        lowered[place],
                        before,
                        before2 + before,
                        "$" if last else lowered[place + 1],
                        "$" if last else options[place + 1][0],
                        lowered[place][-3:],
                        shape(word, place == 0),
                    )
                    found = [weights[name].get(value, {}) for name, value in zip(TEMPLATES, values, strict=True)]
                    chosen = max(possible, key=lambda name: sum(entry.get(name, 0.0) for entry in found))
                    if chosen != gold and gold in possible:
                        for name, value in zip(TEMPLATES, values, strict=True):
                            move(name, value, gold, 1)
                            move(name, value, chosen, -1)
                before2, before = before, chosen
    result: dict[str, dict[str, dict[str, int]]] = {name: {} for name in TEMPLATES}
    for name in TEMPLATES:
        for value, entry in sorted(weights[name].items()):
            kept = {}
            for label, weight in sorted(entry.items()):
                key = (name, value, label)
                mean = round(100 * (sums[key] + (now - since[key]) * weight) / now)
                if abs(mean) >= LEAST:
                    kept[label] = mean
            if kept:
                result[name][value] = kept
    return result


def accuracy(model: Model, test: list[Sentence]) -> float:
    """Share of tokens of the test part that get their tag."""
    right = total = 0
    for sentence in test:
        words = [word for word, _ in sentence]
        got = tag(words, [place == 0 for place in range(len(words))], model)
        right += sum(a == b for a, (_, b) in zip(got, sentence, strict=True))
        total += len(words)
    return right / total


def main(checkout: Path, target: Path) -> None:
    """Train, measure, write."""
    train = part(checkout, "train")
    known = lexicon(train)
    weights = train_weights(train, known)
    grouped: dict[str, list[str]] = defaultdict(list)
    for word, tags in known.items():
        grouped[" ".join(tags)].append(word)
    document = {
        **LICENCE,
        "lexicon": {tags: " ".join(words) for tags, words in sorted(grouped.items())},
        "weights": weights,
    }
    target.write_text(json.dumps(document, ensure_ascii=False, separators=(",", ":"), indent=None) + "\n", "utf-8")
    model = Model(known, weights)
    print(f"{len(known)} words; accuracy on dev {accuracy(model, part(checkout, 'dev')):.4f}")
    print(f"accuracy on test {accuracy(model, part(checkout, 'test')):.4f}; {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
