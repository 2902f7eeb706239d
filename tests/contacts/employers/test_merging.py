"""Two employers made one, and the way back."""

from datetime import date, timedelta

import pytest

from apps.contacts.errors import MergeGone
from apps.contacts.models import Contact, Employer, EmployerAlias, EmployerMerge, EmployersApart
from apps.contacts.selectors.employerlist import likely_same_employers
from apps.contacts.services import find_or_create_employer, update_contact
from apps.contacts.services.employernames import add_alias
from apps.contacts.services.employers.describing import update_employer
from apps.contacts.services.employers.merging import ask_again, keep_apart, merge_employers, undo_merge
from apps.contacts.services.employers.wishing import set_motivation, set_posting
from tests.factories.accounts import NOW, UserFactory
from tests.factories.contacts import ContactFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


@pytest.fixture
def lena():
    return UserFactory()


def called(lena, name):
    return find_or_create_employer(actor=lena, name=name)


def merge(lena, kept, dropped, now=NOW):
    return merge_employers(actor=lena, kept=called(lena, kept), dropped=called(lena, dropped), now=now)


def rows():
    """Everything about employers, and who works where; not when it was last written."""
    return {
        "employers": list(Employer.objects.order_by("pk").values()),
        "aliases": list(EmployerAlias.objects.order_by("pk").values()),
        "apart": list(EmployersApart.objects.order_by("one", "other").values("one", "other")),
        "people": list(Contact.objects.order_by("pk").values("pk", "employer", "search_text")),
    }


def without_updates(found):
    return {k: [{n: v for n, v in row.items() if n != "updated_at"} for row in v] for k, v in found.items()}


def test_people_and_aliases_move_and_the_dropped_name_is_an_alias(lena):
    ana = ContactFactory(owner=lena, given_name="Ana", employer="Face Book")
    add_alias(actor=lena, employer=ana.employer, name="FB", now=NOW)

    merge(lena, "Facebook", "Face Book")

    ana.refresh_from_db()
    assert ana.employer.name == "Facebook"
    assert "facebook" in ana.search_text
    assert set(EmployerAlias.objects.values_list("employer__name", "name")) == {
        ("Facebook", "FB"),
        ("Facebook", "Face Book"),
    }
    assert called(lena, "Face Book") == called(lena, "FB") == ana.employer


def test_the_one_that_stays_takes_over_what_only_the_other_says(lena):
    kept, dropped = called(lena, "Corvane"), called(lena, "CVH")
    update_employer(actor=lena, employer=kept, now=NOW, industry="Health", notes="Mine")
    update_employer(
        actor=lena, employer=dropped, now=NOW, industry="Insurance", website="https://c.example", notes="Too"
    )
    set_motivation(actor=lena, employer=dropped, motivation=3, now=NOW)
    set_posting(
        actor=lena, employer=dropped, posting="yes", url="https://c.example/1", seen_on=date(2026, 10, 1), now=NOW
    )

    merge(lena, "Corvane", "CVH")

    kept.refresh_from_db()
    assert (kept.industry, kept.website, kept.notes) == ("Health", "https://c.example", "Mine\n\nToo")
    assert (kept.wished_at, kept.motivation) == (NOW, 3)
    assert (kept.posting, kept.posting_url, kept.posting_on) == ("yes", "https://c.example/1", date(2026, 10, 1))


def test_undoing_brings_everything_back_as_it_was(lena):
    for given, employer in [("Ana", "Corvane"), ("Bo", "CVH"), ("Cy", "CVH"), ("Di", "Tidewell")]:
        ContactFactory(owner=lena, given_name=given, employer=employer)
    corvane, cvh, tidewell = (called(lena, name) for name in ("Corvane", "CVH", "Tidewell"))
    add_alias(actor=lena, employer=cvh, name="Corvane Holding", now=NOW)
    update_employer(actor=lena, employer=cvh, now=NOW, industry="Insurance", notes="Theirs", size="large")
    set_motivation(actor=lena, employer=cvh, motivation=2, now=NOW)
    keep_apart(actor=lena, one=cvh, other=tidewell, now=NOW)
    before = rows()

    done = merge_employers(actor=lena, kept=corvane, dropped=cvh, now=NOW)
    back = undo_merge(actor=lena, merge=done, now=LATER)

    assert back.pk == cvh.pk
    assert without_updates(rows()) == without_updates(before)
    restored = next(e for e in rows()["employers"] if e["id"] == cvh.pk)
    assert restored == next(e for e in before["employers"] if e["id"] == cvh.pk)  # to the microsecond


