"""A smoke test in a real browser: the page is shown, in both widths, and nothing in it is complained about."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pytest

from detente.report import as_page
from tests.report.fixture import summit

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
BROWSER = next((path for name in NAMES if (path := shutil.which(name))), None)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason=f"no browser is installed (looked for {', '.join(NAMES)})"),
]


def browse(page: Path, *options: str) -> subprocess.CompletedProcess[str]:
    assert BROWSER is not None
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run"]
    profile = f"--user-data-dir={page.parent / 'profile'}"
    return subprocess.run(
        [*command, profile, *options, page.as_uri()], capture_output=True, text=True, timeout=120, check=True
    )


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(as_page(*summit()), encoding="utf-8")
    return path


def test_a_browser_reads_the_whole_page_without_complaint(page: Path) -> None:
    done = browse(page, "--dump-dom", "--enable-logging=stderr")
    assert "How it was computed" in done.stdout
    assert done.stdout.rstrip().endswith("</html>")
    assert [line for line in done.stderr.splitlines() if "CONSOLE" in line] == []


@pytest.mark.parametrize("width", [1280, 500])
def test_a_browser_draws_the_page(page: Path, width: int) -> None:
    picture = page.with_suffix(".png")
    browse(page, f"--window-size={width},1200", f"--screenshot={picture}")
    found_width, colours = size_and_colours(picture.read_bytes())
    assert found_width == width
    assert colours > 20, "text and lines on paper are more than a blank page"


def test_a_browser_prints_the_page(page: Path) -> None:
    printed = page.with_suffix(".pdf")
    browse(page, f"--print-to-pdf={printed}")
    content = printed.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page") > 3


def size_and_colours(png: bytes) -> tuple[int, int]:
    """Give a PNG's width and how many different bytes its pictures' data have."""
    width = struct.unpack(">I", png[16:20])[0]
    data, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += length + 12
    return width, len(set(zlib.decompress(data)))
