"""How cohorts by rule keep themselves right: the database follows every change of what a rule asks about.

Who is in a cohort is a row of `CohortStudent`, in a fixed cohort and in one by rule alike. Asking the rule in every
query would compare each student with each rule wherever cohorts are counted (10,000 students × 200 cohorts are two
million comparisons a page); with rows it is one index. What makes the rows of a rule are the triggers below, in the
statement that changes a membership, a card or a rule: whoever writes (a page, a roster file, an undo, somebody who
joins) can neither forget it nor see it half done. One statement of the triggers serves all rows of a statement.

The functions stand in migration 0005. `centers_rule_fits` alone says when a rule fits; Python asks it too
(`access.cohorts`). `centers_follow_students` takes a share lock on the rules of a center, so that a change of a student
and a change of a rule wait for each other, and neither works with facts that the other is about to replace.
"""

from __future__ import annotations

import pgtrigger


def _statement(name: str, operation: pgtrigger.Operation, students: str, **tables: str) -> pgtrigger.Trigger:
    """After a statement, the rules look at the memberships that `students` selects."""
    return pgtrigger.Trigger(
        name=name,
        operation=operation,
        when=pgtrigger.After,
        level=pgtrigger.Statement,
        referencing=pgtrigger.Referencing(**tables),  # type: ignore[no-untyped-call]
        func=f"PERFORM centers_follow_students(ARRAY({students})); RETURN NULL;",
    )


_BOTH = {"old": "old_rows", "new": "new_rows"}

OF_MEMBERSHIPS = [
    _statement(
        "rules_after_insert", pgtrigger.Insert, "SELECT id FROM new_rows WHERE role = 'student'", new="new_rows"
    ),
    _statement(
        "rules_after_update",
        pgtrigger.Update,
        "SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id"
        " WHERE (n.center_id, n.role, n.program, n.ended_at)"
        " IS DISTINCT FROM (o.center_id, o.role, o.program, o.ended_at)",
        **_BOTH,
    ),
    # A card that lets go of a membership makes the rules look once more, so rows can come while it is being deleted.
    pgtrigger.Trigger(
        name="rules_before_delete",
        operation=pgtrigger.Delete,
        when=pgtrigger.Before,
        func="DELETE FROM centers_cohortstudent WHERE membership_id = OLD.id; RETURN OLD;",
    ),
]

OF_CARDS = [
    _statement(
        "rules_after_insert",
        pgtrigger.Insert,
        "SELECT membership_id FROM new_rows WHERE membership_id IS NOT NULL",
        new="new_rows",
    ),
    _statement(
        "rules_after_update",
        pgtrigger.Update,
        "SELECT unnest(ARRAY[n.membership_id, o.membership_id]) FROM new_rows n JOIN old_rows o ON o.id = n.id"
        " WHERE (n.membership_id, n.year_level, n.grad_term, n.status)"
        " IS DISTINCT FROM (o.membership_id, o.year_level, o.grad_term, o.status)"
        " AND (n.membership_id IS NOT NULL OR o.membership_id IS NOT NULL)",
        **_BOTH,
    ),
    _statement(
        "rules_after_delete",
        pgtrigger.Delete,
        "SELECT membership_id FROM old_rows WHERE membership_id IS NOT NULL",
        old="old_rows",
    ),
]

OF_COHORTS = [
    pgtrigger.Trigger(
        name="rule_after_insert",
        operation=pgtrigger.Insert,
        when=pgtrigger.After,
        condition=pgtrigger.Q(new__by_rule=True),
        func="PERFORM centers_follow_rule(NEW.id); RETURN NULL;",
    ),
    pgtrigger.Trigger(
        name="rule_after_update",
        operation=pgtrigger.UpdateOf("by_rule", "programs", "years", "grad_from", "grad_to", "statuses"),  # type: ignore[no-untyped-call]
        when=pgtrigger.After,
        condition=pgtrigger.Q(new__by_rule=True),
        func="PERFORM centers_follow_rule(NEW.id); RETURN NULL;",
    ),
]
