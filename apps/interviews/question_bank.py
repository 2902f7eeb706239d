"""Questions worth asking, by category, and the plan that a talk starts with. No Django here."""

from __future__ import annotations

from dataclasses import dataclass

HELLO_MINUTES = 2  # hello, who I am, what I'd like to learn
RESERVE_MINUTES = 4  # kept free, so that the talk can wander


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """One question of the bank. `key` is stable; `category` is a `QuestionCategory` value."""

    key: str
    category: str
    text: str
    minutes: int = 3


BANK: tuple[BankQuestion, ...] = (
    BankQuestion("journey-path", "journey", "How did you get from where you started to what you do now?", 4),
    BankQuestion(
        "journey-choice", "journey", "What made you choose this work over the other things you could have done?"
    ),
    BankQuestion("journey-surprise", "journey", "What surprised you most in your first year?"),
    BankQuestion("day-week", "day", "What does a normal week look like, from Monday to Friday?", 4),
    BankQuestion("day-last", "day", "What did you do yesterday, from morning to evening?"),
    BankQuestion("day-worst", "day", "What is the worst part of the job?"),
    BankQuestion("skills-good", "skills", "What do people who are good at this do differently?"),
    BankQuestion("skills-gap", "skills", "What would someone with my background still have to learn?"),
    BankQuestion("skills-in", "skills", "How do people usually find their way in?"),
    BankQuestion("trends-change", "trends", "What has changed most in the last three years?"),
    BankQuestion("trends-next", "trends", "What will this work look like in five years?"),
    BankQuestion("culture-disagree", "culture", "Where do people here disagree about how to do the work well?"),
    BankQuestion("culture-team", "culture", "How are decisions made in your team?"),
    BankQuestion("culture-fit", "culture", "What kind of person is happy here?"),
    BankQuestion("conditions-pay", "conditions", "What do people earn in their first three years?"),
    BankQuestion("conditions-hours", "conditions", "How much of the work follows you home?"),
    BankQuestion("advice-again", "advice", "If you started again, what would you learn first?"),
    BankQuestion("advice-me", "advice", "Knowing a little about me, what would you try next in my place?"),
    BankQuestion("advice-asked", "advice", "What should I have asked that I didn’t?"),
    BankQuestion("resources-read", "resources", "What do you read or listen to, to keep up?", 2),
    BankQuestion("resources-group", "resources", "Which groups or events are worth the time?", 2),
    BankQuestion("people-else", "people", "Who else should I talk to?", 2),
    BankQuestion("people-other-side", "people", "Who sees this work from another side than you do?", 2),
)
BY_KEY = {question.key: question for question in BANK}

LAST = "people-else"
IN_ORDER_OF_WEIGHT = (
    "journey-path",
    "day-week",
    "skills-good",
    "culture-disagree",
    "advice-me",
    "conditions-pay",
    "trends-change",
)
MOST_BACKUPS = 2


def seed(minutes: int) -> tuple[list[BankQuestion], list[BankQuestion]]:
    """The must-ask questions that fit into `minutes`, "Who else should I talk to?" last, and two backups."""
    last = BY_KEY[LAST]
    room = max(minutes - HELLO_MINUTES - last.minutes - (RESERVE_MINUTES if minutes > 20 else 0), 3)
    must: list[BankQuestion] = []
    left: list[BankQuestion] = []
    for question in (BY_KEY[key] for key in IN_ORDER_OF_WEIGHT):
        if question.minutes <= room:
            must.append(question)
            room -= question.minutes
        else:
            left.append(question)
    return [*must, last], left[:MOST_BACKUPS]
