"""What the database itself refuses (LOG-2, LOG-3, CON-3)."""

import pytest
from django.db import DatabaseError, connection, transaction

from apps.centers.access import Student, students_visible_to
from apps.centers.models import Disclosure, Level, SharingGrant
from apps.centers.services import record_open
from tests.factories.accounts import NOW
from tests.factories.centers import share


@pytest.fixture
def rows(student, director):
    share(student, Level.PROGRESS)
    seen = next(Student.all_of(students_visible_to(director.user)))
    group = Disclosure.FieldGroup.PROGRESS
    record_open(actor=director.user, student=seen, group=group, count=1, purpose="", now=NOW)
    assert (SharingGrant.objects.count(), Disclosure.objects.count()) == (1, 1)


@pytest.mark.parametrize("table", ["centers_sharinggrant", "centers_disclosure"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET updated_at = now()", "DELETE FROM {}"])
def test_log_2_con_3_rows_are_neither_changed_nor_deleted_even_by_sql(rows, table, statement):
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic(), connection.cursor() as c:
        c.execute(statement.format(table))

    assert (SharingGrant.objects.count(), Disclosure.objects.count()) == (1, 1)


@pytest.mark.parametrize("model", [SharingGrant, Disclosure])
def test_log_3_no_bulk_write_passes_by_either(rows, model):
    """No history of models is kept beside them: what has to be proved is a row of its own, and stays as it was."""
    everything = model.objects.all()
    for write in (
        lambda: everything.update(updated_at=NOW),
        lambda: model.objects.bulk_update(everything, ["center"]),
        lambda: everything.first().save(),
        lambda: everything._raw_delete(everything.db),
    ):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            write()

    assert model.objects.count() == 1
