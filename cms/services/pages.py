"""Pages that programs put in place, such as those of the demo shop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db import transaction
from wagtail.models import Locale, Page

from cms.models import ContentPage, FormField, FormPage, HeronPage, HomePage

from .contents import PageContent, is_same_stream, stream_value

P = TypeVar("P", bound=HeronPage)


@transaction.atomic
def ensure_home_page(
    *, slug: str, locale: str, content: PageContent, translation_of: HomePage | None = None
) -> HomePage:
    """Return the live home page with that slug below the root, created or brought up to date.

    Each language has a home page of its own, side by side. Create that of the default language first;
    the others name it as `translation_of`. A page an editor has worked on stays as it is.
    """
    root = Page.objects.get(depth=1)
    return _ensure(HomePage, root, slug, _locale(locale), content, translation_of)


@transaction.atomic
def ensure_page(
    *,
    parent: HeronPage,
    slug: str,
    content: PageContent,
    model: type[P] | type[ContentPage] = ContentPage,
    translation_of: HeronPage | None = None,
) -> P | ContentPage:
    """Return the live page with that slug below `parent`, created or brought up to date.

    It has the language of its parent. A page an editor has worked on stays as it is.
    """
    return _ensure(model, parent, slug, parent.locale, content, translation_of)


@transaction.atomic
def ensure_form(
    *,
    parent: HeronPage,
    slug: str,
    content: PageContent,
    fields: Sequence[Mapping[str, Any]],
    translation_of: FormPage | None = None,
) -> FormPage:
    """Return the live form with that slug below `parent`, as `ensure_page` does.

    `fields` are what its fields say, in their order; once a form has any they stay as they are.
    """
    page = _ensure(FormPage, parent, slug, parent.locale, content, translation_of)
    if not page.form_fields.exists():
        page.form_fields = [
            FormField(**{"sort_order": place, "locale": page.locale, **said})
            for place, said in enumerate(fields)
        ]
        for field, original in zip(
            page.form_fields.all(), _fields_of(translation_of), strict=False
        ):
            field.clean_name = original.clean_name
            field.translation_key = original.translation_key
        page.save_revision(log_action=False).publish(log_action=False)
        page.refresh_from_db()
    return page


def _fields_of(form: FormPage | None) -> Sequence[FormField]:
    return [*form.form_fields.all()] if form else []


@transaction.atomic
def discard_welcome_page() -> None:
    """Remove the page and site that Wagtail puts on an empty database, unless a channel shows them.

    A welcome page that has pages below it was put to use, and stays.
    """
    welcome = Page.objects.filter(depth=2, slug="home", content_type__model="page").first()
    if (
        welcome is None
        or welcome.numchild
        or welcome.sites_rooted_here.filter(channel__isnull=False).exists()
    ):
        return
    welcome.delete()


def _ensure(
    model: type[P],
    parent: Page,
    slug: str,
    locale: Locale,
    content: PageContent,
    translation_of: HeronPage | None,
) -> P:
    # The parent may have got children since it was read; treebeard trusts its counter.
    parent = Page.objects.select_for_update().get(pk=parent.pk)
    page: P | None = model.objects.child_of(parent).filter(slug=slug).first()
    body = stream_value(model._meta.get_field("body").stream_block, content.body)
    if page is None:
        page = model(slug=slug, locale=locale, body=body, live=False, **content.fields())
        if translation_of is not None:
            page.translation_key = translation_of.translation_key
        parent.add_child(instance=page)
    elif _is_edited(page) or _says(page, body, content):
        return page
    return _published(page, {**content.fields(), "body": body})


def _is_edited(page: HeronPage) -> bool:
    """Tell whether a person, not a program, wrote the last version."""
    return page.latest_revision is not None and page.latest_revision.user_id is not None


def _says(page: HeronPage, body: Any, content: PageContent) -> bool:
    is_same = all(getattr(page, name) == value for name, value in content.fields().items())
    return page.live and is_same and is_same_stream(page.body.stream_block, page.body, body)


def _published(page: P, fields: dict[str, Any]) -> P:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(log_action=False).publish(log_action=False)
    page.refresh_from_db()
    return page


def _locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]
