"""Students in several cohorts, and cohorts by rule. `models/cohort_rules.py` says why the database keeps the rows."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

FITS = """
CREATE FUNCTION centers_rule_fits(
    programs text[], years text[], grad_from text, grad_to text, statuses text[],
    program text, year_level text, grad_term text, status text
) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT (cardinality($1) = 0 OR $6 = ANY($1))
       AND (cardinality($2) = 0 OR $7 = ANY($2))
       AND ($3 = '' OR $8 >= $3)
       AND ($4 = '' OR ($8 <> '' AND $8 <= $4))
       AND (cardinality($5) = 0 OR $9 = ANY($5))
$$
"""

_FOLLOW = """
    WITH fits AS MATERIALIZED (
        SELECT c.id AS cohort_id, m.id AS membership_id
          FROM centers_membership m
          JOIN centers_cohort c ON c.center_id = m.center_id AND c.by_rule
          LEFT JOIN centers_rosterentry e ON e.membership_id = m.id
         WHERE m.role = 'student' AND m.ended_at IS NULL AND {of_fits}
           AND centers_rule_fits(
                   c.programs::text[], c.years::text[], c.grad_from, c.grad_to, c.statuses::text[], m.program,
                   coalesce(e.year_level, ''), coalesce(e.grad_term, ''), coalesce(e.status, 'active'))
    ), gone AS (
        DELETE FROM centers_cohortstudent s USING centers_cohort c
         WHERE c.id = s.cohort_id AND c.by_rule AND {of_rows}
           AND NOT EXISTS (
                   SELECT FROM fits f WHERE f.cohort_id = s.cohort_id AND f.membership_id = s.membership_id)
    )
    INSERT INTO centers_cohortstudent (cohort_id, membership_id)
    SELECT f.cohort_id, f.membership_id FROM fits f
     WHERE NOT EXISTS (
               SELECT FROM centers_cohortstudent s
                WHERE s.cohort_id = f.cohort_id AND s.membership_id = f.membership_id)
        ON CONFLICT DO NOTHING;
