"""The document shows what the code does."""

from tests.permissions.table import PAGE, filled


def test_the_tables_of_the_document_are_those_of_the_data():
    text = PAGE.read_text()

    assert text == filled(text), "run: .venv/bin/python -m tests.permissions.table"
