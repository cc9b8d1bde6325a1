"""Whom the shop can call, and whose secrets it keeps."""

from .carriers import PICKUP_POINTS, RATES, CarrierProvider, CarrierRate, ParcelToRate
from .providers import (
    Call,
    Calls,
    EmailProvider,
    EmbeddingsProvider,
    LanguageModelProvider,
    PaymentProvider,
    Provider,
    PushProvider,
    SettingFacts,
    SmsProvider,
    VatRegister,
    find_provider,
    list_providers,
    register_provider,
    setting,
)
from .sealed import Sealed, list_sealed, register_sealed
from .tax import SoldLine, TaxedDocument, TaxedPlace, TaxService, ToldRate

__all__ = [
    "PICKUP_POINTS",
    "RATES",
    "Call",
    "Calls",
    "CarrierProvider",
    "CarrierRate",
    "EmailProvider",
    "EmbeddingsProvider",
    "LanguageModelProvider",
    "ParcelToRate",
    "PaymentProvider",
    "Provider",
    "PushProvider",
    "Sealed",
    "SettingFacts",
    "SmsProvider",
    "SoldLine",
    "TaxService",
    "TaxedDocument",
    "TaxedPlace",
    "ToldRate",
    "VatRegister",
    "find_provider",
    "list_providers",
    "list_sealed",
    "register_provider",
    "register_sealed",
    "setting",
]
