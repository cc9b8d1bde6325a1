from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0004_branding_look"),
    ]

    operations = [
        migrations.AddField(
            model_name="branding",
            name="tells_lowest_price",
            field=models.BooleanField(
                default=True,
                help_text="Told beside a reduced price, as the law of the EU asks.",
                verbose_name="Lowest price of 30 days",
            ),
        ),
    ]
