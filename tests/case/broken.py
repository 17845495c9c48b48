"""Broken case files, one row a mistake: the text with a ¦ where the error must point, its code, and why it matters."""

# ruff: noqa: E501 (a row is read best on one line)

from __future__ import annotations

from dataclasses import dataclass

BASE = """\
detente: 1
title: Base
parties:
  us: {scale: cardinal}
  them: {scale: ordinal}
  range: {scale: interval}
  watch: {role: verifier}
steps:
  give: {by: us, value: {us: -1, them: 2}}
  take: {by: them, value: {us: 2, them: -1}, reversible: true}
"""
"""A case in which nothing is wrong."""

MARK = "¦"


@dataclass(frozen=True)
class Broken:
    """One broken file. ``text`` has the mark where the first error must point; only ``codes`` may be found."""

    name: str
    text: str
    codes: tuple[str, ...]
    remark: str

    @property
    def clean(self) -> str:
        """The file itself."""
        return self.text.replace(MARK, "")

    @property
    def place(self) -> tuple[int, int]:
        """Line and column of the mark, from 1."""
        before = self.text[: self.text.index(MARK)].replace("\r\n", "\n")
        return before.count("\n") + 1, len(before) - before.rfind("\n")


def changed(old: str, new: str) -> str:
    """Return the base case with one part replaced."""
    assert BASE.count(old) == 1, old
    return BASE.replace(old, new)


def step(keys: str) -> str:
    """Return the base case with another step."""
    return f"{BASE}  more: {{{keys}}}\n"


def rule(text: str) -> str:
    """Return the base case with a rule."""
    return f"{BASE}rules:\n  - {text}\n"


def demand(keys: str) -> str:
    """Return the base case with a demand of ours that it be given."""
    return f"{BASE}demands:\n  - {{id: it, by: us, {keys}}}\n"


def bridge(keys: str) -> str:
    """Return the base case with a bridge."""
    return f"{BASE}bridges:\n  - {{id: plank, {keys}}}\n"


def _rows(code: str, *rows: tuple[str, str, str]) -> list[Broken]:
    return [Broken(name, text, tuple(code.split()), remark) for name, text, remark in rows]


FILES = [
    *_rows(
        "empty-file",
        ("empty", "¦", "nothing at all"),
        ("blank", "¦\n\n   \n", "white space is nothing"),
        ("comments", "¦# a case\n# to be written\n", "comments are nothing"),
        ("a byte order mark alone", "¦\ufeff", "invisible, and nothing"),
    ),
    *_rows(
        "wrong-type",
        ("a list", "¦- a\n- b\n", "a case is a mapping"),
        ("a text", "¦just a line\n", "a case is a mapping"),
        ("null", "¦~\n", "a case is a mapping"),
        ("steps as a list", changed(BASE[BASE.index("steps:") :], "steps:\n  ¦- {by: us}\n"), "steps stand by id"),
        ("a step as a text", f"{BASE}  more: ¦later\n", "a step is a mapping"),
        ("rules as a text", f"{BASE}rules: ¦give after take\n", "rules are a list"),
    ),
    *_rows(
        "bad-yaml",
        ("an open bracket", f"{BASE}rules: [give after take\n¦", "the bracket is never closed"),
        ("an open quote", f'{BASE}notes: "so it goes\n¦', "the quotation mark is never closed"),
        ("two colons", changed("title: Base", "title: Base¦: more"), "a text with a colon needs quotes"),
        ("a text that begins with a sign", changed("title: Base", "title: ¦@home"), "YAML reserves @"),
        ("a text that begins with %", changed("title: Base", "title: ¦%5"), "YAML reserves %"),
        (
            "indentation",
            changed("  us:", "   us:").replace("  them: {s", "  ¦them: {s"),
            "entries stand below each other",
        ),
    ),
    *_rows("tab", ("a tab", changed("  us:", "¦\tus:"), "YAML indents by spaces only")),
    *_rows("several-documents", ("two documents", f"{BASE}¦---\n{BASE}", "one case a file")),
    *_rows(
        "bad-character",
        ("a terminal escape", changed("title: Base", "title: ¦\x1b[31mBase\x1b[0m"), "it could recolour the terminal"),
        ("a NUL", changed("title: Base", "title: Ba¦\x00se"), "it could end a text early"),
        ("a bell", changed("title: Base", "title: ¦\x07"), "a control character"),
        ("a C1 control", changed("title: Base", "title: ¦\x9b31m"), "an escape in one character"),
        ("DEL", changed("title: Base", "title: ¦\x7f"), "a control character"),
    ),
    *_rows(
        "tag",
        (
            "a Python object",
            changed("title: Base", "title: ¦!!python/object:os.system {}").replace(" {}", " x"),
            "code",
        ),
        ("a standard tag", changed("title: Base", "title: ¦!!str 12"), "quotes say the same"),
    ),
    *_rows(
        "merge-key",
        ("a merge key", f"{BASE}  more: {{¦<<: {{by: us}}, by: us}}\n", "not YAML 1.2, and it hides what a step is"),
    ),
    *_rows("unknown-alias", ("an unknown alias", f"{BASE}notes: ¦*nothing\n", "there is no such anchor")),
    *_rows("endless-alias", ("an alias in itself", f"{BASE}notes: &a [¦*a]\n", "it would never end")),
    *_rows(
        "too-deep",
        ("brackets 10,000 deep", f"{BASE}notes: " + "[" * 49 + "¦" + "[" * 9951, "the stack is not theirs to use up"),
        ("braces 60 deep", f"{BASE}notes: " + "{a: " * 49 + "¦" + "{a: " * 11, "more than fifty levels"),
    ),
    *_rows(
        "duplicate-key",
        ("a party twice", changed("  watch:", "  ¦us: {scale: ordinal}\n  watch:"), "the second would win unseen"),
        ("a key twice", step("by: us, ¦by: them"), "the second would win unseen"),
        ("a section twice", f"{BASE}¦title: Again\n", "the second would win unseen"),
    ),
    *_rows(
        "bad-key",
        ("a list as key", f"{BASE}? ¦[a, b]\n: c\n", "keys are texts"),
        ("no key", f"{BASE}?¦ \n: 3\n", "keys are texts"),
    ),
]

