"""Templates of messages go the way of approval that pages go, unless they have one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def follow_pages(apps, schema_editor):
    """Done once: what is taken away later stays away."""
    of_pages = apps.get_model("wagtailcore", "WorkflowPage").objects
    root = of_pages.filter(page__depth=1, workflow__active=True).first()
    if root is None:
        return
    content_types = apps.get_model("contenttypes", "ContentType").objects
    content_type, _created = content_types.get_or_create(
        app_label="notifications", model="template"
    )
    apps.get_model("wagtailcore", "WorkflowContentType").objects.get_or_create(
        content_type_id=content_type.pk, defaults={"workflow_id": root.workflow_id}
    )


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
        ("notifications", "0004_consent_at_checkout"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="template",
            name="locked",
            field=models.BooleanField(default=False, editable=False, verbose_name="locked"),
        ),
        migrations.AddField(
            model_name="template",
            name="locked_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="locked at"),
        ),
        migrations.AddField(
            model_name="template",
            name="locked_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="locked_%(class)ss",
                to=settings.AUTH_USER_MODEL,
                verbose_name="locked by",
            ),
        ),
        migrations.RunPython(follow_pages, migrations.RunPython.noop),
    ]
