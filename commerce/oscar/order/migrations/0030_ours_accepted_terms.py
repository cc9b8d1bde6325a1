from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0029_ours_taxation"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="accepted_terms",
            field=models.JSONField(
                default=dict,
                editable=False,
                help_text="The version of the terms that the buyer agreed to, and when; or nothing.",
            ),
        ),
    ]
