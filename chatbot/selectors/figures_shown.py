"""Figures of the assistant's work as they are told to programs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from chatbot.selectors.figures import Figures
from chatbot.shapes import ChatDay, ChatSummary
from commerce.core.money import MoneyJson


def summary_json(figures: Figures) -> ChatSummary:
    """Return the sums of a period, and the shares that follow from them."""
    return {
        "conversations": figures.conversations,
        "handed_over": figures.handed_over,
        "contained": figures.contained,
        "answers": figures.answers,
        "in_vain": figures.in_vain,
        "helpful": figures.helpful,
        "not_helpful": figures.not_helpful,
        "average_milliseconds": figures.average_milliseconds,
        "cost_usd": f"{figures.cost:.6f}",
        "carts": figures.carts,
        "orders": figures.orders,
        "ordered": [_money(amount, code) for code, amount in sorted(figures.amounts.items())],
    }


def day_json(day: date, figures: Figures) -> ChatDay:
    """Return the figures of one day."""
    return {"day": day.isoformat(), **summary_json(figures)}


def _money(amount: Decimal, currency: str) -> MoneyJson:
    return {"amount": f"{amount:.2f}", "currency": currency}
