"""The rows behind the desk of a career center, made by PostgreSQL itself: copies of one pattern.

`python -m benchmarks.desk_seed` makes that pattern and prints the cookies of a director, an advisor and the floor's
reader. A center has 200 cohorts, 190 of fifty students and ten of a tenth of the center, and twenty advisors. A quarter
of the students share nothing, four in nine of the rest progress only; one in eight has nobody on the list, the others
up to twenty people with messages, talks and thank-yous behind them.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import psycopg

from benchmarks.pages_seed import FIRMS, GIVEN, ROLES, SYLLABLES, copy_rows, drop_indexes, one_of

#: What is copied; what refers to a row comes after it.
TABLES = (
    "accounts_user",
    "centers_membership",
    "centers_cohort",
    "centers_cohortstudent",
    "centers_sharinggrant",
    "centers_caseload",
    "centers_disclosure",
    "contacts_employer",
    "contacts_contact",
    "contacts_touch",
    "contacts_referral",
    "outreach_outreach",
    "outreach_message",
    "interviews_interview",
    "interviews_thankyou",
    "interviews_takeaway",
    "goals_goal",
    "goals_weeklytarget",
    "advising_manualflag",
    "advising_flaganswer",
)
COHORTS, SECTION, LARGE = 200, 50, 10
PEOPLE = 20  # on a list
ADVISORS = 20
CASELOAD = 200  # of the advisor who is measured
FULL, PROGRESS, NOTHING = 54, 70, 60  # students on that caseload, by what they share
FLOOR_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class Size:
    """How many students the center has."""

    name: str
    rows: int

    def number(self, k: int) -> int:
        """Of a row of the floor."""
        return k


def make_pattern() -> dict[str, str]:
    """A center with a director, an advisor and one student who has one of everything; who is measured stays."""
    from django.conf import settings  # noqa: PLC0415 -- Django is set up by now
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: PLC0415
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from apps.advising.models import FlagAnswer, ManualFlag  # noqa: PLC0415
    from apps.centers.models import Disclosure  # noqa: PLC0415
    from tests.advising.story import tell  # noqa: PLC0415
    from tests.factories.accounts import UserFactory  # noqa: PLC0415
    from tests.factories.centers import CenterFactory, CohortFactory, MembershipFactory, enrol  # noqa: PLC0415

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a real one takes a second
    now = timezone.now()
    center = CenterFactory(created_at=now - timedelta(days=400))
    director = MembershipFactory(center=center, role="director", user=UserFactory(email="director@aldermere.example"))
    advisor = MembershipFactory(center=center, role="advisor", user=UserFactory(email="advisor@aldermere.example"))
    student = enrol(center, level="full", advisor=advisor, cohort=CohortFactory(center=center))
    tell(student)
    ManualFlag.objects.create(membership=student, reason="meet", raised_by=director.user)
    FlagAnswer.objects.create(membership=student, rule="no_reply", amount=5, text="I know, and I write again soon.")
    Disclosure.objects.create(
        owner=student.user, center=center, actor=director.user, actor_name=director.user.name, actor_role="director",
        action="list", field_group="progress", object_count=1, day=now.date(),
    )  # fmt: skip
    cookies = {}
    for name, user, backend in (
        ("director", director.user, settings.AUTHENTICATION_BACKENDS[0]),
        ("advisor", advisor.user, settings.AUTHENTICATION_BACKENDS[0]),
        ("floor", director.user, "django.contrib.auth.backends.ModelBackend"),
    ):
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = backend
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        cookies[name] = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
    return cookies


def keep_pattern(connection: psycopg.Connection[Any]) -> None:
    """Puts one row of each table aside, and leaves none but the center and its two members of staff."""
    connection.execute("CREATE SCHEMA pattern")
    connection.execute("SET session_replication_role = replica")
    student = "SELECT user_id FROM centers_membership WHERE role = 'student'"
    of_student = {"accounts_user": f"WHERE id IN ({student})", "centers_membership": "WHERE role = 'student'"}
    for table in TABLES:
        connection.execute(f"CREATE TABLE pattern.{table} AS SELECT * FROM {table} {of_student.get(table, '')} LIMIT 1")
    connection.execute(f"DELETE FROM accounts_user WHERE id IN ({student})")
    connection.execute("DELETE FROM centers_membership WHERE role = 'student'")
    connection.execute(f"TRUNCATE {', '.join(TABLES[2:])} CASCADE")
    connection.execute("SET session_replication_role = DEFAULT")
    connection.execute(
        "CREATE TABLE pages_floor_row (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, owner_id uuid NOT NULL,"
        " name varchar(200), employer varchar(200), title varchar(200), stage varchar(20), met_on date)"
    )
    connection.execute("CREATE INDEX ON pages_floor_row (owner_id, name)")


def key(table: str, number: str) -> str:
    """SQL for the id of the copy with this number: ordered, as the application's own ids are."""
    return f"('01900{TABLES.index(table):03}-0000-7000-8000-' || lpad(to_hex({number}), 12, '0'))::uuid"


