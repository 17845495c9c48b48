"""A third implementation of the model: slow, obvious, and only for tiny cases.

It enumerates where planner and checker reason: all roadmaps of a case, all ways to break off in a phase, all corners of
what the values could be. It is written from the text of model.md and shares nothing with planner and checker but the
case itself, so that the three can be held against each other.
"""

from tests.brute.judge import Judge
from tests.brute.search import all_roadmaps, best

__all__ = ["Judge", "all_roadmaps", "best"]
