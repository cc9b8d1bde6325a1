"""Colours, materials and makes that a text claims: words without figures, which look true and are bought for.

Only what is invented often and minded most stands here; a word that means something else as often
("or", "ash") is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from chatbot.guarding.plain import plain

LANGUAGES: Final = ("en", "de", "fr", "ar")
# One quality a line, in the languages above, as `plain` writes them; what it implies stands behind ">".
_TABLE: Final = """
red crimson scarlet | rot dunkelrot hellrot weinrot | rouge | احمر حمراء
blue navy | blau dunkelblau hellblau marineblau | bleu bleue | ازرق زرقاء
green | grun dunkelgrun hellgrun | vert verte | اخضر خضراء
yellow | gelb | jaune | اصفر صفراء
black | schwarz | noir noire | اسود سوداء
white | weiss | blanc blanche | ابيض بيضاء
grey gray | grau dunkelgrau hellgrau anthrazit | gris grise anthracite | رمادي رماديه
brown | braun dunkelbraun hellbraun | brun brune marron | بني بنيه
pink | rosa pink | rose | وردي ورديه
purple violet | lila violett | violet violette | بنفسجي بنفسجيه
orange | orange | orange | برتقالي برتقاليه
beige | beige | beige | بيج
golden | golden | dore doree | ذهبي ذهبيه
silvery | silbern | argente argentee | فضي فضيه
turquoise teal | turkis | turquoise | تركوازي تركوازيه
linen | leinen | lin | كتان كتاني
cotton | baumwolle | coton | قطن قطني
wool woolen woollen | wolle schurwolle wollen | laine | صوف صوفي
silk | seide seiden | soie | حرير حريري
leather | leder ledern | cuir | جلد جلدي
velvet | samt | velours | مخمل مخملي
polyester | polyester | polyester | بوليستر
wood wooden | holz holzern massivholz | bois | خشب خشبي خشبيه
oak oaken > wood | eiche eichenholz | chene | بلوط
walnut > wood | nussbaum walnussholz | noyer | جوز
beech > wood | buche buchenholz | hetre | زان
pine > wood | kiefer kiefernholz | pin | صنوبر
bamboo > wood | bambus | bambou | خيزران
metal metallic | metall metallisch | metal metallique | معدن معدني معدنيه
steel > metal | stahl edelstahl | acier inox | فولاذ
brass > metal | messing | laiton | نحاس
copper > metal | kupfer | cuivre | نحاس
aluminium aluminum > metal | aluminium | aluminium | الومنيوم المنيوم
glass | glas | verre | زجاج زجاجي زجاجيه
ceramic stoneware | keramik steingut steinzeug | ceramique gres | سيراميك خزف
porcelain > ceramic | porzellan | porcelaine | بورسلين
marble | marmor | marbre | رخام
plastic | kunststoff plastik | plastique | بلاستيك بلاستيكي
handmade handcrafted | handgemacht handgefertigt handarbeit | artisanal artisanale | يدويا
waterproof | wasserdicht wasserfest | impermeable etanche | للماء
organic | bio biologisch | bio biologique | عضوي عضويه
vegan | vegan | vegan vegane vegetalien | نباتي نباتيه
recycled | recycelt recycled | recycle recyclee | تدوير تدويره
"""
_BEGINNINGS: Final = {"ar": "(?:و|ف)?(?:ال|بال|لل|ب|ل|من)?"}
_ENDINGS: Final = {"en": "s?", "de": "(?:e|er|es|en|em|ne|ner|nes|nen|nem)?", "fr": "(?:s|es)?"}


@cache
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    """Each quality by its first English word, as it is named in a language."""
    found = {}
    before, behind = _BEGINNINGS.get(language, ""), _ENDINGS.get(language, "")
    for columns in _lines():
        words = "|".join(map(re.escape, columns[LANGUAGES.index(language)].split()))
        found[columns[0].split()[0]] = re.compile(rf"(?<!\w){before}(?:{words}){behind}(?!\w)")
    return found


@cache
def _implied() -> dict[str, str]:
    lines = [line.partition("|")[0] for line in _TABLE.strip().splitlines()]
    parts = [each.partition(">") for each in lines if ">" in each]
    return {named.split()[0]: implied.strip() for named, _sign, implied in parts}


def _lines() -> list[list[str]]:
    lines = [line.split("|") for line in _TABLE.strip().splitlines()]
    return [[first.partition(">")[0], *others] for first, *others in lines]


def qualities_in(text: str, languages: Iterable[str] = LANGUAGES) -> set[str]:
    """Return what a text claims in these languages, and what that implies."""
    seen = plain(text)
    named = {
        name
        for language in languages
        if language in LANGUAGES
        for name, pattern in _patterns(language).items()
        if pattern.search(seen)
    }
    return named | {_implied()[name] for name in named if name in _implied()}
