"""Menus, banners and reusable content go the way of approval that pages go, unless they have one."""

from django.db import migrations

SNIPPETS = ("menu", "banner", "reusablecontent")


def follow_pages(apps, schema_editor):
    """Done once: what is taken away later stays away."""
    of_pages = apps.get_model("wagtailcore", "WorkflowPage").objects
    root = of_pages.filter(page__depth=1, workflow__active=True).first()
    if root is None:
        return
    content_types = apps.get_model("contenttypes", "ContentType").objects
    assigned = apps.get_model("wagtailcore", "WorkflowContentType").objects
    for model in SNIPPETS:
        content_type, _created = content_types.get_or_create(app_label="cms", model=model)
        assigned.get_or_create(
            content_type_id=content_type.pk, defaults={"workflow_id": root.workflow_id}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0011_slot_counts"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]
    operations = [migrations.RunPython(follow_pages, migrations.RunPython.noop)]
