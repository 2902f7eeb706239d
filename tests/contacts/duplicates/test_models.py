"""A merge asks the models who points at a person. A new one must be of a kind that it understands."""

from apps.contacts.models import Contact
from apps.contacts.services.merging.pointers import pointers_at, pointers_at_people, unique_sets


def test_every_rule_about_what_a_person_may_have_once_is_understood():
    """TypeError names a constraint that `unique_sets` cannot read; teach it, or move those rows in their own way."""
    once = {model._meta.label for model, column in pointers_at_people() if unique_sets(model, column)}

    # Those are settled before the rows move: two referrals are one, of two open asks one ends (workspace.merging).
    assert once == {"contacts.Referral", "outreach.Outreach"}


def test_what_points_at_a_row_that_a_merge_lets_go_can_point_at_its_twin():
    for model, column in pointers_at_people():
        if unique_sets(model, column):
            children = [(child._meta.label, pointer) for child, pointer in pointers_at(model)]
            blocked = [label for label, pointer in children if unique_sets(pointer.model, pointer)]
            assert blocked in ([], ["outreach.Message", "outreach.SlotOffer"])  # an ask is ended, never let go


def test_hidden_pointers_are_found():
    found = {(model._meta.label, column.name) for model, column in pointers_at(Contact)}

    assert {("contacts.ImportRow", "match"), ("contacts.Contact", "introducer"), ("contacts.Touch", "contact")} <= found
