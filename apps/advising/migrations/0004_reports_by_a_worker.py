from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('advising', '0003_reports'),
        ('centers', '0007_campus_sign_on'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='reportrun',
            name='is_waiting',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='reportrun',
            index=models.Index(condition=models.Q(('is_waiting', True)), fields=['center', 'reader'], name='report_waiting'),
        ),
    ]