KEYS = [
    *_rows(
        "unknown-key",
        ("misspelt at the top", f"{BASE}¦ruels: []\n", "rules is meant"),
        ("misspelt in a step", step("by: us, ¦revresible: true"), "reversible is meant"),
        ("a number as key", f"{BASE}¦7: x\n", "keys are the format's"),
        ("true as key", f"{BASE}¦true: x\n", "keys are the format's"),
        ("marks of no key", step("by: us, marks: {¦vlaue: judgement}"), "value is meant"),
        ("in a bridge's changes", bridge("changes: {¦step: {give: {reversible: true}}}"), "steps is meant"),
        (
            "in a part",
            bridge("split: give, into: {g1: {¦vlaue: {us: -1, them: 2}}, g2: {value: {us: 0, them: 0}}}"),
            "value",
        ),
    ),
    *_rows(
        "missing-key",
        ("no version", changed("detente: 1\n", "").replace("title", "¦title", 1), "each format carries its version"),
        ("no title", changed("title: Base\n", "").replace("detente", "¦detente", 1), "a case has a name"),
        ("no owner", f"{BASE}  ¦more: {{value: {{us: 1}}}}\n", "a step has an owner"),
        ("no condition", f"{BASE}bonuses:\n  - ¦{{value: {{us: 1}}}}\n", "a bonus hangs on something"),
        ("no id", f"{BASE}demands:\n  - ¦{{by: us, rule: include give, firmness: 1}}\n", "a demand has a name"),
    ),
    *_rows(
        "bad-id",
        ("capitals", changed("watch:", "¦Watch:"), "ids are lower-case"),
        ("an underscore", changed("watch:", "¦the_watch:"), "ids have hyphens"),
        ("a leading hyphen", changed("watch:", "¦-watch:"), "ids begin with a letter or digit"),
        ("an accent", changed("watch:", "¦wätch:"), "ids are plain letters"),
        ("a letter of another script", changed("watch:", "¦wаtch:"), "it looks like an a, and is Cyrillic"),
        ("a bidirectional mark", changed("watch:", "¦wat\u202ech:"), "it would read as another name"),
        ("very long", changed("watch:", f"¦{'w' * 101}:"), "an id is a name"),
    ),
    *_rows(
        "reserved-word",
        ("after as id", changed("watch:", "¦after:"), "a rule could not be read"),
        ("phase as id", f"{BASE}  ¦phase: {{by: us}}\n", "a rule could not be read"),
        ("true as id", changed("watch:", "¦true:"), "YAML reads it as yes"),
        ("1e5 as id", changed("watch:", "¦1e5:"), "YAML reads it as a number"),
    ),
    *_rows("same-id", ("a party and a step", f"{BASE}  ¦watch: {{by: us}}\n", "rules name both")),
    *_rows(
        "duplicate-id",
        (
            "two demands",
            demand("rule: include give, firmness: 1") + "  - {id: ¦it, by: us, rule: include take, firmness: 1}\n",
            "one would hide the other",
        ),
        (
            "two bridges",
            bridge("changes: {steps: {give: {reversible: true}}}")
            + "  - {id: ¦plank, changes: {steps: {give: {reversible: true}}}}\n",
            "one would hide the other",
        ),
    ),
    *_rows(
        "unknown-id",
        ("an unknown owner", step("by: ¦uss"), "us is meant"),
        ("an unknown owner among several", step("by: [us, ¦tehm]"), "them is meant"),
        ("a value for nobody", step("by: us, value: {¦thm: 1}"), "them is meant"),
        ("an unknown verifier", step("by: us, verified: {by: ¦wathc}"), "watch is meant"),
        ("admitting nobody", step("by: us, admits: [¦iaea]"), "there is no such party"),
        ("an unknown source", step("by: us, sources: [¦interview]"), "there are no sources"),
        (
            "a demand of nobody",
            f"{BASE}demands:\n  - {{id: it, by: ¦su, rule: include give, firmness: 1}}\n",
            "us is meant",
        ),
        ("a step in a rule", rule("give after ¦tkae"), "take is meant"),
        ("a party as a step", rule("¦us after take"), "a step is needed"),
        ("a step as a party", rule("us acts only with them or ¦give"), "a party is needed"),
        ("in a condition", step("by: us, reversible: true, reversible_if: give and ¦tak"), "take is meant"),
        ("in quotes", rule('"give after ¦tkae"'), "the column counts the quotation mark"),
        ("after an escape", rule('"give\\x20after ¦tkae"'), "the column counts the escape as it is written"),
        ("in a folded text", rule(">-\n    give after\n    take and ¦tkae"), "the line is the word's own"),
        ("in a plain text of two lines", rule("give after\n    take and ¦tkae"), "the line is the word's own"),
        ("splitting nothing", bridge("split: ¦gvie, into: {g1: {}, g2: {}}"), "give is meant"),
        ("changing nothing", bridge("changes: {steps: {¦gvie: {reversible: true}}}"), "give is meant"),
        ("changing nobody", bridge("changes: {parties: {¦su: {breach_cost: 1}}}"), "us is meant"),
        ("a source of a fact", f"{BASE}facts:\n  - {{text: so, sources: [¦paper]}}\n", "there are no sources"),
    ),
    *_rows("repeated-name", ("an owner twice", step("by: [us, ¦us]"), "a joint step has different owners")),
]

