import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# The trigger reads the grants, whatever is written into the column.
_WRITE = "UPDATE centers_membership SET shares = 'nothing' WHERE role = 'student'"


class Migration(migrations.Migration):

    dependencies = [
        ('centers', '0007_campus_sign_on'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='in_force',
            field=models.UUIDField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='membership',
            name='shares',
            field=models.CharField(choices=[('nothing', 'Nothing'), ('progress', 'Progress'), ('full', 'Full')], default='nothing', editable=False, max_length=8),
        ),
        migrations.AddIndex(
            model_name='membership',
            index=models.Index(condition=models.Q(('ended_at', None), ('role', 'student')), fields=['center', 'shares'], include=('id', 'user'), name='membership_students'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='level_in_force', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nSELECT level, id INTO NEW.shares, NEW.in_force FROM centers_sharinggrant\n WHERE NEW.role = 'student' AND owner_id = NEW.user_id AND center_id = NEW.center_id AND created_at >= NEW.created_at\n ORDER BY created_at DESC, id DESC LIMIT 1;\nIF NOT FOUND THEN\n    NEW.shares := 'nothing';\n    NEW.in_force := NULL;\nEND IF;\nRETURN NEW;\n", hash='fe006e33b3b3b81504fce5f4b3dbda3f2f7f4987', operation='INSERT OR UPDATE OF "user_id", "center_id", "role", "created_at", "shares", "in_force"', pgid='pgtrigger_level_in_force_a9846', table='centers_membership', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sharinggrant',
            trigger=pgtrigger.compiler.Trigger(name='level_follows', sql=pgtrigger.compiler.UpsertTriggerSql(func="UPDATE centers_membership SET shares = NEW.level, in_force = NEW.id WHERE user_id = NEW.owner_id AND center_id = NEW.center_id AND role = 'student'; RETURN NULL;", hash='707592a07f779f8c9f4e16f32920f263c030a7a9', operation='INSERT', pgid='pgtrigger_level_follows_04bc9', table='centers_sharinggrant', when='AFTER')),
        ),
        migrations.RunSQL(_WRITE, migrations.RunSQL.noop),
    ]
