"""Rows of one tenant or seller, one of each kind, for asking as somebody whose rows they are not."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from chatbot.models import (
    Assistant,
    CannedAnswer,
    Conversation,
    ConversationTemplate,
    CustomIntent,
    Desk,
    FaqEntry,
    PageChoice,
    Proposal,
)
from cms.models import GlossaryTerm, LegalVersion, RobotsRules
from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.carriers.models import Label
from commerce.cart.models import ReminderRule
from commerce.cart.tests.goods import list_in, make_charge, make_offer, make_rates, make_voucher
from commerce.catalogue.tests.factories import make_category, make_price
from commerce.core.money import Money
from commerce.delivery.models import DispatchCalendar, PickupPoint
from commerce.documents.models import DocumentBatch, DocumentRules, LegalEntity
from commerce.documents.services.drawing import draw_document
from commerce.documents.services.issuing import issue_invoice
from commerce.integrations.models import ProviderConfiguration
from commerce.notifications.models import Notice, PushAddress, Suppression
from commerce.notifications.tests.factories import make_announcement, make_message, make_template
from commerce.ordering.models import Completion, FraudRule, Fulfilment, OrderBatch, OrderFilter
from commerce.ordering.services.drafts.preparing import begin
from commerce.oscar.address.models import Country
from commerce.oscar.catalogue.models import AttributeOptionGroup, Product
from commerce.oscar.order.models import Line, Order, ShippingAddress
from commerce.oscar.partner.models import Partner, StockRecord
from commerce.oscar.voucher.models import VoucherSet
from commerce.payments.models import Instruction, ProviderMovement, SuspiciousFact
from commerce.payments.services.sessions import open_session
from commerce.returns.models import ReturnPhoto, ReturnRequest, ReturnRules
from commerce.tax.models import TaxExemption, TaxRate
from commerce.tax.tests.factories import make_taxes
from commerce.tenders.models import InvoiceTerms, PurseAccount, Statement, WaysToPay
from commerce.webhooks.models import Delivery, Endpoint, Message


@dataclass
class Rows:
    """Keys by kind, and words that must not be read on another tenant's, or seller's, pages."""

    keys: dict[str, Any] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()


def make_goods(channel, product_class, partner, name) -> Product:
    product = Product.objects.create(
        tenant=channel.tenant, title=f"{name} lamp", product_class=product_class
    )
    list_in(channel, product)
    record = StockRecord.objects.create(
        product=product, partner=partner, partner_sku=f"{name}-1", num_in_stock=5, price=20
    )
    make_price(channel, record, channel.default_currency, "20.00")
    return product


def make_order(channel, products, *, number, email) -> Order:
    Country.objects.get_or_create(
        iso_3166_1_a2="DE", defaults={"printable_name": "Germany", "is_shipping_country": True}
    )
    address = ShippingAddress.objects.create(
        first_name="Hidden", last_name=number, line1=f"{number} Lane", line4="X", country_id="DE"
    )
    order = Order.objects.create(
        channel=channel,
        number=number,
        currency="EUR",
        total_incl_tax=Decimal("20.00") * len(products),
        total_excl_tax=Decimal("20.00") * len(products),
        guest_email=email,
        shipping_address=address,
        status="placed",
        date_placed=timezone.now(),
    )
    for product in products:
        record = product.stockrecords.get()
        price = Decimal("20.00")
        Line.objects.create(
            order=order,
            partner=record.partner,
            partner_name=record.partner.name,
            partner_sku=record.partner_sku,
            stockrecord=record,
            product=product,
            title=product.title,
            quantity=1,
            num_allocated=0,
            status="placed",
            line_price_excl_tax=price,
            line_price_incl_tax=price,
            line_price_before_discounts_excl_tax=price,
            line_price_before_discounts_incl_tax=price,
            unit_price_excl_tax=price,
            unit_price_incl_tax=price,
        )
    return order


def make_webhook(channel, name) -> dict[str, int]:
    own = {"channel": channel}
    endpoint = Endpoint.objects.create(
        **own, url=f"https://{name}.example/", owner_email="a@example.com", secret=b""
    )
    message = Message.objects.create(**own, event=name, version=1, subject=name, data={})
    delivery = Delivery.objects.create(**own, message=message, endpoint=endpoint)
    return {"endpoint": endpoint.pk, "delivery": delivery.pk}


def make_configuration(channel) -> ProviderConfiguration:
    """A provider that this release does not know, as one that was taken out."""
    return ProviderConfiguration.objects.create(
        tenant=channel.tenant, provider="forgotten", kind="feed", key_id="lost"
    )


def make_rows(channel, name="Foreign") -> Rows:
    """Everything a tenant can have, made once."""
    tenant = channel.tenant
    product_class = apps.get_model("catalogue", "ProductClass").objects.create(
        tenant=tenant, name=f"{name} kind"
    )
    partner = Partner.objects.create(tenant=tenant, name=f"{name} house")
    product = make_goods(channel, product_class, partner, name)
    user = make_user(f"{name.lower()}@example.com", first_name=name)
    ensure_membership(user=user, tenant_id=tenant.pk)
    partner.users.add(user)
    order = make_order(channel, [product], number=f"{name}-ORDER", email=f"{name}@hidden.example")
    offer, voucher = make_offer(channel, f"{name} offer"), make_voucher(channel, name.upper())
    now = timezone.now()
    voucher_set = VoucherSet.objects.create(
        channel=channel,
        name=f"{name} set",
        count=1,
        description=name,
        start_datetime=now,
        end_datetime=now + timedelta(days=1),
    )
    make_rates(channel)
    review = apps.get_model("reviews", "ProductReview").objects.create(
        product=product, user=user, score=4, title=f"{name} review", body="Bright.", status=0
    )
    notice = Notice.objects.create(user=user, channel=channel, key=name, title=f"{name} notice")
    browser = PushAddress.objects.create(user=user, channel=channel, endpoint_digest=name)
    group = AttributeOptionGroup.objects.create(tenant=tenant, name=f"{name} group")
    return Rows(
        keys={
            "product": product.pk,
            "product_class": product_class.pk,
            "product_class_slug": product_class.slug,
            "category": make_category(tenant, f"{name} category").pk,
            "option_group": group.pk,
            "order": order.number,
            "completion": make_completion(channel, order).public_id,
            "line": order.lines.get().pk,
            "note": order.notes.create(message=f"{name} note").pk,
            "user": user.pk,
            "partner": partner.pk,
            "offer": offer.pk,
            "range": offer.condition.range_id,
            "voucher": voucher.pk,
            "voucher_set": voucher_set.pk,
            "rate": channel.shipping_rates.first().pk,
            "review": review.pk,
            "purse": make_purse(channel, name).public_id,
            **make_payment(channel, order),
            **make_tenders(channel, name, user),
            **make_return(channel, order),
            **make_document(channel, order, name),
            **make_label(channel, order),
            **make_lists(channel, user),
            **make_tax_rows(channel, user),
            "notice": notice.public_id,
            "push": browser.public_id,
            "configuration": make_configuration(channel).public_id,
            "page": Page.objects.get(pk=channel.site.root_page_id).pk,
            **make_webhook(channel, name),
        },
        words=(name, name.upper()),
        goods=(f"{name} lamp", f"{name}-1", f"{name}-ORDER", f"{name}@hidden", f"{name} house"),
    )


def make_return(channel, order) -> dict[str, Any]:
    """Something that comes back, with a picture, and the rules of it."""
    request = ReturnRequest.objects.create(
        channel=channel,
        order=order,
        number=f"{order.number}-1",
        reason="faulty",
        wish="refund",
        currency="EUR",
    )
    request.lines.create(line=order.lines.first(), quantity=1)
    ReturnPhoto.objects.create(request=request, jpeg=b"\xff\xd8")
    rules = ReturnRules.objects.create(channel=channel)
    return {
        "return": request.public_id,
        "return_number": request.number,
        "return_rules": rules.pk,
        "robots": RobotsRules.objects.create(channel=channel).pk,
        "glossary_term": GlossaryTerm.objects.create(
            tenant=channel.tenant, source_locale="en", text="Foreign"
        ).pk,
    }


def make_tax_rows(channel, user) -> dict[str, Any]:
    """What is taxed, where, how, and who is not."""
    taxes = make_taxes(channel)
    rate = TaxRate.objects.filter(zone__tenant=channel.tenant).first()
    exemption = TaxExemption.objects.create(tenant=channel.tenant, user=user, reason="Embassy")
    return {
        "channel_taxes": taxes.pk,
        "tax_class": rate.tax_class_id,
        "tax_zone": rate.zone_id,
        "tax_rate": rate.pk,
        "tax_exemption": exemption.pk,
    }


def make_document(channel, order, name) -> dict[str, Any]:
    """Who sells, an invoice with its file, and a file of many."""
    entity = LegalEntity.objects.create(
        tenant=channel.tenant,
        name=f"{name} Ltd",
        line1="1 Lane",
        city="X",
        country_id="DE",
        vat_id="DE1",
    )
    rules = DocumentRules.objects.create(channel=channel, entity=entity)
    invoice = issue_invoice(order_id=order.pk)
    draw_document(document_id=invoice.pk)
    invoice.refresh_from_db()
    batch = DocumentBatch.objects.create(
        tenant=channel.tenant, kind="invoice", format="pdf", total=0, file=invoice.file.name
    )
    return {
        "entity": entity.pk,
        "document_rules": rules.pk,
        "document": invoice.public_id,
        "batch": batch.public_id,
    }


def make_lists(channel, user) -> dict[str, str]:
    """A search of orders that somebody keeps, many that are to take a status, and one prepared."""
    mine = {"tenant": channel.tenant, "user": user}
    kept = OrderFilter.objects.create(**mine, name="Held", query="is_held=on")
    batch = OrderBatch.objects.create(tenant=channel.tenant, status="paid", total=0)
    draft = begin(channel=channel, locale="en", currency="EUR", actor=user)
    return {
        "order_filter": kept.public_id,
        "order_batch": batch.public_id,
        "draft": draft.public_id,
        "draft_step": "copy",
    }


def make_label(channel, order) -> dict[str, Any]:
    """A parcel with its label, and when parcels leave."""
    parcel = Fulfilment.objects.create(order=order)
    label = Label.objects.create(
        order=order,
        fulfilment=parcel,
        carrier="UPS",
        weight=500,
        state="made",
        tracking_number=f"1Z{order.pk}",
        media_type="image/gif",
        customs_papers=b"%PDF",
    )
    calendar = DispatchCalendar.objects.create(channel=channel)
    return {
        "parcel": parcel.public_id,
        "label": label.public_id,
        "calendar": calendar.pk,
        "pickup_point": PickupPoint.objects.create(channel=channel, country="DE").pk,
        "fraud_rule": FraudRule.objects.create(channel=channel, kind="risk").pk,
    }


def make_payment(channel, order) -> dict[str, str]:
    """A payment of the order, and what was told of it or is in others' books and does not fit."""
    session = open_session(
        channel_id=channel.pk,
        order_id=order.pk,
        order_number=order.number,
        gateway="offline",
        amount=Money(Decimal("10.00"), "EUR"),
        locale="en",
        return_url="",
    )
    fact = SuspiciousFact.objects.create(
        tenant=channel.tenant,
        session=session,
        gateway="offline",
        source="webhook",
        reason="other_amount",
        kind="captured",
        amount=Decimal("11.00"),
        currency="EUR",
        reference=f"{channel.code} capture",
    )
    movement = ProviderMovement.objects.create(
        tenant=channel.tenant,
        session=session,
        gateway="offline",
        finding="unbooked",
        kind="captured",
        reference=f"{channel.code} movement",
        amount=Decimal("10.00"),
        currency="EUR",
        happened_at=timezone.now(),
    )
    refused = Instruction.objects.create(
        session=session, kind="capture", amount=Decimal("10.00"), state="refused"
    )
    return {
        "payment": session.public_id,
        "instruction": refused.public_id,
        "fact": fact.public_id,
        "movement": movement.public_id,
    }


