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
    level: str
    people: int = 0
    asked: int = 0
    replied: int = 0
    talked: int = 0
    thanked: int = 0
    led_on: int = 0
    last_days_ago: int = 3


N, P, F = Level.NOTHING, Level.PROGRESS, Level.FULL

STUDENTS: tuple[Student, ...] = (
    Student("Jonah Pruitt", P, 12, 2, 1, last_days_ago=14),
    Student("Abby Stone", F, 9, last_days_ago=18),
    Student("Diego Fuentes", F, 4, last_days_ago=5),
    Student("Noor Rahman", P, 3),
    Student("Marek Havel", F, 5),
    Student("Lily Tran", P, 2),
    Student("Ravi Menon", F, 5, 2),
    Student("Saoirse Byrne", F, 4, 1),
    Student("Emeka Obi", P, 6, 2),
    Student("Camille Laurent", F, 9, 8, last_days_ago=21),
    Student("Hye-jin Park", P, 4, 1),
    Student("Petra Novak", F, 3, 1),
    Student("Tess Okonkwo", F, 5, 3, 1),
    Student("Bo Lindqvist", P, 4, 2, 1),
    Student("Mina Castellanos", F, 4, 2, 2),
    Student("Oscar Adler", P, 3, 2, 1),
    Student("Anil Kapoor", F, 5, 3, 2, 2, last_days_ago=3),
    Student("Freya Dahl", F, 3, 2, 1, 1, last_days_ago=1),
    Student("Juno Whitaker", P, 4, 2, 2, 1, last_days_ago=1),
    Student("Kwame Asante", F, 5, 3, 2, 2, 2),
    Student("Ivy Cho", P, 4, 2, 2, 1, 1),
    Student("Rafael Nunes", F, 3, 2, 1, 1, 1),
    Student("Sadie Moreau", F, 4, 2, 2, 1, 1),
    Student("Tariq Aziz", P, 3, 2, 1, 1, 1),
    Student("Nadia Petrenko", F, 5, 3, 2, 2, 2, 1),
    Student("Owen Pryce", F, 4, 2, 2, 1, 1, 1),
    Student("Zoe Hartmann", P, 4, 2, 2, 2, 2, 1),
    Student("Luis Ortega", F, 5, 2, 2, 1, 1, 1),
    Student("Cyrus Vale", P),
    Student("Hana Sato", P),
    Student("Maya Lindgren", N, 3, 1),
    Student("Theo Barros", N, 2),
    Student("Willa Kensington", N),
)
