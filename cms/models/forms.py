"""Forms that editors put together, and what readers send with them."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.contrib.forms.models import AbstractFormField, AbstractFormSubmission, FormMixin
from wagtail.models import TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from cms.enums import FormFieldType
from cms.form_building import FormPageForm, PublicFormBuilder, choices_in
from commerce.core.ids import PublicIdField

from .pages import HeronPage

LONGEST_RETENTION = 1825


class FormPage(HeronPage, FormMixin):
    """A page with a form below its body. Blocks of other pages can show the same form."""

    public_type = "form"
    parent_page_types = ["cms.HomePage", "cms.ContentPage", "cms.LandingPage"]
    subpage_types: list[str] = []
    page_description = _("Questions that readers answer; what they send is listed under Forms.")
    base_form_class = FormPageForm
    form_builder = PublicFormBuilder

    button = models.CharField(_("Button"), max_length=60, help_text=_("Such as “Send”."))
    thanks = models.TextField(
        _("Thanks"), max_length=500, help_text=_("What stands in the form's place once it is sent.")
    )
    retention_days = models.PositiveSmallIntegerField(
        _("Days for which submissions are kept"),
        default=180,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_RETENTION)],
        help_text=_(
            "Then they are deleted, with their files. Keep personal data no longer than needed."
        ),
    )

    content_panels = [
        *HeronPage.content_panels,
        InlinePanel("form_fields", heading=_("Fields"), label=_("Field")),
        FieldRowPanel([FieldPanel("button"), FieldPanel("retention_days")]),
        FieldPanel("thanks"),
    ]

    class Meta:
        verbose_name = _("Form")
        verbose_name_plural = _("Forms")

    def get_submission_class(self) -> type[FormSubmission]:
        """Return the class of what is kept of a sent form."""
        return FormSubmission

    def get_submissions(self) -> models.QuerySet[FormSubmission]:
        """Return what was sent with the form in any of its languages."""
        return FormSubmission.objects.filter(page__translation_key=self.translation_key)

    def get_data_fields(self) -> list[tuple[str, Any]]:
        """As Wagtail's own; the language comes second."""
        first, *others = super().get_data_fields()
        return [first, ("language", _("Language")), *others]


class FormField(TranslatableMixin, AbstractFormField):
    """One thing that a form asks for. In all languages it is kept under the same name."""

    page = ParentalKey(FormPage, related_name="form_fields")
    field_type = models.CharField(
        _("What is asked for"), max_length=16, choices=FormFieldType.choices
    )
    field_type.required_on_save = True  # type: ignore[attr-defined] # Wagtail reads it

    override_translatable_fields = [SynchronizedField("clean_name", overridable=False)]

    class Meta(TranslatableMixin.Meta, AbstractFormField.Meta):
        abstract = False
        verbose_name = _("form field")
        verbose_name_plural = _("form fields")

    @property
    def choice_list(self) -> list[str]:
        """What can be chosen."""
        return choices_in(self.choices)

    def get_field_clean_name(self) -> str:
        """As Wagtail's own; a label of signs alone has a name, too."""
        return super().get_field_clean_name() or "field"


class FormSubmission(AbstractFormSubmission):
    """What somebody has sent with a form.

    `sending` is the name of the sending: the same one is kept once. `email` is what the sender gave
    as theirs, in small letters: by it they are found again, to be told what is kept, or forgotten.
    """

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="form_submissions")
    public_id = PublicIdField(prefix="sub")
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    locale_code = models.CharField(_("Language"), max_length=12)
    sending = models.CharField(max_length=40, unique=True, editable=False)
    email = models.CharField(_("E-mail address"), max_length=254, blank=True, db_index=True)

    class Meta:
        verbose_name = _("form submission")
        verbose_name_plural = _("form submissions")
        indexes = [models.Index(fields=["page", "submit_time"], name="submissions_by_age")]

    def __str__(self) -> str:
        return self.public_id

    def get_data(self) -> dict[str, Any]:
        """Return what was sent, with when and in which language."""
        return {**super().get_data(), "language": self.locale_code}


class SubmittedFile(models.Model):
    """A file that came with a form. It lies in the database, and never among the public files."""

    submission = models.ForeignKey(FormSubmission, models.CASCADE, related_name="files")
    field_name = models.CharField(max_length=255)
    name = models.CharField(_("Name"), max_length=120)
    media_type = models.CharField(max_length=40)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("submitted file")
        verbose_name_plural = _("submitted files")

    def __str__(self) -> str:
        return self.name
