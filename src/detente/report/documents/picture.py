"""The timeline as a picture in a file of its own: SVG, or PNG for programs that show no SVG."""

from __future__ import annotations

import re

from detente.report.timeline import wide
from detente.report.told import Told

GAP = 28
MARGIN = 16
SHARPNESS = 2
"""Pixels of the PNG for each of the picture's own: enough for print at the width of a page."""

FACE = "Source Sans Pro"
"""Rendered with a face that is installed with the library, so that a machine without fonts shows text too."""

_SIZE = re.compile(r'viewBox="0 0 (\d+) (\d+)" width="\d+" height="\d+"')
_THEME = re.compile(r"var\(--[a-z-]+,([^()]*)\)")
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)


def svg(told: Told) -> str:
    """Return the whole timeline as one SVG: the bands of `detente.report.timeline.wide`, one below the other."""
    return _stacked(wide(told))


def _stacked(bands: list[str]) -> str:
    sizes = [tuple(map(int, _size(band).groups())) for band in bands]
    width = max(wide for wide, _ in sizes) + 2 * MARGIN
    height = sum(high for _, high in sizes) + GAP * (len(bands) - 1) + 2 * MARGIN
    parts, y = [], MARGIN
    for band, (_, high) in zip(bands, sizes, strict=True):
        parts.append(band.replace("<svg ", f'<svg x="{MARGIN}" y="{y}" ', 1))
        y += high + GAP
    found = _STYLE.search(bands[0])
    assert found is not None
    style = _THEME.sub(r"\1", found[0])
    # programs other than browsers know no variables, and some read no style inside a nested picture
    inside = _THEME.sub(r"\1", "\n".join(_STYLE.sub("", part) for part in parts))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">\n'
        f'{style}\n<rect width="{width}" height="{height}" fill="#fff"/>\n{inside}\n</svg>\n'
    )


def _size(band: str) -> re.Match[str]:
    found = _SIZE.search(band)
    if found is None:
        raise AssertionError("a picture does not say how large it is")
    return found


def svg_bytes(told: Told) -> bytes:
    """Return the SVG as a file."""
    return svg(told).encode()


def png(told: Told) -> bytes:
    """Return the picture as PNG, on white."""
    return _rendered(svg(told))


def png_bands(told: Told) -> list[bytes]:
    """Return the timeline as several PNGs, each of a few phases, so that every one fits a page."""
    return [_rendered(_stacked([band])) for band in wide(told)]


def _rendered(picture: str) -> bytes:
    import font_source_sans_pro
    import resvg_py

    text = picture.replace('"Liberation Sans",Arial,Helvetica,sans-serif', f'"{FACE}","Liberation Sans",sans-serif')
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=text,
            zoom=SHARPNESS,
            background="#ffffff",
            font_files=sorted(font_source_sans_pro.font_files_ttf.values()),
            font_family=FACE,
            sans_serif_family=FACE,
        )
    )


WRITERS = {".svg": svg_bytes, ".png": png}