def make_purse(channel, name) -> PurseAccount:
    return PurseAccount.objects.create(
        channel=channel,
        kind="gift-card",
        email=f"{name}@hidden.example.com",
        digest=f"{name} digest",
        last_four=name[:4],
        currency="EUR",
    )


def make_completion(channel, order) -> Completion:
    """A payment under way of somebody else's cart."""
    return Completion._base_manager.create(
        channel=channel,
        order_number=f"{order.number}-2",
        locale="en",
        currency="EUR",
        amount=Decimal("20.00"),
        expires_at=timezone.now() + timedelta(minutes=15),
        look_at=timezone.now() + timedelta(minutes=1),
    )


def make_tenders(channel, name, user) -> dict[str, Any]:
    statement = Statement.objects.create(channel=channel, name=f"{name} statement", digest=name)
    line = statement.lines.create(
        channel=channel,
        fingerprint=name,
        day=timezone.now().date(),
        currency="EUR",
        amount=Decimal(20),
        payer=f"{name} payer",
    )
    terms = InvoiceTerms.objects.create(channel=channel, customer=user)
    ways = WaysToPay.objects.create(channel=channel)
    return {
        **make_assistant(channel, name),
        "statement": statement.public_id,
        "statement_line": line.pk,
        "terms": terms.pk,
        "ways": ways.pk,
    }


