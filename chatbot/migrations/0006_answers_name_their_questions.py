from django.db import migrations, models


def name_questions(apps, schema_editor):
    """Until here an answer stood right behind its question."""
    messages = apps.get_model("chatbot", "Message").objects
    before = messages.filter(
        conversation=models.OuterRef("conversation"), number=models.OuterRef("number") - 1
    )
    messages.filter(role="assistant").update(question=models.Subquery(before.values("pk")[:1]))


class Migration(migrations.Migration):
    dependencies = [("chatbot", "0005_answers_under_a_lease")]

    operations = [migrations.RunPython(name_questions, migrations.RunPython.noop, elidable=True)]
