"""Thousands of people with due reminders in a second: copies of one pattern, made by the database itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from tests.installation.processes import Installation

#: From the last one to the first, so that what refers to a row is gone before it.
TABLES = ("followups_reminder", "followups_followup", "contacts_contact", "account_emailaddress", "accounts_user")


def key(table: str, number: str) -> str:
    """SQL for the id of the copy with this number: ordered, as the application's own ids are."""
    return f"('0190000{TABLES.index(table)}-0000-7000-8000-' || lpad(to_hex({number}), 12, '0'))::uuid"


class Seed:
    """Fills an empty installation. Copy number n of a table is one in a row of its own; ids follow from n."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.cookie = installation.run("-m", "tests.installation.pattern").strip()
        with installation.connection() as connection:
            connection.execute("CREATE SCHEMA pattern")
            for table in TABLES:
                connection.execute(f"CREATE TABLE pattern.{table} AS SELECT * FROM {table}")
            connection.execute("DELETE FROM followups_reminder")

    def people(self, count: int, *, steps: int = 1, first: int = 1) -> None:
        """`count` more people with a verified address, each with `steps` contacts and one step to each of them."""
        owner = key("accounts_user", f"(n - 1) / {steps} + 1")
        last = first + count - 1
        with self._bulk() as connection:
            self._copy(
                connection, "accounts_user", first, last,
                id=key("accounts_user", "n"), email="'person' || n || '@aldermere.example'",
                given_name="(ARRAY['Lena', 'José', 'Amara', 'Wei'])[1 + n % 4]",
            )  # fmt: skip
            self._copy(
                connection, "account_emailaddress", first, last,
                user_id=key("accounts_user", "n"), email="'person' || n || '@aldermere.example'",
            )  # fmt: skip
            first, last = (first - 1) * steps + 1, last * steps
            self._copy(
                connection, "contacts_contact", first, last,
                id=key("contacts_contact", "n"), owner_id=owner, employer_id="NULL", given_name="'Priya' || n",
            )  # fmt: skip
            self._copy(
                connection, "followups_followup", first, last,
                id=key("followups_followup", "n"), owner_id=owner, contact_id=key("contacts_contact", "n"),
                kind="(ARRAY['thank_you', 'nudge', 'action', 'referral', 'check_in'])[1 + n % 5]",
                title="(ARRAY['Thank', 'Nudge', 'Send the guide to', 'Write to', 'Check in with'])[1 + n % 5]"
                " || ' Priya' || n",
                due_at="now() - interval '1 hour'",
                late_at="CASE WHEN n % 5 = 0 THEN now() + interval '20 hours' END",
            )  # fmt: skip
            connection.execute("ANALYZE")

    def reminders(self, first: int, last: int, due: str = "now()", step: str = "n", steps: int = 1) -> None:
        """Reminders `first` to `last`, one of step n each. `due` is SQL and may use n."""
        with self._bulk() as connection:
            self._copy(
                connection, "followups_reminder", first, last,
                id=key("followups_reminder", "n"), follow_up_id=key("followups_followup", step),
                owner_id=key("accounts_user", f"({step} - 1) / {steps} + 1"),
                send_at=due, due_at=due, created_at="now()", updated_at="now()",
            )  # fmt: skip
            connection.execute("ANALYZE followups_reminder")

    def clear_reminders(self) -> None:
        """None left."""
        self.installation.sql("TRUNCATE followups_reminder, followups_sweepbeat")

    def clear(self) -> None:
        """Nobody left but the person who is signed in."""
        with self._bulk() as connection:
            connection.execute("TRUNCATE followups_reminder, followups_sweepbeat")
            for table in TABLES[1:]:
                connection.execute(f"DELETE FROM {table} AS gone WHERE NOT EXISTS"
                                   f" (SELECT FROM pattern.{table} AS kept WHERE kept.id = gone.id)")  # fmt: skip

    def _bulk(self) -> psycopg.Connection[Any]:
        """One transaction without foreign keys asked for each row: the copies are right by construction."""
        connection = psycopg.connect(self.installation.postgres.url)
        connection.execute("SET session_replication_role = replica")
        return connection

    @staticmethod
    def _copy(connection: psycopg.Connection[Any], table: str, first: int, last: int, **own: str) -> None:
        """Rows `first` to `last` of `table` as the pattern's, but for the columns in `own`."""
        rows = connection.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s"
            " AND is_generated = 'NEVER' AND is_identity = 'NO'",
            [table],
        ).fetchall()
        columns = [name for (name,) in rows]
        values = [sql.SQL(own[name]) if name in own else sql.Identifier(name) for name in columns]
        connection.execute(
            sql.SQL("INSERT INTO {} ({}) SELECT {} FROM pattern.{}, generate_series({}, {}) AS n").format(
                sql.Identifier(table),
                sql.SQL(", ").join(map(sql.Identifier, columns)),
                sql.SQL(", ").join(values),
                sql.Identifier(table),
                first,
                last,
            )
        )
