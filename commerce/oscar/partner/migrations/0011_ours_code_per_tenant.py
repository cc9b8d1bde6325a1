from django.db import migrations, models

import oscar.models.fields.autoslugfield


class Migration(migrations.Migration):
    dependencies = [("partner", "0010_ours_amounts_in_any_currency"), ("tenancy", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="partner",
            name="code",
            field=oscar.models.fields.autoslugfield.AutoSlugField(
                allow_unicode=True,
                blank=True,
                db_index=True,
                editable=False,
                max_length=128,
                populate_from="name",
                verbose_name="Code",
            ),
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.UniqueConstraint(
                fields=("tenant", "code"), name="partner_code_once_per_tenant"
            ),
        ),
    ]