def id_of(table: str, number: int) -> str:
    """The same, for an address."""
    return key(table, "N").split("'")[1] + f"{number:012x}"


def fill(connection: psycopg.Connection[Any], size: Size) -> None:
    """Everything, without foreign keys and triggers asked for each row: the copies are right by construction."""
    connection.execute("SET session_replication_role = replica")
    indexes = drop_indexes(connection, [*TABLES, "pages_floor_row"])
    center = "(SELECT id FROM centers_center)"
    student, user = key("centers_membership", "s"), key("accounts_user", "s")
    students = f"generate_series(1, {size.rows}) AS s"
    named = f"(SELECT s AS n, s FROM {students}) AS named"
    _students(connection, size, named, center=center, user=user, student=student)
    _staff(connection, size, students, center=center, student=student)
    _lists(connection, students, user=user)
    copy_rows(connection, "goals_goal", students, id=key("goals_goal", "s"), owner_id=user, state="'active'")
    copy_rows(connection, "goals_weeklytarget", f"{students} WHERE s % 3 = 0", id=key("goals_weeklytarget", "s"),
              owner_id=user, updated_at="now() - interval '60 days'")  # fmt: skip
    copy_rows(connection, "advising_manualflag", f"{students} WHERE s % 200 IN (3, 6)",
              id=key("advising_manualflag", "s"), membership_id=student,
              raised_by_id="(SELECT user_id FROM centers_membership WHERE role = 'director')",
              created_at="now() - s % 20 * interval '1 day'")  # fmt: skip
    copy_rows(connection, "advising_flaganswer", f"{students} WHERE s % 50 = 14", id=key("advising_flaganswer", "s"),
              membership_id=student, created_at="now() - interval '3 days'")  # fmt: skip
    director = "(SELECT user_id FROM centers_membership WHERE role = 'director')"
    copy_rows(connection, "centers_disclosure", f"{students}, generate_series(1, {PEOPLE}) AS p",
              id=key("centers_disclosure", "s * 100 + p"), owner_id=user, center_id=center, actor_id=director,
              day="current_date - p", created_at="now() - p * interval '1 day'")  # fmt: skip
    connection.execute(
        "INSERT INTO pages_floor_row (owner_id, name, employer, title, stage, met_on)"
        f" SELECT {director}, {one_of(GIVEN, 1)} || ' ' || n, 'Corvane Health ' || n % 500, {one_of(ROLES, 5)},"
        f" 'listed', current_date - n % 700 FROM generate_series(1, {FLOOR_ROWS}) AS n"
    )
    for definition in indexes:
        connection.execute(definition)


