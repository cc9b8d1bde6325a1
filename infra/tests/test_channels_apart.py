"""Who edits one channel of a tenant neither sees nor changes what the tenant's other channels have.

Every address of Wagtail's back office is asked: those that name a row with a row of the other channel,
those that name none as they are. What all channels of a tenant share is in `OF_TENANT`.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Collection, Locale, Page, Site, Workflow

from cms.services import (
    address_of_feed,
    ensure_channel_editors,
    make_calendar_feed,
    setup_groups,
)
from cms.tests.conftest import png
from commerce.accounts.services import ensure_membership
from commerce.core.process_cache import forget_everything
from commerce.tenancy.models import Branding, Channel, EditorGroup
from commerce.tenancy.services import ChannelSettings, ensure_channel
from search.models import (
    BoostRule,
    Placement,
    QueryRedirect,
    SearchPreferences,
    StoppedLine,
    StopWordList,
    SynonymSet,
    SynonymSuggestion,
)

from .addresses import text_of
from .foreign_rows import give_home, make_rows
from .wagtail_addresses import foreign_pages, pages_of_no_row, wagtail_addresses

pytestmark = pytest.mark.django_db

# Addresses whose rows are the tenant's or the whole house's, such as products and steps of approval;
# the last five take what is one's own, or no row at all.
OF_TENANT = (
    *("product_chooser", "category_chooser", "cms_product_usage"),
    *("wagtailadmin_workflows", "wagtaillocales", "wagtailusers_groups", "wagtailsettings"),
    *("wagtailadmin_pages:type_use", "wagtailadmin_pages:choose_parent"),
    *("wagtail_localize:snippets_api_listing", "wagtailadmin_tag_model_autocomplete"),
    "message_kinds",
    "integrations:add",
    "wagtailadmin_editing_sessions:release",
    "wagtailadmin_password_reset_confirm",
    *("wagtaildocs:create_multiple_from", "wagtaildocs:delete_upload"),
    *("wagtailimages:create_multiple_from", "wagtailimages:delete_upload"),
)
# What editors of any channel may read: the goods are the tenant's.
GOODS = re.compile("Foreign (lamp|kind|category|house)")
# Lists that tell people of the whole tenant of the first channel; the test of lists rests on that.
TELLING = (
    *("branding:index", "releases:index", "segments:index", "announcements:index"),
    *("wagtailsnippets_cms_banner:list", "wagtailsnippets_cms_reusablecontent:list"),
    *("wagtailredirects:index", "wagtailredirects:add", "wagtailforms:index"),
    *("wagtail_localize:translations_report", "wagtailadmin_reports:page_types_usage"),
    *("wagtailadmin_reports:locked_pages", "wagtailadmin_reports:site_history"),
    *("wagtailadmin_explore_root", "wagtailadmin_pages:search", "wagtailadmin_choose_page"),
    *("wagtailimages:index", "wagtaildocs:index", "wagtailimages_chooser:choose"),
    *("wagtailadmin_api:images:listing", "wagtailadmin_api:documents:listing"),
    *("wagtailadmin_api:pages:listing", "cms_planned", "robots:index"),
    *("search_boosts:index", "search_placements:index", "search_redirects:index"),
    *("search_synonyms:index", "search_judged_sets:index", "search_suggestions:index"),
)


@pytest.fixture
def sister(channel, settings, tmp_path):
    """A second channel of the tenant, with a home page of its own."""
    settings.MEDIA_ROOT = tmp_path
    home = Page.get_first_root_node().add_child(instance=Page(title="Sister", slug="sister"))
    wanted = ChannelSettings(
        code="sister",
        name="Sister",
        hostname="sister.example",
        locales=["en"],
        currencies=["EUR"],
        countries=["DE"],
    )
    return ensure_channel(tenant=channel.tenant, settings=wanted, root_page=home)


@pytest.fixture
def foreign(channel):
    """Keys of all that the first channel has."""
    keys = {**make_rows(channel).keys, **give_home(channel, "Foreign")}
    Channel.objects.filter(pk=channel.pk).update(name="Foreign window")
    Site.objects.filter(pk=channel.site_id).update(site_name="Foreign site")
    Branding.objects.filter(channel=channel).update(name="Foreign brand")
    channel = Channel.objects.get(pk=channel.pk)
    ensure_channel_editors(channel=channel)
    edit_pages(keys)
    return keys | make_media(channel) | make_steering(channel, "Foreign")


def make_steering(channel, word):
    """What steers that channel's search: a row of each kind by the name of its pages, and its suggestions."""
    told = {"channel": channel, "locale": "en"}
    rows = {
        "search_boosts": BoostRule(channel=channel, label=f"{word} boost", kind="in_stock"),
        "search_judged_sets": apps.get_model("search_laboratory", "judgedset")(
            **told, name=f"{word} set"
        ),
        "search_placements": Placement(**told, query=f"{word} place"),
        "search_preferences": SearchPreferences(channel=channel),
        "search_redirects": QueryRedirect(**told, query=f"{word} way", address="/sale"),
        "search_stop_words": StopWordList(**told, added=word),
        "search_synonyms": SynonymSet(**told, terms=f"{word}, strange"),
    }
    SynonymSuggestion.objects.create(**told, source=f"{word} word", term="lamp", searches=9)
    StoppedLine.objects.create(**told, trade="furniture", text=f"{word} line")
    for row in rows.values():
        row.save()
    return {name: row.pk for name, row in rows.items()}


