"""Write the kept texts anew: ``python -m tests.report.golden``. Read the diff before committing it."""

from __future__ import annotations

from pathlib import Path

from detente.report import as_text
from tests.report.fixture import exchange, nothing_found, nothing_holds, summit

for fixture in (exchange, summit, nothing_holds, nothing_found):
    for public in (False, True):
        path = Path(__file__).parent / f"{fixture.__name__}{'-public' if public else ''}.txt"
        path.write_text(as_text(*fixture(), public=public), encoding="utf-8")
