"""From sheets to the plain document of a case, as YAML and JSON are read into it, with the way to every cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.case.problems import Path
from detente.case.values import show
from detente.case.workbook.columns import Column, Form, Kind, plain
from detente.case.workbook.entries import Entries, piece
from detente.case.workbook.forms import BONUSES, BRIDGES, CASE, DEMANDS, FORMS, PARTIES, READ_ME, column_of, form_of
from detente.case.workbook.grid import Cell, CellSpot, Sheets, Spots, cell_text
from detente.case.workbook.headings import check_headings, check_line, check_naming
from detente.case.workbook.noted import Document, Reading
from detente.case.workbook.spoken import nothing_under
from detente.case.workbook.tables import Names, Table, find_table, party_names


def read_sheets(sheets: Sheets, *, places: bool) -> Reading:
    """Return the document that sheets hold.

    Parameters
    ----------
    sheets
        The sheets of a workbook or of a CSV folder, in any order.
    places
        Whether to write down where every part of the document stands; it costs as much as the reading itself.
    """
    reading = Reading(sheets)
    found = _sheets_by_form(reading)
    if not found:
        expected = f"sheets called {', '.join(form.title for form in FORMS)}; `detente new case.xlsx` writes them"
        reading.problems.add("empty-file", "there is no sheet of a case here", (), expected=expected)
        return reading
    return _Sheets(reading, found, places).read()


def _sheets_by_form(reading: Reading) -> dict[str, int]:
    """Return the sheets that are read, by the titles of their forms; note those that stand twice or are not read."""
    found: dict[str, int] = {}
    for place, sheet in enumerate(reading.sheets.sheets):
        form = form_of(sheet.name)
        if form is None:
            if plain(sheet.name) != plain(READ_ME) and sheet.rows:
                reading.ignore(f"the sheet {show(sheet.name)} is not read", CellSpot(place, 1, 1))
        elif form.title in found:
            message = f"two sheets are called {form.title}"
            reading.note("duplicate-key", message, CellSpot(place, 1, 1), "one sheet of that name")
        else:
            found[form.title] = place
    return found


class _Sheets(Entries):
    """A reading under way."""

    def __init__(self, reading: Reading, found: Mapping[str, int], places: bool) -> None:
        super().__init__(reading, places=places)
        self.found = found
        self.names = Names()
        self.tables: dict[str, Table] = {}
        self.unnamed: set[Form] = set()

    def read(self) -> Reading:
        """Read sheet after sheet."""
        reading = self.reading
        document = reading.document
        document["detente"] = 1
        self.case()
        parties = self.table(PARTIES)
        if parties is not None:
            self.names = self.party_names(parties)
        for form in FORMS[1:]:
            table = self.table(form)
            if table is None or form in self.unnamed:
                continue
            match form.title:
                case "Rules":
                    self.rules(table)
                case "Preferences":
                    self.preferences(table)
                case "Facts":
                    self.statements(table)
                case "Bridge parts":
                    self.parts(table)
                case _ if form.keyed:
                    self.keyed(table)
                case _:
                    self.listed(table)
        return reading

    def table(self, form: Form) -> Table | None:
        """Return the table of a form's sheet, None where there is no such sheet or nothing on it."""
        if form.title not in self.found:
            return None
        if form.title not in self.tables:
            sheet = self.found[form.title]
            self.tables[form.title] = find_table(form, self.sheets, sheet, self.names)
            check_headings(self.reading, self.tables[form.title])
            if self.tables[form.title].columns and not check_naming(self.reading, self.tables[form.title]):
                self.unnamed.add(form)
        table = self.tables[form.title]
        return table if table.columns else None

    def party_names(self, table: Table) -> Names:
        """Return the parties by what the headings of other sheets may call them."""
        places = {column.header: place for place, column in table.columns.items()}
        rows = (cells for _, cells in table.rows(self.sheets))
        if "Id" not in places:
            return Names()
        return party_names(
            (cell_text(cells[places["Id"]]).strip(), cell_text(cells.get(places.get("Name", 0), "")))
            for cells in rows
            if places["Id"] in cells
        )

    def case(self) -> None:
        """Read the sheet Case: a key in one column, its value in the next."""
        if CASE.title not in self.found:
            return
        sheet = self.found[CASE.title]
        rows = self.sheets.sheets[sheet].rows
        known = self.reading.headings[CASE.title] = {"": CellSpot(sheet, 1, 1)}
        for number, cells in rows.items():
            at, *rest = cells
            label = cell_text(cells[at])
            column = column_of(CASE, label)
            value = CellSpot(sheet, number, at + 1)
            if column is None:
                check_line(self.reading, sheet, number, at)
                continue
            if column.header in known:
                self.note("duplicate-key", f"{show(label)} stands twice", CellSpot(sheet, number, at), "each line once")
                continue
            known[column.header] = value
            self.mark(column.path, value)
            if rest and rest[0] == at + 1:
                self.put(self.reading.document, column.path, (), cells[at + 1], column.kind, value)

    def keyed(self, table: Table) -> None:
        """Read a sheet whose entries have ids as keys: parties, steps, sources."""
        section = table.form.section
        entries: Document = self.reading.document.setdefault(section, {})
        for number, filled, cells in self.filled(table):
            name = self.id_of(table, number, filled)
            if name is None:
                continue
            base: Path = (section, name)
            if name in entries:
                spot = self.spot_of(table, number, "Id")
                self.note("duplicate-key", f"{show(name)} stands twice on this sheet", spot, "each id once")
                base = ("?", section, number)
            entry: Document = {}
            self.mark(base, self.spot_of(table, number, "Id"))
            self.entry(entry, base, filled)
            self.worth(table, number, cells, entry, base)
            entries.setdefault(name, entry)

    def id_of(self, table: Table, number: int, filled: list[tuple[Column, Cell, CellSpot]]) -> str | None:
        """Return the id of a row, or None after noting that it has none."""
        for column, cell, spot in filled:
            if column.header == "Id":
                meant = self.meant(cell, Kind.ID, spot)
                return meant.value if meant else None
        expected = "a short name in the column Id; or nothing in the whole row"
        self.note("bad-key", "this row has no id", self.spot_of(table, number, "Id"), expected)
        return None

    def spot_of(self, table: Table, number: int, header: str) -> CellSpot:
        """Return the cell of a row under a heading; the row's first cell where there is no such column."""
        at = next((place for place, column in table.columns.items() if column.header == header), 1)
        return CellSpot(table.sheet, number, at)

    def listed(self, table: Table) -> None:
        """Read a sheet whose entries are a list: bonuses, demands, bridges."""
        section = table.form.section
        entries: list[Any] = self.reading.document.setdefault(section, [])
        for number, filled, cells in self.filled(table):
            base: Path = (section, len(entries))
            entry: Document = {}
            self.mark(base, CellSpot(table.sheet, number, min(table.columns)))
            if table.form is BONUSES:
                entry["value"] = {}
            self.entry(entry, base, filled)
            self.worth(table, number, cells, entry, base)
            if table.form is DEMANDS:
                self.softer(entry, base)
            entries.append(entry)

    def softer(self, entry: Document, base: Path) -> None:
        """Make the list of softer forms of what was read by number; gaps close."""
        forms = entry.pop("softer", None)
        if not forms:
            return
        entry["softer"] = [forms[number] for number in sorted(forms)]
        if self.places:
            for place, number in enumerate(sorted(forms)):
                if place != number:
                    _move(self.reading.spots, (*base, "softer", number), (*base, "softer", place))
            for place in range(len(forms)):
                form = (*base, "softer", place)
                spot = next(spot for path, spot in self.reading.spots.items() if path[: len(form)] == form)
                self.mark(form, spot)
            self.mark((*base, "softer"), self.reading.spots[(*base, "softer", 0)])

    def rules(self, table: Table) -> None:
        """Read the sheet Rules."""
        rules: list[str] = self.reading.document.setdefault("rules", [])
        for _, filled, _ in self.filled(table):
            for _, cell, spot in filled:
                meant = self.meant(cell, Kind.RULES, spot)
                for value, part in zip(meant.value, meant.parts, strict=True) if meant else ():
                    self.mark(("rules", len(rules)), piece(spot, part))
                    rules.append(value)

    def preferences(self, table: Table) -> None:
        """Read the sheet Preferences: the statements of each party, in the order of the rows."""
        section = table.form.section
        said: dict[str, list[str]] = self.reading.document.setdefault(section, {})
        for number, filled, _ in self.filled(table):
            found = {column.header: self.meant(cell, column.kind, spot) for column, cell, spot in filled}
            for header in [column.header for column in table.form.columns if column.header not in found]:
                self.left_empty(table, number, header)
            party, statement = found.get("Party"), found.get("Statement")
            if party is None or statement is None:
                continue
            statements = said.setdefault(party.value, [])
            if not statements:
                self.mark((section, party.value), self.spot_of(table, number, "Party"))
            self.mark((section, party.value, len(statements)), self.spot_of(table, number, "Statement"))
            statements.append(statement.value)

    def left_empty(self, table: Table, number: int, header: str) -> None:
        """Note a cell that every row needs and this one has not."""
        column = next(column for column in table.form.columns if column.header == header)
        message, expected = nothing_under(table.form, column)
        self.note("missing-key", message, self.spot_of(table, number, header), expected)

    def statements(self, table: Table) -> None:
        """Read the sheet Facts: facts and assumptions."""
        for number, filled, _ in self.filled(table):
            kind = next((cell for column, cell, _ in filled if column.header == "Kind"), "")
            word = cell_text(kind).strip().lower()
            section = f"{word.removesuffix('s')}s"
            if section not in {"facts", "assumptions"}:
                spot = self.spot_of(table, number, "Kind")
                message = f"{show(cell_text(kind))} is none of the choices" if word else "it is not said what this is"
                self.note("bad-choice", message, spot, "fact or assumption")
                continue
            entries: list[Any] = self.reading.document.setdefault(section, [])
            base: Path = (section, len(entries))
            entry: Document = {}
            self.mark(base, self.spot_of(table, number, "Text"))
            self.entry(entry, base, filled)
            entries.append(entry)

    def parts(self, table: Table) -> None:
        """Read the sheet Bridge parts into the bridges that they belong to."""
        if BRIDGES.section in self.reading.unheaded:
            return
        bridges: list[Any] = self.reading.document.setdefault("bridges", [])
        known = {bridge["id"]: place for place, bridge in reversed(list(enumerate(bridges))) if "id" in bridge}
        for number, filled, cells in self.filled(table):
            bridge = next((cell_text(cell).strip() for column, cell, _ in filled if column.header == "Bridge"), "")
            name = self.id_of(table, number, filled)
            spot = self.spot_of(table, number, "Bridge")
            if bridge not in known:
                self.unknown_bridge(bridge, list(known), spot)
                continue
            if name is None:
                continue
            into: Document = bridges[known[bridge]].setdefault("into", {})
            base: Path = ("bridges", known[bridge], "into", name)
            if name in into:
                where = self.spot_of(table, number, "Id")
                self.note("duplicate-key", f"{show(name)} stands twice among the parts", where, "each id once")
                continue
            into[name] = {}
            self.mark(base, self.spot_of(table, number, "Id"))
            if self.places:
                self.reading.spots.setdefault(base[:-1], spot)
            self.entry(into[name], base, filled)
            self.worth(table, number, cells, into[name], base)

    def unknown_bridge(self, name: str, known: list[str], spot: CellSpot) -> None:
        """Note a part of a bridge that is not there."""
        message = f"there is no bridge {show(name)}" if name else "it is not said which bridge this part belongs to"
        expected = f"a bridge of the sheet {BRIDGES.title}"
        self.note("unknown-id", message, spot, expected, name, known)


def _move(spots: Spots, old: Path, new: Path) -> None:
    for path in [path for path in spots if path[: len(old)] == old]:
        spots[(*new, *path[len(old) :])] = spots.pop(path)
