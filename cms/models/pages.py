"""Page types. They differ in where they may stand and in what surrounds their body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from ulid import ULID
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, Site

from cms.blocks import PageBody
from cms.storefront import storefront_path, storefront_root
from commerce.core.streams import StreamField

from .previews import ShownOnStorefront
from .revised import knowing

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from django.http import HttpRequest
    from wagtail.models import Locale


SET_BY_WAGTAIL: Final = ("content_type", "latest_revision", "live_revision")


class HeronPage(ShownOnStorefront, Page):
    """What all pages share: a body of blocks, what search engines show, an address on the storefront."""

    body = StreamField(PageBody(), verbose_name=_("Body"), blank=True)
    seo_image = models.ForeignKey(
        "cms.HeronImage",
        models.SET_NULL,
        verbose_name=_("Picture for previews"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Shown when the page is shared. Best 1200 × 630 pixels."),
    )

    content_panels = [*Page.content_panels, FieldPanel("body")]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug"),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
                FieldPanel("seo_image"),
            ],
            heading=_("For search engines and shared links"),
            icon="search",
        ),
    ]

    class Meta:
        abstract = True

    @property
    def public_id(self) -> str:
        """The id of the page in all its languages."""
        return f"page_{ULID.from_bytes(self.translation_key.bytes)}"

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Return site, address of the storefront and path with language; None outside all sites."""
        roots = self._get_relevant_site_root_paths(request)
        if not roots:
            return None
        root = roots[0]
        address = storefront_root(site_id=root.site_id, site_address=root.root_url)
        path = "/" + self.url_path[len(root.root_path) :]
        return (root.site_id, address, storefront_path(self.locale.language_code, path))

    def get_url(
        self, request: HttpRequest | None = None, current_site: Site | None = None
    ) -> str | None:
        """Return the full address: the storefront is another site than the one editors work on."""
        return self.get_full_url(request)

    url = property(get_url)

    def full_clean(self, exclude: Collection[str] | None = None, **options: Any) -> None:
        """As Wagtail's own, but what Wagtail itself has set a moment before is not looked up."""
        super().full_clean(exclude={*(exclude or ()), *SET_BY_WAGTAIL}, **options)

    def with_content_json(self, content: Mapping[str, Any]) -> HeronPage:
        """As Wagtail's own; a language that was read is not read again."""
        return knowing(self, super().with_content_json(content), "locale")

    @transaction.atomic
    def publish(self, *args: Any, **options: Any) -> None:
        """As Wagtail's own; what is published and what is told about it are stored together."""
        super().publish(*args, **options)

    @transaction.atomic
    def unpublish(self, *args: Any, **options: Any) -> None:
        """As Wagtail's own; what is withdrawn and what is told about it are stored together."""
        super().unpublish(*args, **options)

    def copy_for_translation(
        self,
        locale: Locale,
        copy_parents: bool = False,
        alias: bool = False,
        exclude_fields: Sequence[str] | None = None,
    ) -> Page:
        """As Wagtail's own, but a page above that has to be copied is a draft, not a live alias."""
        above = self.get_parent().specific
        if copy_parents and not above.is_root() and not above.has_translation(locale):
            above.copy_for_translation(locale, copy_parents=True)
        return super().copy_for_translation(locale, copy_parents, alias, exclude_fields)


BELOW = [
    *("cms.ContentPage", "cms.LandingPage", "cms.BlogPage", "cms.FaqPage"),
    *("cms.FormPage", "cms.LegalPage", "cms.CategoryPage", "cms.BrandPage", "cms.StoresPage"),
    *("cms.LookbooksPage", "cms.LookbookPage"),
]


class HomePage(HeronPage):
    """The first page of a shop; one per language, side by side below the root."""

    public_type = "home"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = BELOW
    page_description = _("The first page of a shop in one language.")

    class Meta:
        verbose_name = _("Home page")
        verbose_name_plural = _("Home pages")


class ContentPage(HeronPage):
    """A page to read: its title stands above the body."""

    public_type = "content"
    parent_page_types = ["cms.HomePage", "cms.ContentPage", "cms.LandingPage"]
    subpage_types = BELOW
    page_description = _("Something to read: about us, delivery, a story.")

    class Meta:
        verbose_name = _("Content page")
        verbose_name_plural = _("Content pages")


class LandingPage(HeronPage):
    """A page for a campaign: the body is all there is, from edge to edge."""

    public_type = "landing"
    parent_page_types = ["cms.HomePage", "cms.ContentPage", "cms.LandingPage"]
    subpage_types = BELOW
    page_description = _("A campaign: blocks from edge to edge, without the title above them.")

    class Meta:
        verbose_name = _("Landing page")
        verbose_name_plural = _("Landing pages")


class FaqPage(HeronPage):
    """Questions and answers: search engines are told of each of them, and the assistant quotes them."""

    public_type = "faq"
    parent_page_types = ["cms.HomePage", "cms.ContentPage", "cms.LandingPage"]
    subpage_types: list[str] = []
    page_description = _("Questions and answers by subject, told to search engines as such.")

    class Meta:
        verbose_name = _("Page of questions")
        verbose_name_plural = _("Pages of questions")
