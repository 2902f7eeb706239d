"""One planned row as the preview shows it: words and buttons, worked out before the template."""

from __future__ import annotations

from dataclasses import dataclass

from apps.contacts.imports.planning import CHOICES, Action, Finding
from apps.contacts.imports.values import suggested_email
from apps.contacts.models import ImportRow

_TONES = {
    Finding.NO_NAME: ("rust", "alert-circle"),
    Finding.BAD_EMAIL: ("rust", "alert-circle"),
    Finding.RAGGED: ("rust", "alert-circle"),
    Finding.DAMAGED: ("rust", "alert-circle"),
    Finding.UNREADABLE: ("rust", "alert-circle"),
    Finding.NEW: ("", "user-plus"),
    Finding.UNCHANGED: ("", "check"),
}
_NUMBERED = (Finding.NO_NAME, Finding.RAGGED, Finding.DAMAGED)  # where the line helps to find it in the file
_LABELS = {
    Finding.SAME_PROFILE: {Action.UPDATE: "Update", Action.SKIP: "Keep mine"},
    Finding.SAME_EMAIL: {Action.UPDATE: "Update", Action.SKIP: "Keep mine", Action.ADD: "Both"},
    Finding.LIKELY: {Action.UPDATE: "Update", Action.SKIP: "Keep mine", Action.ADD: "Both"},
}
_PLAIN = {Action.ADD: "Add", Action.UPDATE: "Update", Action.SKIP: "Leave out"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a row."""

    action: str
    label: str
    pressed: bool


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """Everything that the preview says about a row."""

    row: ImportRow
    label: str
    tone: str
    icon: str
    name: str
    work: str
    reason: str
    choices: list[Choice]
    fix_label: str = ""
    fix_hint: str = ""
    fix_value: str = ""
    error: str = ""


def preview_row(row: ImportRow, *, is_open: bool = True, error: str = "", typed: str | None = None) -> PreviewRow:
    """`row` for the page, with its buttons once it `is_open`; with an `error`, what was typed stays in its field."""
    finding = Finding(row.finding)
    name = f"{row.values.get('given_name', '')} {row.values.get('family_name', '')}".strip()
    tone, icon = _TONES.get(finding, ("sky", "copy"))
    labels = _LABELS.get(finding, _PLAIN)
    actions = CHOICES[finding]
    choices = [Choice(a, labels[a], row.action == a) for a in actions] if len(actions) > 1 and is_open else []
    fix_label = fix_hint = fix_value = ""
    if not is_open:
        pass
    elif finding is Finding.NO_NAME:
        fix_label, fix_hint = f"Name for line {row.line}", "Type a name, or leave out"
    elif finding is Finding.BAD_EMAIL:
        fix_label, fix_hint = f"E-mail for {name}", "Type the address"
        fix_value = suggested_email(row.reason.partition("“")[2].partition("”")[0])
    return PreviewRow(
        row=row,
        label=row.get_finding_display(),
        tone=tone,
        icon=icon,
        name=name,
        work=", ".join(part for part in (row.values.get("title", ""), row.values.get("employer", "")) if part),
        reason=f"Line {row.line}. {row.reason}" if finding in _NUMBERED else row.reason,
        choices=choices,
        fix_label=fix_label,
        fix_hint=fix_hint,
        fix_value=fix_value if typed is None else typed,
        error=error,
    )
