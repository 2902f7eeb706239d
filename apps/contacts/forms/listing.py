"""What the address of a list says, and what is done with a list: exported, changed, kept as a view."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.http import QueryDict

from apps.contacts import names
from apps.contacts.forms.people import CleanCharField
from apps.contacts.levels import Level
from apps.contacts.models import BulkChange, Circle, Stage
from apps.contacts.selectors import SORTS, VIEWS, Cursor, PeopleQuery

C = TypeVar("C")


class ListAddress:
    """What the address of a list asks for. `odd` names the parameters that make no sense, which are left out."""

    def __init__(self, params: QueryDict) -> None:
        self.params = params
        self.odd: list[str] = []

    def one_of(self, known: Container[str], name: str) -> str:
        """A value that is known, or nothing."""
        value = self.params.get(name, "")
        if value and value not in known:
            self.odd.append(name)
            return ""
        return value

    def reference(self, name: str) -> UUID | None:
        """An id, which may be anybody's."""
        value = self.params.get(name, "")
        try:
            return UUID(value) if value else None
        except ValueError:
            self.odd.append(name)
            return None

    def order(self, known: Container[str], usual: str) -> tuple[str, bool]:
        """By what the list is ordered, and whether backwards."""
        order = self.params.get("sort", "") or usual
        sort = order.removeprefix("-")
        if sort not in known:
            self.odd.append("sort")
            return usual, False
        return sort, order.startswith("-")

    def place(self, decode: Callable[[str, bool], C]) -> C | None:
        """Where in the list the page begins, or ends."""
        for name, backwards in (("after", False), ("before", True)):
            if text := self.params.get(name):
                try:
                    return decode(text, backwards)
                except ValueError:
                    self.odd.append(name)
        return None


def read_people_query(params: QueryDict) -> tuple[PeopleQuery, list[str]]:
    """The list that an address asks for, and the names of its parameters that make no sense, which are left out."""
    asked = ListAddress(params)
    sort, reverse = asked.order(SORTS, "next")
    query = PeopleQuery(
        view=asked.one_of(VIEWS, "view") or "everyone",
        q=names.clean(params.get("q", ""))[:200],
        circle=asked.one_of(Circle.values, "circle"),
        employer=asked.reference("employer"),
        stage=asked.one_of(Stage.values, "stage"),
        tag=asked.reference("tag"),
        via=asked.reference("via"),
        level=asked.one_of(Level.values, "level"),
        industry=" ".join(names.clean(params.get("industry", "")).split())[:100],
        sort=sort,
        reverse=reverse,
        cursor=asked.place(lambda text, backwards: Cursor.decode(text, sort, backwards=backwards)),
    )
    return query, asked.odd


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
