"""What stands in the files: nothing lost, nothing run, and every reader understands it."""

import csv as spreadsheet
import io
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from apps.contacts import names
from apps.contacts.exports import csv, vcard
from apps.contacts.imports import formats
from apps.contacts.imports import vcard as card_import
from apps.contacts.imports.values import CellReader
from apps.contacts.selectors.export import ExportPerson
from tests.contacts.imports.files import read

MOMENT = datetime(2026, 11, 22, 3, 30, tzinfo=UTC)
ZONE = ZoneInfo("America/New_York")
ANA = ExportPerson(
    id=UUID("019a0000-0000-7000-8000-000000000001"), given_name="Ana", family_name="Ruiz", email="ana@x.example",
    phone="+1 555 0100", employer="Elm Park; Clinic", title="Nurse, nights", profile_url="https://linkedin.com/in/ana",
    location="Lisbon, Portugal", timezone="Europe/Lisbon", circle="neighbour", relation="neighbor",
    common_ground="The choir", introducer_given="Ruth", introducer_family="Halloran", stage="asked", source="By hand",
    do_not_contact=True, is_private=False, last_touch_at=MOMENT, next_step="Nudge", next_step_at=None,
    created_at=MOMENT, updated_at=MOMENT, tags=["Ward", "Night shift"], note="Likes tea.\nAsk in May.",
)  # fmt: skip

words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=200)
#: As the services keep text: cleaned, without outer spaces.
kept = words.map(lambda text: " ".join(names.clean(text).split())).filter(bool)


def table(*people, with_notes=True):
    return "".join(csv.write_table(people, ZONE, with_notes=with_notes))


def cards(*people, version="3.0", with_notes=True):
    return "".join(vcard.write_cards(people, version, with_notes=with_notes))


def imported(data):
    """What our own import reads in the file, by the columns that it suggests itself."""
    file = read(data.encode())
    header = file.layout.header
    module = formats.FORMATS[formats.recognise(header)]
    reader = CellReader(header, module.mapping(header), module.tidy(header))
    return [reader.read(record, None) for record in file.records]


def test_the_import_takes_the_table_for_a_csv_of_our_own_and_knows_each_column_again():
    (row,) = imported(table(ANA))

    assert row.values == {
        "given_name": "Ana", "family_name": "Ruiz", "email": "ana@x.example", "phone": "+1 555 0100",
        "employer": "Elm Park; Clinic", "title": "Nurse, nights", "profile_url": "https://linkedin.com/in/ana",
        "location": "Lisbon, Portugal", "relation": "neighbor", "common_ground": "The choir",
        "tags": "Ward\nNight shift", "note": "Likes tea.\nAsk in May.",
    }  # fmt: skip
    assert (row.ragged, row.bad_email, row.lost) == (False, "", [])


def test_a_spreadsheet_sees_accents_iso_days_and_all_columns():
    text = table(replace(ANA, given_name="Zoë"))
    rows = list(spreadsheet.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))

    assert text.startswith("\ufeff")
    assert rows[0]["First name"] == "Zoë"
    assert rows[0]["Last touch"] == "2026-11-21"  # the owner's day
    assert [rows[0][c] for c in ("Circle", "Introduced by", "Stage", "Don’t write", "Next step on")] == [
        "Neighbor", "Ruth Halloran", "Asked", "yes", "",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "+1 555", "-x", "@cmd", "='a'!A1", "'=1", "''-2", " =3", "\t=4", "\r=5"])
def test_no_cell_is_a_formula_and_the_import_takes_the_guard_off(text):
    guarded = csv.safe(text)

    assert guarded[0] == "'"
    assert guarded[1:] == names.clean(text) or guarded[1:] == text


def test_a_quote_that_guards_nothing_stays_alone():
    assert csv.safe("'s-Hertogenbosch") == "'s-Hertogenbosch"


def test_private_notes_stay_out_unless_they_are_chosen():
    assert "Likes tea" not in table(ANA, with_notes=False)
    assert "Likes tea" not in cards(ANA, with_notes=False)
    assert "NOTE" not in cards(ANA, with_notes=False)


@pytest.mark.parametrize("tags", [["Ward"], ["a, b"], ["a; b", "c"], ["x", "y", "z"]])
def test_tags_come_back_whatever_signs_are_in_them(tags):
    assert imported(table(replace(ANA, tags=tags)))[0].values["tags"].split("\n") == tags


@given(given_name=kept, employer=kept, title=kept, common=kept)
@example(given_name="ruth@x.example", employer="@home", title="=@", common="'")
@example(given_name="'=1", employer="''-2", title="' +3", common="'s-Hertogenbosch")
def test_any_text_survives_the_way_through_the_table(given_name, employer, title, common):
    person = replace(ANA, given_name=given_name, employer=employer, title=title, common_ground=common)
    (row,) = imported(table(person))

    found = [row.values.get(name, "") for name in ("given_name", "employer", "title", "common_ground")]
    assert found == [given_name, employer, title, common]


@pytest.mark.parametrize("version", vcard.VERSIONS)
@given(given_name=kept, employer=kept, note=kept)
def test_any_text_survives_the_way_through_a_card(version, given_name, employer, note):
    person = replace(ANA, given_name=given_name, employer=employer, note=note)
    text = cards(person, version=version)
    (record,) = read(text.encode()).records
    values = dict(zip(card_import.HEADER, record.cells, strict=True))

    assert (values["First name"], values["Organization"], values["Note"]) == (given_name, employer, note)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


@pytest.mark.parametrize("version", vcard.VERSIONS)
def test_another_reader_understands_the_cards(version):
    text = cards(replace(ANA, given_name="Zoë" * 30), replace(ANA, note="=x\x00<b>\u2028;end"), version=version)
    first, second = vobject.readComponents(text)

    assert first.version.value == version
    assert first.n.value.given == "Zoë" * 30
    assert first.org.value == ["Elm Park; Clinic"]
    assert first.categories.value == ["Ward", "Night shift"]
    assert first.adr.value.city == "Lisbon, Portugal"
    assert first.tel.value == "+1 555 0100"
    assert second.note.value == "=x<b>\n;end"
    assert second.uid.value == f"urn:uuid:{ANA.id}"


@pytest.mark.parametrize("version", vcard.VERSIONS)
def test_a_card_of_a_bare_first_name_holds_what_the_standard_requires(version):
    bare = replace(ANA, family_name="", email="", phone="", employer="", title="", profile_url="", location="",
                   timezone="", tags=[], note="")  # fmt: skip
    lines = cards(bare, version=version).split("\r\n")

    assert "FN:Ana" in lines
    assert "N:;Ana;;;" in lines
    assert not any(line.partition(":")[2] == "" for line in lines[:-1])
