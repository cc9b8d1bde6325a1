"""Words that say nothing about a product, as they are written after folding."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_ENGLISH = (
    "a an the and or of for with in on at to by from as is are be was were this that these those it"
    " its i me my we our you your he she his her they them their some any can could will would"
    " should do does did has have had what which who where when how why than then there here about"
    " into please want need find show looking buy shop s"
)
_GERMAN = (
    "der die das den dem des ein eine einen einem einer eines und oder fur mit in im an am auf aus"
    " bei beim von vom zu zum zur als ist sind war wie was wer wo ich du er sie es wir ihr mein"
    " meine meinen meiner dein deine unser unsere sein seine mir mich dich uns ihn ihm ihnen dieser"
    " diese dieses bitte suche such kaufen gibt haben hat brauche auch noch nur sehr uber durch um"
)
_FRENCH = (
    "le la les un une des du de au aux et ou pour avec en dans sur par a est sont ce cet cette ces"
    " il elle ils elles je tu nous vous on mon ma mes ton ta tes son sa ses notre votre leur leurs"
    " que qui quoi dont l d s c n j m t qu se si tres plus cherche acheter veux trouver besoin"
)
_ARABIC = (
    "في من على الى عن مع و او ل ب ال هذا هذه ذلك تلك هو هي هم انا نحن انت ما ماذا كيف اين متى كل"
    " بعض اي ان التي الذي اريد ابحث شراء لل عند بين بدون"
)

# What follows one of these says more about a thing but not what it is.
_ENGLISH_PREPOSITIONS = "for with of in on at to from by as without under over"
_GERMAN_PREPOSITIONS = "fur mit in im an am auf aus bei beim von vom zu zum zur ohne"
_FRENCH_PREPOSITIONS = "pour avec en dans sur par a au aux de du des sans"
_ARABIC_PREPOSITIONS = "في من على الى عن مع عند بدون"

# What follows one of these is what the shopper does not want.
_NEGATIONS = "not no without non ohne nicht kein keine sans pas بدون غير ليس"
NEGATIONS: Final = frozenset(_NEGATIONS.split())

STOP_WORDS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "en": frozenset(_ENGLISH.split()),
        "de": frozenset(_GERMAN.split()),
        "fr": frozenset(_FRENCH.split()),
        "ar": frozenset(_ARABIC.split()),
    }
)

PREPOSITIONS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "en": frozenset(_ENGLISH_PREPOSITIONS.split()),
        "de": frozenset(_GERMAN_PREPOSITIONS.split()),
        "fr": frozenset(_FRENCH_PREPOSITIONS.split()),
        "ar": frozenset(_ARABIC_PREPOSITIONS.split()),
    }
)
