"""Menus, banners and letters that editors submit: live once a moderator has approved them, and not before."""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import WorkflowContentType
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.enums import MenuKey
from cms.models import Banner, Menu, ReusableContent
from cms.services import BannerContent, ensure_banner, ensure_menu
from commerce.accounts.models import User
from commerce.notifications.models import Template

SNIPPETS = "/cms/snippets/cms"
SNIPPETS_OF_MESSAGES = "/cms/snippets/notifications/template"


def person(name, group):
    user = User.objects.create_user(f"{name}@example.com", "a-long-password")
    user.groups.add(Group.objects.get(name=group))
    client = Client(SERVER_NAME="testserver")
    client.force_login(user)
    return client


@pytest.fixture
def editor(channel, home):
    return person("eddy", "Editors")


@pytest.fixture
def moderator(channel, home):
    return person("mod", "Moderators")


def submit(editor, row, form):
    kind = row._meta.model_name
    data = {**nested_form_data({**form, "channel": row.channel_id}), "action-submit": "1"}
    answer = editor.post(f"{SNIPPETS}/{kind}/edit/{row.pk}/", data)
    assert answer.status_code == 302, answer.context["form"].errors
    row.refresh_from_db()
    return f"{SNIPPETS}/{kind}/workflow/action/{row.pk}", row.current_workflow_task_state


def footer_form(label):
    link = {"label": label, "page": "", "product": "", "category": "", "address": "/products"}
    return {"key": "footer", "items": streamfield([("item", {**link, "children-count": "0"})])}


def banner_form(text):
    placed = {"style": "info", "placement": "top", "position": "0", "is_dismissible": "on"}
    return {"text": text, "link": streamfield([]), **placed}


def footer(api):
    return [one["label"] for one in api.get("/api/v1/content/menus/").json()["footer"]]


def banners(api):
    return [one["text"] for one in api.get("/api/v1/content/banners/").json()["results"]]


def test_menus_banners_and_reusable_content_need_approval_as_pages_do(db):
    assigned = WorkflowContentType.objects.all()

    models = {one.content_type.model_class() for one in assigned}
    assert models >= {Menu, Banner, ReusableContent, Template}
    assert {one.workflow.name for one in assigned} == {"Moderators approval"}


def test_a_footer_is_submitted_approved_and_live(api, editor, moderator, channel):
    items = [{"label": "Old", "address": "/old"}]
    menu = ensure_menu(channel=channel, key=MenuKey.FOOTER, locale="en", items=items)

    address, state = submit(editor, menu, footer_form("New"))
    assert footer(api) == ["Old"]
    editor.post(f"{address}/approve/{state.pk}/", {"comment": ""})
    assert footer(api) == ["Old"]

    moderator.post(f"{address}/approve/{state.pk}/", {"comment": ""})

    assert footer(api) == ["New"]


def test_words_of_a_letter_are_submitted_approved_and_in_force(editor, moderator, channel):
    place = "/cms/messages/kinds/payment_refunded"
    written = editor.post(f"{place}/write/?locale=en&medium=email").headers["Location"]
    template = Template.objects.get()
    form = editor.get(written).context["form"]
    data = {
        **nested_form_data(
            {
                **{name: form[name].value() or "" for name in form.fields if name != "body"},
                "subject": "Good news about {{ number }}",
                "body": streamfield([("text", "Your money is on its way.")]),
            }
        ),
        "action-submit": "1",
    }

    waits = "Other words wait for approval."
    assert waits not in editor.get(f"{place}/").content.decode()
    answer = editor.post(written, data)
    assert answer.status_code == 302, answer.context["form"].errors
    assert waits in editor.get(f"{place}/").content.decode()
    template.refresh_from_db()
    state = template.current_workflow_task_state
    address = f"{SNIPPETS_OF_MESSAGES}/workflow/action/{template.pk}/approve/{state.pk}/"
    editor.post(address, {"comment": ""})
    template.refresh_from_db()
    assert template.live is False

    looked_at = f"{SNIPPETS_OF_MESSAGES}/workflow/preview/{template.pk}/{state.task_id}/"
    shown = moderator.get(looked_at).content.decode()
    assert re.search(r"Subject: <b><bdi>Good news about [^{<]+</bdi></b>", shown)
    moderator.post(address, {"comment": ""})

    assert waits not in editor.get(f"{place}/").content.decode()
    template.refresh_from_db()
    assert (template.live, template.subject) == (True, "Good news about {{ number }}")
    taken_back = f"{place}/return/?locale=en&medium=email"
    assert editor.post(taken_back).status_code in (302, 403)
    template.refresh_from_db()
    assert template.live is True
    moderator.post(taken_back)
    template.refresh_from_db()
    assert template.live is False


def test_a_refused_banner_changes_nothing(api, editor, moderator, channel):
    banner = ensure_banner(channel=channel, locale="en", content=BannerContent(text="Old"))

    address, state = submit(editor, banner, banner_form("New"))
    moderator.post(f"{address}/reject/{state.pk}/", {"comment": "Too loud."})

    banner.refresh_from_db()
    assert (banners(api), banner.text, banner.live) == (["Old"], "Old", True)
    state.refresh_from_db()
    assert (state.status, state.comment) == ("rejected", "Too loud.")
