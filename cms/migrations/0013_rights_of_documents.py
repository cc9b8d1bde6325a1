from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0012_approval_of_snippets"),
    ]

    operations = [
        migrations.AddField(
            model_name="herondocument",
            name="licence",
            field=models.CharField(
                blank=True,
                help_text="Its name, contract or address.",
                max_length=255,
                verbose_name="Licence",
            ),
        ),
        migrations.AddField(
            model_name="herondocument",
            name="rights_holder",
            field=models.CharField(blank=True, max_length=255, verbose_name="Rights holder"),
        ),
        migrations.AddField(
            model_name="herondocument",
            name="usable_until",
            field=models.DateField(
                blank=True,
                help_text="The last day. Nothing is taken down by itself: the report of rights tells.",
                null=True,
                verbose_name="May be used until",
            ),
        ),
    ]