VALUES = [
    *_rows(
        "unsupported-version",
        ("version 2", changed("detente: 1", "detente: ¦2"), "not known yet"),
        ("a version as text", changed("detente: 1", 'detente: ¦"1"'), "the version is a number"),
    ),
    *_rows(
        "bad-text",
        ("a list as title", changed("title: Base", "title: ¦[a]"), "a title is a text"),
        ("a number with decimals as title", changed("title: Base", "title: ¦1.10"), "1.1 or 1.10? quotes say"),
        ("yes as title", changed("title: Base", "title: ¦true"), "true or True? quotes say"),
        ("a rule as mapping", rule("¦never: give"), "a rule is a text"),
    ),
    *_rows(
        "bad-number",
        ("infinite", step("by: us, value: {us: ¦.inf}"), "amounts are finite"),
        ("not a number", step("by: us, value: {us: ¦.nan}"), "amounts are numbers"),
        ("1e400", step("by: us, value: {us: ¦1e400}"), "a float would make it infinite"),
        ("1e999999999", step("by: us, value: {us: ¦1e999999999}"), "writing it out would fill the memory"),
        ("400 digits", step(f"by: us, value: {{us: ¦{'9' * 400}}}"), "within a million"),
        ("10,000 digits", step(f"by: us, value: {{us: ¦{'9' * 10_000}}}"), "Python itself refuses such integers"),
        ("just too large", step("by: us, value: {us: ¦1000000.0001}"), "within a million"),
        ("five decimals", step("by: us, value: {us: ¦0.00001}"), "at most four decimals"),
        ("many decimals", step(f"by: us, value: {{us: ¦1.{'0' * 40}1}}"), "at most four decimals"),
        ("a text", step("by: us, value: {us: ¦lots}"), "a number is needed"),
        ("a quoted number", step("by: us, value: {us: ¦'-1'}"), "quotes make it a text"),
        ("a comma", step('by: us, value: {us: ¦"0,5"}'), "decimals follow a point"),
        ("base 60", step("by: us, value: {us: ¦1:30}"), "it is not 90"),
        ("hexadecimal", step("by: us, value: {us: ¦0x10}"), "numbers are decimal"),
        ("a leading zero", step("by: us, value: {us: ¦010}"), "it is not 8"),
        ("yes", step("by: us, value: {us: ¦true}"), "yes is no number"),
        ("nothing", step("by: us, value: {us: ¦~}"), "unknown is not zero"),
        ("a share in words", step("by: us, reversible: ¦yes"), "YAML 1.2 knows true and false"),
    ),
    *_rows(
        "negative-amount",
        *[
            (
                f"negative {key}",
                changed("us: {scale: cardinal}", f"us: {{scale: cardinal, {key}: ¦-1}}"),
                "at least zero",
            )
            for key in ("walk_away", "breach_cost", "tolerance", "trust", "trust_growth")
        ],
    ),
    *_rows(
        "out-of-range",
        ("more than all", step("by: us, reversible: ¦1.5"), "a share is at most 1"),
        ("less than nothing", step("by: us, reversible: ¦-0.5"), "a share is at least 0"),
        ("certain beyond 1", step("by: us, verified: {detection: ¦1.01}"), "a probability is at most 1"),
        ("61 phases", f"{BASE}max_phases: ¦61\n", "at most 60"),
        ("no phases", f"{BASE}max_phases: ¦0\n", "at least one"),
        ("firmness 6", demand("rule: include give, firmness: ¦6"), "firmness is 1 to 5"),
        ("firmness 0", demand("rule: include give, firmness: ¦0"), "firmness is 1 to 5"),
        ("phase 0", rule("give by phase ¦0"), "phases count from 1"),
    ),
    *_rows("not-whole", ("half a phase", f"{BASE}max_phases: ¦2.5\n", "phases are whole")),
    *_rows(
        "bad-date",
        ("no such day", f"{BASE}starts: ¦2026-02-30\n", "February"),
        ("another order", f"{BASE}starts: ¦05.01.2026\n", "which is the month?"),
        ("a year", f"{BASE}starts: ¦2026\n", "which day?"),
        ("too late", f"{BASE}starts: ¦9999-12-31\n", "a calendar needs room to run"),
        ("in a rule", f"{BASE}starts: 2026-01-01\nrules: [give by ¦2026-13-01]\n", "there is no such month"),
    ),
    *_rows(
        "bad-duration",
        ("no unit", step("by: us, takes: ¦10"), "days or weeks?"),
        ("half a week", step("by: us, takes: ¦1.5w"), "whole numbers"),
        ("negative", step("by: us, takes: ¦-1d"), "time runs forward"),
        ("a word", step("by: us, takes: ¦10 days"), "d, w, mo or y"),
        ("a century", step("by: us, takes: ¦100y"), "the calendar must hold it"),
        ("in a rule", rule("give within ¦99999d"), "the calendar must hold it"),
    ),
    *_rows(
        "bad-choice",
        ("a scale", changed("scale: interval", "scale: ¦intervall"), "interval is meant"),
        ("a role", changed("role: verifier", "role: ¦verfier"), "verifier is meant"),
        ("fairness", f"{BASE}fairness: ¦equal\n", "egalitarian, perhaps"),
        ("a mark", step("by: us, mark: ¦certain"), "one of three"),
        ("an objective", f"{BASE}objectives: [package, ¦speed, exposure, leap, easier, balance]\n", "time, perhaps"),
        ("a red line in words", demand("rule: include give, red_line: ¦yes"), "true or false"),
    ),
    *_rows(
        "bad-url",
        (
            "a script",
            f"{BASE}sources:\n  a: {{url: '¦javascript:alert(1)'}}\n".replace("'¦", "¦'"),
            "it would run in the page",
        ),
        ("data", f"{BASE}sources:\n  a: {{url: ¦'data:text/html,x'}}\n", "it would be a page of its own"),
        ("a file", f"{BASE}sources:\n  a: {{url: ¦'file:///etc/passwd'}}\n", "it would show the reader's files"),
        ("hidden script", f'{BASE}sources:\n  a: {{url: ¦"\\tjavascript:x"}}\n', "browsers skip the tab"),
        ("turned round", f'{BASE}sources:\n  a: {{url: ¦"https://x\\u202ey"}}\n', "it would read as another address"),
        ("with a quote", f"{BASE}sources:\n  a: {{url: ¦'https://x\" onclick=\"y'}}\n", "it would leave its attribute"),
    ),
    *_rows(
        "bad-interval",
        ("three numbers", step("by: us, value: {range: ¦[1, 2, 3]}"), "an interval has two ends"),
        ("no numbers", step("by: us, value: {range: ¦[]}"), "an interval has two ends"),
    ),
    *_rows("interval-upside-down", ("upside down", step("by: us, value: {range: ¦[2, -1]}"), "lo is at most hi")),
    *_rows(
        "bad-objectives",
        ("five", f"{BASE}objectives: ¦[package, exposure, leap, time, easier]\n", "each of the six"),
        ("one twice", f"{BASE}objectives: ¦[package, package, exposure, leap, time, easier, balance]\n", "each once"),
    ),
]