def _students(
    connection: psycopg.Connection[Any], size: Size, named: str, *, center: str, user: str, student: str
) -> None:
    family = " || ".join(one_of(words, salt) for salt, words in enumerate(SYLLABLES, start=2))
    copy_rows(connection, "accounts_user", named, id=user, email="'student' || s || '@aldermere.example'",
              given_name=one_of(GIVEN, 1), family_name=family)  # fmt: skip
    level = "CASE WHEN s % 20 < 14 THEN 'progress' ELSE 'full' END"
    programs = ["HCI", "Law", "Nursing", "Biology", "Design", "Economics", "History", "Public health"]
    copy_rows(connection, "centers_membership", named, id=student, center_id=center, user_id=user,
              program=one_of(programs, 6), created_at="now() - interval '200 days'",
              shares=f"CASE WHEN s % 20 >= 5 THEN {level} ELSE 'nothing' END",
              in_force=f"CASE WHEN s % 20 >= 5 THEN {key('centers_sharinggrant', 's')} END")  # fmt: skip
    copy_rows(connection, "centers_cohort", f"generate_series(1, {COHORTS}) AS c", id=key("centers_cohort", "c"),
              center_id=center, name="'Section ' || lpad(c::text, 3, '0')")  # fmt: skip
    cohort = key("centers_cohort", "c")
    copy_rows(connection, "centers_cohortstudent",
              f"(SELECT c, (c * {SECTION} + i) % {size.rows} + 1 AS s FROM generate_series(1, {COHORTS - LARGE}) AS c,"
              f" generate_series(0, {SECTION - 1}) AS i) AS places",
              cohort_id=cohort, membership_id=student)  # fmt: skip
    copy_rows(connection, "centers_cohortstudent",
              f"(SELECT {COHORTS - LARGE + 1} + s % {LARGE} AS c, s FROM generate_series(1, {size.rows}) AS s)"
              " AS places", cohort_id=cohort, membership_id=student)  # fmt: skip
    copy_rows(connection, "centers_sharinggrant", f"generate_series(1, {size.rows}) AS s WHERE s % 20 >= 5",
              id=key("centers_sharinggrant", "s"), owner_id=user, center_id=center,
              level=level,
              created_at="now() - interval '100 days'")  # fmt: skip


def _staff(connection: psycopg.Connection[Any], size: Size, students: str, *, center: str, student: str) -> None:
    """The measured advisor has the first students; nineteen others share the rest."""
    others = f"(SELECT n, {size.rows} + n AS a FROM generate_series(1, {ADVISORS - 1}) AS n) AS others"
    copy_rows(connection, "accounts_user", others, id=key("accounts_user", "a"), given_name=one_of(GIVEN, 1),
              email="'advisor' || n || '@aldermere.example'")  # fmt: skip
    copy_rows(connection, "centers_membership", others, id=key("centers_membership", "a"), center_id=center,
              user_id=key("accounts_user", "a"), role="'advisor'")  # fmt: skip
    mine = "(SELECT m.id FROM centers_membership m JOIN accounts_user u ON u.id = m.user_id" \
           " WHERE u.email = 'advisor@aldermere.example')"  # fmt: skip
    other = key("centers_membership", f"{size.rows} + 1 + s % {ADVISORS - 1}")
    copy_rows(connection, "centers_caseload", students, id=key("centers_caseload", "s"), student_id=student,
              staff_id=f"CASE WHEN s <= {CASELOAD} THEN {mine} ELSE {other} END",
              created_at="now() - interval '190 days'")  # fmt: skip


