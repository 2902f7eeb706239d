"""Real layouts of Google, Outlook and vCard, from file to planned row (formats.md)."""

import csv
from pathlib import Path

import pytest

from apps.contacts.imports import formats
from apps.contacts.imports.matching import People
from apps.contacts.imports.planning import Candidate, plan_row
from apps.contacts.imports.values import CellReader
from tests.contacts.imports.files import lines, read

DATA = Path(__file__).parents[2] / "data" / "imports" / "headings"


def heading(name):
    return next(csv.reader([(DATA / name).read_text()]))


GOOGLE_NOW = heading("google.csv")
GOOGLE_BEFORE = heading("google-before-2024.csv")
OUTLOOK_CLASSIC = heading("outlook-classic.csv")
OUTLOOK_WEB = heading("outlook-web.csv")
OUTLOOK_OF_GOOGLE = heading("outlook-by-google.csv")


def row(header, **cells):
    """One record: `First_Name="Ana"`; signs that Python does not allow are given by `{"E-mail 1 - Value": …}`."""
    named = {name.replace("_", " "): text for name, text in cells.items()}
    assert named.keys() <= set(header), named.keys() - set(header)
    return [named.get(name, "") for name in header]


def imported(data):
    """Format, and the planned rows of a file."""
    file = read(data)
    kind = formats.recognise(file.layout.header)
    module = formats.FORMATS[kind]
    reader = CellReader(file.layout.header, module.mapping(file.layout.header), module.tidy(file.layout.header))
    return kind, [plan_row(Candidate.of(r.line, reader.read(r, None)), People()) for r in file.records]


def only(data, kind):
    found, rows = imported(data)
    assert (found, len(rows)) == (kind, 1)
    return rows[0]


def table(header, *rows):
    return lines(*rows, header=header).encode()


# Google -----------------------------------------------------------------------------------------------------------


def test_google_of_today():
    ana = row(GOOGLE_NOW, First_Name="Ana", Last_Name="López", Organization_Name="Halden", Organization_Title="Lead",
              Notes="Met at the fair,\nlikes tea", Labels="* myContacts ::: Work ::: Halden days", Birthday="--03-07",
              **{"E-mail 1 - Label": "Work", "E-mail 1 - Value": "ana@work.example", "E-mail 2 - Label": "* Home",
                 "E-mail 2 - Value": "ana@home.example ::: ana@old.example", "Phone 1 - Value": "+1 555 ::: +1 666",
                 "Address 1 - City": "Graz", "Website 1 - Value": "https://ana.example/me"})  # fmt: skip

    assert only(b"\xef\xbb\xbf" + table(GOOGLE_NOW, ana), "google").values == {
        "given_name": "Ana",
        "family_name": "López",
        "employer": "Halden",
        "title": "Lead",
        "note": "Met at the fair,\nlikes tea",
        "tags": "Work\nHalden days",
        "email": "ana@home.example",  # the primary one
        "phone": "+1 555",
        "location": "Graz",
        "profile_url": "https://ana.example/me",
    }


def test_google_until_2024():
    ana = row(GOOGLE_BEFORE, Name="Ana López", Given_Name="Ana", Family_Name="López", Group_Membership="* myContacts",
              **{"E-mail 1 - Type": "* ", "E-mail 1 - Value": "ana@x.example", "Organization 1 - Name": "Halden",
                 "Organization 1 - Title": "Lead"})  # fmt: skip

    assert only(table(GOOGLE_BEFORE, ana), "google").values == {
        "given_name": "Ana",
        "family_name": "López",
        "email": "ana@x.example",
        "employer": "Halden",
        "title": "Lead",
    }


def test_google_until_2024_in_the_short_layout_without_language_and_photo():
    header = [name for name in GOOGLE_BEFORE if name not in ("Language", "Photo")]

    assert only(table(header, row(header, Given_Name="Ana", Notes="x")), "google").values == {
        "given_name": "Ana",
        "note": "x",
    }


