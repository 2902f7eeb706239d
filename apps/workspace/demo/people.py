"""Lena's people, as data: who they are, how they came to her, and what has passed so far.

Days count back from today, so that the story is always yesterday's. Everyone is made up; every address
ends in `.example` (RFC 2606).
"""

from __future__ import annotations

from dataclasses import dataclass

from apps.contacts.models import Circle


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk `days_ago` (negative: still to come) at `hour` o'clock, owner's time."""

    days_ago: int
    hour: float
    minutes: int = 25
    mode: str = "video"
    place: str = ""
    thanked_after_hours: float | None = 6
    takeaways: tuple[tuple[str, str], ...] = ()  # (kind, words)


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the story. `via` is the introducer's name; days are None for what did not happen."""

    name: str
    title: str
    employer: str
    circle: str = Circle.COLD
    relation: str = ""
    via: str = ""
    words: str = ""  # what the introducer said
    listed: int = 60
    asked: int | None = None
    replied: int | None = None
    outcome: str = "yes"
    talk: Talk | None = None
    rhythm: int | None = None
    resting: bool = False
    location: str = "Chicago"
    timezone: str = "America/Chicago"
    tags: tuple[str, ...] = ()
    email: str = ""
    common_ground: str = ""
    note: str = ""
    touches: tuple[tuple[int, str, str], ...] = ()  # (days ago, kind, line)


RUTH, PRIYA, CARLA = "Ruth Halloran", "Priya Raman", "Carla Marchetti"
DANIEL, FEMI, OLIVIA, YUKI = "Daniel Kwon", "Femi Adeyemi", "Olivia Reyes", "Yuki Tanabe"

