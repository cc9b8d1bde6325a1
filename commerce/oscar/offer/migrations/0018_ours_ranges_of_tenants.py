import django.db.models.deletion
import oscar.models.fields.autoslugfield
from django.db import migrations, models

CONTENTS = ("included_categories", "excluded_categories", "classes", "excluded_products")


def assign(apps, schema_editor):
    """A range belongs to the tenant whose offers use it; each further tenant gets one of its own."""
    first = apps.get_model("tenancy", "Tenant").objects.order_by("pk").first()
    for range_ in apps.get_model("offer", "Range").objects.order_by("pk"):
        tenants = sorted(tenants_of(apps, range_))
        if not tenants and first:
            tenants = [first.pk]
        if not tenants:
            range_.delete()  # without a tenant there is no product it could hold
            continue
        for tenant_id in tenants[1:]:
            give(apps, range_, tenant_id)
        range_.tenant_id = tenants[0]
        range_.save(update_fields=["tenant"])
    schema_editor.connection.check_constraints()


def tenants_of(apps, range_):
    offers = apps.get_model("offer", "ConditionalOffer").objects
    used = set(offers.filter(condition__range=range_).values_list("channel__tenant", flat=True))
    used |= set(offers.filter(benefit__range=range_).values_list("channel__tenant", flat=True))
    return used or set(range_.included_products.values_list("tenant", flat=True)[:1])


def give(apps, range_, tenant_id):
    """Make a range with what the old one holds of that tenant, and let its offers use that."""
    Range = apps.get_model("offer", "Range")
    own = Range.objects.create(
        tenant_id=tenant_id,
        name=f"{range_.name[:100]} ({tenant_id})",
        slug=f"{range_.slug[:100]}-{tenant_id}",
        description=range_.description,
        is_public=range_.is_public,
        includes_all_products=range_.includes_all_products,
    )
    for name in CONTENTS:
        getattr(own, name).set(getattr(range_, name).filter(tenant=tenant_id))
    places = apps.get_model("offer", "RangeProduct").objects
    for place in places.filter(range=range_, product__tenant=tenant_id):
        places.create(range=own, product=place.product, display_order=place.display_order)
    for name in ("Condition", "Benefit"):
        rows = apps.get_model("offer", name).objects.filter(range=range_)
        used = rows.filter(offers__channel__tenant=tenant_id).values_list("pk", flat=True)
        rows.filter(pk__in=list(used)).update(range=own)


class Migration(migrations.Migration):
    dependencies = [
        ("offer", "0017_ours_amounts_in_any_currency"),
        ("catalogue", "0035_ours_options_of_tenants"),
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="range",
            name="tenant",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ranges",
                to="tenancy.tenant",
            ),
        ),
        migrations.RunPython(assign, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="range",
            name="tenant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ranges",
                to="tenancy.tenant",
            ),
        ),
        migrations.AlterField(
            model_name="range",
            name="name",
            field=models.CharField(max_length=128, verbose_name="Name"),
        ),
        migrations.AlterField(
            model_name="range",
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
            model_name="range",
            constraint=models.UniqueConstraint(
                fields=("tenant", "name"), name="range_name_once_per_tenant"
            ),
        ),
        migrations.AddConstraint(
            model_name="range",
            constraint=models.UniqueConstraint(
                fields=("tenant", "slug"), name="range_slug_once_per_tenant"
            ),
        ),
    ]