"""

FOLLOW_STUDENTS = f"""
CREATE FUNCTION centers_follow_students(students uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF cardinality(students) = 0 THEN
        RETURN;
    END IF;
    PERFORM FROM centers_cohort c
      WHERE c.by_rule AND c.center_id IN (SELECT m.center_id FROM centers_membership m WHERE m.id = ANY(students))
      ORDER BY c.id FOR SHARE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    {_FOLLOW.format(of_fits="m.id = ANY(students)", of_rows="s.membership_id = ANY(students)")}
END
$$
"""

FOLLOW_RULE = f"""
CREATE FUNCTION centers_follow_rule(cohort uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    {_FOLLOW.format(of_fits="c.id = cohort", of_rows="s.cohort_id = cohort")}
END
$$
"""

DROP = """
DROP FUNCTION centers_follow_rule(uuid);
DROP FUNCTION centers_follow_students(uuid[]);
DROP FUNCTION centers_rule_fits(text[], text[], text, text, text[], text, text, text, text)
"""

COPY = """
INSERT INTO centers_cohortstudent (cohort_id, membership_id)
SELECT cohort_id, id FROM centers_membership WHERE cohort_id IS NOT NULL AND role = 'student' ORDER BY id;
SET CONSTRAINTS ALL IMMEDIATE
"""
# The way back keeps one cohort for each student.
COPY_BACK = """
UPDATE centers_membership m SET cohort_id = (
    SELECT s.cohort_id FROM centers_cohortstudent s WHERE s.membership_id = m.id ORDER BY s.id LIMIT 1);
SET CONSTRAINTS ALL IMMEDIATE
"""


class Migration(migrations.Migration):

    dependencies = [
        ("centers", "0004_log_outlives_accounts"),
    ]

    operations = [
        migrations.AddField(
            model_name='cohort',
            name='by_rule',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='cohort',
            name='grad_from',
            field=models.CharField(blank=True, max_length=7),
        ),
        migrations.AddField(
            model_name='cohort',
            name='grad_to',
            field=models.CharField(blank=True, max_length=7),
        ),
        migrations.AddField(
            model_name='cohort',
            name='programs',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='cohort',
            name='statuses',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='cohort',
            name='years',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=50), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='rosterimport',
            name='advisors_left_out',
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name='CohortStudent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cohort', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='places', to='centers.cohort')),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='centers.membership')),
            ],
        ),
        migrations.AddConstraint(
            model_name='cohort',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('by_rule', False), ('grad_from', ''), ('grad_to', ''), ('programs', []), ('statuses', []), ('years', [])), models.Q(('by_rule', True), models.Q(('grad_from', ''), ('grad_to', ''), ('programs', []), ('statuses', []), ('years', []), _negated=True)), _connector='OR'), name='cohort_rule_asks_something'),
        ),
        migrations.AddConstraint(
            model_name='cohortstudent',
            constraint=models.UniqueConstraint(fields=('cohort', 'membership'), name='cohort_student_once'),
        ),
        migrations.RunSQL(COPY, COPY_BACK),
        migrations.RemoveField(
            model_name='membership',
            name='cohort',
        ),
        migrations.RunSQL([FITS, FOLLOW_STUDENTS, FOLLOW_RULE], DROP),
        pgtrigger.migrations.AddTrigger(
            model_name='cohort',
            trigger=pgtrigger.compiler.Trigger(name='rule_after_insert', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."by_rule")', func='PERFORM centers_follow_rule(NEW.id); RETURN NULL;', hash='06cacff6e220b01e83b3b5002fb5cdaec8b26b66', operation='INSERT', pgid='pgtrigger_rule_after_insert_1da39', table='centers_cohort', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cohort',
            trigger=pgtrigger.compiler.Trigger(name='rule_after_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."by_rule")', func='PERFORM centers_follow_rule(NEW.id); RETURN NULL;', hash='b9a5198d5a701f39b11f7f39d9443fdb697a812d', operation='UPDATE OF "by_rule", "programs", "years", "grad_from", "grad_to", "statuses"', pgid='pgtrigger_rule_after_update_7a018', table='centers_cohort', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='rules_after_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="PERFORM centers_follow_students(ARRAY(SELECT id FROM new_rows WHERE role = 'student')); RETURN NULL;", hash='0621a6007dda4025eeb3c0aedfb1f9114df6f7bf', level='STATEMENT', operation='INSERT', pgid='pgtrigger_rules_after_insert_c484c', referencing='REFERENCING NEW TABLE AS new_rows ', table='centers_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='rules_after_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM centers_follow_students(ARRAY(SELECT n.id FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE (n.center_id, n.role, n.program, n.ended_at) IS DISTINCT FROM (o.center_id, o.role, o.program, o.ended_at))); RETURN NULL;', hash='44ec94dd4729429e5ec48578d96205a1c0633c76', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_rules_after_update_cd0b7', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='centers_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='rules_before_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='DELETE FROM centers_cohortstudent WHERE membership_id = OLD.id; RETURN OLD;', hash='bddea66c79f402134f24b02b8a2f9f8fc3a00c3e', operation='DELETE', pgid='pgtrigger_rules_before_delete_f576c', table='centers_membership', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rosterentry',
            trigger=pgtrigger.compiler.Trigger(name='rules_after_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM centers_follow_students(ARRAY(SELECT membership_id FROM new_rows WHERE membership_id IS NOT NULL)); RETURN NULL;', hash='9072fb6e8475f33e25912b7d5ccecfd623b71435', level='STATEMENT', operation='INSERT', pgid='pgtrigger_rules_after_insert_f4c1c', referencing='REFERENCING NEW TABLE AS new_rows ', table='centers_rosterentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rosterentry',
            trigger=pgtrigger.compiler.Trigger(name='rules_after_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM centers_follow_students(ARRAY(SELECT unnest(ARRAY[n.membership_id, o.membership_id]) FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE (n.membership_id, n.year_level, n.grad_term, n.status) IS DISTINCT FROM (o.membership_id, o.year_level, o.grad_term, o.status) AND (n.membership_id IS NOT NULL OR o.membership_id IS NOT NULL))); RETURN NULL;', hash='e353146b9bf081d719fc0f89c497589339cc5c99', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_rules_after_update_062a9', referencing='REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ', table='centers_rosterentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rosterentry',
            trigger=pgtrigger.compiler.Trigger(name='rules_after_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='PERFORM centers_follow_students(ARRAY(SELECT membership_id FROM old_rows WHERE membership_id IS NOT NULL)); RETURN NULL;', hash='6f4ea032f95f25d2647e3a2fc244095e828b0a86', level='STATEMENT', operation='DELETE', pgid='pgtrigger_rules_after_delete_03ed5', referencing='REFERENCING OLD TABLE AS old_rows ', table='centers_rosterentry', when='AFTER')),
        ),
    ]