MEANING = [
    *_rows(
        "no-parties empty-by",
        ("nobody", "detente: 1\ntitle: T\n¦parties: {}\nsteps: {a: {by: []}}\n", "someone must act"),
    ),
    *_rows(
        "no-steps", ("nothing to do", "detente: 1\ntitle: T\nparties: {us: {}}\n¦steps:\n", "something must be done")
    ),
    *_rows(
        "role-without-scale",
        (
            "a principal without scale",
            changed("watch: {role: verifier}", "watch: {role: ¦principal}"),
            "it has preferences",
        ),
    ),
    *_rows(
        "scale-and-role",
        (
            "a verifier with a scale",
            changed("watch: {role: verifier}", "watch: {role: ¦verifier, scale: ordinal}"),
            "which?",
        ),
    ),
    *_rows(
        "amount-without-scale",
        ("trust of a verifier", changed("role: verifier", "role: verifier, ¦trust: 1"), "it has no exposure"),
    ),
    *_rows("value-without-scale", ("a verifier's value", step("by: us, value: {¦watch: 1}"), "it has no preferences")),
    *_rows(
        "wrong-scale",
        ("an interval for a cardinal party", step("by: us, value: {us: ¦[1, 2]}"), "scales are not mixed"),
        ("an interval for an ordinal party", step("by: us, value: {them: ¦[1, 2]}"), "scales are not mixed"),
        (
            "levels for a cardinal party",
            changed("scale: cardinal", "scale: cardinal, trust: ¦[1, 2]"),
            "scales are not mixed",
        ),
    ),
    *_rows(
        "fractional-level",
        ("a fractional level", step("by: us, value: {them: ¦2.5}"), "levels are ranks"),
        (
            "a fractional amount",
            changed("scale: ordinal", "scale: ordinal, breach_cost: [1, ¦2.5]"),
            "levels are ranks",
        ),
    ),
    *_rows(
        "level-out-of-range",
        ("level 100", step("by: us, value: {them: ¦-100}"), "levels go to 99"),
        ("trust of level 100", changed("scale: ordinal", "scale: ordinal, trust: ¦100"), "levels go to 99"),
    ),
    *_rows("empty-by", ("nobody's step", step("by: ¦[]"), "someone must do it")),
    *_rows(
        "condition-alone",
        ("a condition alone", step("by: us, ¦reversible_if: give"), "what would be taken back?"),
        ("beside false", step("by: us, reversible: false, ¦reversible_if: give"), "what would be taken back?"),
    ),
    *_rows(
        "bonus-not-cardinal",
        (
            "an ordinal bonus",
            f"{BASE}bonuses:\n  - {{when: give and take, value: {{¦them: 1}}}}\n",
            "levels do not add up",
        ),
        (
            "a verifier's bonus",
            f"{BASE}bonuses:\n  - {{when: give and take, value: {{¦watch: 1}}}}\n",
            "no preferences",
        ),
    ),
    *_rows(
        "share-in-bonus",
        (
            "a share in a bonus",
            step("by: us, reversible: ¦0.5") + "bonuses:\n  - {when: more and give, value: {us: 1}}\n",
            "the best deviation would not be exact",
        ),
    ),
    *_rows(
        "bad-rule",
        ("a misspelt word", rule("give ¦aftr take"), "after is meant"),
        ("cut short", rule("give after¦"), "after what?"),
        ("too much", rule("give after take ¦now"), "the rest would be lost"),
        ("no bracket", rule("at most 1 of ¦give, take"), "a list stands in brackets"),
        ("an open bracket", rule("never (give and take¦"), "the bracket is never closed"),
        ("a word as a name", rule("give after ¦before"), "no step has that name"),
        ("empty", rule("¦''").replace("¦''", "'¦'"), "what is the rule?"),
        ("capitals", rule("¦Give after take"), "give is meant"),
        ("with a step of two", rule("give with take ¦and give"), "with joins two steps"),
        ("an arrow", rule("give ¦→ take"), "rules are words"),
        ("a terminal escape", rule('"give ¦\\e[31mafter take"'), "shown escaped"),
    ),
    *_rows(
        "bad-condition", ("half a condition", step("by: us, reversible: true, reversible_if: give and¦"), "and what?")
    ),
    *_rows(
        "too-deep",
        (
            "rule brackets 10,000 deep",
            rule("give after " + "(" * 50 + "¦" + "(" * 9_950 + "take" + ")" * 10_000),
            "fifty",
        ),
        ("not, many times", rule("never " + "not " * 50 + "¦not take"), "fifty"),
    ),
    *_rows("repeated-step", ("listed twice", rule("at most 1 of (give, ¦give)"), "is it counted twice?")),
    *_rows("bad-count", ("three of two", rule("at least ¦3 of (give, take)"), "it can never hold")),
    *_rows(
        "date-without-start",
        ("by a date", rule("give by ¦2026-05-01"), "when is that?"),
        ("not before a date", demand("rule: give not before ¦2026-05-01, firmness: 1"), "when is that?"),
    ),
    *_rows(
        "cyclic-after",
        ("after each other", f"{BASE}rules: [¦give after take, take after give]\n", "neither can be first"),
        ("after itself", rule("¦give after give"), "it cannot wait for itself"),
        (
            "round a longer way",
            step("by: us") + "rules: [give with or after take, ¦take after more and give, more with or after give]\n",
            "one strict after is enough",
        ),
        (
            "through every branch",
            f"{BASE}rules: [¦give after take or (take and not give), take with or after give]\n",
            "whichever way, it needs the other",
        ),
    ),
    *_rows(
        "rule-and-rules",
        ("both", demand("rule: include give, ¦rules: [include take], firmness: 1"), "which of the two?"),
    ),
    *_rows(
        "missing-rule",
        ("a demand for nothing", f"{BASE}demands:\n  - ¦{{id: it, by: us, firmness: 1}}\n", "what is demanded?"),
        ("a softer nothing", demand("rule: include give, firmness: 2, softer: [¦{firmness: 1}]"), "soften to what?"),
    ),
    *_rows(
        "missing-firmness",
        ("no price", f"{BASE}demands:\n  - ¦{{id: it, by: us, rule: include give}}\n", "what does giving it up cost?"),
        (
            "no softer price",
            demand("rule: include give, firmness: 2, softer: [¦{rule: include take}]"),
            "what does it cost?",
        ),
    ),
    *_rows(
        "softer-not-cheaper",
        (
            "a dear retreat",
            demand("rule: include give, firmness: 2, softer: [{rule: include take, firmness: ¦2}]"),
            "why?",
        ),
    ),
    *_rows(
        "red-line-softer",
        (
            "a soft red line",
            demand("rule: include give, red_line: true, ¦softer: [{rule: include take, firmness: 1}]"),
            "no",
        ),
    ),
    *_rows("bad-form", ("no such form", demand("rule: include give, firmness: 1, form: ¦1"), "it has no softer forms")),
    *_rows(
        "empty-bridge",
        ("a bridge to nowhere", f"{BASE}bridges:\n  - ¦{{id: plank}}\n", "it changes nothing"),
        ("a split into nothing", bridge("¦split: give"), "into what?"),
        ("parts of nothing", bridge("¦into: {g1: {}, g2: {}}"), "parts of what?"),
    ),
    *_rows(
        "same-id",
        (
            "a part with a name in use",
            bridge("split: give, into: {¦take: {value: {us: 0, them: 0}}, g2: {}}"),
            "which?",
        ),
    ),
    *_rows(
        "split-value-missing",
        (
            "a part without value",
            bridge("¦split: give, into: {g1: {value: {us: -1}}, g2: {value: {us: 0}}}"),
            "and to them?",
        ),
    ),
    *_rows(
        "bad-number",
        (
            "a wrong value in a bridge",
            bridge("¦changes: {steps: {give: {value: {us: lots}}}}"),
            "it would make no case",
        ),
    ),
    *_rows(
        "too-many-steps",
        (
            "1,001 steps",
            BASE + "".join(f"  s{i}: {{by: us}}\n" for i in range(998)) + "  ¦last: {by: us}\n",
            "at most 1,000",
        ),
    ),
]

