"""What the website listens to: Wagtail's signals (its own way of telling), and its own events."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from cms import selectors, services
from cms.back_office.releases.goods import offer_releases_in_dashboard
from cms.events import (
    BannerChanged,
    FormSubmitted,
    ImageChanged,
    MenuChanged,
    PagePublished,
    PageUnpublished,
    ReleasePublished,
    ReleaseRolledBack,
    ReusableContentChanged,
)
from cms.kinds import FORM_SUBMITTED
from cms.models import Banner, HeronDocument, HeronImage, LegalPage, Menu, ReusableContent
from cms.registry import register_planned
from cms.releasing import register_kinds
from cms.selectors.planned import SOURCES
from commerce.accounts.events import AccountClosed
from commerce.accounts.registry import Kept, Person, keeps
from commerce.accounts.selectors import get_person
from commerce.catalogue.events import ProductDocumentsChanged
from commerce.core.bus import after_commit, on
from commerce.core.events import Event
from commerce.notifications.registry import register_kind
from commerce.ordering.registry import register_terms
from commerce.storefront.services import revalidate
from commerce.tenancy.events import ChannelChanged
from commerce.tenancy.selectors import list_channels

LINKED = ("pages", "menus", "banners")

register_kind(FORM_SUBMITTED)
register_kinds()
offer_releases_in_dashboard()
for _name, _source in SOURCES.items():
    register_planned(_name, _source)
register_terms(selectors.find_terms)


@receiver(page_published)
def tell_published_page(instance: Page, **_: Any) -> None:
    services.announce_published_page(page=instance)


@receiver(page_published, sender=LegalPage)
def keep_legal_version(instance: LegalPage, **_: Any) -> None:
    services.keep_legal_version(page=instance)


@receiver(page_unpublished, sender=LegalPage)
@receiver(post_delete, sender=LegalPage)
def withdraw_terms(**_: Any) -> None:
    services.forget_terms()


@receiver(page_unpublished)
def tell_unpublished_page(instance: Page, **_: Any) -> None:
    services.announce_unpublished_page(page=instance)


@receiver(page_slug_changed)
def tell_renamed_page(instance: Page, instance_before: Page, **_: Any) -> None:
    services.announce_moved_page(page=instance, old_url_path=instance_before.url_path)


@receiver(post_page_move)
def tell_moved_page(instance: Page, url_path_before: str, **_: Any) -> None:
    services.announce_moved_page(page=instance, old_url_path=url_path_before)


@receiver(copy_for_translation_done)
def let_editors_write_new_home(target_obj: Any, **_: Any) -> None:
    if isinstance(target_obj, Page):
        services.follow_new_home(page=target_obj)


@after_commit(ChannelChanged)
def give_channel_its_editors(event: ChannelChanged) -> None:
    """A channel that is gone by now has none."""
    for channel in list_channels().filter(pk=event.channel_id):
        services.ensure_channel_editors(channel=channel)


# A site that begins at another page is not told as a change of its channel.
@receiver(pre_save, sender=Site)
def take_former_home_from_editors(instance: Site, **_: Any) -> None:
    services.leave_home(site=instance)


@receiver(post_save, sender=Site)
def let_editors_write_another_home(instance: Site, **_: Any) -> None:
    for channel in list_channels().filter(site=instance):
        services.ensure_channel_editors(channel=channel)


# Wagtail tells about the privacy of a page by nothing but the saved row.
@receiver(post_save, sender=PageViewRestriction)
def tell_restricted_page(instance: PageViewRestriction, **_: Any) -> None:
    services.announce_unpublished_page(page=instance.page)


@receiver(post_delete, sender=PageViewRestriction)
def tell_unrestricted_page(instance: PageViewRestriction, **_: Any) -> None:
    services.announce_published_page(page=instance.page)


@receiver([published, unpublished], sender=Menu)
def tell_menu(instance: Menu, **_: Any) -> None:
    services.announce_menu(menu=instance)


@receiver([published, unpublished], sender=Banner)
def tell_banner(instance: Banner, **_: Any) -> None:
    services.announce_banner(banner=instance)


@receiver([published, unpublished], sender=ReusableContent)
def tell_reusable(instance: ReusableContent, **_: Any) -> None:
    services.announce_reusable(content=instance)


# Wagtail deletes many pictures at once without asking each of them.
@receiver(post_delete, sender=HeronImage)
def tell_deleted_picture(instance: HeronImage, **_: Any) -> None:
    services.announce_deleted_picture(image=instance)


@receiver([post_save, post_delete], sender=HeronDocument)
def tell_replaced_file(instance: HeronDocument, **_: Any) -> None:
    services.raise_content_version()


# A handler of every event is one of each, which types of stacked decorators cannot say.
@on(PagePublished)  # type: ignore[arg-type]
@on(PageUnpublished)  # type: ignore[arg-type]
@on(MenuChanged)  # type: ignore[arg-type]
@on(BannerChanged)  # type: ignore[arg-type]
@on(ReusableContentChanged)  # type: ignore[arg-type]
@on(ImageChanged)
def forget_kept_answers(event: Event) -> None:
    """Whatever readers see of the website is read anew."""
    services.raise_content_version()


# Pages link to each other and name those above them, menus and banners link to pages: whatever
# changes of a page, all three are read again. Handlers only look at the present state, so neither
# the order of events nor a second delivery matters. Who has published something looks for it.


@after_commit(PagePublished, ordered=False, external=True, awaited=True)
def refresh_published_page(event: PagePublished) -> None:
    services.render_page_pictures(page_id=event.page_id)
    revalidate(LINKED, is_awaited=True)


@after_commit(PageUnpublished, ordered=False, awaited=True)
def refresh_without_page(event: PageUnpublished) -> None:
    revalidate(LINKED, is_awaited=True)


@after_commit(ImageChanged, ordered=False, external=True, awaited=True)
def refresh_picture(event: ImageChanged) -> None:
    services.render_pictures(image_ids=[event.image_id])
    revalidate(["pages"], is_awaited=True)


@after_commit(MenuChanged, ordered=False, awaited=True)
def refresh_menus(event: MenuChanged) -> None:
    revalidate(["menus"], is_awaited=True)


@after_commit(BannerChanged, ordered=False, awaited=True)
def refresh_banners(event: BannerChanged) -> None:
    revalidate(["banners"], is_awaited=True)


@after_commit(ReusableContentChanged, ordered=False, awaited=True)
def refresh_pages_with_reusable(event: ReusableContentChanged) -> None:
    revalidate(["pages"], is_awaited=True)


@after_commit(ProductDocumentsChanged, ordered=False)
def refresh_links_to_categories(event: ProductDocumentsChanged) -> None:
    """Categories stand in menus, banners and on pages."""
    if "categories" in event.tags:
        revalidate(LINKED)


@after_commit(ProductDocumentsChanged, ordered=False)
def refresh_what_shows_products(event: ProductDocumentsChanged) -> None:
    services.refresh_what_shows(
        channel_id=event.channel_id, product_ids=event.product_ids, tags=event.tags
    )


@after_commit(ReleasePublished, ordered=False)
def index_published_release(event: ReleasePublished) -> None:
    services.index_release(release_id=event.release_id)


@after_commit(ReleaseRolledBack, ordered=False)
def index_rolled_back_release(event: ReleaseRolledBack) -> None:
    services.index_release(release_id=event.release_id)


@after_commit(FormSubmitted)
def tell_staff_of_form(event: FormSubmitted) -> None:
    services.tell_of_submission(submission_id=event.submission_id)


@keeps("forms")
def read_person(person: Person) -> Kept:
    return {"submission": services.export_submissions(person)}


@on(AccountClosed)
def forget_who_left(event: AccountClosed) -> None:
    services.forget_submissions_of(get_person(user_id=event.user_id, tenant_id=event.tenant_id))
