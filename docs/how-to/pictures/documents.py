"""Make the picture of the guide to documents: the first page of the starter's annex, as LibreOffice prints it.

It needs LibreOffice Writer and pdftoppm (Debian: libreoffice-writer, poppler-utils)::

    python docs/how-to/pictures/documents.py
"""

from __future__ import annotations

import subprocess
import tempfile
from importlib.resources import files
from pathlib import Path

from detente import plan
from detente.case import read_text
from detente.report.documents import write_document

HERE = Path(__file__).parent


def main() -> None:
    """Write the picture beside this script."""
    case = read_text(files("detente.cli").joinpath("starter.yaml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "annex.docx"
        file.write_bytes(write_document(case, plan(case), ".docx"))
        office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*office, "--outdir", folder, str(file)], check=True, capture_output=True, timeout=300)
        part = ["-l", "1", "-singlefile", "-x", "40", "-y", "50", "-W", "580", "-H", "800"]
        draw = ["pdftoppm", "-r", "80", "-png", *part]
        subprocess.run([*draw, f"{folder}/annex.pdf", str(HERE / "annex")], check=True, timeout=60)


if __name__ == "__main__":
    main()
