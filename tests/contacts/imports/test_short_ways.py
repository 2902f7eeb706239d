"""The short ways for what nearly every row of a file is, beside the long ways that they stand for."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.contacts import names
from apps.contacts.imports.keys import keys_of, link_key, plain_link_key
from apps.contacts.imports.values import CellReader
from apps.contacts.services.imports.planning import _as_json
from apps.core.tables import lines
from apps.core.tables.lines import Record, read_records

LINKS = (
    "https://www.linkedin.com/in/ana-roe",
    "https://www.linkedin.com/in/ana-roe/",
    "https://www.linkedin.com/in/Ana-Roe",
    "https://www.linkedin.com/in/ana%20roe",
    "https://www.linkedin.com/in/-",
    "https://www.linkedin.com/in/",
    "https://de.linkedin.com/in/ana",
    "http://people.example/ana.roe/me",
    "https://www.www.example/ana",
    "https://www.example/ana",
    "https://example/ana",
    "https://example.org",
    "https://example.org/ana?x=1",
    "HTTPS://Example.org/Ana",
)


@pytest.mark.parametrize("link", LINKS)
def test_the_key_of_a_link_is_the_same_by_either_way(link):
    assert plain_link_key(link) in ("", names.profile_key(link))
    assert link_key(link) == names.profile_key(link)


@given(st.from_regex(r"https?://(www\.)?[a-z0-9.-]{1,20}(/[A-Za-z0-9._~%?-]{0,10}){0,3}", fullmatch=True))
def test_the_key_of_any_link_is_the_same_by_either_way(link):
    assert link_key(link) == names.profile_key(link)


@given(st.text(max_size=6), st.text(max_size=6))
def test_people_are_looked_up_by_their_last_name_and_three_letters_of_the_first(given_name, family_name):
    keys = keys_of({"given_name": given_name, "family_name": family_name, "employer": "Halden"})
    first, last = names.fold(given_name), names.fold(family_name)
    start = f"{last} {first[:3]}"

    expected = (start, start + "\U0010ffff") if last and len(first) >= 3 else (keys.name, keys.name)
    assert keys.name_range(family_name) == expected


@given(st.dictionaries(st.sampled_from(["given_name", "note", "own:1"]), st.text(max_size=20)))
def test_a_row_is_the_same_json_by_either_way(values):
    assert json.loads(_as_json(values)) == values


@given(st.lists(st.sampled_from([" ", "  ", "a", "O'Neil", "'=1", "é", "\t", "\x00", "b "]), min_size=3, max_size=3))
def test_a_cell_is_cleaned_the_same_whatever_stands_beside_it(cells):
    def read(row):
        return CellReader(["a", "b"], {"a": "title", "b": "location"}).read(Record(1, row), None).values.get("title")

    assert read([cells[0], cells[1]]) == read([cells[0], "é"])  # which takes the long way


@given(
    st.lists(st.sampled_from(["a,b\n", '"c\nd",e\n', '"f,g\n', "h,i,j\r\n", "\n", "k" * 50 + "\n", "l"])),
    st.integers(1, 9),
)
def test_records_are_the_same_however_many_lines_are_read_at_a_time(rows, block):
    def read(several):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(lines, "BLOCK", several)
            patched.setattr(lines, "LONGEST", 40)
            return list(read_records(io.StringIO("".join(rows), newline=""), ",", 3))

    assert read(block) == read(1)
