"""What a page's address, title and selection say about a person."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.contacts.capture import Capture, bookmarklet, read_page, read_pasted

LINKEDIN = "https://www.linkedin.com/in/ana-ruiz-123/"


@pytest.mark.parametrize(
    ("title", "name", "role", "employer"),
    [
        ("Ana Ruiz | LinkedIn", "Ana Ruiz", "", ""),
        ("(3) Ana Ruiz | LinkedIn", "Ana Ruiz", "", ""),
        ("(99+) Ana Ruiz | LinkedIn", "Ana Ruiz", "", ""),
        ("Ana Ruiz - Elm Park Clinic | LinkedIn", "Ana Ruiz", "", "Elm Park Clinic"),
        ("Ana Ruiz - Stridewell | LinkedIn", "Ana Ruiz", "", "Stridewell"),
        ("Ana Ruiz - Senior Nurse | LinkedIn", "Ana Ruiz", "Senior Nurse", ""),
        ("Ana Ruiz – Senior Nurse – Elm Park Clinic | LinkedIn", "Ana Ruiz", "Senior Nurse", "Elm Park Clinic"),
        ("Ana Ruiz — Nurse — Elm Park Clinic – LinkedIn", "Ana Ruiz", "Nurse", "Elm Park Clinic"),
        ("Ana Ruiz - Nurse at Elm Park Clinic - Elm Park Clinic | LinkedIn", "Ana Ruiz", "Nurse", "Elm Park Clinic"),
        ("Ana Ruiz - Nurse at Elm Park Clinic | LinkedIn", "Ana Ruiz", "Nurse", "Elm Park Clinic"),
        ("Ana Ruiz - Nurse @ Elm Park Clinic | LinkedIn", "Ana Ruiz", "Nurse", "Elm Park Clinic"),
        ("Ana Ruiz, PhD - Research Lead - Lumen Mutual | LinkedIn", "Ana Ruiz", "Research Lead", "Lumen Mutual"),
        ("Ana Ruiz, RN, BSN - Elm Park Clinic | LinkedIn", "Ana Ruiz", "", "Elm Park Clinic"),
        ("Dr. Ana Ruiz - Elm Park Clinic | LinkedIn", "Ana Ruiz", "", "Elm Park Clinic"),
        ("Anne-Marie Boer-Lindqvist | LinkedIn", "Anne-Marie Boer-Lindqvist", "", ""),
        ("Bram de Vries - UX designer - Tidewell | LinkedIn", "Bram de Vries", "UX designer", "Tidewell"),
        ("Zoë Muñoz Ibáñez - Directora - Vistalegre | LinkedIn", "Zoë Muñoz Ibáñez", "Directora", "Vistalegre"),
        ("Ana Ruiz - Nurse - Elm Park Clinic | XING", "Ana Ruiz", "Nurse", "Elm Park Clinic"),
    ],
)
def test_titles_of_profiles(title, name, role, employer):
    found = read_page(LINKEDIN, title)

    assert (found.name, found.title, found.employer) == (name, role, employer)


@pytest.mark.parametrize(
    ("url", "title", "expected"),
    [
        (
            "https://github.com/anaruiz", "anaruiz (Ana Ruiz) · GitHub",
            Capture(name="Ana Ruiz", profile_url="https://github.com/anaruiz"),
        ),
        (
            "https://x.com/anaruiz", "Ana Ruiz (@anaruiz) / X",
            Capture(name="Ana Ruiz", profile_url="https://x.com/anaruiz"),
        ),
        (
            "https://elmpark.example/people/ana-ruiz", "Ana Ruiz | Elm Park Clinic",
            Capture(name="Ana Ruiz", employer="Elm Park Clinic", profile_url="https://elmpark.example/people/ana-ruiz"),
        ),
        (
            "https://elmpark.example/about", "Dr. Ana Ruiz - Head of Nursing - Elm Park Clinic",
            Capture(
                name="Ana Ruiz", title="Head of Nursing", employer="Elm Park Clinic",
                note="Found at https://elmpark.example/about",
            ),
        ),
        (
            "https://elmpark.example/team", "Our Team | Elm Park Clinic",
            Capture(note="Found at https://elmpark.example/team"),
        ),
        (
            "https://www.linkedin.com/company/corvane/", "Corvane Health | LinkedIn",
            Capture(employer="Corvane Health", note="Found at https://www.linkedin.com/company/corvane/"),
        ),
        ("https://www.linkedin.com/feed/", "Feed | LinkedIn", Capture(note="Found at https://www.linkedin.com/feed/")),
        ("javascript:alert(1)", "Ana Ruiz", Capture(name="Ana Ruiz")),
        ("", "", Capture()),
    ],
)  # fmt: skip
def test_other_pages(url, title, expected):
    assert read_page(url, title) == expected


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        (
            "https://ie.linkedin.com/in/ana-ruiz?originalSubdomain=ie&trk=x#about",
            "https://ie.linkedin.com/in/ana-ruiz/",
        ),
        ("https://www.linkedin.com/in/ana-ruiz/details/experience/", "https://www.linkedin.com/in/ana-ruiz/"),
        ("https://elmpark.example/ana?id=4&utm_source=mail&fbclid=1", "https://elmpark.example/ana?id=4"),
    ],
)
def test_links_are_kept_without_what_follows_people_around(url, kept):
    assert read_page(url, "Ana Ruiz | LinkedIn").profile_url == kept


def test_a_selected_name_counts_more_than_the_title():
    found = read_page("https://elmpark.example/team", "Our Team | Elm Park Clinic", "Dr. Ana Ruiz")

    assert (found.name, found.note) == ("Ana Ruiz", "Found at https://elmpark.example/team")


def test_a_selection_fills_what_the_title_leaves_open_and_is_kept():
    text = "Ana Ruiz\nSenior Nurse\nElm Park Clinic\nana@elmpark.example\n+1 312 555 0143"

    found = read_page("https://elmpark.example/team", "Our Team", text)

    assert (found.name, found.title, found.email, found.phone) == (
        "Ana Ruiz", "Senior Nurse", "ana@elmpark.example", "+1 312 555 0143",
    )  # fmt: skip
    assert found.note == f"{text}\n\nFound at https://elmpark.example/team"


def test_a_phone_shares_the_address_within_the_text():
    found = read_page(
        "", "Ana Ruiz - Elm Park Clinic | LinkedIn", "See this profile https://www.linkedin.com/in/ana-ruiz?utm_x=1."
    )

    assert found.profile_url == "https://www.linkedin.com/in/ana-ruiz/"
    assert found.name == "Ana Ruiz"


def test_further_numbers_and_the_homepage_of_a_signature_go_to_the_note():
    found = read_pasted("Ana Ruiz\nNurse\nT 312 555 0101\nM 312 555 0102\nwww.elmpark.example")

    assert (found.phone, found.profile_url) == ("312 555 0102", "")
    assert found.note == "Also: 312 555 0101\nPage: https://www.elmpark.example"


@settings(max_examples=300)
@given(st.text(max_size=60), st.text(max_size=120), st.text(max_size=200))
def test_any_page_is_read(url, title, text):
    for address in (url, f"https://{url}", "https://www.linkedin.com/in/x"):
        found = read_page(address, title, text)

        assert found.profile_url == "" or found.profile_url.startswith("http")


@given(st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=10), st.sampled_from([" - ", " – ", " | "]))
def test_no_word_of_a_title_is_invented(word, sign):
    title = sign.join([f"Ana {word}", "Nurse", "Elm Park"]) + " | LinkedIn"
    found = read_page(LINKEDIN, title)

    assert all(part in title for part in (found.name, found.title, found.employer))


def test_the_bookmarklet_is_one_address_with_nothing_that_must_be_escaped():
    found = bookmarklet("https://acquaint.example/people/capture/")

    assert found.startswith("javascript:%28%28%29")
    assert not set(found) & set("\"'<> \n&")
