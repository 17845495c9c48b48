"""How Sphinx builds the documentation. Nothing in it needs the network, so that a build is the same everywhere."""

from __future__ import annotations

from importlib.metadata import version as version_of

project = "detente"
author = "The detente maintainers"
release = version_of("detente")
version = release

extensions = ["myst_parser", "sphinxcontrib.bibtex"]
nitpicky = True

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 4

bibtex_bibfiles = ["references.bib"]
bibtex_reference_style = "author_year"

html_theme = "furo"
html_title = f"detente {release}"
html_copy_source = False
html_show_sourcelink = False
