"""Files as they really look, made by small functions so that a test shows what matters to it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from apps.contacts.imports import reading
from apps.contacts.imports.sniffing import Sniffer

NOTES = (
    "Notes:\r\n"
    '"When exporting your connection data, you may notice that some of the email addresses are missing. You will only'
    " see email addresses for connections who have allowed their connections to see or download their email address"
    ' using this setting ""Who can see your email"", see https://www.linkedin.com/psettings/privacy/email."\r\n'
    "\r\n"
)
HEADER = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
NOEMI = [
    "Noemi",
    "Farkas",
    "https://www.linkedin.com/in/noemi-farkas",
    "",
    "Halden Imaging",
    "UX Researcher",
    "14 Mar 2025",
]
YUKI = ["Yuki", "Tanabe", "https://www.linkedin.com/in/yukitanabe", "yuki@openclinic.example", "Openclinic Studio",
        "Lead Service Designer", "01 Jan 2024"]  # fmt: skip
SOF = ["Sof", "Brandt", "https://www.linkedin.com/in/sofbrandt", "", "Tidewell, Inc.", "Product Manager", "7 Feb 2022"]


def lines(*rows: list[str], header: list[str] | None = HEADER, delimiter: str = ",", end: str = "\r\n") -> str:
    """CSV text."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerows([header, *rows] if header else rows)
    return out.getvalue()


def linkedin(*rows: list[str], notes: bool = True) -> bytes:
    """LinkedIn's `Connections.csv`."""
    return ((NOTES if notes else "") + lines(*rows)).encode()


def many(count: int) -> bytes:
    """A `Connections.csv` of `count` different people at a few hundred employers."""
    rows = [
        [f"First{n}", f"Last{n}", f"https://www.linkedin.com/in/person-{n}", f"p{n}@x.example" if n % 10 == 0 else "",
         f"Employer {n % 400}", f"Role {n % 50}", "01 Jan 2024"]
        for n in range(count)
    ]  # fmt: skip
    return linkedin(*rows)


@dataclass
class ReadFile:
    """A whole file in memory, for tests."""

    layout: reading.Layout
    records: list[reading.Record]
    label: str


def read(data: bytes, piece: int = 7_000) -> ReadFile:
    """The records of `data`, which comes in pieces that cut lines and letters."""
    sniffer = Sniffer()
    pieces = [data[at : at + piece] for at in range(0, len(data), piece)]
    for each in pieces:
        sniffer.look(each)
    encoding = sniffer.encoding()
    layout = reading.first_look(sniffer.head, encoding, whole=sniffer.size <= len(sniffer.head))
    return ReadFile(layout, list(reading.Table(pieces, layout)), encoding.label)
