"""What the address of a list says, and what is done with a list: exported, changed, kept as a view."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from apps.contacts import names
from apps.contacts.forms.people import CleanCharField
from apps.contacts.levels import Level
from apps.contacts.models import BulkChange, Circle, Stage
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
        level=chosen("level", Level.values),
        industry=" ".join(names.clean(params.get("industry", "")).split())[:100],
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


class OneProblem(forms.Form):
    """A form of which one thing is said when it is not valid."""

    @property
    def problem(self) -> str:
        """That one thing."""
        return next((str(error) for errors in self.errors.values() for error in errors), "")


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


class BulkForm(OneProblem):
    """What to do ("archive", "circle:friend", "tag" with the name beside it), and with whom."""

    do = forms.CharField(max_length=30)
    tag = forms.CharField(max_length=200, required=False)
    person = forms.TypedMultipleChoiceField(required=False, coerce=UUID)
    all = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["person"]
        assert isinstance(people, forms.TypedMultipleChoiceField)  # noqa: S101 -- tells the type checker
        people.valid_value = lambda value: True  # type: ignore[method-assign] # whose they are, the service looks at

    def clean(self) -> dict[str, Any]:
        """`action` and `value`; somebody has to be chosen."""
        data = super().clean() or self.cleaned_data
        action, _, value = data.get("do", "").partition(":")
        if action not in BulkChange.Action.values or (
            action == BulkChange.Action.CIRCLE and value not in Circle.values
        ):
            raise forms.ValidationError("Choose what to do with them.")
        if action in (BulkChange.Action.TAG, BulkChange.Action.UNTAG):
            value = " ".join(names.clean(data.get("tag", "")).split())
            if not value or "," in value or len(value) > 50:
                raise forms.ValidationError("Type one tag of up to 50 characters, without a comma.")
        if not data.get("person") and not data.get("all"):
            raise forms.ValidationError("Tick the people first.")
        return {**data, "action": BulkChange.Action(action), "value": value}


class ViewNameForm(OneProblem):
    """The name of a kept list."""

    name = CleanCharField(
        label="Name",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Give it a name.", "max_length": "A name has at most 60 characters."},
    )


class SavedViewForm(ViewNameForm):
    """A name, and the list that it stands for, as in its address."""

    list = forms.CharField(max_length=4000, widget=forms.HiddenInput)

    def clean_list(self) -> PeopleQuery:
        """A list that makes sense and is not simply everyone."""
        query, odd = read_people_query(QueryDict(self.cleaned_data["list"]))
        if odd or not query.address():
            raise forms.ValidationError("Choose a filter or an order first, then keep the list.")
        return query.having()
