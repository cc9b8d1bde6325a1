"""Examples for the contract."""

from drf_spectacular.utils import OpenApiExample

BASE = "/api/v1/orders/7K2M-09XD/documents/doc_01JD40AAAABBBBCCCCDDDDKKKK/"
DOCUMENTS = OpenApiExample(
    "An order with its invoice",
    {
        "documents": [
            {
                "id": "doc_01JD40AAAABBBBCCCCDDDDKKKK",
                "kind": "invoice",
                "kind_label": "Invoice",
                "number": "RE-2026-00042",
                "date": "2026-11-28",
                "total": {"amount": "52.90", "currency": "EUR"},
                "is_ready": True,
                "url": BASE,
                "xml_url": f"{BASE}xml/",
            }
        ]
    },
    response_only=True,
)
PDF_FILE = OpenApiExample(
    "The beginning of a file", "%PDF-1.7", response_only=True, media_type="application/pdf"
)
XML_FILE = OpenApiExample(
    "The beginning of a file",
    "<?xml version='1.0' encoding='UTF-8'?>",
    response_only=True,
    media_type="application/xml",
)