#: Introducers stand before those whom they named.
STORY: tuple[Person, ...] = (
    Person(
        RUTH,
        "Associate professor, HCI",
        "Aldermere University",
        Circle.TEACHER,
        "instructor",
        listed=75,
        asked=68,
        replied=67,
        rhythm=49,
        tags=("Research",),
        talk=Talk(
            60,
            14,
            30,
            "in_person",
            "Room 214, Aldermere Hall",
            5,
            (
                ("advice", "They hire through the quality team. Learn its language first."),
                ("resource", "The reading list of her seminar on clinical studies."),
            ),
        ),
        touches=((7, "met", "After class: asked how Priya’s talk was set up."),),
    ),
    Person(
        CARLA,
        "Head nurse, retired",
        "St. Brannoc Hospital",
        Circle.FAMILY,
        "aunt",
        listed=75,
        asked=72,
        replied=72,
        rhythm=60,
        tags=("Nursing",),
        talk=Talk(
            65,
            12,
            40,
            "in_person",
            "Sunday lunch",
            20,
            (("insight", "Nobody asks the night shift, and they see the most."),),
        ),
    ),
    Person(
        YUKI,
        "Service designer",
        "Openclinic Studio",
        Circle.CLASSMATE,
        "classmate",
        listed=70,
        asked=64,
        replied=63,
        rhythm=60,
        tags=("Service design",),
        talk=Talk(
            55,
            17,
            25,
            "in_person",
            "Bramble & Co.",
            4,
            (("quote", "You’ll present to people who have already decided. Some come round."),),
        ),
    ),
    Person(
        OLIVIA,
        "Digital health coach",
        "Stridewell",
        Circle.COLLEAGUE,
        "former colleague",
        listed=70,
        asked=30,
        replied=28,
        rhythm=28,
        tags=("Digital health",),
        talk=Talk(
            19,
            12,
            25,
            "phone",
            "(312) 555-0117",
            9,
            (("red_flag", "Less talking with patients than you’d think. More waiting for approvals."),),
        ),
    ),
    Person(
        DANIEL,
        "Clinical informatics lead",
        "St. Brannoc Hospital",
        Circle.COLD,
        "ward colleague",
        via=CARLA,
        words="You should talk to Dan, he left the ward for computers.",
        listed=65,
        asked=64,
        replied=62,
        rhythm=90,
        tags=("Informatics", "Nursing"),
        email="daniel.kwon@stbrannoc.example",
        note="Prefers the phone, after 3 PM. Nine years on a surgical ward before informatics. "
        "Coaches soccer on Thursdays.",
        talk=Talk(
            56,
            16,
            28,
            "phone",
            "(312) 555-0148",
            18,
            (
                ("quote", "Nobody in the room speaks both nurse and software. If you can, you’ll never be bored."),
                ("advice", "A clinical license counts for more than a second degree."),
                ("insight", "On call one week in six. Otherwise days only."),
                ("red_flag", "Every release is blamed on you for a week."),
            ),
        ),
        touches=(
            (41, "wrote", "Told him I enrolled in the health-data course he recommended."),
            (14, "they_wrote", "Thought of you: the health informatics meetup is on Thursday, and our team presents."),
        ),
    ),
    Person(
        FEMI,
        "Chief medical information officer",
        "St. Brannoc Hospital",
        Circle.COLD,
        "introduced",
        via=DANIEL,
        words="Femi decides which studies we run.",
        listed=50,
        asked=48,
        replied=44,
        rhythm=56,
        tags=("Informatics",),
        talk=Talk(
            35,
            11,
            25,
            "video",
            "https://meet.example/femi",
            22,
            (("pay", "Researchers here start in the seventies. It climbs slowly."),),
        ),
    ),
    Person(
        PRIYA,
        "Senior UX researcher",
        "Corvane Health",
        Circle.COLD,
        "suggested",
        via=RUTH,
        words="She is where you want to be in five years.",
        listed=30,
        asked=14,
        replied=12,
        tags=("Healthcare", "Research"),
        email="priya.raman@corvane.example",
        common_ground="Both of you studied with Ruth",
        talk=Talk(
            1,
            16.0833,
            25,
            "video",
            "https://meet.example/priya",
            None,
            (
                ("quote", "Start with the nurse’s shift, not with the screen."),
                ("advice", "Hospitals hire researchers through the quality team more often than through design."),
                ("advice", "One clinical case study beats five app redesigns in a portfolio."),
            ),
        ),
    ),
    Person(
        "Marcus Oyelaran",
        "Design research lead",
        "Fernbank Devices",
        Circle.ALUMNI,
        "alumni directory",
        listed=25,
        asked=12,
        replied=6,
        tags=("Devices",),
        location="Dublin",
        timezone="Europe/Dublin",
        email="marcus.oyelaran@fernbank.example",
        common_ground="Both went to Aldermere",
        talk=Talk(-1, 10, 25, "video", "https://meet.example/marcus"),
    ),
    Person(
        "Hannah Voss",
        "Service designer",
        "Openclinic Studio",
        Circle.COLD,
        "colleague",
        via=YUKI,
        words="Ask her about the waiting-room project.",
        listed=22,
        asked=10,
        replied=4,
        tags=("Service design",),
        talk=Talk(-3, 8.5, 25, "in_person", "Bramble & Co. on Wells St"),
    ),
    Person(
        "Bram de Vries",
        "Human factors engineer",
        "Halden Imaging",
        Circle.COLD,
        "suggested",
        via=RUTH,
        words="He tests scanners with people, not with forms.",
        listed=28,
        asked=13,
        replied=8,
        tags=("Devices", "Research"),
        location="Eindhoven",
        timezone="Europe/Amsterdam",
        talk=Talk(-8, 13, 20, "phone", "+31 40 555 0162"),
    ),
    Person(
        "Leila Farahani",
        "Data scientist",
        "Meridian County Public Health",
        Circle.ALUMNI,
        "alumni directory",
        listed=20,
        asked=6,
        replied=1,
        tags=("Public health",),
    ),
    Person(
        "Sofia Brandt",
        "Product manager, patient portal",
        "Tidewell",
        Circle.COLD,
        "suggested",
        via=OLIVIA,
        words="She sees what patients click and what they don’t.",
        listed=18,
        asked=6,
        tags=("Portals",),
        email="sofia.brandt@tidewell.example",
    ),
    Person(
        "Tomasz Zieliński",
        "Accessibility lead",
        "Clearpath Benefits",
        Circle.COLD,
        "suggested",
        via=RUTH,
        words="He knows who gets left out.",
        listed=15,
        asked=1,
        tags=("Accessibility",),
        email="tomasz.zielinski@clearpath.example",
    ),
    Person(
        "Ines Carvalho",
        "UX researcher",
        "Lumen Mutual",
        Circle.COLD,
        "suggested",
        via=PRIYA,
        words="She does what I do, but on the insurer’s side.",
        listed=1,
        tags=("Insurance",),
        email="ines.carvalho@lumenmutual.example",
    ),
    Person(
        "Grace Nakamura",
        "Head of patient experience",
        "Corvane Health",
        Circle.COLD,
        "suggested",
        via=PRIYA,
        words="She runs the patient council.",
        listed=1,
        tags=("Healthcare",),
    ),
    Person(
        "Amina Diallo",
        "Claims operations director",
        "Lumen Mutual",
        Circle.COLD,
        "suggested",
        via=FEMI,
        words="Ask her what an insurer does with research.",
        listed=34,
        tags=("Insurance",),
    ),
    Person(
        "Ethan Bell",
        "UX manager",
        "Tidewell",
        Circle.COLD,
        "LinkedIn",
        listed=45,
        asked=40,
        resting=True,
        tags=("Portals",),
    ),
    Person(
        "Rosa Delgado",
        "Retired hospital administrator",
        "",
        Circle.NEIGHBOUR,
        "neighbor",
        listed=40,
        tags=("Hospitals",),
    ),
    Person(
        "Nell Abara",
        "Physical therapist",
        "Northside Rehab",
        Circle.COLLEAGUE,
        "former colleague",
        listed=70,
        asked=50,
        replied=49,
        talk=Talk(45, 18, 20, "phone", "", 10),
    ),
    Person(
        "Sam Whitlock",
        "Interaction designer",
        "Fernbank Devices",
        Circle.CLASSMATE,
        "classmate",
        listed=70,
        asked=42,
        replied=41,
        talk=Talk(38, 15, 25, "video", "https://meet.example/sam", 12),
    ),
    Person(
        "Wes Tran",
        "Research operations",
        "Halden Imaging",
        Circle.FRIEND,
        "friend",
        listed=70,
        asked=33,
        replied=33,
        talk=Talk(29, 19, 30, "in_person", "Bramble & Co.", 15),
    ),
    Person(
        "Noemi Farkas",
        "UX researcher",
        "Halden Imaging",
        Circle.ALUMNI,
        "alumni directory",
        listed=52,
        asked=49,
        replied=46,
        talk=Talk(42, 10, 25, "video", "https://meet.example/noemi", 7),
    ),
    Person(
        "Arjun Pillai",
        "Product designer",
        "Stridewell",
        Circle.CLASSMATE,
        "classmate",
        listed=52,
        asked=45,
        replied=45,
        talk=Talk(40, 13, 25, "video", "https://meet.example/arjun", 3),
    ),
    Person(
        "June Castellan",
        "Rehabilitation director",
        "Northside Rehab",
        Circle.COLLEAGUE,
        "former boss",
        listed=70,
        asked=38,
        replied=36,
        talk=Talk(33, 8, 30, "in_person", "Northside Rehab", 20),
    ),
    Person(
        "Piotr Maes",
        "Usability engineer",
        "Corvane Health",
        Circle.COMMUNITY,
        "met at a meetup",
        listed=44,
        asked=28,
        replied=25,
        talk=Talk(22, 17, 20, "phone", "", 11),
    ),
    Person(
        "Imre Szabo",
        "Human factors",
        "Halden Imaging",
        Circle.COLD,
        "LinkedIn",
        listed=41,
        asked=27,
        replied=24,
        outcome="no",
    ),
)