def edit_pages(keys):
    """A page that is locked, one that waits for approval, and a banner, each with entries in the log."""
    boss = get_user_model().objects.create_superuser("boss@example.com", "x" * 12)
    page = Page.objects.get(pk=keys["page"])
    page.save_revision(user=boss, log_action=True).publish(user=boss)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=boss)
    draft = Page(title="Foreign draft", slug="draft", live=False)
    page.get_parent().add_child(instance=draft).save_revision(user=boss)
    Workflow.objects.first().start(draft, boss)
    banner = apps.get_model("cms", "Banner")._base_manager.get(pk=keys["banner"])
    log(banner, "wagtail.edit", user=boss, title="Foreign change")


def make_media(channel):
    """A picture and a document in the channel's own collection, and that collection."""
    collection = channel.editor_group.collection
    own = {"title": "Foreign medium", "collection": collection}
    picture = apps.get_model("cms", "HeronImage").objects.create(
        **own, file=ContentFile(png(4, 4), "x.png"), width=4, height=4
    )
    paper = apps.get_model("cms", "HeronDocument").objects.create(
        **own, file=ContentFile(b"%PDF-", "x.pdf")
    )
    return {"image": picture.pk, "document": paper.pk, "collection": collection.pk}


def sign_in(email, tenant, group):
    user = get_user_model().objects.create_user(email, password="x" * 12)
    user.groups.add(group)
    ensure_membership(user=user, tenant_id=tenant.pk)
    forget_everything()
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def editor(sister):
    """Somebody of the second channel's editors, at the address of the first."""
    return sign_in("sue@example.com", sister.tenant, ensure_channel_editors(channel=sister))


@pytest.fixture
def marketer(sister):
    setup_groups()
    return sign_in("mona@example.com", sister.tenant, Group.objects.get(name="Marketers"))


def media_pages(keys):
    """Wagtail's addresses of pictures, documents and collections."""
    for name, parameters, _is_owned in wagtail_addresses():
        given = {parameter: medium(name, parameter, keys) for parameter in parameters}
        if all(given.values()) and not name.startswith(OF_TENANT):
            yield name, reverse(name, kwargs=given)


def search_pages(keys):
    """The search's addresses of a row."""
    for name, parameters, _is_owned in wagtail_addresses():
        if name.startswith("search_") and parameters == ["pk"]:
            yield name, reverse(name, args=[keys[name.partition(":")[0]]])


def medium(name, parameter, keys):
    if parameter == "filter_spec":
        return "width-100"
    for kind in ("image", "document", "collection"):
        is_named = parameter in (f"{kind}_id", {"document": "doc_id"}.get(kind))
        if is_named or (parameter == "pk" and f"{kind[:3]}" in name.partition(":")[0]):
            return keys[kind]
    if name.startswith(("wagtailadmin_api:images", "copilot_picture")):
        return keys["image"]
    return keys["document"] if name.startswith("wagtailadmin_api:documents") else None


def content_of(answer):
    return GOODS.sub("", text_of(answer))


def is_refused(answer):
    """Wagtail sends who has no right to its first page."""
    sent_away = answer.status_code == 302 and answer["Location"] == reverse("wagtailadmin_home")
    return answer.status_code in (403, 404, 405) or sent_away


def written():
    """All rows of the website, of messages and of the tenancy."""
    labels = (
        *("cms", "tenancy", "notifications", "wagtailcore", "wagtailredirects"),
        *("store_search", "search_laboratory"),
    )
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list()))
        for label in labels
        for model in apps.get_app_config(label).get_models()
        if model._meta.model_name not in ("editingsession", "preview")
    }


def test_no_row_of_another_channel_opens_or_changes(editor, foreign):
    kinds = (foreign_pages, media_pages, search_pages)
    found = {name: address for pages in kinds for name, address in pages(foreign)}
    unknown = {name for name, _parameters, _is_owned in wagtail_addresses()} - found.keys()
    assert {name for name in unknown if not name.startswith(OF_TENANT)} == set()
    before = written()

    answered = {
        f"{method} {name}": getattr(editor, method)(address)
        for name, address in found.items()
        if not name.startswith(OF_TENANT)
        for method in ("get", "post")
    }

    assert len(answered) > 500
    assert [name for name, answer in answered.items() if not is_refused(answer)] == []
    assert written() == before


def test_no_list_tells_or_offers_what_another_channel_has(editor, marketer, foreign):
    told = {name: content_of(marketer.get(reverse(name))) for name in TELLING}
    assert [name for name, text in told.items() if "Foreign" not in text] == []

    pages = {name: editor.get(address) for name, address in pages_of_no_row()}

    assert len([page for page in pages.values() if page.status_code == 200]) > 80
    assert [name for name, page in pages.items() if "Foreign" in content_of(page)] == []


