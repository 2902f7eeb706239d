"""`manage.py coach`: the coach at the command line, so that a center can try a rule set on its own examples."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError

from apps.coach.measure import measure
from apps.coach.message import read_message
from apps.coach.review import Review, review
from apps.coach.rules import RULES
from apps.coach.rulesets import RuleSet, UnfitRuleSet, built_in, load


class UnfitLine(Exception):
    """A line of the file is no message; the message says why."""


class Command(BaseCommand):
    """Reads JSON lines and writes JSON lines: facts and findings, nothing is kept."""

    help = "message FILE: facts and findings as JSON lines. measure FILE…: agreement with labels. rules: what there is."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to read, and by which rule set."""
        kinds = parser.add_subparsers(dest="what", required=True)
        message = kinds.add_parser("message", help="messages that ask for a talk, one JSON object a line")
        message.add_argument("file", help="a .jsonl file, or - for standard input")
        message.add_argument(
            "--rules", default="", help="a rule set by name, or a .toml or .json file; else the channel's"
        )
        labelled = kinds.add_parser("measure", help="precision and recall of each fact against lines with `expect`")
        labelled.add_argument("files", nargs="+", help=".jsonl files")
        labelled.add_argument("--wrong", action="store_true", help="name the messages that differ")
        kinds.add_parser("rules", help="the rules and the rule sets")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        """A line that cannot be read gets a line that says so, and the command fails at the end."""
        if what == "message":
            self._messages(options["file"], _chosen(options["rules"]))
        elif what == "measure":
            for name in options["files"]:
                self._measure(name, wrong=options["wrong"])
        else:
            self._rules()

    def _messages(self, name: str, rules: RuleSet | None) -> None:
        unfit = 0
        for number, line in _lines(name):
            try:
                data = _object(line)
                self._print({"id": data.get("id"), **_answer(review(read_message(data), rules))})
            except UnfitLine as error:
                unfit += 1
                self._print({"id": None, "line": number, "error": str(error)})
        if unfit:
            raise CommandError(f"{unfit} line{'s' if unfit > 1 else ''} could not be read; each says why.")

    def _print(self, answer: dict[str, Any]) -> None:
        line = json.dumps(answer, ensure_ascii=False)
        # Half a surrogate pair cannot be written; its escape means the same in JSON.
        self.stdout.write(line.encode("utf-8", "backslashreplace").decode("utf-8"))

    def _measure(self, name: str, *, wrong: bool) -> None:
        lines = []
        for number, line in _lines(name):
            try:
                data = _object(line)
            except UnfitLine as error:
                raise CommandError(f"{name}, line {number}: {error}") from error
            if not isinstance(data.get("expect"), dict):
                raise CommandError(f"{name}, line {number}: there is no `expect`.")
            lines.append(data)
        self.stdout.write(f"{Path(name).name}: {len(lines)} messages")
        self.stdout.write(f"{'fact':<24}{'right':>6}{'false':>6}{'missed':>7}{'precision':>11}{'recall':>8}")
        for fact, score in measure(lines).items():
            counts = f"{score.hits:>6}{score.false_alarms:>6}{score.misses:>7}"
            row = f"{fact:<24}{counts}{score.precision:>11.3f}{score.recall:>8.3f}"
            self.stdout.write(f"{row}  {' '.join(score.wrong)}".rstrip() if wrong else row)

    def _rules(self) -> None:
        for rule in RULES:
            self.stdout.write(f"{rule.id} ({rule.severity})\n    {rule.looks_for}\n    {rule.why}\n    {rule.source}")
        self.stdout.write("")
        for chosen in built_in().values():
            self.stdout.write(f"{chosen.name}: {chosen.title}" + (f" ({chosen.source})" if chosen.source else ""))


def _chosen(name: str) -> RuleSet | None:
    if not name:
        return None
    try:
        return load(name)
    except UnfitRuleSet as error:
        raise CommandError(str(error)) from error


def _lines(name: str) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, with their numbers from 1."""
    if name == "-":
        yield from _filled(sys.stdin.buffer)
        return
    try:
        with open(name, "rb") as stream:
            yield from _filled(stream)
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}") from error


def _filled(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(stream, 1):
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield number, line


def _object(line: bytes) -> dict[str, Any]:
    """The JSON object of one line. Raises UnfitLine."""
    try:
        data = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnfitLine(f"This line is not UTF-8: {error.reason} at byte {error.start + 1}.") from error
    except RecursionError as error:
        raise UnfitLine("This line is nested too deeply.") from error
    except ValueError as error:
        raise UnfitLine(f"This line is not JSON: {error}.") from error
    if not isinstance(data, dict):
        raise UnfitLine("A line is one object, as in {“id”: 1, “body”: “…”}.")
    return data


def _answer(found: Review) -> dict[str, Any]:
    """Facts, and the findings that advise something. Spans are characters of the body: [start, end]."""
    findings = [
        {
            "rule": finding.rule,
            "severity": finding.severity.value,
            "spans": [[span.start, span.end] for span in finding.spans if span.where == "body"],
            "message": finding.message,
        }
        for finding in found.advice
    ]
    return {"facts": asdict(found.facts), "findings": findings}
