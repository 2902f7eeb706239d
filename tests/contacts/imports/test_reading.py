"""From bytes to a heading and records."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.contacts.imports import formats, linkedin
from apps.contacts.imports.errors import UnreadableFile
from tests.contacts.imports.files import HEADER, NOEMI, SOF, lines, read
from tests.contacts.imports.files import linkedin as connections

ANA = ["Ana", "Lopez", "ana@x.example"]
NAMES = ["First Name", "Last Name", "E-mail"]


def test_a_linkedin_file_with_its_preamble_gives_heading_records_and_line_numbers():
    table = read(connections(NOEMI, SOF))

    assert table.layout.header == HEADER
    assert [(r.line, r.cells) for r in table.records] == [(5, NOEMI), (6, SOF)]
    assert formats.recognise(table.layout.header) == "linkedin"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(connections(NOEMI, notes=False), id="no preamble"),
        pytest.param(b"\xef\xbb\xbf" + connections(NOEMI), id="byte order mark"),
        pytest.param(connections(NOEMI).replace(b"\r\n", b"\n"), id="line feeds only"),
        pytest.param(connections(NOEMI).replace(b"\r\n", b"\r"), id="carriage returns only"),
        pytest.param(b'"Notes:"\r\n' + connections(NOEMI).partition(b"\r\n")[2], id="quoted preamble"),
        pytest.param(connections(NOEMI).replace(b" using this", b"\r\nusing this"), id="preamble wraps"),
        pytest.param(connections(NOEMI) + b",,,,,,\r\n,,,,,,\r\n", id="records of commas"),
        pytest.param(connections(NOEMI).decode().encode("utf-16"), id="UTF-16"),
        pytest.param(connections(NOEMI).replace(b",", b";"), id="semicolons"),
        pytest.param(b"sep=;\r\n" + connections(NOEMI, notes=False).replace(b",", b";"), id="Excel's sep line"),
    ],
)
def test_variants_of_one_file_read_the_same(data):
    table = read(data)

    assert [r.cells for r in table.records] == [NOEMI]


def test_an_older_archive_without_links_is_linkedin_too():
    header = [name for name in HEADER if name != "URL"]

    table = read(lines([c for c in NOEMI if "linkedin" not in c], header=header).encode())

    assert linkedin.recognises(table.layout.header)
    assert len(table.records) == 1


def test_titles_with_emoji_and_quoted_commas_survive():
    row = ["Zoë 🌱", "O’Neil, PhD", "", "", "Halden, “Inc.”", 'Lead "Design"', ""]

    table = read(connections(row))

    assert table.records[0].cells == row


def test_windows_1252_is_recognised():
    table = read(lines(["Zoë", "Müller", ""], header=NAMES).encode("cp1252"))

    assert (table.records[0].cells[:2], table.label) == (["Zoë", "Müller"], "Windows-1252")


def test_short_rows_are_filled_up():
    table = read(b"First Name,Last Name,E-mail\nAna\n")

    assert table.records[0].cells == ["Ana", "", ""]


def test_columns_get_unique_names():
    table = read(b"First Name,Notes,Notes, ,Last Name\nAna,1,2,3,Lopez\n")

    assert table.layout.header == ["First Name", "Notes", "Notes_2", "Column 4", "Last Name"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \r\n\r\n", "empty"),
        (b",,,\r\n,,,\r\n", "no people"),
        (connections(), "no people under"),
        (lines(header=NAMES).encode(), "no people under"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        (b"PK\x03\x04" + b"\x00" * 30 + b"xl/workbook.xml", "Excel"),
        (b"PK\x03\x04" + b"\x00" * 30 + b"Connections.csv", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40, "Excel"),
        (b"%PDF-1.7 ...", "not a text file"),
        ("Имя,Фамилия\nАнна,Иванова\n".encode("koi8-r") * 3 + b"\x81\x8d", "can’t be read"),
        ("氏名,会社\n田中,株式会社\n".encode("shift_jis"), "can’t be read"),
        (b"\x00" * 100_000, "empty"),
        (b"z" * 2_000_000, "too long"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(data, words):
    with pytest.raises(UnreadableFile, match=words):
        read(data)


@given(st.lists(st.lists(st.text(max_size=60), min_size=7, max_size=7), min_size=1, max_size=8))
def test_what_a_csv_writer_wrote_is_read_back(rows):
    rows = [["x" + row[0].replace("\x00", ""), *(c.replace("\x00", "") for c in row[1:])] for row in rows]

    table = read(lines(*rows).encode())

    assert [r.cells for r in table.records] == rows


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(data):
    outcome = _words_or_table(data)

    assert outcome.endswith(".") if isinstance(outcome, str) else outcome.records


def _words_or_table(data):
    try:
        return read(data)
    except UnreadableFile as error:
        return str(error)


DATA = Path(__file__).parents[2] / "data" / "imports"


def test_the_sample_of_linkedin_reads_as_described():
    table = read((DATA / "Connections.csv").read_bytes())

    assert formats.recognise(table.layout.header) == "linkedin"
    assert [r.line for r in table.records] == [5, 6, 7, 8, 9, 10, 11, 13, 14, 15]


def test_the_sample_of_a_spreadsheet_reads_as_described():
    table = read((DATA / "people.csv").read_bytes())

    assert (table.layout.delimiter, table.label) == (";", "Windows-1252")
    assert [r.cells[0] for r in table.records] == ["Jürgen Weiß", "Anaïs Petit"]
