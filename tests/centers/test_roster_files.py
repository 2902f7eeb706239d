"""What a roster file may look like: cases 1 to 3 and 17 to 19 of permissions.md, section 2."""

from datetime import timedelta

import pytest

from apps.centers.models import RosterEntry, RosterImport, RosterPart, SharingGrant
from apps.centers.roster.errors import UnreadableRoster
from apps.centers.services import roster
from apps.core.tables.writing import neutral
from tests.factories.accounts import NOW
from tests.factories.centers import MembershipFactory
from tests.factories.rosters import (
    HEAD,
    entry,
    reason,
    take,
    upload,
    verdicts,
)

pytestmark = pytest.mark.django_db
ANA = f"{HEAD}\n0001,ana@aldermere.example,Ana,Lopes,HCI,,,\n"
TWO = ANA + "0002,ben@aldermere.example,Ben,Osei,Design,,,\n"


# 1 encoding -----------------------------------------------------------------------------------------------------------

NAMES = f"{HEAD}\n0001,zoe@aldermere.example,Zoë,Núñez,,,,\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_case_01_every_encoding_is_read_without_garbling(director, codec):
    take(director, NAMES.encode(codec))

    assert entry(director, "0001").name == "Zoë Núñez"


def test_case_01_names_are_stored_composed(director):
    take(director, NAMES.replace("ë", "e\u0308").replace("ú", "u\u0301"))

    assert entry(director, "0001").name == "Zoë Núñez"


@pytest.mark.parametrize("bad", [b"\x81\x8d", "Жанна".encode("cp1251"), "山田".encode("shift_jis")])
def test_case_01_what_cannot_be_decoded_for_certain_is_refused(director, bad):
    data = ANA.encode().replace(b"Lopes", bad)

    with pytest.raises(UnreadableRoster, match="CSV UTF-8"):
        upload(director, data)

    assert RosterImport.objects.count() == 0


# 2 delimiters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_case_02_every_delimiter_and_line_end_is_read(director, delimiter, end):
    lines = ["external_id,email,given_name,program", '7,ana@aldermere.example,"Ana ""Nita""","HCI\nand Design"']
    text = end.join(line.replace(",", delimiter) for line in lines) + end + delimiter * 3 + end + end

    take(director, text)

    card = entry(director, "7")
    assert (card.given_name, card.program) == ('Ana "Nita"', "HCI\nand Design")
    assert RosterEntry.objects.count() == 1


def test_case_02_trailing_empty_columns_are_nothing(director):
    job = upload(director, "external_id,email,given_name,,\n1,ana@aldermere.example,Ana,,\n")

    assert (verdicts(job), job.ignored) == ([(2, "create")], [])


def test_case_02_a_ragged_row_is_refused(director):
    job = upload(director, TWO + "0003,cy@aldermere.example,Cy\n0004,di@aldermere.example,Di,,,,,,extra\n")

    assert verdicts(job) == [(2, "create"), (3, "create"), (4, "refuse"), (5, "refuse")]
    assert reason(job, 4) == "The line has 3 cells and the heading 8, so they don’t fit."


# 3 damage -------------------------------------------------------------------------------------------------------------


def test_case_03_lost_zeros_and_shortened_numbers_are_pointed_out(director):
    take(director, TWO)

    job = upload(
        director,
        f"{HEAD}\n3,c@aldermere.example,Cy,,,,,\n1.2E+08,d@aldermere.example,Di,,,,,\n"
        "2026-03-12,e@aldermere.example,Ed,,,,,\n0006,f@aldermere.example,Flo,,,,,\n",
    )

    assert list(job.rows.order_by("line").values_list("is_warning", flat=True)) == [True, True, True, False]
    assert reason(job, 2) == "The ID 3 is shorter than the others. Did a spreadsheet drop its leading zeros?"


# 17 formulas ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_case_17_formulas_are_stored_verbatim_and_neutralized_on_the_way_out(director, start):
    take(director, f'{HEAD}\n0001,ana@aldermere.example,Ana,,"{start}SUM(A1)",,,\n')

    assert entry(director, "0001").program == f"{start}SUM(A1)"
    assert neutral(f"{start}SUM(A1)") == f"'{start}SUM(A1)"


# 18 limits ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04" + b"x" * 50, "CSV UTF-8"),
        (ANA.encode() + b"0009,\x00,x,,,,,\n", "NUL"),
        (b"%PDF-1.7", "not a text file"),
        (b"external_id,email,given_name\n" + b"x" * (5 * 1024 * 1024), "5 MB"),
        (b"", "empty"),
        (b"name,mail\nAna,ana@aldermere.example\n", "Missing: external_id, given_name"),
    ],
)
def test_case_18_what_is_no_roster_is_refused(director, data, says):
    with pytest.raises(UnreadableRoster, match=says):
        upload(director, data)


def test_case_18_a_cell_of_more_than_4_kb_is_refused(director):
    job = upload(director, TWO.replace("HCI", "x" * 4097))

    assert verdicts(job) == [(2, "refuse"), (3, "create")]


def test_case_18_more_than_20000_rows_are_refused(director):
    job = upload(director, "external_id,email,given_name\n" + "1,a@b.example,A\n" * 20_001)

    assert (job.status, job.error.split(".")[0]) == ("failed", "This file has more than 20,000 rows")


def test_case_18_an_upload_is_deleted_after_a_week(director):
    upload(director, ANA)

    roster.forget_roster_uploads(now=NOW + timedelta(days=7, seconds=1))

    assert (RosterPart.objects.count(), RosterImport.objects.count()) == (0, 0)


def test_con_1_no_file_shares_anything_for_a_student(director):
    """Neither of somebody new, nor of a member whose row is updated."""
    ana = MembershipFactory(center=director.center, user__email="ana@aldermere.example")
    head = "external_id,email,given_name,program,sharing,sharing_level,level,consent"
    for number, program in enumerate(("HCI", "Law")):
        take(director, f"{head}\n0001,ana@aldermere.example,Ana,{program},full,full,full,yes\n")
        if not number:
            RosterEntry.objects.update(membership=ana)

    ana.refresh_from_db()
    assert ana.program == "Law"
    assert not SharingGrant.objects.exists()


# 19 other formats -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "user_id,login_id,first_name,last_name,email,status\n7,ana,Ana,Lopes,ana@aldermere.example,suspended\n",
        "sourcedId,givenName,familyName,email,status\n7,Ana,Lopes,ana@aldermere.example,inactive\n",
        "idnumber,firstname,lastname,email,department,status\n7,Ana,Lopes,ana@aldermere.example,HCI,Inactive\n",
    ],
)
def test_case_19_canvas_oneroster_and_moodle_are_understood(director, text):
    take(director, text)

    card = entry(director, "7")
    assert (card.name, card.status) == ("Ana Lopes", "inactive")


def test_case_19_what_is_not_read_is_named(director):
    job = upload(
        director, "External ID ,E-Mail,First name,Shoe size,GPA,Role\n7,ana@aldermere.example,Ana,38,4.0,director\n"
    )

    assert job.ignored == ["Shoe size"]
    assert job.refused == [["GPA", "a career center has no need of it here"], ["Role", "roles are given by invitation"]]
