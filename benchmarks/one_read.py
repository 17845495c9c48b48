"""Read one file in a process of its own: asked as JSON on standard input, answered as JSON."""

from __future__ import annotations

import json
import sys
import time

from benchmarks.processes import peak_memory


def main() -> None:
    """Read the file as it is asked for, and tell processor time, memory and what came of it."""
    request = json.load(sys.stdin)
    began = time.process_time()
    what = openpyxl_cells(request["file"]) if request["by"] == "openpyxl" else detente_case(request["file"])
    print(json.dumps({"seconds": time.process_time() - began, "bytes": peak_memory(), "what": what}))


def detente_case(file: str) -> str:
    """Read a case; errors are an outcome too."""
    from detente.case import load
    from detente.errors import CaseError

    try:
        return f"{len(load(file).steps)} steps"
    except CaseError as error:
        return f"refused: {error.findings[0].code}"


def openpyxl_cells(file: str) -> str:
    """Go through the cells of a workbook with openpyxl's lean reader, and make nothing of them."""
    import openpyxl

    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    return f"{sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True)):,} cells"


if __name__ == "__main__":
    main()
