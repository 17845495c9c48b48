"""Deciding on statements in the terminal: what is shown, what can be answered, and when files are written."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from detente.case import parse_rule
from detente.case.names import id_trouble, nearest
from detente.case.visible import visible
from detente.cli.saying import say
from detente.errors import CaseError
from detente.evidence.case_file import open_case, write_decided
from detente.evidence.decisions import Decisions, Proposed, decisions_file, load_decisions, save_decisions
from detente.evidence.into_case import NewDemand
from detente.evidence.many import Reading
from detente.evidence.review import MENDABLE, Proposal, Review
from detente.evidence.sounding_alike import sounding_alike
from detente.report.record_text import statement_lines
from detente.report.words import count

HELP = """\
  a [ID…]            accept, and attach to these steps or demands of the case
  m FIELD=VALUE      mend: {fields}
  m                  mend, asked field by field (Enter keeps)
  d                  accept, and write a demand of the case from it
  s                  skip for good
  n                  leave open, ask again next time
  c                  show it in its context
  u                  undo the last decision
  q                  quit; what is decided is kept, and the rest is asked next time
  ?                  this list
""".format(fields=", ".join(MENDABLE))

ASKED = "a accept, m mend, d demand, s skip, n leave open, c context, u undo, q quit, ? help: "
CONTEXT = 300


class Deciding:
    """A case that statements are to be decided for, opened with the decisions beside it.

    Decisions are kept after each one, in a file beside the case; the case itself is written at the end, or on quitting.

    Raises
    ------
    CaseError
        Where the case or the file of decisions cannot be read.
    """

    def __init__(self, case_path: str) -> None:
        self.opened = open_case(case_path)
        self.path = decisions_file(case_path)
        self.before = load_decisions(self.path)

    def decide(self, readings: Sequence[Reading], *, again: bool = False) -> None:
        """Ask about the statements of some articles, and write what is accepted. The end of the input quits.

        Parameters
        ----------
        readings
            The articles as they were read.
        again
            Ask about what was decided before, too.

        Raises
        ------
        CaseError
            Where a file cannot be written, or the case has become wrong meanwhile.
        """
        review = Review(self.opened.case, self.before, readings, again=again)
        demands = _Session(review, self.path).run()
        save_decisions(self.path, review.decisions)
        opened = open_case(self.opened.path)  # somebody may have worked on it meanwhile
        written = write_decided(opened, self.before, review.decisions, demands)
        _say_what_happened(review, self.path, opened.path if written else "")


def _say_what_happened(review: Review, path: Path, case: str) -> None:
    said = [said for source in review.decisions.sources for said in source.statements]
    accepted = sum(one.verdict == "accepted" for one in said)
    told = f"{count(accepted, 'statement')} accepted, {len(said) - accepted} skipped, {review.left} left to decide."
    click.echo(told, err=True)
    say(f"Decisions are in {path}." + (f" {case} is brought up to date." if case else ""))


class _Session:
    """The dialogue: one proposal on the screen, one line of answer."""

    def __init__(self, review: Review, path: Path) -> None:
        self.review = review
        self.path = path
        self.demands: list[tuple[Decisions, NewDemand]] = []
        self.width = max(60, shutil.get_terminal_size((80, 24)).columns)
        self.ended = False

    def run(self) -> list[NewDemand]:
        """Ask until everything is decided or somebody quits; return the demands that were written."""
        if self.review.known:
            click.echo(f"{count(self.review.known, 'statement')} known from before.")
        while not self.ended and (proposal := self.review.current) is not None:
            self.show(proposal)
            self.answered(self.ask(ASKED))
        return [demand for _, demand in self.demands]

    def show(self, proposal: Proposal) -> None:
        """Show the proposal that waits."""
        place, of = self.review.place
        click.echo(f"\n{visible(proposal.reading.article.file)}, {place} of {of}")
        click.echo("\n".join(statement_lines(proposal.reading, proposal.statement, self.width)))
        alike = sounding_alike(self.review.case, proposal.reading.record.words(proposal.statement))
        if alike:
            click.echo(f"     sounds like: {', '.join(alike)}")
        if proposal.before is not None:
            click.echo(f"     {proposal.before.verdict} before")

    def ask(self, question: str) -> str:
        """Ask, and return the answer; the end of the input quits, and so does Ctrl-C."""
        click.echo(question, nl=False)
        try:
            line = sys.stdin.readline()
        except KeyboardInterrupt:
            line = ""
        if not line:
            click.echo()
            self.ended = True
        return line.strip()

    def answered(self, answer: str) -> None:
        """Do what an answer says; what it does not say is told and asked again."""
        word, _, rest = answer.partition(" ")
        actions: dict[str, Callable[[str], None]] = {
            "a": self.accept,
            "m": self.mend,
            "d": self.demand,
            "s": self.skip,
            "n": self.leave,
            "c": self.context,
            "u": self.undo,
            "q": self.quit,
        }
        if self.ended:
            return
        word = word.lower()
        action = actions.get(word[:1]) if word in actions or word in _WORDS else None
        if action is None:
            click.echo(HELP, nl=False)
        else:
            action(rest.strip())

    def accept(self, rest: str) -> None:
        names = rest.replace(",", " ").split()
        known = [*self.review.case.steps, *self.review.case.demands, *(demand.id for _, demand in self.demands)]
        for name in names:
            if name not in known:
                near = nearest(name, known)
                hint = f" Did you mean {near}?" if near else ""
                click.echo(f"There is no step or demand “{visible(name)}”.{hint}")
                return
        self.settle_party()
        if not self.ended:
            self.keep(lambda: self.review.accept(names))

    def mend(self, rest: str) -> None:
        field, equals, value = rest.partition("=")
        if equals:
            self.mend_one(field.strip(), value)
            return
        for name in (field,) if field else MENDABLE:
            value = self.ask(f"  {name} (Enter keeps, - takes away): ")
            if self.ended:
                return
            if value:
                self.mend_one(name, "" if value == "-" else value)

    def mend_one(self, field: str, value: str) -> None:
        try:
            self.review.mend(field, value)
        except ValueError as error:
            click.echo(f"{visible(str(error))}.")

    def demand(self, _: str) -> None:
        """Write a demand from the statement, each part asked for and checked."""
        proposal = self.review.current
        assert proposal is not None
        skeleton = proposal.statement.demand
        words = proposal.reading.record.words(proposal.statement)
        if skeleton is not None:
            click.echo(f"  The statement's own words as a rule: {visible(skeleton.rule)}")
        name = self.checked("  id: ", self.wrong_id)
        by = self.checked(f"  by ({', '.join(self.review.case.parties)}): ", self.wrong_party) if name else ""
        rule = self.checked("  rule, over steps of the case: ", self.wrong_rule) if by else ""
        firmness = self.checked("  firmness, 1 to 5: ", _wrong_firmness) if rule else ""
        if not firmness:
            click.echo("No demand is written.")
            return
        self.settle_party(by)
        says = " ".join((skeleton.says if skeleton is not None else words).split())
        before = self.review.decisions
        self.keep(lambda: self.review.accept([name], demand=Proposed(rule=rule, says=says)))
        self.demands.append((before, NewDemand(name, by, rule, int(firmness), says, proposal.source)))

    def checked(self, question: str, wrong: Callable[[str], str]) -> str:
        """Ask until the answer is right; nothing is an answer too, and gives up."""
        while True:
            answer = self.ask(question)
            if not answer or self.ended:
                return ""
            if not (trouble := wrong(answer)):
                return answer
            click.echo(f"  {visible(trouble)}")

    def wrong_id(self, name: str) -> str:
        case = self.review.case
        trouble = id_trouble(name)
        if trouble is not None:
            return f"{trouble[1]}; expected: {trouble[2]}"
        taken = {*case.demands, *case.steps, *(demand.id for _, demand in self.demands)}
        return f"“{name}” is taken." if name in taken else ""

    def wrong_party(self, name: str) -> str:
        return "" if name in self.review.case.parties else f"There is no party “{name}”."

    def wrong_rule(self, rule: str) -> str:
        from detente.evidence.case_file import trouble_with_rule

        try:
            parse_rule(rule)
        except CaseError as error:
            return error.findings[0].message
        return trouble_with_rule(self.review.case, rule)

    def settle_party(self, told: str = "") -> None:
        """Have the party of the case whose words these are; asked once for each name, where it is not told."""
        name = self.review.unknown_party()
        if not name:
            return
        if told:
            self.review.tell_party(name, told)
            return
        known = self.review.case.parties
        question = f"  Whose words are those of “{visible(name)}”: {', '.join(known)} (Enter: none of them)? "
        while not self.ended:
            answer = self.ask(question)
            if not self.ended and (not answer or answer in known):
                self.review.tell_party(name, answer)
                return

    def skip(self, _: str) -> None:
        self.keep(self.review.skip)

    def leave(self, _: str) -> None:
        self.review.leave()

    def keep(self, decide: Callable[[], object]) -> None:
        """Decide, and write the decisions down at once."""
        decide()
        save_decisions(self.path, self.review.decisions)

    def undo(self, _: str) -> None:
        if not self.review.undo():
            click.echo("There is nothing to undo in this session; --again asks about what was decided before.")
            return
        self.demands = [one for one in self.demands if one[0] != self.review.decisions]
        save_decisions(self.path, self.review.decisions)

    def quit(self, _: str) -> None:
        self.ended = True

    def context(self, _: str) -> None:
        """Show the statement between what stands before and after it in the source."""
        proposal = self.review.current
        assert proposal is not None
        text, pieces = proposal.reading.record.text, proposal.statement.content
        start, end = max(0, pieces[0][0] - CONTEXT), pieces[-1][1] + CONTEXT
        shown = f"{text[start : pieces[0][0]]}▸{text[pieces[0][0] : pieces[-1][1]]}◂{text[pieces[-1][1] : end]}"
        click.echo(click.wrap_text(visible(shown, keep="\n"), self.width, "  ", "  ", preserve_paragraphs=True))


_WORDS = frozenset({"accept", "mend", "demand", "skip", "context", "undo", "quit"})


def _wrong_firmness(answer: str) -> str:
    return "" if answer in ("1", "2", "3", "4", "5") else "A whole number from 1 to 5 is needed."
