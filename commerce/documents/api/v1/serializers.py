"""The shapes of documents."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from commerce.core.api.fields import IdField, MoneyField
from commerce.documents.enums import FOR_CUSTOMERS


class OrderDocumentSerializer(serializers.Serializer[Any]):
    id = IdField("doc")
    kind = serializers.ChoiceField(choices=[kind.value for kind in FOR_CUSTOMERS])
    kind_label = serializers.CharField()
    number = serializers.CharField()
    date = serializers.DateField()
    total = MoneyField(help_text="What is owed, or taken off.")
    is_ready = serializers.BooleanField(help_text="Whether the PDF is drawn already.")
    url = serializers.CharField(help_text="The PDF, below this API; it asks for the same key.")
    xml_url = serializers.CharField(help_text="The same as an e-invoice of EN 16931.")


class OrderDocumentsSerializer(serializers.Serializer[Any]):
    documents = OrderDocumentSerializer(many=True, help_text="The oldest first.")
