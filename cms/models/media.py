"""Our own image and document models, so that fields can be added without a move of data."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class HeronImage(AbstractImage):
    """A picture of the media library."""

    credit = models.CharField(_("Credit"), max_length=255, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("Image")
        verbose_name_plural = _("Images")
        permissions = [("choose_image", "Can choose image")]


class HeronRendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(HeronImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            ),
        ]


class HeronDocument(AbstractDocument):
    """A file of the media library."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("Document")
        verbose_name_plural = _("Documents")
        permissions = [("choose_document", "Can choose document")]
