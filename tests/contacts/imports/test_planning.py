"""What is planned for each record, and why."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.contacts.imports import columns, linkedin
from apps.contacts.imports.matching import Imported, Known, People
from apps.contacts.imports.planning import CHOICES, Action, Candidate, Decision, Finding, plan_row
from apps.contacts.imports.values import CellReader, suggested_email
from tests.contacts.imports.files import HEADER, NOEMI, SOF, YUKI, lines, read


def known(given_name="Yuki", family_name="Tanabe", *, email="", profile_key="", employer="", title="", imported=None):
    return Known(uuid4(), given_name, family_name, email, "", "", profile_key, employer, title, "", imported)


def plan(*rows, people=(), decisions=None, order=None, header=HEADER):
    file = read(lines(*rows, header=header).encode())
    header = file.layout.header
    mapping = linkedin.mapping(header) if linkedin.recognises(header) else columns.suggested_mapping(header)
    reader = CellReader(header, mapping)
    among = People.of(people)
    return [
        plan_row(Candidate.of(r.line, reader.read(r, order, decision.fixes if decision else None), decision), among)
        for r in file.records
        for decision in [(decisions or {}).get(r.line)]
    ]


def only(*rows, **options):
    return plan(*rows, **options)[0]


def test_someone_unknown_is_added_without_asking():
    row = only(NOEMI)

    assert (row.finding, row.action, row.asked) == (Finding.NEW, Action.ADD, False)
    assert row.values == {
        "given_name": "Noemi",
        "family_name": "Farkas",
        "employer": "Halden Imaging",
        "title": "UX Researcher",
        "profile_url": "https://www.linkedin.com/in/noemi-farkas",
        "met_on": "2025-03-14",
    }


def test_the_same_profile_is_certain_however_the_link_is_written():
    me = known(given_name="Other", family_name="Name", profile_key="linkedin.com/in/yukitanabe")
    row = only([*YUKI[:2], "http://de.linkedin.com/in/YukiTanabe/?trk=x", *YUKI[3:]], people=[me])

    assert (row.finding, row.match) == (Finding.SAME_PROFILE, me.id)


def test_the_same_address_is_certain_whatever_its_case():
    me = known(email="YUKI@openclinic.example", employer="Openclinic Studio", title="Service designer")
    row = only([*YUKI[:2], "", *YUKI[3:]], people=[me])

    assert (row.finding, row.action, row.asked) == (Finding.SAME_EMAIL, Action.UPDATE, True)
    assert row.reason == "You have Yuki Tanabe, Service designer, Openclinic Studio. The file says otherwise."
    assert row.update_fields == ["title"]


def test_a_similar_name_at_the_same_employer_is_only_suggested():
    me = known("Sofia", "Brandt", employer="Tidewell, Inc.", title="Designer")
    row = only(SOF, people=[me])

    assert (row.finding, row.action, row.asked) == (Finding.LIKELY, Action.SKIP, True)
    assert row.reason == "Similar name and the same employer as Sofia Brandt."


def test_two_profiles_are_two_people_even_with_one_name():
    me = known("Sof", "Brandt", employer="Tidewell, Inc.", profile_key="linkedin.com/in/another-sof")

    assert only(SOF, people=[me]).finding == Finding.NEW


def test_the_same_name_elsewhere_is_another_person():
    assert only(SOF, people=[known("Sof", "Brandt", employer="Elsewhere")]).finding == Finding.NEW


def test_a_row_without_a_name_is_left_out_and_asked_about():
    row = only(["", "", "", "", "St. Brannoc Hospital", "Clinical Analyst", ""])

    assert (row.finding, row.action, row.asked) == (Finding.NO_NAME, Action.SKIP, True)


def test_a_missing_last_name_is_no_problem():
    assert only(["Madonna", "", "", "", "", "", ""]).values == {"given_name": "Madonna"}


def test_a_lone_last_name_becomes_the_first():
    assert only(["", "Farkas", "", "", "", "", ""]).values == {"given_name": "Farkas"}


def test_something_that_is_no_address_is_asked_about_and_left_out():
    row = only(["Imre", "Szabo", "", "imre.szabo(at)halden", "Halden Imaging", "", ""])

    assert (row.finding, row.action, row.asked) == (Finding.BAD_EMAIL, Action.ADD, True)
    assert "email" not in row.values
    assert "“imre.szabo(at)halden” isn’t an e-mail address" in row.reason


def test_a_spoken_address_is_suggested_as_a_real_one():
    assert suggested_email("imre.szabo(at)halden.example") == "imre.szabo@halden.example"
    assert suggested_email("no idea") == ""


def test_a_fix_takes_the_place_of_the_file():
    row = only(["", "", "", "", "St. Brannoc", "", ""], decisions={2: Decision(None, {"full_name": "Ruth Adler"})})

    assert (row.finding, row.values["given_name"], row.values["family_name"]) == (Finding.NEW, "Ruth", "Adler")


def test_a_decision_survives_a_new_plan_if_it_is_still_possible():
    decided = {2: Decision(Action.SKIP)}

    assert only(NOEMI, decisions=decided).action == Action.SKIP
    assert only(NOEMI, decisions={2: Decision(Action.UPDATE)}).action == Action.ADD


def test_an_ambiguous_date_is_kept_as_it_stands_and_not_guessed():
    row = only([*NOEMI[:6], "03/04/25"])

    assert row.values["odd_date"] == "03/04/25"
    assert "met_on" not in row.values


def test_lost_letters_and_unreadable_lines_are_left_out_and_asked_about():
    header = ["First Name", "Last Name", "Company"]
    rows = plan(["Ana", "Lo\x00pez", "x"], ["Bo", 'Di"az', "y"], ["Cy", "\ufffd", "z"], header=header)

    assert [(row.finding, row.action) for row in rows] == [
        (Finding.DAMAGED, Action.SKIP),
        (Finding.NEW, Action.ADD),
        (Finding.DAMAGED, Action.SKIP),
    ]
    assert rows[0].values["family_name"] == "Lopez"


def test_a_row_wider_than_the_heading_is_asked_about():
    assert only([*NOEMI, "too much"]).finding == Finding.RAGGED


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "not a link", "mailto:ana@x.example"])
def test_what_is_no_web_address_is_no_profile_link(link):
    assert "profile_url" not in only([*NOEMI[:2], link, *NOEMI[3:]]).values


def test_a_guard_against_formulas_is_taken_off_again():
    assert only(["'=Ana", *NOEMI[1:]]).values["given_name"] == "=Ana"


# What a second import may change ---------------------------------------------------------------------------------


def work(employer, title):
    return Imported(employer, title)


def test_nothing_new_is_left_alone():
    me = known(profile_key="linkedin.com/in/yukitanabe", employer="OPENCLINIC studio", title=YUKI[5], email=YUKI[3])

    row = only(YUKI, people=[me])
    # The link itself is a blank of the list in this test, so it would be filled.
    assert row.update_fields == ["profile_url"]
    assert not row.asked


def test_a_job_change_since_the_last_import_is_updated_without_asking():
    before = work("Old Clinic", "Designer")
    me = known(profile_key="linkedin.com/in/yukitanabe", employer="Old Clinic", title="Designer", imported=before)
    row = only(YUKI, people=[me])

    assert (row.action, row.asked) == (Action.UPDATE, False)
    assert row.reason == "Job change: was Designer, Old Clinic."


def test_your_own_words_stay_when_the_file_has_no_news():
    me = known(profile_key="linkedin.com/in/yukitanabe", employer=YUKI[4], title="The best designer",
               imported=work(YUKI[4], YUKI[5]), email=YUKI[3])  # fmt: skip
    row = only([*YUKI[:2], YUKI[2], *YUKI[3:]], people=[me])

    assert "title" not in row.update_fields


def test_when_both_changed_it_is_asked_and_yours_stays():
    me = known(profile_key="linkedin.com/in/yukitanabe", employer=YUKI[4], title="My words",
               imported=work(YUKI[4], "Designer"))  # fmt: skip
    row = only(YUKI, people=[me])

    assert (row.action, row.asked) == (Action.SKIP, True)
    assert row.reason == "You wrote “My words” since the last import."


def test_a_blank_cell_never_empties_anything():
    me = known(profile_key="linkedin.com/in/yukitanabe", employer="Openclinic Studio", title="Designer")
    row = only([*YUKI[:3], "", "", "", ""], people=[me])

    assert row.update_fields == ["profile_url"]


# Any file ---------------------------------------------------------------------------------------------------------


@given(st.lists(st.lists(st.text(max_size=80), min_size=7, max_size=9), min_size=1, max_size=6))
def test_any_text_in_any_cell_is_planned(rows):
    rows = [["x" + row[0], *row[1:]] for row in rows]
    made = plan(*rows, people=[known()])

    for row in made:
        assert row.action in CHOICES[row.finding]
        assert row.action == Action.SKIP or row.values["given_name"]
        assert "\x00" not in "".join(row.values.values())


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["Name", "Email", "Company", "Title"], ["full_name", "email", "employer", "title"]),
        (
            ["First Name", "Last Name", "Organization Name", "Organization Title", "E-mail 1 - Value", "Labels"],
            ["given_name", "family_name", "employer", "title", "email", "tags"],
        ),
        (
            [
                "Name",
                "Given Name",
                "Family Name",
                "E-mail 1 - Value",
                "Organization 1 - Name",
                "Organization 1 - Title",
            ],
            ["", "given_name", "family_name", "email", "employer", "title"],
        ),
        (
            ["Title", "First Name", "Last Name", "Company", "Job Title", "E-mail Address"],
            ["", "given_name", "family_name", "employer", "title", "email"],
        ),
        (["first name ", "SURNAME", "Mobile"], ["given_name", "family_name", "phone"]),
        (["Favourite color"], [""]),
    ],
)
def test_columns_are_matched_by_name(header, expected):
    assert list(columns.suggested_mapping(header).values()) == expected


def test_a_full_name_is_split():
    names = [only([text, "x"], header=["Name", "Company"]).values for text in ("Ana Maria Lopez", "Lopez, Ana", "Ana")]

    assert [(v["given_name"], v.get("family_name", "")) for v in names] == [
        ("Ana Maria", "Lopez"),
        ("Ana", "Lopez"),
        ("Ana", ""),
    ]
