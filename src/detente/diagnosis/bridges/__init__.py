"""Bridges: changes of the deal that unlock a roadmap without anybody giving up a demand (model.md §7).

The case may list its own. The general ones are one file each in `detente.diagnosis.bridges.kinds`, found by file. Each
is spelt out as a bridge of the case format, so that it can be tried with ``--set`` and ``--with-bridge``, checked with
its roadmap, and written into the case file as it stands.
"""

from __future__ import annotations

from detente.diagnosis.bridges.result import Amount, BridgeFound, BridgesFound, Use
from detente.diagnosis.bridges.search import find_bridges

__all__ = ["Amount", "BridgeFound", "BridgesFound", "Use", "find_bridges"]
