"""Make the picture of the guide to workbooks: the sheet Steps of the starter, as LibreOffice prints it.

It needs LibreOffice Calc and pdftoppm (Debian: libreoffice-calc, poppler-utils)::

    python docs/how-to/pictures/workbook.py
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from importlib.resources import files
from pathlib import Path

import openpyxl

from detente.case import read_text
from detente.case.workbook.xlsx_writing import write_xlsx

HERE = Path(__file__).parent


def main() -> None:
    """Write the picture beside this script."""
    case = read_text(files("detente.cli").joinpath("starter.yaml").read_text(encoding="utf-8"))
    workbook = openpyxl.load_workbook(io.BytesIO(write_xlsx(case)))
    for title in workbook.sheetnames:
        if title != "Steps":
            del workbook[title]
    sheet = workbook["Steps"]
    sheet.print_area = "A1:I7"
    sheet.page_setup.fitToWidth = 1
    sheet.oddFooter.center.text = ""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "steps.xlsx"
        workbook.save(file)
        office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*office, "--outdir", folder, str(file)], check=True, capture_output=True, timeout=300)
        draw = ["pdftoppm", "-r", "90", "-x", "50", "-y", "85", "-W", "960", "-H", "150", "-png", "-singlefile"]
        subprocess.run([*draw, f"{folder}/steps.pdf", str(HERE / "workbook-steps")], check=True, timeout=60)


if __name__ == "__main__":
    main()
