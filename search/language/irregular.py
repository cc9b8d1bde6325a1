"""Words whose stem Snowball gets wrong in a shop, with the stem they are to have.

Either two forms of one thing are kept apart ("knives", "women") or two things are taken for one
("bedding" and "bed", "organic" and "organ"). Words are folded.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _table(text: str) -> dict[str, str]:
    """Read lines of "stem: form form …"."""
    rows = (line.split(":") for line in text.strip().splitlines())
    return {form: stem.strip() for stem, forms in rows for form in forms.split()}


_ENGLISH = _table("""
man: man men mens mans
woman: woman women womens womans
child: child children childrens
ladi: ladies lady ladys
foot: foot feet
tooth: tooth teeth
mous: mouse mice
goos: goose geese
knife: knife knives
scarf: scarf scarves scarfs
shelf: shelf shelves
leaf: leaf leaves
loaf: loaf loaves
wolf: wolf wolves
half: half halves
calf: calf calves
hoof: hoof hooves
elf: elf elves
thief: thief thieves
ax: ax axe axes
die: die dice
bedding: bedding beddings
clothing: clothing clothings
wedding: wedding weddings
stocking: stocking stockings
legging: legging leggings
painting: painting paintings
lighting: lighting lightings
railing: railing railings
coating: coating coatings
organic: organic organics
organizer: organizer organizers organiser organisers
shorts: shorts
wool: wool woolen woollen woolens wools
wood: wood woods wooden
gold: gold golden golds
moisturiz: moisturizer moisturizers moisturiser moisturisers moisturizing moisturising
jewelri: jewelry jewellery jewelries jewel jewels
gray: gray grey grays greys
color: color colour colors colours colored coloured
cozi: cozy cosy
pajama: pajama pajamas pyjama pyjamas
donut: donut donuts doughnut doughnuts
yogurt: yogurt yogurts yoghurt yoghurts
whiskey: whiskey whiskeys whisky whiskies
tire: tire tires tyre tyres
fiber: fiber fibers fibre fibres
center: center centers centre centres
savori: savory savoury
""")

_GERMAN = _table("""
sofa: sofa sofas
messer: messer messern messers
auto: auto autos
foto: foto fotos
kamera: kamera kameras
leder: leder ledern lederne lederner ledernes
wolle: wolle wollen woll wollene wollener wollenes
mutter: mutter mutters muttern
holz: holz holzer holzern holzerne holzerner holzernes holzes
gold: gold golden goldene goldener goldenes goldenen
silber: silber silbern silberne silberner silbernes silbernen
handy: handy handys
deko: deko dekoration dekorationen
""")

_FRENCH = _table("""
bleu: bleu bleus bleue bleues
blanc: blanc blancs blanche blanches
frais: frais fraiche fraiches
sec: sec secs seche seches
doux: doux douce douces
long: long longs longue longues
neuf: neuf neufs neuve neuves
cheveu: cheveu cheveux
oeil: oeil yeux
jeu: jeu jeux
sportif: sportif sportifs sportive sportives
""")

_ARABIC = _table("""
احمر: احمر حمراء حمر
ازرق: ازرق زرقاء زرق
اخضر: اخضر خضراء خضر
اسود: اسود سوداء سود
ابيض: ابيض بيضاء بيض
اصفر: اصفر صفراء صفر
كرسي: كرسي كراسي الكرسي الكراسي
مصباح: مصباح مصابيح المصباح المصابيح
حذاء: حذاء احذيه الحذاء الاحذيه
قميص: قميص قمصان القميص القمصان
فستان: فستان فساتين الفستان الفساتين
كوب: كوب اكواب الكوب الاكواب
كتاب: كتاب كتب الكتاب الكتب
باب: باب ابواب
طبق: طبق اطباق الطبق الاطباق
اريكه: اريكه ارايك الاريكه الارايك
حقيبه: حقيبه حقايب الحقيبه الحقايب
ستاره: ستاره ستاير الستاره الستاير
لعبه: لعبه العاب اللعبه الالعاب
طفل: طفل اطفال الطفل الاطفال
ساعه: ساعه ساعات الساعه الساعات
هديه: هديه هدايا الهديه الهدايا
رجل: رجل رجال الرجال رجالي رجاليه
امراه: امراه نساء النساء نسايي نساييه
خاتم: خاتم خواتم الخاتم الخواتم
سكين: سكين سكاكين السكين السكاكين
مراه: مراه مرايا المراه المرايا
سرير: سرير اسره السرير الاسره
شمعه: شمعه شموع الشمعه الشموع
""")

IRREGULAR: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "ar": _ARABIC}
)