def test_google_other_contacts_have_an_address_in_place_of_a_name():
    someone = row(GOOGLE_NOW, First_Name="ana@x.example", **{"E-mail 1 - Value": "ana@x.example"})
    nobody = row(GOOGLE_NOW, **{"Phone 1 - Value": "+1 555"})

    _, rows = imported(table(GOOGLE_NOW, someone, nobody))

    assert [(r.finding, r.action) for r in rows] == [("no_name", "skip"), ("no_name", "skip")]


# Outlook ----------------------------------------------------------------------------------------------------------


def test_outlook_classic_has_92_columns_and_its_quirks():
    assert len(OUTLOOK_CLASSIC) == 92
    ana = row(OUTLOOK_CLASSIC, Title="Dr.", First_Name="Ana", Last_Name="López", Company="Halden", Job_Title="Lead",
              Business_City="Graz", Mobile_Phone="+1 555", Anniversary="0/0/00", Gender="Unspecified",
              Location="Unspecified", Priority="Normal", Private="False", Categories="Work;Halden days",
              Notes="one\ntwo", Referred_By="Bo Diaz", Web_Page="www.ana.example/me",
              **{"E-mail Address": "/o=ExchangeLabs/ou=x/cn=ana", "E-mail Type": "EX",
                 "E-mail 2 Address": "ana@x.example", "E-mail 2 Type": "SMTP"})  # fmt: skip

    data = table([f"{name} " for name in OUTLOOK_CLASSIC], ana).decode().encode("cp1252")

    assert only(data, "outlook").values == {
        "given_name": "Ana",
        "family_name": "López",
        "employer": "Halden",
        "title": "Lead",
        "location": "Graz",
        "phone": "+1 555",
        "email": "ana@x.example",
        "tags": "Work\nHalden days",
        "note": "one\ntwo",
        "relation": "Referred by Bo Diaz",
        "profile_url": "https://www.ana.example/me",
    }


def test_outlook_on_the_web():
    ana = row(OUTLOOK_WEB, First_Name="Ana", Title="Ms", Company="Halden", Schools="Aldermere",
              **{"E-mail Address": "ana@x.example"})  # fmt: skip

    assert only(table(OUTLOOK_WEB, ana), "outlook").values == {
        "given_name": "Ana",
        "employer": "Halden",
        "email": "ana@x.example",
        "common_ground": "Aldermere",
    }


def test_what_google_calls_outlook_csv():
    ana = row(OUTLOOK_OF_GOOGLE, First_Name="Ana", Job_Title="Lead", Categories="Work;Friends", Private="False",
              **{"E-mail Address": "ana@x.example"})  # fmt: skip

    assert only(table(OUTLOOK_OF_GOOGLE, ana), "outlook").values == {
        "given_name": "Ana",
        "title": "Lead",
        "email": "ana@x.example",
        "tags": "Work\nFriends",
    }


def test_outlook_saved_again_by_excel_has_semicolons_and_short_rows():
    header = ";".join(OUTLOOK_CLASSIC)

    planned = only(f"{header}\r\n;Ana;;López;;Halden\r\n".encode("cp1252"), "outlook")

    assert planned.values == {"given_name": "Ana", "family_name": "López", "employer": "Halden"}


def test_outlook_in_german_is_matched_by_the_names_that_we_know():
    data = lines(["Ana", "Weiß", "Halden", "ana@x.example"], header=["Vorname", "Nachname", "Firma", "E-Mail-Adresse"])

    assert only(data.encode("cp1252"), "csv").values == {
        "given_name": "Ana",
        "family_name": "Weiß",
        "employer": "Halden",
        "email": "ana@x.example",
    }


# vCard ------------------------------------------------------------------------------------------------------------


def card(*properties, version="3.0", end="\r\n"):
    return end.join(["BEGIN:VCARD", f"VERSION:{version}", *properties, "END:VCARD", ""]).encode()


