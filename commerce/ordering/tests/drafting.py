"""Preparing an order in the dashboard, in a few words."""

from django.contrib.auth.models import Permission

from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.ordering.models import DraftOrder

DRAFTS = "/dashboard/orders/drafts/"


def make_staff(channel, email="staff@example.com", *, without=()):
    user = make_user(email, is_staff=True)
    user.user_permissions.set(Permission.objects.exclude(codename__in=without))
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    return user


def begin(staff, channel):
    staff.post(DRAFTS, {"channel": channel.pk, "locale": "en", "currency": "EUR"})
    return DraftOrder.objects.latest("pk")


def filled(staff, draft, **changes):
    """The form as the page shows it, with what is different."""
    page = staff.get(f"{DRAFTS}{draft.public_id}/").context
    form = page["form"]
    shown = {field.html_name: field.value() for field in form}
    body = {name: "" if value is None else value for name, value in shown.items()} | changes
    for name in ("for_account", "is_billed_elsewhere"):
        if not body.get(name):
            body.pop(name, None)
    return body


def save(staff, draft, **changes):
    return staff.post(f"{DRAFTS}{draft.public_id}/", filled(staff, draft, **changes))


def step(staff, draft, name, **body):
    page = staff.get(f"{DRAFTS}{draft.public_id}/").context
    if review := page.get("send_form"):
        body = {"fingerprint": review.initial["fingerprint"], **body}
    return staff.post(f"{DRAFTS}{draft.public_id}/{name}/", body, follow=True)


def line_of(draft):
    return draft.basket.lines.get()
