"""Dana's cohort, as data: who the other students are, what they share and how far they have come.

`people` counts those on the list; of these `asked` were written to, `replied` answered, `talked` held a
talk, `thanked` got a thank-you and `led_on` named somebody.
"""

from __future__ import annotations

from dataclasses import dataclass

from apps.centers.models import Level


@dataclass(frozen=True, slots=True)
class Student:
    """One student of the cohort and the shape of their work so far."""

    name: str
    level: Level
    people: int = 0
    asked: int = 0
    replied: int = 0
    talked: int = 0
    thanked: int = 0
    led_on: int = 0
    last_days_ago: int = 3


N, P, F = Level.NOTHING, Level.PROGRESS, Level.FULL

STUDENTS: tuple[Student, ...] = (
    Student("Jonah Pruitt", P, 6, 2, 1, last_days_ago=14),
    Student("Abby Stone", F, 5, last_days_ago=18),
    Student("Noor Rahman", P, 2),
    Student("Marek Havel", F, 3),
    Student("Camille Laurent", F, 8, 8, last_days_ago=21),
    Student("Ravi Menon", F, 2, 1),
    Student("Hye-jin Park", P, 2, 1),
    Student("Tess Okonkwo", F, 2, 1, 1),
    Student("Mina Castellanos", F, 2, 1, 1),
    Student("Anil Kapoor", F, 3, 2, 2, 2, last_days_ago=3),
    Student("Freya Dahl", P, 2, 1, 1, 1, last_days_ago=2),
    Student("Kwame Asante", F, 2, 1, 1, 1, 1),
    Student("Ivy Cho", P, 2, 1, 1, 1, 1),
    Student("Nadia Petrenko", F, 2, 1, 1, 1, 1, 1),
    Student("Owen Pryce", F, 2, 1, 1, 1, 1, 1),
    Student("Cyrus Vale", P),
    Student("Maya Lindgren", N, 2),
    Student("Theo Barros", N),
    Student("Willa Kensington", N),
)
