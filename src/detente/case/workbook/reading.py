"""From sheets to the plain document of a case, as YAML and JSON are read into it, with the way to every cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from detente.case.problems import Path, Problems
from detente.case.values import RefusedError, show
from detente.case.visible import visible
from detente.case.workbook.cells import Meant, Part, read_cell, settings
from detente.case.workbook.forms import (
    BONUSES,
    BRIDGES,
    CASE,
    DEMANDS,
    FORMS,
    PARTIES,
    READ_ME,
    Column,
    Form,
    Kind,
    column_of,
    form_of,
    plain,
)
from detente.case.workbook.grid import Broken, Cell, CellSpot, Sheets, Spots, at_cell, cell_text
from detente.case.workbook.tables import Names, Table, find_table, meant_heading, party_names
from detente.errors import CaseError, Finding

Document = dict[str, Any]


@dataclass(slots=True)
class Reading:
    """What was read from sheets.

    ``problems`` has what is wrong with cells and headings, each with its index in ``cells``. ``ignored`` says what was
    not read. ``broken`` are cells with such a problem, and ``unheaded`` sections without headings: what the builder
    misses there has been said. ``spots`` is filled only where places are wanted, but for the sections themselves.
    ``headings`` are those found, by section and heading (the lines of the sheet Case: the cells of their values).
    """

    sheets: Sheets
    document: Document = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)
    spots: Spots = field(default_factory=dict)
    cells: list[CellSpot] = field(default_factory=list)
    broken: set[tuple[int, int, int]] = field(default_factory=set)
    unheaded: set[str] = field(default_factory=set)
    headings: dict[str, dict[str, CellSpot]] = field(default_factory=dict)
    ignored: list[Finding] = field(default_factory=list)

    def note(
        self, code: str, message: str, spot: CellSpot, expected: str, word: str = "", among: Collection[str] = ()
    ) -> None:
        """Note a problem at a cell."""
        self.problems.add_at(code, message, len(self.cells), expected=expected, word=word, among=among)
        self.cells.append(spot)

    def ignore(self, message: str, spot: CellSpot) -> None:
        """Say that something at a cell is not read."""
        self.ignored.append(at_cell(Finding("", message, file=visible(self.sheets.origin)), self.sheets, spot))


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


class _Sheets:
    """A reading under way."""

    def __init__(self, reading: Reading, found: Mapping[str, int], places: bool) -> None:
        self.reading = reading
        self.sheets = reading.sheets
        self.found = found
        self.places = places
        self.names = Names()
        self.tables: dict[str, Table] = {}
        self.note = reading.note

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
            if table is None:
                continue
            match form.title:
                case "Rules":
                    self.rules(table)
                case "Facts":
                    self.statements(table)
                case "Bridge parts":
                    self.parts(table)
                case _ if form.keyed:
                    self.keyed(table)
                case _:
                    self.listed(table)
        return reading

    # -------------------------------------------------------------- sheets and headings

    def table(self, form: Form) -> Table | None:
        """Return the table of a form's sheet, None where there is no such sheet or nothing on it."""
        if form.title not in self.found:
            return None
        if form.title not in self.tables:
            sheet = self.found[form.title]
            self.tables[form.title] = find_table(form, self.sheets, sheet, self.names)
            self.check_headings(self.tables[form.title])
        table = self.tables[form.title]
        return table if table.columns else None

    def check_headings(self, table: Table) -> None:
        """Note headings that are missing, misspelt or twice; say which columns are not read."""
        sheet = self.sheets.sheets[table.sheet]
        form = table.form
        top = CellSpot(table.sheet, table.heading or 1, 1)
        if form.section:
            self.reading.spots.setdefault((form.section,), top)
        if not table.columns:
            if form.section:
                self.reading.document.setdefault(form.section, {} if form.keyed else [])
            if sheet.rows:
                self.reading.unheaded.add(form.section)
                wanted = ", ".join(column.header for column in form.columns)
                self.note("no-headings", "no row here has the headings of the columns", top, f"a row with {wanted}")
            return
        self.reading.headings[form.section or form.title] = {
            column.header: CellSpot(table.sheet, table.heading, place) for place, column in table.columns.items()
        }
        for place in table.twice:
            heading = cell_text(sheet.rows[table.heading][place])
            spot = CellSpot(table.sheet, table.heading, place)
            self.note("duplicate-key", f"the heading {show(heading)} stands twice", spot, "each column once")
        for place, meant in table.strange.items():
            self.strange(table, place, meant)

    def strange(self, table: Table, place: int, meant: str) -> None:
        """Note a misspelt heading over filled cells; say of any other that its column is not read."""
        rows = self.sheets.sheets[table.sheet].rows
        heading = cell_text(rows[table.heading][place])
        if not any(place in cells for number, cells in rows.items() if number > table.heading):
            return
        spot = CellSpot(table.sheet, table.heading, place)
        if meant:
            wanted = ", ".join(column.header for column in table.form.columns)
            message = f"{show(heading)} is no heading here"
            expected = f"one of {wanted}; or a name that is not so near to one"
            self.note("unknown-key", message, spot, expected, meant, (meant,))
            return
        self.reading.ignore(f"the column {show(heading)} is not read", spot)

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

    # -------------------------------------------------------------- cells

    def meant(self, cell: Cell, kind: Kind, spot: CellSpot) -> Meant | None:
        """Return what a cell means; None where it says nothing, or after noting what is wrong with it."""
        try:
            if isinstance(cell, Broken):
                raise RefusedError(cell.code, cell.message, cell.expected)
            return read_cell(cell, kind)
        except RefusedError as refused:
            self.note(refused.code, refused.message, spot, refused.expected)
            self.reading.broken.add((spot.sheet, spot.row, spot.column))
            return None

    def put(self, entry: Document, path: Path, base: Path, cell: Cell, kind: Kind, spot: CellSpot) -> None:
        """Put what a cell means into an entry, and write down where it stands."""
        if kind is Kind.SETTINGS:
            self.settings(entry, path, base, cell, spot)
            return
        meant = self.meant(cell, kind, spot)
        self.mark((*base, *path), spot)
        if meant is None:
            return
        value = meant.value
        parts = meant.parts
        if (kind is Kind.RULES or path[-1] == "by") and parts[1:] == () and parts:
            path = (*path[:-1], "rule") if kind is Kind.RULES else path
            value = value[0]
            self.mark((*base, *path), _piece(spot, parts[0]))
            parts = ()
        _into(entry, path, value)
        for part in parts:
            self.mark((*base, *path, *part[0]), _piece(spot, part))

    def settings(self, entry: Document, path: Path, base: Path, cell: Cell, spot: CellSpot) -> None:
        """Put the settings of a cell into an entry, each at its path."""
        from detente.case.setting import BadPathError, keys, read_value

        self.mark((*base, *path), spot)
        if isinstance(cell, Broken):
            self.meant(cell, Kind.TEXT, spot)
            return
        start = end = 0
        try:
            for way, text, start, end in settings(cell_text(cell)):
                place = (*path, *keys(way))
                if any(isinstance(part, int) for part in place[len(path) :]):
                    raise RefusedError("unknown-path", f"{show(way)} is a place in a list", "the whole list as value")
                self.mark_way(base, place, len(path), CellSpot(spot.sheet, spot.row, spot.column, start, end))
                _into_new(entry, place, read_value(text))
        except BadPathError as bad:
            refused = bad.finding
            self.note(refused.code, refused.message, _part(spot, start, end), refused.expected)
        except RefusedError as refused_line:
            self.note(refused_line.code, refused_line.message, _part(spot, start, end), refused_line.expected)
        except CaseError as error:
            for finding in error.findings:
                self.note(finding.code, finding.message, _part(spot, start, end), finding.expected)
        else:
            return
        self.reading.broken.add((spot.sheet, spot.row, spot.column))

    def mark(self, path: Path, spot: CellSpot) -> None:
        """Write down where a part of the document stands."""
        if self.places:
            self.reading.spots[path] = spot

    def mark_way(self, base: Path, place: Path, known: int, spot: CellSpot) -> None:
        """Write down where a setting stands, and what it leads through."""
        if self.places:
            for length in range(known + 1, len(place) + 1):
                self.reading.spots.setdefault((*base, *place[:length]), spot)

    # -------------------------------------------------------------- sheets of each shape

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
                self.strange_line(sheet, number, at)
                continue
            if column.header in known:
                self.note("duplicate-key", f"{show(label)} stands twice", CellSpot(sheet, number, at), "each line once")
                continue
            known[column.header] = value
            self.mark(column.path, value)
            if rest and rest[0] == at + 1:
                self.put(self.reading.document, column.path, (), cells[at + 1], column.kind, value)

    def strange_line(self, sheet: int, number: int, at: int) -> None:
        """Note a misspelt line of the sheet Case, if it has a value."""
        cells = self.sheets.sheets[sheet].rows[number]
        label = cell_text(cells[at])
        if at + 1 not in cells or plain(label) == "key":
            return
        spot = CellSpot(sheet, number, at)
        if near := meant_heading(CASE, label):
            wanted = ", ".join(column.header for column in CASE.columns)
            message = f"{show(label)} is no line of this sheet"
            self.note("unknown-key", message, spot, f"one of {wanted}", near, (near,))
        else:
            self.reading.ignore(f"the line {show(label)} is not read", spot)

    def filled(self, table: Table) -> Iterator[tuple[int, list[tuple[Column, Cell, CellSpot]], Mapping[int, Cell]]]:
        """Yield the rows of a table: number, and the filled cells of its form's columns with their places."""
        columns = table.columns.items()
        for number, cells in table.rows(self.sheets):
            filled = [(column, cells[at], CellSpot(table.sheet, number, at)) for at, column in columns if at in cells]
            yield number, filled, cells

    def entry(self, entry: Document, base: Path, filled: list[tuple[Column, Cell, CellSpot]]) -> None:
        """Put the cells of a row into an entry."""
        for column, cell, spot in filled:
            if column.path or column.kind is Kind.SETTINGS:
                self.put(entry, column.path, base, cell, column.kind, spot)

    def worth(self, table: Table, number: int, cells: Mapping[int, Cell], entry: Document, base: Path) -> None:
        """Put the values of a row into an entry, by party."""
        for at, (party, known) in table.worth.items():
            if at not in cells:
                continue
            spot = CellSpot(table.sheet, number, at)
            heading = CellSpot(table.sheet, table.heading, at)
            meant = self.meant(cells[at], Kind.WORTH, spot)
            if meant is not None:
                entry.setdefault("value", {})[party] = meant.value
                self.mark((*base, "value", party), spot if known else heading)

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
                    self.mark(("rules", len(rules)), _piece(spot, part))
                    rules.append(value)

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


def _piece(spot: CellSpot, part: Part) -> CellSpot:
    return _part(spot, part[1], part[2])


def _part(spot: CellSpot, start: int, end: int) -> CellSpot:
    return CellSpot(spot.sheet, spot.row, spot.column, start, end)


def _into(entry: Any, path: Path, value: Any) -> None:
    """Put a value at a path of an entry, beginning the mappings that it leads through."""
    for key in path[:-1]:
        entry = entry.setdefault(key, {})
    entry[path[-1]] = value


def _into_new(entry: Any, path: Path, value: Any) -> None:
    for key in path[:-1]:
        entry = entry.setdefault(key, {})
        if not isinstance(entry, dict):
            raise RefusedError("duplicate-key", f"{show(str(key))} is set before already", "each path once")
    if path[-1] in entry:
        raise RefusedError("duplicate-key", f"{show(str(path[-1]))} is set before already", "each path once")
    entry[path[-1]] = value


def _move(spots: Spots, old: Path, new: Path) -> None:
    for path in [path for path in spots if path[: len(old)] == old]:
        spots[(*new, *path[len(old) :])] = spots.pop(path)
