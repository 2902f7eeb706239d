"""The circles of the wizard that starts a list, the questions that help to remember, and what its lines say. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from apps.contacts.models import Circle
from apps.contacts.names import clean, fold
from apps.contacts.quickadd import Guess, parse_line

MOST_LINES = 100
LONGEST_TEXT = 20_000
LONGEST_LINE = 500
MINUTES = (3, 5, 10, 0)
"""How long the clock may run; 0 is without one."""


@dataclass(frozen=True, slots=True)
class Step:
    """One circle of the wizard: what it is called, the first question, and a few more for when nothing comes."""

    circle: Circle
    label: str
    question: str
    more: tuple[str, ...]
    example: str


STEPS: tuple[Step, ...] = (
    Step(
        Circle.FAMILY, "Family", "Who sits at the table when your family gets together?",
        ("Whose work did you never quite understand?", "Who married into the family?", "Your parents’ oldest friends?"),
        "Aunt Ruth, runs a lab",
    ),
    Step(
        Circle.FRIEND, "Friends", "Who would you call with good news?",
        ("Who did you live with?", "Who came to your last birthday?", "Your friends’ partners: what do they do?"),
        "Kofi Mensah, radiographer at St. Brannoc Hospital",
    ),
    Step(
        Circle.CLASSMATE, "Classmates", "Who sat next to you in your last class?",
        ("Whom did you do group work with?", "Who asked the good questions?", "Who found a job first?"),
        "Yuki Tanabe",
    ),
    Step(
        Circle.TEACHER, "Teachers", "Whose course did you look forward to?",
        ("Who supervised your project?", "Which guest lecturer stayed in your mind?", "Who wrote you a reference?"),
        "Professor Amadi",
    ),
    Step(
        Circle.ALUMNI, "Alumni", "Who graduated a year or two before you?",
        ("Who came back to give a talk?", "Who works where you’d like to?", "Who ran the club you were in?"),
        "Bilal Haddad, health economist",
    ),
    Step(
        Circle.COLLEAGUE, "Colleagues", "Who worked beside you in your last job?",
        ("Who trained you?", "Who left before you did, and for where?", "Which customer did you like?"),
        "Olivia Reyes, former colleague",
    ),
    Step(
        Circle.NEIGHBOUR, "Neighbors", "Whom do you greet by name on your street?",
        ("Who takes in your parcels?", "Whose dog do you know?", "Your parents’ neighbors?"),
        "Ana Ruiz, nurse at Elm Park Clinic",
    ),
    Step(
        Circle.COMMUNITY, "Community", "Who is in the club, team or congregation you go to?",
        ("Whom do you volunteer with?", "Your doctor, hairdresser, coach?", "Who organizes the events you go to?"),
        "Sam from the rowing club",
    ),
    Step(
        Circle.COLD, "Not yet met", "Whose work would you love to hear about?",
        ("Whose talk or article stayed with you?", "Who was named lately?", "Who does the job you wonder about?"),
        "Ines Carvalho, research lead at Lumen Mutual",
    ),
)  # fmt: skip
BY_CIRCLE = {step.circle: step for step in STEPS}
CIRCLES = [step.circle for step in STEPS]


def step_of(circle: str) -> Step | None:
    """The step of a circle; None for a word that is none."""
    return next((step for step in STEPS if step.circle == circle), None)


def beside(circle: str, by: int) -> Step | None:
    """The step before (-1) or after (1); None at the ends."""
    at = CIRCLES.index(Circle(circle)) + by
    return STEPS[at] if 0 <= at < len(STEPS) else None


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds a name: its number, as typed, and what it seems to say."""

    number: int
    text: str
    guess: Guess
    circle: Circle

    @property
    def keys(self) -> set[str]:
        """Every `Contact.sort_key` that a person of this name may have, wherever first and last name are parted."""
        return sort_keys(self.guess.name)


def sort_keys(name: str) -> set[str]:
    """As `Line.keys`, for a name."""
    words = fold(name).split()
    return {" ".join([*words[at:], *words[:at]])[:400] for at in range(1, len(words))} | {" ".join(words)[:400]}


def read_lines(text: str, circle: Circle) -> Iterator[Line]:
    """Every line with a name in it. A circle that the line itself names counts more than the one it stands in."""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = clean(raw)[:LONGEST_LINE]
        guess = parse_line(line)
        if guess is not None and guess.name:
            yield Line(number, line, guess, circle if guess.circle == Circle.COLD else guess.circle)