ROWS = [*FILES, *KEYS, *VALUES, *MEANING]

JSON_HEAD = '{"detente": 1, "title": "J", "parties": {"us": {"scale": "cardinal"}}, "steps": {"a": {"by": "us"}'


def json_step(keys: str) -> str:
    """Return a case in JSON with a step."""
    return f'{JSON_HEAD},\n "more": {{"by": "us", {keys}}}}}}}\n'


JSON_ROWS = [
    *_rows(
        "bad-json",
        ("a comment", "{¦# a case\n}", "JSON has none"),
        ("single quotes", "{¦'detente': 1}", "JSON has double ones"),
        ("cut off", f"{JSON_HEAD}¦", "the rest is missing"),
        ("a raw escape", '{"title": "¦\x1b[31m"}', "JSON writes it \\u001b"),
        ("two values", '{"detente": 1} ¦{}', "one case a file"),
    ),
    *_rows("wrong-type", ("a list", "¦[]", "a case is a mapping"), ("a number", "¦12", "a case is a mapping")),
    *_rows("duplicate-key", ("a key twice", json_step('"takes": "1d", ¦"takes": "2d"'), "the second would win unseen")),
    *_rows("unknown-key", ("misspelt", json_step('¦"revresible": true'), "reversible is meant")),
    *_rows("unknown-id", ("nobody", json_step('"admits": ["us", ¦"uss"]'), "us is meant")),
    *_rows(
        "bad-number",
        ("1e400", json_step('"value": {"us": ¦1e400}'), "a float would make it infinite"),
        ("400 digits", json_step(f'"value": {{"us": ¦{"9" * 400}}}'), "within a million"),
        ("10,000 digits", json_step(f'"value": {{"us": ¦{"9" * 10_000}}}'), "Python itself refuses such integers"),
        ("NaN", json_step('"value": {"us": ¦NaN}'), "not JSON, though Python reads it"),
        ("Infinity", json_step('"value": {"us": ¦-Infinity}'), "not JSON, though Python reads it"),
        ("five decimals", json_step('"value": {"us": ¦0.00001}'), "at most four decimals"),
    ),
    *_rows(
        "too-deep",
        ("brackets 100 deep", f'{JSON_HEAD}}}, "notes": ' + "[" * 49 + "¦" + "[" * 51 + "]" * 100 + "}", "fifty levels"),
        ("brackets 100,000 deep", f'{{"notes": {"[" * 49}¦{"[" * 99_951}', "the stack is not theirs to use up"),
    ),
    *_rows("bad-character", ("half a pair", json_step('"title": ¦"\\ud800"'), "it cannot be printed")),
    *_rows("bad-id", ("no name", json_step('"takes": "1d"').replace('"more"', '¦""'), "an id has letters")),
    *_rows("bad-rule", (
        "the word in an escaped text",
        f'{JSON_HEAD}}},\n "rules": ["a\\u0020after ¦and"]}}',
        "the column counts the escape as it is written",
    )),
    *_rows("bad-url", ("a script", f'{JSON_HEAD}}}, "sources": {{"s": {{"url": ¦"javascript:x"}}}}}}', "it would run")),
]  # fmt: skip
