"""What a column is, by its name: ours, those of Canvas, OneRoster and Moodle, and common words.

A column that we do not know is ignored and named on the page. Some are never taken, whoever asks: what a student
shares, what they are to the center, how they sign in, and what no career center needs to know of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from apps.centers.roster.errors import UnreadableRoster

REQUIRED = ("external_id", "email", "given_name")
SYNONYMS = MappingProxyType(
    {
        "external_id": (
            "external_id", "id", "student_id", "studentid", "student_number", "user_id", "sis_id", "sis_user_id",
            "sourcedid", "idnumber", "campus_id", "university_id",
        ),
        "email": ("email", "e_mail", "email_address", "e_mail_address", "mail", "student_email"),
        "given_name": ("given_name", "givenname", "first_name", "firstname"),
        "family_name": ("family_name", "familyname", "last_name", "lastname", "surname"),
        "preferred_name": ("preferred_name", "preferredfirstname", "preferred_first_name", "preferredgivenname"),
        "sso_subject": ("sso_subject", "subject_id", "sso_id"),
        "program": ("program", "programme", "major", "department", "degree", "field_of_study"),
        "year_level": ("year_level", "year", "class_year", "class_standing"),
        "grad_term": ("grad_term", "graduation_term", "graduation", "expected_graduation", "grad_date"),
        "cohorts": ("cohorts", "cohort", "cohort1", "groups"),
        "advisor_email": ("advisor_email", "adviser_email", "advisor", "adviser"),
        "timezone": ("timezone", "time_zone", "tz"),
        "status": ("status", "enrollment_status", "enrolment_status"),
    }
)  # fmt: skip
_FIELD_OF = {name: field for field, names in SYNONYMS.items() for name in names}
NEVER = MappingProxyType(
    {
        "students decide alone what they share": ("sharing", "sharing_level", "share", "consent", "level"),
        "roles are given by invitation": ("role", "roles", "type", "permissions"),
        "nobody sets another person’s password": ("password", "passwd", "pwd"),
        "a career center has no need of it here": (
            "gpa", "grade_average", "race", "ethnicity", "disability", "disabilities", "visa", "visa_status",
            "immigration_status", "citizenship", "religion", "gender", "sex", "ssn", "date_of_birth", "birthdate",
        ),
    }
)  # fmt: skip
_NEVER = {name: why for why, names in NEVER.items() for name in names}


@dataclass(frozen=True, slots=True)
class Heading:
    """What each column means ("" where nothing), and which are not taken."""

    fields: tuple[str, ...]
    ignored: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]  # name, why


def normal(name: str) -> str:
    """A column's name without case, spaces and signs."""
    return re.sub(r"[^a-z0-9]+", "_", name.replace("\ufeff", "").strip().lower()).strip("_")


def known_names(cells: Sequence[str]) -> int:
    """How many cells are names of columns that we read."""
    return sum(normal(cell) in _FIELD_OF for cell in cells)


def read_heading(cells: Sequence[str]) -> Heading:
    """The meaning of a heading. UnreadableRoster when a required column is missing or one stands there twice."""
    fields: list[str] = []
    ignored: list[str] = []
    refused: list[tuple[str, str]] = []
    for cell in cells:
        name, shown = normal(cell), " ".join(cell.split())[:80]
        field = _FIELD_OF.get(name, "")
        if field and field in fields:
            raise UnreadableRoster(f"Two columns of this file hold the same: “{shown}” is the second. Remove one.")
        fields.append(field)
        if name in _NEVER:
            refused.append((shown, _NEVER[name]))
        elif not field and name:
            ignored.append(shown)
    missing = [field for field in REQUIRED if field not in fields]
    if missing:
        raise UnreadableRoster(
            f"The first line of the file must name its columns. Missing: {', '.join(missing)}. "
            f"It names: {', '.join(' '.join(c.split())[:40] for c in cells[:12]) or 'nothing'}."
        )
    return Heading(tuple(fields), tuple(ignored), tuple(refused))