def test_vcard_2_1_of_an_old_phone():
    data = card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=\r\n=C3=BCrgen",
        "TEL;CELL:+49 171",
        "EMAIL;INTERNET;PREF:j@x.example",
        "ORG;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Caf=E9;Kitchen",
        "NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0A=\r\ntwo",
        version="2.1",
    )

    assert only(data, "vcard").values == {
        "given_name": "Jürgen",
        "family_name": "Müller",
        "phone": "+49 171",
        "email": "j@x.example",
        "employer": "Café",
        "note": "one\ntwo",
    }


def test_vcard_3_0_of_apple():
    data = card(
        "N:Lopez;Ana;Maria;Dr.;",
        "FN:Dr. Ana Maria Lopez",
        "ORG:Halden\\; Sons\\, Inc.;Imaging;",
        "TITLE:Lead",
        "item1.EMAIL;type=INTERNET:ana@other.example",
        "item2.EMAIL;type=INTERNET;type=pref:ana@x.example",
        "item2.X-ABLabel:_$!<Work>!$_",
        "item3.ADR;type=WORK:;;Main St. 1;Graz;;8010;Austria",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-07",
        "PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * 300_000,
        "URL;type=pref:https://ana.example/",
        "X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/ana",
        "CATEGORIES:Work,Halden\\, days",
        "NOTE:first line\\nsecond line that is long enough to be",
        "  folded",
        "item4.X-ABRELATEDNAMES;type=pref:Bo",
        "item4.X-ABLabel:_$!<Spouse>!$_",
        end="\n",
    )

    assert only(data, "vcard").values == {
        "given_name": "Ana",
        "family_name": "Lopez",
        "employer": "Halden; Sons, Inc.",
        "title": "Lead",
        "email": "ana@x.example",
        "location": "Graz, Austria",
        "profile_url": "https://www.linkedin.com/in/ana",
        "tags": "Work\nHalden, days",
        "note": "first line\nsecond line that is long enough to be folded\n\nRelated: Bo",
    }


def test_vcard_4_0():
    data = card(
        "FN:Ana Lopez",
        "KIND:individual",
        "EMAIL;PREF=2:second@x.example",
        'EMAIL;PREF=1;TYPE="work,home":first@x.example',
        "TEL;VALUE=uri:tel:+1-555",
        "BDAY:--0307",
        "PHOTO:data:image/png;base64,AAAA",
        "RELATED;TYPE=spouse;VALUE=text:Bo",
        version="4.0",
    )

    assert only(data, "vcard").values == {
        "given_name": "Ana",
        "family_name": "Lopez",
        "email": "first@x.example",
        "phone": "+1-555",
        "note": "Spouse: Bo",
    }


def test_cards_of_several_versions_in_one_file_without_groups():
    data = card("N:A;Ana;;;", version="2.1") + card("FN:Team", "X-ADDRESSBOOKSERVER-KIND:group") + card("FN:Bo Diaz")
    data += card("FN:Team", "KIND:group", version="4.0")

    kind, rows = imported(data)

    assert (kind, [(r.line, r.values["given_name"]) for r in rows]) == ("vcard", [(1, "Ana"), (10, "Bo")])


def test_a_card_that_never_ends_and_lines_that_are_none_cost_themselves_only():
    data = b"BEGIN:VCARD\r\nFN:Ana Lopez\r\n" + card("FN:Bo Diaz", "no colon here") + b"stray\r\n" + card("FN:Cy Eco")

    _, rows = imported(data)

    assert [(r.line, r.finding, r.values.get("given_name")) for r in rows] == [
        (1, "new", "Ana"),
        (3, "damaged", "Bo"),
        (8, "unreadable", None),
        (9, "new", "Cy"),
    ]
    assert rows[2].reason == "Line 8 belongs to no card."


@pytest.mark.parametrize("data", [b"BEGIN:VCARD\n", b"BEGIN:VCARD\nEND:VCARD\n", b"begin:vcard\n:\n;\n"])
def test_hardly_a_card(data):
    assert isinstance(imported(data)[1], list)
