import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tax", "0001_taxes"),
        ("tenancy", "0003_branding_bank_account"),
    ]

    operations = [
        migrations.AddField(
            model_name="channeltaxes",
            name="uses_service",
            field=models.BooleanField(
                default=False,
                help_text="One of the providers. Where it does not answer, these rates hold.",
                verbose_name="Asks a tax service",
            ),
        ),
        migrations.CreateModel(
            name="ServiceRates",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("country", models.CharField(max_length=2, verbose_name="Country")),
                ("region", models.CharField(blank=True, max_length=64, verbose_name="Region")),
                ("postcode", models.CharField(blank=True, max_length=20, verbose_name="Postcode")),
                ("day", models.DateField(verbose_name="Day")),
                ("rates", models.JSONField(default=dict)),
                ("asked_at", models.DateTimeField(verbose_name="Asked")),
                (
                    "channel",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenancy.channel",
                    ),
                ),
            ],
            options={
                "verbose_name": "Rates of a tax service",
                "verbose_name_plural": "Rates of a tax service",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("channel", "country", "region", "postcode", "day"),
                        name="one_answer_per_place_and_day",
                    )
                ],
            },
        ),
    ]