def make_assistant(channel, name) -> dict[str, int]:
    """The assistant of a channel, and what it was told."""
    own = {"channel": channel, "locale": "en"}
    entry = FaqEntry.objects.create(**own, question=f"{name} question", answer="a")
    intent = CustomIntent.objects.create(**own, name=f"{name} intent", phrases_text="a")
    page = Page.objects.get(pk=channel.site.root_page_id)
    return {
        "assistant": Assistant.objects.create(channel=channel).pk,
        "faq": entry.pk,
        "intent": intent.pk,
        "ready_answer": CannedAnswer.objects.create(**own, title=f"{name} answer").pk,
        "conversation_template": ConversationTemplate.objects.create(**own, title=name).pk,
        "desk": Desk.objects.create(channel=channel).pk,
        "proposal": Proposal.objects.create(
            **own,
            writing="product_description",
            object_id=Product._base_manager.filter(tenant=channel.tenant).earliest("pk").pk,
            name=name,
            model="small",
            tokens_in=1,
            tokens_out=1,
            cost=0,
            milliseconds=1,
        ).public_id,
        "conversation": Conversation.objects.create(**own, token_hash=name, title=name).public_id,
        "page_choice": PageChoice.objects.create(channel=channel, page=page).pk,
    }


def make_submitted_file(channel, page):
    submission = apps.get_model("cms", "FormSubmission").objects.create(
        page=page, channel=channel, locale_code="en", sending=channel.code, form_data={}
    )
    file = submission.files.create(
        field_name="picture", name="x.pdf", media_type="application/pdf", content=b"%PDF-"
    )
    return file.pk


