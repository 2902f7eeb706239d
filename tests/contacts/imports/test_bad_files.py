"""What is wrong with a file costs its own line: the rest is imported, and the line is named."""

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.contacts.imports import reading, vcard
from apps.contacts.imports.errors import UnreadableFile
from apps.contacts.imports.sniffing import Encoding
from apps.core.tables.lines import LONGEST
from tests.contacts.imports.files import lines, linkedin, read

HEAD = "First Name,Last Name,Company\n"


def told(text, head=HEAD):
    """Line, first cell and problem of every record."""
    encoded = text if isinstance(text, bytes) else (head + text).encode()
    return [(r.line, r.cells[0] if r.cells else None, r.problem) for r in read(encoded).records]


def never(line):
    return (line, None, f"A quotation mark that opens on line {line} is never closed, so the line can’t be read.")


def test_a_quotation_mark_that_is_never_closed_costs_its_line():
    assert told('Ana,"Lopez,x\nBo,Diaz,y\nCy,Eco,z\n') == [never(2), (3, "Bo", ""), (4, "Cy", "")]


def test_a_quotation_mark_that_is_closed_far_below_costs_its_line():
    rest = "".join(f"N{n},F{n},C{n}\n" for n in range(50_000))

    found = told(f'Ana,"Lopez,x\n{rest}Zoe,"End",y\n')

    assert found[0] == never(2)
    assert [name for _, name, _ in found[1:]] == [*(f"N{n}" for n in range(50_000)), "Zoe"]


def test_two_stray_marks_swallow_nobody():
    found = told('Ana,"Lopez,x\nBo,Diaz,y\nCy,Eco,z\nDee,Fox",w,\n')

    assert found[:3] == [never(2), (3, "Bo", ""), (4, "Cy", "")]


def test_notes_over_several_lines_stay_one_record():
    assert told('Ana,"one,\n\ntwo, three\nfour",x\nBo,Diaz,y\n') == [(2, "Ana", ""), (6, "Bo", "")]


def test_a_line_without_an_end_costs_itself():
    assert told("Ana,Lopez,x\n" + "z" * (3 * LONGEST) + "\nBo,Diaz,y\n") == [
        (2, "Ana", ""),
        (3, None, "Line 3 is too long to be about a person."),
        (4, "Bo", ""),
    ]


def test_nul_bytes_and_broken_letters_mark_their_row():
    file = read(HEAD.encode() + b"A\x00na,Lopez,x\nB\xff\xfeo,Diaz,y\n" + "Zoë,Ü,é\n".encode() * 20)

    assert [r.damaged for r in file.records[:3]] == [True, True, False]
    assert file.label == "UTF-8"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_every_unicode_reads_the_same(codec):
    assert told((HEAD + "Zoë,Ñandú,株式会社\n").encode(codec)) == [(2, "Zoë", "")]


@pytest.mark.parametrize("piece", [1, 2, 3, 5, 1000])
def test_pieces_that_cut_letters_and_line_ends_make_no_difference(piece):
    data = linkedin(["Zoë", "Ñandú 🌱", "", "", "“株式会社”", 'a "b"\r\nc', ""])

    assert read(data, piece).records == read(data, len(data)).records


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04" + b"\x14\x00" + b"\x00" * 24 + b"[Content_Types].xml", "Excel workbook"),
        (b"PK\x03\x04" + b"\x00" * 26 + b"Connections.csv" + b"\x00" * 1000, "zip archive"),  # never unpacked: no bombs
        (b"\x1f\x8b\x08" + b"\x00" * 50, "not a text file"),
        (b"\n <table><tr><td>Ana</table>", "web page"),
        ("<html><body>".encode("utf-16"), "web page"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        ((HEAD + "\n").encode("utf-16"), "no people under"),
        (b"x" * 9_000_000, "too long"),
        (b"a," * 400 + b"\n1\n", "more than 300 columns"),
    ],
)
def test_other_kinds_say_what_to_do(data, words):
    with pytest.raises(UnreadableFile, match=words):
        read(data)


def huge(size):
    yield HEAD.encode()
    for _ in range(size // 1_000_000):
        yield b"z" * 1_000_000
    yield b'\nAna,"Lopez,x\n'
    for _ in range(size // 200_000):
        yield b"Bo,Diaz,y\n" * 20_000
    yield b"Zoe,End,z\n"


def test_memory_stays_flat_whatever_the_file():
    layout = reading.Layout("csv", "utf-8-sig", ["First Name", "Last Name", "Company"], ",", 1)
    tracemalloc.start()
    count = sum(1 for _ in reading.Table(huge(20_000_000), layout))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 2_000_000 + 3  # the long line, the open quotation mark, everybody, Zoe
    assert peak < 8_000_000


@given(st.lists(st.sampled_from(['"', ",", "\n", "a", "\r\n", "x,y,z\n", '""', ";", "\x00"]), max_size=60))
def test_no_arrangement_of_signs_stops_the_reader(parts):
    found = read((HEAD + "Ana,Lopez,x\n" + "".join(parts)).encode()).records

    assert (found[0].line, found[0].cells[0]) == (2, "Ana")
    assert [r.line for r in found] == sorted({r.line for r in found})


@given(st.text(alphabet=st.sampled_from("BEGIN:VCARD\nEND;=\r \tFNé\\,"), max_size=200))
def test_no_arrangement_of_signs_stops_the_reader_of_cards(text):
    layout = reading.Layout("vcard", Encoding("utf-8", "UTF-8").codec, vcard.HEADER)

    found = list(reading.Table([b"BEGIN:VCARD\nFN:Ana\nEND:VCARD\n" + text.encode()], layout))

    assert (found[0].line, found[0].cells[2]) == (1, "Ana")


def test_a_row_of_ten_thousand_letters_is_read():
    assert told(lines(["x" * 10_000, "y", "z"], header=None))[0][1] == "x" * 10_000
