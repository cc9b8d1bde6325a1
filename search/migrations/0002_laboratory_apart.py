"""Judgements and measurements belong to `search.laboratory`; their tables and rows stay."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store_search", "0001_search")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel("Judgement"),
                migrations.DeleteModel("JudgedSet"),
                migrations.DeleteModel("Measurement"),
            ]
        ),
    ]
