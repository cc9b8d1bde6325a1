"""What is wanted of the products: the words of a question without its form."""

from __future__ import annotations

import re
from typing import Final

from chatbot.guarding.plain import plain

from .reading import is_limit_only, limits_in

_GREETING: Final = r"(?:(?:hello|hi|hey|hallo|guten tag|bonjour|salut|مرحبا|السلام عليكم)[\s,.!]+)?"
_FORMS: Final = (
    # English
    r"(?:do|don't) you (?:also |still )?(?:have|sell|stock|carry|offer)(?: any| some| also| an?)?",
    r"have you(?: got)?(?: any| some| an?)?|(?:are|is) there(?: any| some| an?)?",
    r"(?:can|could) you show me(?: some| your| all)?|show me(?: some| your| all| the)?",
    r"(?:i am|i'm|am) looking for(?: some| an?)?|i (?:need|want|would like|am after)(?: some| an?)?",
    r"where (?:can i find|are|do you keep)(?: your| the)?|can i (?:get|buy)(?: some| an?)?(?: here)?",
    # German
    r"(?:haben sie|habt ihr|hast du|gibt es|gibt's|verkaufen sie|verkauft ihr|fuhren sie|fuhrt ihr"
    r"|bieten sie|zeigen sie mir|zeig mir|zeigt mir|ich suche|ich brauche|ich mochte|ich hatte gerne?"
    r"|wo finde ich)(?: auch| noch| denn| bei ihnen| bei euch)*(?: ein(?:e|en|em|er)?| die| den| das)?",
    # French
    r"(?:est-ce que )?(?:vous avez|vous vendez|vous proposez|on trouve|tu as)(?: aussi| encore)?",
    r"(?:avez|vendez|proposez)[- ]vous(?: aussi| encore)?|as-tu|(?:est-ce qu')?il y a|y a[- ]t[- ]il",
    r"montrez?[- ]moi|je cherche|j'ai besoin|il me faut|je voudrais|ou (?:sont|trouver)",
    # Arabic
    r"(?:هل )?(?:لديكم|لديك|عندكم|عندك|تبيعون|يوجد|توجد|هناك|متوفر لديكم)",
    r"ارني|اعرض لي|ابحث عن|اريد|احتاج(?: الي)?|اين اجد",
)
_ARTICLE: Final = r"(?:\s+(?:des|du|de la|de l'|d'|les|la|le|un|une))?"
_FORM: Final = re.compile(rf"^{_GREETING}(?:{'|'.join(_FORMS)}){_ARTICLE}(?:\s+|(?<='))(?=\w)")
_END: Final = re.compile(
    r"(?:\s+(?:an|im angebot|im sortiment|auf lager|bei ihnen|bei euch|here|in stock|please|bitte"
    r"|en stock|ici|s'il vous plait|من فضلك|لو سمحت))*[\s?!.؟]*$"
)


def has_form(text: str) -> bool:
    """Whether somebody asks for products in so many words: "do you have …", "haben Sie …"."""
    return _FORM.match(plain(text)) is not None


def wanted_in(text: str) -> tuple[str, dict[str, str]]:
    """Return the words to search for, and limits of price as arguments of a search."""
    bare, limits = limits_in(text)
    if limits and is_limit_only(text):
        return "", limits
    said = _END.sub("", _FORM.sub("", plain(bare))).strip(" ,")
    return (said if said != plain(bare) else bare), limits