def make_form(parent_id) -> str:
    """A form below a page; returns its public id."""
    form = apps.get_model("cms", "FormPage")(
        title="Foreign form", slug="foreign-form", button="Send", thanks="Thanks"
    )
    return Page.objects.get(pk=parent_id).add_child(instance=form).public_id


def give_home(channel, name):
    """A home page of the channel's own with a page below it, and rows that hang on pages."""
    root = Page.get_first_root_node()
    home = root.add_child(instance=Page(title=f"{name} home", slug=f"{name.lower()}-home"))
    Site.objects.filter(pk=channel.site_id).update(root_page=home)
    page = home.add_child(instance=Page(title=f"{name} page", slug=f"{name.lower()}-page"))
    revision = page.save_revision()
    redirect = apps.get_model("wagtailredirects", "Redirect").objects.create(
        old_path=f"/{name.lower()}", site_id=channel.site_id, redirect_link="/"
    )
    source, _created = apps.get_model(
        "wagtail_localize", "TranslationSource"
    ).get_or_create_from_instance(page)
    locale, _created = Locale.objects.get_or_create(language_code="fr")
    translation = apps.get_model("wagtail_localize", "Translation").objects.create(
        source=source, target_locale=locale
    )
    snippets = {
        key: apps.get_model("cms", key)
        .objects.create(channel=channel, locale=Locale.get_default(), **fields)
        .pk
        for key, fields in (
            ("menu", {}),
            ("banner", {"text": f"{name} banner"}),
            ("reusablecontent", {"name": f"{name} text"}),
        )
    }
    return {
        "home": home.pk,
        "page": page.pk,
        "revision": revision.pk,
        "redirect": redirect.pk,
        "source": source.pk,
        "translation": translation.pk,
        "submitted_file": make_submitted_file(channel, page),
        "site": channel.site_id,
        "branding": channel.branding.pk,
        "suppression": Suppression.objects.create(
            tenant=channel.tenant,
            medium="email",
            address=f"{name.lower()}@bounced.example",
            reason="bounced",
        ).pk,
        "charge": make_charge(channel, "gift_wrap", "3.00").pk,
        "reminder_rule": ReminderRule.objects.create(channel=channel).pk,
        "release": apps.get_model("cms", "Release")
        .objects.create(channel=channel, name=f"{name} release")
        .pk,
        "announcement": (announcement := make_announcement(channel, name)).pk,
        "segment": announcement.segment_id,
        "message": make_message(channel, name).pk,
        "template": make_template(channel, name).pk,
        **snippets,
    }


def make_legal_version(channel):
    """A text of law of that channel; returns its id."""
    made = LegalVersion.objects.create(
        channel=channel,
        translation_key=uuid4(),
        locale_code="en",
        kind="terms",
        number=1,
        title="Foreign terms",
        body=[],
    )
    return made.public_id
