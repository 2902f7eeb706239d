"""`manage.py coach`: the coach at the command line, so that a center can try a rule set on its own examples."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from apps.coach import lines, questions, thanks
from apps.coach.measure import Score, Share, measure, measure_questions, measure_thank_yous
from apps.coach.rules import RULES
from apps.coach.rulesets import RuleSet, UnfitRuleSet, built_in, load

HELP = (
    "message, question, thank-you FILE: what the coach says, as JSON lines; with --measure, agreement with labels. "
    "measure FILE…: the same for messages. rules: what there is."
)
KINDS = {
    "message": "messages that ask for a talk",
    "question": "questions planned for a talk",
    "thank-you": "thank-you notes",
}


class Command(BaseCommand):
    """Reads JSON lines and writes JSON lines: facts and findings, nothing is kept."""

    help = HELP
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to read, and by which rule set."""
        kinds = parser.add_subparsers(dest="what", required=True)
        for name, holds in KINDS.items():
            kind = kinds.add_parser(name, help=f"{holds}, one JSON object a line")
            kind.add_argument("files", nargs="+", metavar="file", help="a .jsonl file, or - for standard input")
            kind.add_argument("--measure", action="store_true", help="compare with the `expect` of each line instead")
            kind.add_argument("--wrong", action="store_true", help="with --measure, name the lines that differ")
            if name == "message":
                kind.add_argument(
                    "--rules", default="", help="a rule set by name, or a .toml or .json file; else the channel's"
                )
        labelled = kinds.add_parser("measure", help="precision and recall of each fact of a message against `expect`")
        labelled.add_argument("files", nargs="+", help=".jsonl files")
        labelled.add_argument("--wrong", action="store_true", help="name the messages that differ")
        kinds.add_parser("rules", help="the rules and the rule sets")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        """A line that cannot be read gets a line that says so, and the command fails at the end."""
        if what == "rules":
            self._rules()
        elif what == "measure" or options["measure"]:
            kind = "message" if what == "measure" else what
            for name in options["files"]:
                self._measure(kind, name, wrong=options["wrong"])
        else:
            answer: Callable[[Mapping[str, Any]], dict[str, Any]]
            if what == "message":
                answer = partial(lines.answer_to_message, rules=_chosen(options["rules"]))
            else:
                answer = lines.answer_to_question if what == "question" else lines.answer_to_thank_you
            self._answer(options["files"], answer)

    def _answer(self, names: list[str], answer: Callable[[Mapping[str, Any]], dict[str, Any]]) -> None:
        unfit = 0
        for name in names:
            for number, line in _lines(name):
                data: dict[str, Any] = {}
                try:
                    data = lines.object_of(line)
                    self._print({"id": data.get("id"), **answer(data)})
                except lines.UnfitLine as error:
                    unfit += 1
                    self._print({"id": data.get("id"), "line": number, "error": str(error)})
        if unfit:
            raise CommandError(f"{unfit} line{'s' if unfit > 1 else ''} could not be read; each says why.")

    def _print(self, answer: dict[str, Any]) -> None:
        line = json.dumps(answer, ensure_ascii=False)
        # Half a surrogate pair cannot be written; its escape means the same in JSON.
        self.stdout.write(line.encode("utf-8", "backslashreplace").decode("utf-8"))

    def _measure(self, kind: str, name: str, *, wrong: bool) -> None:
        labelled = list(_labelled(name))
        self.stdout.write(f"{Path(name).name}: {len(labelled)} {kind.replace('thank-you', 'note')}s")
        if kind == "question":
            scores = measure_questions(labelled)
            self._share("open or closed", scores.form, wrong=wrong)
            self._share("good, left alone", scores.left_alone, wrong=wrong)
            self._table(scores.issues, wrong=wrong)
            return
        try:
            self._table((measure if kind == "message" else measure_thank_yous)(labelled), wrong=wrong)
        except thanks.UnfitNote as error:
            raise CommandError(f"{name}: {error}") from error

    def _share(self, title: str, share: Share, *, wrong: bool) -> None:
        row = f"{title:<24}{share.of - len(share.wrong):>6} of {share.of:<6}{share.right:>8.3f}"
        self.stdout.write(f"{row}  {' '.join(share.wrong)}".rstrip() if wrong else row)

    def _table(self, scores: Mapping[str, Score], *, wrong: bool) -> None:
        self.stdout.write(f"{'fact':<24}{'right':>6}{'false':>6}{'missed':>7}{'precision':>11}{'recall':>8}")
        for fact, score in scores.items():
            counts = f"{score.hits:>6}{score.false_alarms:>6}{score.misses:>7}"
            row = f"{fact:<24}{counts}{score.precision:>11.3f}{score.recall:>8.3f}"
            self.stdout.write(f"{row}  {' '.join(score.wrong)}".rstrip() if wrong else row)

    def _rules(self) -> None:
        groups: dict[str, Iterable[Any]] = {"message": RULES, "question": questions.RULES, "thank-you": thanks.RULES}
        for kind, rules in groups.items():
            self.stdout.write(f"{kind}:")
            for rule in rules:
                self.stdout.write(
                    f"{rule.id} ({rule.severity})\n    {rule.looks_for}\n    {rule.why}\n    {rule.source}"
                )
            self.stdout.write("")
        for chosen in built_in().values():
            self.stdout.write(f"{chosen.name}: {chosen.title}" + (f" ({chosen.source})" if chosen.source else ""))


def _lines(name: str) -> Iterator[tuple[int, bytes]]:
    try:
        yield from lines.lines_of(name)
    except lines.UnfitFile as error:
        raise CommandError(str(error)) from error


def _labelled(name: str) -> list[dict[str, Any]]:
    found = []
    for number, line in _lines(name):
        try:
            data = lines.object_of(line)
        except lines.UnfitLine as error:
            raise CommandError(f"{name}, line {number}: {error}") from error
        if not isinstance(data.get("expect"), dict):
            raise CommandError(f"{name}, line {number}: there is no `expect`.")
        found.append(data)
    return found


def _chosen(name: str) -> RuleSet | None:
    if not name:
        return None
    try:
        return load(name)
    except UnfitRuleSet as error:
        raise CommandError(str(error)) from error