#: Asked and waiting, asked and resting: (name, title, employer, days since asked).
WAITING = (
    ("Marlon Pike", "Researcher", "Northbeam Robotics", 2),
    ("Adaeze Umeh", "Design manager", "Clearpath Benefits", 2),
    ("Lotte Kramer", "UX researcher", "Openclinic Studio", 1),
    ("Hugo Salas", "Policy analyst", "Meridian County Public Health", 1),
)
RESTING = (
    ("Beatriz Lund", "Head of design", "Tidewell", 38),
    ("Colin Frost", "Principal researcher", "Corvane Health", 36),
    ("Mei Sorensen", "Research lead", "Lumen Mutual", 35),
    ("Gabriel Otieno", "Innovation lead", "St. Brannoc Hospital", 31),
    ("Anneke Boer", "Design strategist", "Halden Imaging", 30),
)

#: On the list, not asked yet: (name, title, employer, circle).
LISTED = (
    ("Ana Ruiz", "Nurse", "Elm Park Clinic", Circle.NEIGHBOUR),
    ("Bilal Haddad", "Health economist", "Meridian County Public Health", Circle.ALUMNI),
    ("Chiara Bonetti", "Pharmacist", "Elm Park Clinic", Circle.FAMILY),
    ("Dylan Cho", "Front-end engineer", "Stridewell", Circle.FRIEND),
    ("Elif Yildiz", "Biomedical engineer", "Fernbank Devices", Circle.CLASSMATE),
    ("Farid Nazari", "Clinical trials manager", "Corvane Health", Circle.ALUMNI),
    ("Greta Holm", "Design lecturer", "Aldermere University", Circle.TEACHER),
    ("Hana Novotna", "Occupational therapist", "Northside Rehab", Circle.COLLEAGUE),
    ("Ismael Ortiz", "Patient advocate", "St. Brannoc Hospital", Circle.COMMUNITY),
    ("Jasmin Eckert", "Data analyst", "Clearpath Benefits", Circle.CLASSMATE),
    ("Kofi Mensah", "Radiographer", "St. Brannoc Hospital", Circle.FRIEND),
    ("Laura Benoit", "Product manager", "Openclinic Studio", Circle.ALUMNI),
    ("Matteo Greco", "Physiotherapist", "Northside Rehab", Circle.COLLEAGUE),
    ("Nadia Rahimi", "Health writer", "Freelance", Circle.COMMUNITY),
    ("Oskar Lind", "Industrial designer", "Fernbank Devices", Circle.COLD),
    ("Paula Ferreira", "Librarian, health sciences", "Aldermere University", Circle.TEACHER),
    ("Quinn Mackey", "Emergency physician", "Elm Park Clinic", Circle.NEIGHBOUR),
    ("Renata Alves", "Quality improvement lead", "St. Brannoc Hospital", Circle.COLD),
    ("Simon Achterberg", "Service owner", "Meridian County Public Health", Circle.COLD),
    ("Talia Brooks", "Therapist", "Stridewell", Circle.COLLEAGUE),
    ("Umar Siddiq", "Software engineer", "Tidewell", Circle.CLASSMATE),
    ("Vera Kovacs", "Compliance officer", "Lumen Mutual", Circle.COLD),
    ("Will Hargrove", "Medical illustrator", "Freelance", Circle.FRIEND),
    ("Xenia Pavlou", "UX writer", "Clearpath Benefits", Circle.CLASSMATE),
    ("Yara Aziz", "Hospital chaplain", "St. Brannoc Hospital", Circle.COMMUNITY),
    ("Zev Kaplan", "Venture associate", "Northbeam Capital", Circle.COLD),
    ("Aoife Brennan", "Care coordinator", "Elm Park Clinic", Circle.FAMILY),
    ("Benoit Carre", "Ergonomist", "Halden Imaging", Circle.COLD),
    ("Celine Dubois", "Speech therapist", "Northside Rehab", Circle.COLLEAGUE),
)
