"""JSON lines as the command reads them: one object a line, and what is no object says why."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import IO, Any

from apps.coach.finding import Finding
from apps.coach.message import read_message
from apps.coach.questions import read_question
from apps.coach.review import review
from apps.coach.rulesets import RuleSet
from apps.coach.thanks import UnfitNote, read_thank_you, review_thank_you


class UnfitLine(Exception):
    """A line of the file cannot be read; the message says why."""


class UnfitFile(Exception):
    """The file cannot be opened; the message says why."""


def lines_of(name: str) -> Iterator[tuple[int, bytes]]:
    """The lines that hold something, with their numbers from 1; - is standard input. Raises UnfitFile."""
    if name == "-":
        yield from _filled(sys.stdin.buffer)
        return
    try:
        with open(name, "rb") as stream:
            yield from _filled(stream)
    except (OSError, ValueError) as error:
        raise UnfitFile(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _filled(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(stream, 1):
        if line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield number, line


def object_of(line: bytes) -> dict[str, Any]:
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


def answer_to_message(data: Mapping[str, Any], rules: RuleSet | None) -> dict[str, Any]:
    """Facts, and the findings that advise something. Spans are characters of the body: [start, end]."""
    found = review(read_message(data), rules)
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


def answer_to_question(data: Mapping[str, Any]) -> dict[str, Any]:
    """Form, issues by name, and findings. Spans are characters of the text. Raises UnfitLine."""
    text = data.get("text")
    if not isinstance(text, str):
        raise UnfitLine("There is no `text` that is text, as in {“id”: 1, “text”: “How did you begin?”}.")
    reading = read_question(text)
    return {
        "form": reading.form,
        "issues": [finding.rule for finding in reading.issues],
        "findings": [_written(finding) for finding in reading.findings],
    }


def answer_to_thank_you(data: Mapping[str, Any]) -> dict[str, Any]:
    """Facts and findings. Spans are characters of the body. Raises UnfitLine."""
    try:
        found = review_thank_you(read_thank_you(data))
    except UnfitNote as error:
        raise UnfitLine(str(error)) from error
    return {"facts": asdict(found.facts), "findings": [_written(finding) for finding in found.findings]}


def _written(finding: Finding) -> dict[str, Any]:
    written = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "spans": [[span.start, span.end] for span in finding.spans if span.where == "body"],
        "message": finding.message,
    }
    return written | ({"rewording": finding.rewording} if finding.rewording else {})
