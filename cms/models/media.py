"""Our own image and document models, so that fields can be added without a move of data."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from cms.events import ImageChanged
from cms.videos import media_type
from commerce.core.bus import publish
from commerce.core.ids import PublicIdField

from .rights import RIGHTS, Licensed


# The plugin finds no manager where Wagtail's model and one of ours meet.
class HeronImage(AbstractImage, Licensed):  # type: ignore[django-manager-missing]
    """A picture of the media library.

    `description` says in the shop's first language what is seen, `translations` in further ones, in
    the form of a TranslatedRow.
    """

    translated_fields = ("description",)

    public_id = PublicIdField(prefix="img")
    credit = models.CharField(_("Credit"), max_length=255, blank=True)
    translations = models.JSONField(_("Translations"), default=dict, blank=True)
    is_decorative = models.BooleanField(
        _("Decorative"),
        default=False,
        help_text=_("It says nothing that the text beside it does not say. It is not read aloud."),
    )

    admin_form_fields = (
        *Image.admin_form_fields,
        *("is_decorative", "credit", *RIGHTS),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("Image")
        verbose_name_plural = _("Images")
        permissions = [("choose_image", "Can choose image")]

    def alternative_text(self, locale: str) -> str:
        """What is read aloud in its place: in that language, else as entered; nothing for decoration."""
        if self.is_decorative:
            return ""
        return str(self.translations.get(locale, {}).get("description") or self.description)

    @transaction.atomic
    def save(self, *args: Any, **options: Any) -> None:
        """Save; a picture that may already stand on a page publishes ImageChanged."""
        is_new = self._state.adding
        super().save(*args, **options)
        if not is_new:
            publish(ImageChanged(image_id=self.pk))


class HeronRendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(HeronImage, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            ),
        ]


class HeronDocument(AbstractDocument, Licensed):  # type: ignore[django-manager-missing]
    """A file of the media library."""

    admin_form_fields = (*Document.admin_form_fields, *RIGHTS)

    @property
    def is_video(self) -> bool:
        """Tell whether browsers can play it."""
        return media_type(self.file.name) is not None

    class Meta(AbstractDocument.Meta):
        verbose_name = _("Document")
        verbose_name_plural = _("Documents")
        permissions = [("choose_document", "Can choose document")]
