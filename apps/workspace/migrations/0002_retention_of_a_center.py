import django.db.models.deletion
import django.utils.timezone
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('centers', '0007_campus_sign_on'),
        ('workspace', '0001_data_rights'),
    ]

    operations = [
        migrations.CreateModel(
            name='RetentionTime',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('kind', models.CharField(choices=[('left', 'Cards of students who left'), ('invitations', 'Invitations that are over')], max_length=11)),
                ('months', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('chosen_by_name', models.CharField(max_length=201)),
                ('center', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='centers.center')),
            ],
            options={
                'indexes': [models.Index(fields=['center', 'kind', '-created_at'], name='retention_time_in_force')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['left', 'invitations'])), name='retention_time_kind_valid'), models.CheckConstraint(condition=models.Q(('months', None), models.Q(('months__gte', 1), ('months__lte', 120)), _connector='OR'), name='retention_time_months_valid')],
            },
        ),
    ]
