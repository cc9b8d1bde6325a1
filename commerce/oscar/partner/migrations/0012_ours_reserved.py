from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("partner", "0011_ours_code_per_tenant"),
    ]

    operations = [
        migrations.AddField(
            model_name="stockrecord",
            name="num_reserved",
            field=models.PositiveIntegerField(
                default=0, editable=False, verbose_name="Number reserved"
            ),
        ),
    ]
