"""Further roadmaps of a really different shape (issue of many minds: no single best one tells them all)."""
from typing import Any
def alternatives_to(*args: Any) -> tuple: return ()