def test_undoing_leaves_what_was_changed_since(lena):
    ana = ContactFactory(owner=lena, given_name="Ana", employer="CVH")
    bo = ContactFactory(owner=lena, given_name="Bo", employer="CVH")
    update_employer(actor=lena, employer=called(lena, "CVH"), now=NOW, industry="Insurance", notes="Theirs")
    done = merge(lena, "Corvane", "CVH")
    bo.refresh_from_db()
    update_contact(actor=lena, contact=bo, now=LATER, employer="Tidewell")
    update_employer(actor=lena, employer=called(lena, "Corvane"), now=LATER, notes="Mine by now")
    cy = ContactFactory(owner=lena, given_name="Cy", employer="Corvane")

    undo_merge(actor=lena, merge=done, now=LATER)

    where = {p.given_name: p.employer.name for p in Contact.objects.all()}
    assert where == {"Ana": "CVH", "Bo": "Tidewell", "Cy": "Corvane"}
    assert called(lena, "Corvane").notes == "Mine by now"
    assert called(lena, "Corvane").industry == ""
    assert {ana.pk, cy.pk} < set(Contact.objects.values_list("pk", flat=True))


def test_a_merge_is_undone_once_and_only_for_thirty_days(lena):
    first, second = merge(lena, "Corvane", "CVH"), merge(lena, "Corvane", "Corvane Holding")

    undo_merge(actor=lena, merge=first, now=NOW + timedelta(days=30))
    for again, now in [(first, NOW + timedelta(days=1)), (second, NOW + timedelta(days=30, seconds=1))]:
        with pytest.raises(MergeGone):
            undo_merge(actor=lena, merge=again, now=now)

    assert set(Employer.objects.values_list("name", flat=True)) == {"Corvane", "CVH"}


def test_what_is_too_old_to_be_undone_is_forgotten_with_the_next_merge(lena):
    merge(lena, "Corvane", "CVH")

    merge(lena, "Corvane", "Corvane Holding", now=NOW + timedelta(days=31))

    assert [m.dropped_name for m in EmployerMerge.objects.all()] == ["Corvane Holding"]


def test_of_two_merges_in_a_row_either_can_be_undone_first(lena):
    ana = ContactFactory(owner=lena, given_name="Ana", employer="A1 Works")
    bo = ContactFactory(owner=lena, given_name="Bo", employer="B1 Works")
    first = merge(lena, "B1 Works", "A1 Works")
    second = merge(lena, "C1 Works", "B1 Works")

    first.refresh_from_db()
    undo_merge(actor=lena, merge=first, now=LATER)
    undo_merge(actor=lena, merge=second, now=LATER)

    ana.refresh_from_db()
    bo.refresh_from_db()
    assert (ana.employer.name, bo.employer.name) == ("A1 Works", "B1 Works")


def test_somebody_elses_employer_is_never_merged(lena):
    theirs = called(UserFactory(), "CVH")

    assert merge_employers(actor=lena, kept=called(lena, "Corvane"), dropped=theirs, now=NOW) is None
    assert Employer.objects.count() == 2


def test_likely_pairs_are_shown_until_the_owner_says_that_they_are_two(lena):
    one, other = called(lena, "Corvane"), called(lena, "Corvane Group")
    called(UserFactory(), "Corvane Labs")

    assert [p.ids for p in likely_same_employers(lena)] == [{one.pk, other.pk}]
    keep_apart(actor=lena, one=other, other=one, now=NOW)
    keep_apart(actor=lena, one=one, other=other, now=NOW)
    assert likely_same_employers(lena) == []
    assert ask_again(actor=lena, one=one, other=other) is True
    assert len(likely_same_employers(lena)) == 1


def test_colleagues_at_one_domain_make_two_employers_likely_the_same(lena):
    ContactFactory(owner=lena, given_name="Ana", employer="Corvane", email="ana@CORVANE.example")
    ContactFactory(owner=lena, given_name="Bo", employer="CVH", email="bo@corvane.example")
    ContactFactory(owner=lena, given_name="Cy", employer="Tidewell", email="cy@gmail.com")
    ContactFactory(owner=lena, given_name="Di", employer="Lumen", email="di@gmail.com")

    assert [(p.one.name, p.other.name, p.reason) for p in likely_same_employers(lena)] == [
        ("Corvane", "CVH", "People at both have addresses at corvane.example.")
    ]
