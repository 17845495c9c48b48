"""A roadmap as comma-separated values: a row a step."""

from __future__ import annotations

import csv
import io

from detente.case.workbook.inert import guarded
from detente.report.documents.rows import columns, rows
from detente.report.told import Told


def table(told: Told) -> bytes:
    """Return the table in UTF-8 with a byte order mark, by which Excel knows the encoding."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([guarded(column.heading) for column in columns(told)])
    writer.writerows([guarded(cell) for cell in row] for row in rows(told))
    return text.getvalue().encode("utf-8-sig")


WRITERS = {".csv": table}
