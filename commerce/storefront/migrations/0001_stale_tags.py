"""The table was made when the whole shop was one app."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("shop", "0008_to_other_slices"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="RevalidationTag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("tag", models.CharField(max_length=320, unique=True)),
                        ("requested_at", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "Page to refresh",
                        "verbose_name_plural": "Pages to refresh",
                        "db_table": "shop_revalidationtag",
                    },
                ),
            ]
        )
    ]
