import django.db.models.deletion
import oscar.models.fields.autoslugfield
from django.db import migrations, models


def assign(apps, schema_editor):
    """An option belongs to the tenant whose product types use it, else to the first one."""
    first = apps.get_model("tenancy", "Tenant").objects.order_by("pk").first()
    for option in apps.get_model("catalogue", "Option").objects.all():
        users = [option.productclass_set.order_by("pk").first()]
        users.append(option.product_set.order_by("pk").first())
        option.tenant_id = next((row.tenant_id for row in users if row), first and first.pk)
        if option.tenant_id is None:
            option.delete()  # without a tenant there is nothing it could be an option of
        else:
            option.save(update_fields=["tenant"])
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0034_ours_product_image"),
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="option",
            name="tenant",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="options",
                to="tenancy.tenant",
            ),
        ),
        migrations.RunPython(assign, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="option",
            name="tenant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="options",
                to="tenancy.tenant",
            ),
        ),
        migrations.AlterField(
            model_name="option",
            name="code",
            field=oscar.models.fields.autoslugfield.AutoSlugField(
                allow_unicode=True,
                blank=True,
                editable=False,
                max_length=128,
                populate_from="name",
                verbose_name="Code",
            ),
        ),
        migrations.AlterField(
            model_name="productclass",
            name="slug",
            field=oscar.models.fields.autoslugfield.AutoSlugField(
                allow_unicode=True,
                blank=True,
                editable=False,
                max_length=128,
                populate_from="name",
                verbose_name="Slug",
            ),
        ),
        migrations.AddConstraint(
            model_name="option",
            constraint=models.UniqueConstraint(
                fields=("tenant", "code"), name="option_code_once_per_tenant"
            ),
        ),
        migrations.AddConstraint(
            model_name="productclass",
            constraint=models.UniqueConstraint(
                fields=("tenant", "slug"), name="product_class_slug_once_per_tenant"
            ),
        ),
    ]
