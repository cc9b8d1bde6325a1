"""What Oscar's sources know of payments becomes sessions with a ledger; the sources sum them up."""

from decimal import Decimal

from django.db import migrations

STEP = 500
ZERO = Decimal(0)


def write_ledgers(apps, schema_editor):
    """One session per source, one entry per sum; sources that have a session are left alone."""
    Source = apps.get_model("payment", "Source")
    known = apps.get_model("payments", "PaymentSession").objects.values("public_id")
    rest = Source.objects.exclude(reference__in=known).order_by("pk")
    rows = rest.select_related("order", "source_type").prefetch_related(
        "transactions", "order__status_changes"
    )
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:STEP]):
        last = batch[-1].pk
        _write(apps, batch)


def _write(apps, sources):
    PaymentSession = apps.get_model("payments", "PaymentSession")
    sessions = [_session(PaymentSession, source) for source in sources]
    PaymentSession.objects.bulk_create(sessions)
    LedgerEntry = apps.get_model("payments", "LedgerEntry")
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            session=session,
            kind=kind,
            amount=amount,
            happened_at=moment,
            reference=f"source-{source.pk}",
        )
        for source, session in zip(sources, sessions, strict=True)
        for kind, amount, moment in _entries(source, session)
    )
    for source, session in zip(sources, sessions, strict=True):
        source.reference = session.public_id
    apps.get_model("payment", "Source").objects.bulk_update(sources, ["reference"])


def _session(model, source):
    captured = source.amount_debited
    is_transfer = source.source_type.code == "bank-transfer"
    session = model(
        channel_id=source.order.channel_id,
        order_id=source.order_id,
        order_number=source.order.number,
        gateway=source.source_type.code,
        currency=source.currency,
        amount=source.amount_allocated,
        authorised=captured if is_transfer else max(source.amount_allocated, captured),
        captured=captured,
        refunded=min(source.amount_refunded, captured),
        locale=source.order.locale,
    )
    session.state = _state(source, session)
    if session.state == "waiting":
        session.next_step = {"url": None, "text": "", "reference": source.order.number}
    return session


def _state(source, session):
    if source.order.status == "cancelled" and session.captured < session.amount:
        return "cancelled"
    is_promised = session.authorised or not session.amount
    return "authorised" if is_promised else "waiting"


def _entries(source, session):
    for kind, amount, noted in (
        ("authorised", session.authorised, "Authorise"),
        ("captured", session.captured, "Debit"),
        ("refunded", session.refunded, "Refund"),
    ):
        if amount:
            yield kind, amount, _moment(source, noted)
    if session.state == "cancelled":
        yield "cancelled", session.amount - session.captured, _cancelled_at(source)


def _moment(source, noted):
    moments = [row.date_created for row in source.transactions.all() if row.txn_type == noted]
    return max(moments, default=source.order.date_placed)


def _cancelled_at(source):
    changes = source.order.status_changes.all()
    moments = [row.date_created for row in changes if row.new_status == "cancelled"]
    return max(moments, default=source.order.date_placed)


class Migration(migrations.Migration):
    dependencies = [
        ("order", "0024_ours_amounts_in_any_currency"),
        ("payment", "0006_ours_amounts_in_any_currency"),
        ("payments", "0001_sessions_and_ledger"),
    ]

    operations = [migrations.RunPython(write_ledgers, migrations.RunPython.noop)]
