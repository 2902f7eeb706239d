"""What the address of a list says, and what is done with a list: exported, changed, kept as a view."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from apps.contacts import names
from apps.contacts.models import Circle, Stage
from apps.contacts.selectors import SORTS, VIEWS, Cursor, PeopleQuery


def read_people_query(params: QueryDict) -> tuple[PeopleQuery, list[str]]:
    """The list that an address asks for, and the names of its parameters that make no sense, which are left out."""
    odd: list[str] = []

    def chosen(name: str, known: Any) -> str:
        value = params.get(name, "")
        if value and value not in known:
            odd.append(name)
        return value if value in known else ""

    def reference(name: str) -> UUID | None:
        value = params.get(name, "")
        try:
            return UUID(value) if value else None
        except ValueError:
            odd.append(name)
            return None

    order = params.get("sort", "") or "next"
    sort = order.removeprefix("-")
    if sort not in SORTS:
        odd.append("sort")
        order = sort = "next"
    query = PeopleQuery(
        view=chosen("view", VIEWS) or "everyone",
        q=names.clean(params.get("q", ""))[:200],
        circle=chosen("circle", Circle.values),
        employer=reference("employer"),
        stage=chosen("stage", Stage.values),
        tag=reference("tag"),
        via=reference("via"),
        sort=sort,
        reverse=order.startswith("-"),
    )
    for name, backwards in (("after", False), ("before", True)):
        if text := params.get(name):
            try:
                query = query.having(cursor=Cursor.decode(text, sort, backwards=backwards))
                break
            except ValueError:
                odd.append(name)
    return query, odd


class ExportForm(forms.Form):
    """Which kind of file, and whether the owner's private notes go along."""

    format = forms.ChoiceField(
        label="Kind of file",
        choices=[
            ("csv", "CSV, for spreadsheets and for Acquaint itself"),
            ("vcard3", "vCard 3.0, for Apple, iCloud and most address books"),
            ("vcard4", "vCard 4.0, for newer address books"),
        ],
        widget=forms.RadioSelect,
        initial="csv",
    )
    notes = forms.BooleanField(
        label="With my private notes",
        required=False,
        help_text="What only you have read so far. Leave them out of a file that you give to somebody.",
    )
