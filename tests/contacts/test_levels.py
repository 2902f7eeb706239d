"""Level from the role, industry from the employer: labelled, and the same in Python and in the database."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from apps.contacts.levels import Level, industry_of, level_of
from apps.contacts.models import Contact, Employer
from apps.contacts.selectors.kinds import industry_case, level_case
from tests.factories.accounts import UserFactory
from tests.factories.contacts import ContactFactory

LEVELS = {
    Level.EXECUTIVE: [
        "CEO", "Chief Medical Officer", "Co-founder & CTO", "Founder", "Vice President, Research", "SVP Sales", "Owner",
        "Managing Director", "Executive Director", "Partner", "Dean of Students", "President", "VP of Product",
    ],
    Level.LEAD: [
        "Head of design", "Research lead", "Director of UX", "Nurse manager", "Engineering Manager", "Team lead",
        "Supervisor", "Head nurse", "Charge nurse", "Leiter Forschung", "Director, Product Management",
        "Innovation lead", "Marketing manager", "Directora",
    ],
    Level.SENIOR: [
        "Senior UX researcher", "Sr. Engineer", "Principal researcher", "Staff engineer", "Professor",
        "Associate professor, HCI", "Senior product manager", "Lead project manager", "Senior associate",
    ],
    Level.REGULAR: [
        "Nurse", "UX researcher", "Product manager", "Project manager", "Account manager", "Product owner",
        "HR business partner", "Executive assistant", "Assistant to the CEO", "Student success coach",
        "Assistant professor", "Service owner", "Policy analyst", "Teacher", "Care coordinator",
        "Leadership coach", "runs a lab",
    ],
    Level.JUNIOR: [
        "Junior designer", "Intern", "Research assistant", "Graduate trainee", "PhD student", "Venture associate",
        "Associate product manager", "Apprentice", "Working student", "Research fellow", "Jr. developer",
    ],
    Level.UNKNOWN: ["", "   "],
}  # fmt: skip
INDUSTRIES = {
    "Public sector": ["Meridian County Public Health", "City of Chicago", "Ministry of Health"],
    "Schools and universities": ["Aldermere University", "Universität Halden", "Elm Park School"],
    "Hospitals and clinics": ["St. Brannoc Hospital", "Elm Park Clinic", "Northside Rehab", "Klinikum Halden"],
    "Insurance and finance": ["Lumen Mutual", "Northbeam Capital", "Clearpath Benefits"],
    "Medical devices": ["Fernbank Devices", "Halden Imaging"],
    "Pharma and biotech": ["Pharmalux", "Tern Biologics"],
    "Health": ["Corvane Health"],
    "Technology": ["Northbeam Robotics", "Halden Software GmbH"],
    "Design and media": ["Openclinic Studio"],
    "On their own": ["Freelance"],
    "": ["Tidewell", "Stridewell", "Careful"],
}


def pairs(table):
    return [(value, key) for key, values in table.items() for value in values]


@pytest.mark.parametrize(("title", "level"), pairs(LEVELS))
def test_the_level_of_a_role(title, level):
    assert level_of(title) is level


@pytest.mark.parametrize(("name", "industry"), pairs(INDUSTRIES))
def test_the_industry_of_a_name(name, industry):
    assert industry_of(name) == industry


@given(st.text(max_size=200))
def test_any_role_has_a_level(title):
    assert level_of(title) in Level
    industry_of(title)


@pytest.fixture
def owner(client, db):
    user = UserFactory()
    client.force_login(user)
    return user


def test_the_database_reads_roles_as_python_does(owner):
    for title, _ in pairs(LEVELS):
        ContactFactory(owner=owner, title=title, employer="")

    found = Contact.objects.annotate(level=level_case()).values_list("title", "level")

    assert dict(found) == {title.strip(): level for title, level in pairs(LEVELS)}


def test_the_database_reads_employers_as_python_does(owner):
    for name, _ in pairs(INDUSTRIES):
        ContactFactory(owner=owner, employer=name)

    assert set(Employer.objects.annotate(kind=industry_case()).values_list("name", "kind")) == set(pairs(INDUSTRIES))


def test_what_the_owner_wrote_counts_more_than_sector_and_name(owner):
    for name, fields in {
        "Elm Park Clinic": {"industry": "Primary care", "sector": "public"},
        "Halden Software": {"sector": "nonprofit"},
        "Corvane Health": {"sector": "business"},
    }.items():
        ContactFactory(owner=owner, employer=name)
        Employer.objects.filter(name=name).update(**fields)

    found = dict(Employer.objects.annotate(kind=industry_case()).values_list("name", "kind"))

    assert found == {"Elm Park Clinic": "Primary care", "Halden Software": "Nonprofit", "Corvane Health": "Health"}
    assert found == {e.name: industry_of(e.name, e.industry, e.sector) for e in Employer.objects.all()}


# The filters of the list ---------------------------------------------------------------------------------------------


@pytest.fixture
def shown(client, owner):
    ContactFactory(owner=owner, given_name="Ana", family_name="", title="CEO", employer="Elm Park Clinic")
    ContactFactory(owner=owner, given_name="Ben", family_name="", title="Nurse", employer="Elm Park Clinic")
    ContactFactory(owner=owner, given_name="Cleo", family_name="", title="", employer="")
    ContactFactory(owner=owner, given_name="Dan", family_name="", title="Nurse", employer="Tidewell")
    ContactFactory(given_name="Eve", family_name="", title="CEO", employer="Elm Park Clinic")

    def names(**params):
        response = client.get(reverse("contacts:list"), params)
        return sorted(row.name for row in response.context["rows"]), response

    return names


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"level": "executive"}, ["Ana"]),
        ({"level": "regular"}, ["Ben", "Dan"]),
        ({"level": "unknown"}, ["Cleo"]),
        ({"industry": "Hospitals and clinics"}, ["Ana", "Ben"]),
        ({"industry": "hospitals AND clinics"}, ["Ana", "Ben"]),
        ({"industry": "unknown"}, ["Cleo", "Dan"]),
        ({"level": "regular", "industry": "Hospitals and clinics"}, ["Ben"]),
        ({"level": "regular", "industry": "Nowhere"}, []),
    ],
)
def test_the_list_can_be_narrowed_by_level_and_industry(shown, params, expected):
    assert shown(**params)[0] == expected


def test_the_filters_show_and_can_be_taken_off(shown):
    _, response = shown(level="executive", industry="Hospitals and clinics")

    chosen = {f.key: (f.chosen, f.off_url) for f in response.context["filters"] if f.chosen}
    assert chosen["level"] == ("Executive", "/people/?industry=Hospitals+and+clinics")
    assert chosen["industry"] == ("Hospitals and clinics", "/people/?level=executive")
    assert response.context["clear_url"] == "/people/"


def test_a_level_that_does_not_exist_is_said(shown):
    names, response = shown(level="wizard")

    assert len(names) == 4
    assert "level" in response.context["note"]


def test_everybody_of_such_a_list_can_be_changed_at_once(client, shown):
    shown()
    client.post(reverse("contacts:bulk"), {"do": "archive", "all": "1", "list": "industry=Hospitals+and+clinics"})

    assert shown()[0] == ["Cleo", "Dan"]