def _lists(connection: psycopg.Connection[Any], students: str, *, user: str) -> None:
    """Students differ by s % 8: 0 has nobody, 1 only names, 2 has asked too, the others have held talks."""
    connection.execute(
        f"""
        CREATE TEMPORARY TABLE seed AS
        SELECT s, p, s * 100 + p AS n, s % 8 AS far,
               now() - (2 + (s * 13 + p * 5) % 140) * interval '1 day' - p * interval '1 hour' AS day
          FROM {students}, generate_series(1, {PEOPLE}) AS p WHERE s % 8 > 0 AND (s % 8 > 1 OR p <= 8)
        """
    )
    person, firm = key("contacts_contact", "n"), key("contacts_employer", "s * 100 + p % 5")
    copy_rows(connection, "contacts_employer", "(SELECT DISTINCT s, p % 5 AS p, s * 100 + p % 5 AS n FROM seed) AS e",
              id=firm, owner_id=user, name=f"{one_of(FIRMS, 8)} || ' ' || n",
              name_key=f"lower({one_of(FIRMS, 8)} || ' ' || n)")  # fmt: skip
    stage = "CASE WHEN far > 2 AND p <= 2 THEN 'thanked' WHEN far > 1 AND p <= 4 THEN 'replied'" \
            " WHEN far > 1 AND p <= 8 THEN 'asked' ELSE 'listed' END"  # fmt: skip
    given, family = one_of(GIVEN, 11), " || ".join(one_of(words, salt) for salt, words in enumerate(SYLLABLES, 12))
    copy_rows(connection, "contacts_contact", "seed", id=person, owner_id=user, given_name=given, family_name=family,
              sort_key=f"lower({family} || ' ' || {given})", title=one_of(ROLES, 15), employer_id=firm,
              profile_key="'profile' || n", is_private="p % 10 = 7", stage=stage,
              introducer_id=f"CASE WHEN p IN (5, 6) AND far > 2 THEN {key('contacts_contact', 's * 100 + 1')} END",
              created_at="day - interval '20 days'")  # fmt: skip
    copy_rows(connection, "contacts_touch", "seed", id=key("contacts_touch", "n"), owner_id=user, contact_id=person,
              kind="'added'", summary="''", body="''", occurred_at="day - interval '20 days'")  # fmt: skip
    copy_rows(connection, "contacts_referral", "seed WHERE p IN (5, 6) AND far > 2", id=key("contacts_referral", "n"),
              owner_id=user, contact_id=person, introducer_id=key("contacts_contact", "s * 100 + 1"),
              state="CASE WHEN p = 5 THEN 'met' ELSE 'offered' END", offered_at="day")  # fmt: skip
    asked = "seed WHERE far > 1 AND p <= 8"
    copy_rows(connection, "outreach_outreach", asked, id=key("outreach_outreach", "n"), owner_id=user,
              contact_id=person, outcome="CASE WHEN p <= 4 THEN 'yes' WHEN p = 5 THEN 'silence' ELSE '' END",
              state="CASE WHEN p <= 5 THEN 'ended' ELSE 'sent' END", first_sent_at="day - interval '9 days'",
              replied_at="CASE WHEN p <= 4 THEN day - interval '6 days' END", nudge_id="NULL")  # fmt: skip
    copy_rows(connection, "outreach_message", asked, id=key("outreach_message", "n"), owner_id=user,
              outreach_id=key("outreach_outreach", "n"), sent_at="day - interval '9 days'")  # fmt: skip
    talk = key("interviews_interview", "n")
    copy_rows(connection, "interviews_interview", "seed WHERE far > 2 AND p <= 3", id=talk, owner_id=user,
              contact_id=person, goal_id=key("goals_goal", "s"), state="CASE WHEN p = 3 THEN 'planned' ELSE 'held' END",
              starts_at="CASE WHEN p = 3 THEN now() + interval '5 days' ELSE day - interval '30 minutes' END",
              ended_at="CASE WHEN p < 3 THEN day END")  # fmt: skip
    copy_rows(connection, "interviews_thankyou", "seed WHERE far > 2 AND p <= 2 AND (s + p) % 9 > 0",
              id=key("interviews_thankyou", "n"), owner_id=user, interview_id=talk,
              sent_at="day + CASE WHEN (s + p) % 4 = 0 THEN interval '50 hours' ELSE interval '9 hours' END",
              )  # fmt: skip
    copy_rows(connection, "interviews_takeaway", "seed WHERE far > 2 AND p <= 2", id=key("interviews_takeaway", "n"),
              owner_id=user, interview_id=talk, is_shareable="p = 1", referral_id="NULL", created_at="day")  # fmt: skip
    connection.execute("DROP TABLE seed")


def work_out() -> None:
    """What the worker does every quarter of an hour: the shortlist of the triage list."""
    from django.utils import timezone  # noqa: PLC0415 -- Django is set up by now

    from apps.advising.services import standouts  # noqa: PLC0415

    standouts.work_out_all(clock=timezone.now, budget=timedelta(minutes=30))


if __name__ == "__main__":
    import django

    django.setup()
    if sys.argv[1:] == ["work_out"]:
        work_out()
    else:
        print(json.dumps(make_pattern()))
