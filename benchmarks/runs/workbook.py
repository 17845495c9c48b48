"""Reading a workbook: 1,000 steps × 10 parties, and a million empty rows, beside YAML and openpyxl's own reader."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.processes import in_child
from benchmarks.tables import Goal, Outcome, Settings, Table
from detente.case import Case, build
from detente.case.saving import save

SECONDS = 3.0
MEGABYTES = 300.0
PARTIES = 10
MB = 1_000_000


def run(settings: Settings) -> Outcome:
    """Measure reading, each in a process of its own: processor time, and the most memory held."""
    steps, repeats = (200, 1) if settings.quick else (1000, 5)
    rows = []
    measured: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for what, by, file in _files(Path(folder), steps):
            settings.say(f"workbook: {what}, {by}")
            answers = [_answer(file, by) for _ in range(repeats)]
            seconds = median(answer["seconds"] for answer in answers)
            memory = max(answer["bytes"] for answer in answers) / MB
            measured[f"{what}, {by}"] = seconds, memory
            rows.append((what, by, file.stat().st_size / MB, seconds, memory, answers[0]["what"]))
    of = f"{steps:,} steps × {PARTIES} parties"
    ours = measured[f"{of}, detente"]
    goals = [Goal(f"a workbook of {of}", SECONDS, ours[0]), Goal(f"a workbook of {of}", MEGABYTES, ours[1], "MB")]
    columns = ("file", "read by", "size (MB)", "CPU (s)", "memory (MB)", "outcome")
    note = "openpyxl reads the cells only; detente makes the case of them, with every check. Medians of processor time."
    return Outcome([Table("workbook", "Reading a workbook", columns, rows, (note,))], goals)


def _answer(file: Path, by: str) -> dict[str, Any]:
    answer = in_child("benchmarks.one_read", {"file": str(file), "by": by}, at_most=120)
    assert answer is not None, f"{file} was not read in two minutes"
    return answer


def _files(folder: Path, steps: int) -> list[tuple[str, str, Path]]:
    """Write the files; return what each is, who reads it, and where it is."""
    case = large_case(steps)
    of = f"{steps:,} steps × {PARTIES} parties"
    book, yaml, rows = folder / "case.xlsx", folder / "case.yaml", folder / "rows.xlsx"
    save(case, book)
    save(case, yaml)
    rows.write_bytes(with_empty_rows(book.read_bytes(), 1_000_000))
    return [
        (of, "detente", book),
        (of, "openpyxl", book),
        (f"{of}, in YAML", "detente", yaml),
        ("and a million empty rows", "detente", rows),
        ("and a million empty rows", "openpyxl", rows),
    ]


def large_case(steps: int) -> Case:
    """Return a case with a value of every step for every party, and a rule and a demand for every step."""
    parties = [f"p{number}" for number in range(PARTIES)]
    return build(
        {
            "detente": 1,
            "title": "Large",
            "parties": {name: {"scale": "cardinal", "name": f"Party {name}"} for name in parties},
            "steps": {
                f"step-{number}": {
                    "title": f"Step {number} of the agreement",
                    "by": parties[number % PARTIES],
                    "value": {name: (number * 7 + place) % 1000 - 500 for place, name in enumerate(parties)},
                    "takes": "2w",
                    "verified": {"by": parties[(number + 1) % PARTIES], "takes": "3d"},
                }
                for number in range(steps)
            },
            "rules": [f"step-{number} after step-{number // 2} and step-{number // 3}" for number in range(2, steps)],
            "demands": [
                {"id": f"d{number}", "by": "p0", "rule": f"step-{number} requires step-0", "firmness": 2}
                for number in range(1, steps)
            ],
        }
    )


def with_empty_rows(data: bytes, many: int) -> bytes:
    """Return a workbook with so many formatted rows without cells below the steps."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in given.namelist():
            content = given.read(name)
            if name == "xl/worksheets/sheet4.xml":
                rows = "".join(f'<row r="{number}" ht="15" customHeight="1"/>' for number in range(2000, 2000 + many))
                content = content.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
                content = re.sub(rb'(<dimension ref="A1:[A-Z]+)[0-9]+', rb"\g<1>%d" % (2000 + many), content)
            new.writestr(name, content)
    return made.getvalue()
