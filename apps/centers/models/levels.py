"""The level in force stands on the membership, for whoever reads a list of them: the database writes it there.

The truth is the newest grant since the student joined (CON-1, CON-3). What stands on the membership is that grant's
level and id, put there by the statement that makes the grant or changes the membership, in its transaction. Nobody else
can say anything: whatever is written into the two columns, the trigger asks the grants again.
"""

from __future__ import annotations

import pgtrigger

_NEWEST = """
SELECT level, id INTO NEW.shares, NEW.in_force FROM centers_sharinggrant
 WHERE NEW.role = 'student' AND owner_id = NEW.user_id AND center_id = NEW.center_id AND created_at >= NEW.created_at
 ORDER BY created_at DESC, id DESC LIMIT 1;
IF NOT FOUND THEN
    NEW.shares := 'nothing';
    NEW.in_force := NULL;
END IF;
RETURN NEW;
"""

OF_MEMBERSHIPS = [
    pgtrigger.Trigger(
        name="level_in_force",
        operation=pgtrigger.Insert
        | pgtrigger.UpdateOf("user_id", "center_id", "role", "created_at", "shares", "in_force"),  # type: ignore[no-untyped-call]
        when=pgtrigger.Before,
        func=_NEWEST,
    )
]

OF_GRANTS = [
    pgtrigger.Trigger(
        name="level_follows",
        operation=pgtrigger.Insert,
        when=pgtrigger.After,
        func=(
            "UPDATE centers_membership SET shares = NEW.level, in_force = NEW.id"
            " WHERE user_id = NEW.owner_id AND center_id = NEW.center_id AND role = 'student'; RETURN NULL;"
        ),
    )
]