def test_editors_write_their_own_channel_and_no_other(editor, channel, sister, foreign):
    own = give_home(sister, "Native") | make_steering(sister, "Native")
    ensure_channel_editors(channel=Channel.objects.get(pk=sister.pk))
    forget_everything()
    opened = [
        reverse("wagtailadmin_pages:edit", args=[own["page"]]),
        reverse("wagtailadmin_pages:history", args=[own["page"]]),
        reverse("wagtailsnippets_cms_banner:edit", args=[own["banner"]]),
        reverse("branding:edit", args=[own["branding"]]),
        reverse("releases:page", args=[own["release"]]),
        reverse("segments:edit", args=[own["segment"]]),
        *(reverse(f"{name}:edit", args=[pk]) for name, pk in own.items() if "search_" in name),
    ]
    pages = [editor.get(address) for address in opened]
    assert [(page.status_code, "Foreign" in content_of(page)) for page in pages] == [
        (200, False)
    ] * len(opened)

    before = written()
    segment = {"name": "Theirs", "channel": channel.pk}
    assert "channel" in editor.post(reverse("segments:add"), segment).context["form"].errors
    redirect = {"old_path": "/a", "redirect_link": "/b", "is_permanent": "on"}
    of_no_channel = Site.objects.create(hostname="elsewhere.example", root_page_id=1)
    before = written()
    for site in ("", channel.site_id, of_no_channel.pk):
        answer = editor.post(reverse("wagtailredirects:add"), {**redirect, "site": site})
        assert "site" in answer.context["form"].errors
    root = reverse("wagtailadmin_pages:add", args=["cms", "contentpage", 1])
    assert is_refused(editor.get(root))
    assert written() == before


def test_no_other_right_leads_out_of_the_channel(editor, channel, foreign):
    user = get_user_model().objects.get(email="sue@example.com")
    user.user_permissions.set(Permission.objects.all())
    user.groups.add(Group.objects.get(name="Marketers"))
    names = {
        "wagtailadmin_pages:edit": "page",
        "wagtailsnippets_cms_banner:edit": "banner",
        "branding:edit": "branding",
        "robots:edit": "robots",
        "ways_to_pay:edit": "ways",
        "charges:edit": "charge",
        "search_synonyms:edit": "search_synonyms",
        "assistant_faq:edit": "faq",
        "wagtailsites:edit": "site",
    }

    answered = {
        name: editor.get(reverse(name, args=[foreign[kind]])) for name, kind in names.items()
    }

    assert [name for name, answer in answered.items() if not is_refused(answer)] == []
    listed = ("search_synonyms:index", "charges:index", "assistant_faq:index", "wagtailsites:index")
    assert [n for n in listed if "Foreign" in content_of(editor.get(reverse(n)))] == []


def test_a_calendar_made_before_ends_with_the_confinement(client, channel, sister, editor):
    user = get_user_model().objects.get(email="sue@example.com")
    theirs, own = (
        address_of_feed(feed=make_calendar_feed(user=user, channel=each))
        for each in (channel, sister)
    )

    answers = [client.get(urlsplit(address).path).status_code for address in (theirs, own)]

    assert answers == [404, 200]


def test_a_new_channel_has_editors_who_follow_it_into_other_languages(sister, deliver):
    """The group is made from the channel's event, and once."""
    deliver()
    deliver()

    editors = EditorGroup.objects.get(channel=sister)
    assert (editors.group.name, editors.collection.name) == ("Editors of sister", "Sister")
    steering = editors.group.permissions.filter(content_type__app_label="store_search")
    assert steering.filter(codename="add_publishedconfiguration").exists()
    home = Page.objects.get(slug="sister")
    assert {row.page_id for row in editors.group.page_permissions.all()} == {home.pk}
    kinds = editors.group.collection_permissions.values_list("collection", flat=True)
    assert {*kinds} == {editors.collection.pk}
    assert Collection.objects.filter(name="Sister").count() == 1

    french, _created = Locale.objects.get_or_create(language_code="fr")
    home.locale = Locale.get_default()
    home.save()
    copied = home.copy_for_translation(french, copy_parents=True)
    allowed = {row.page_id for row in editors.group.page_permissions.all()}
    assert allowed == {home.pk, copied.pk}


def test_editors_follow_a_site_to_another_page_at_once(admin_client, sister):
    group = ensure_channel_editors(channel=sister)
    other = Page.get_first_root_node().add_child(instance=Page(title="Other", slug="other"))

    answer = admin_client.post(
        reverse("wagtailsites:edit", args=[sister.site_id]),
        {"hostname": "sister.example", "port": 80, "site_name": "Sister", "root_page": other.pk},
    )

    assert answer.status_code == 302
    assert {row.page_id for row in group.page_permissions.all()} == {other.pk}
