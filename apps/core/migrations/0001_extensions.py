"""What the database itself must know before any table is made."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = []
    run_before = [("contacts", "0001_initial")]  # its search index is of trigrams
    operations = [TrigramExtension()]
