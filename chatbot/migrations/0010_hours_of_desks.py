"""When people answer is what their desk says, and nothing else."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("chatbot", "0009_proposals_to_staff")]

    operations = [migrations.RemoveField("assistant", "human_hours")]
