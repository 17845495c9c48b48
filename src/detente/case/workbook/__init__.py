"""A case as a workbook, or as a folder of CSV files: a third notation beside YAML and JSON.

Reading makes the same plain document as the other notations do, and with it the way from each part of that document to
its cell; everything else (the builder, its errors and codes) is theirs. So this is a part of `detente.case`, as
`detente.case.yaml_nodes` and `detente.case.json_nodes` are, and needs no registry.

Reading uses the standard library's own parsers, bounded in time and memory whatever the file holds; writing uses
openpyxl, which is loaded only then.
"""

from __future__ import annotations
