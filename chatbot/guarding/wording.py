"""What promises, prices and times are called in English, German, French and Arabic.

All in the form of `plain`: lower case, no accents, one form of each Arabic letter.
"""

from __future__ import annotations

import re
from typing import Final

CURRENCIES: Final[dict[str, frozenset[str]]] = {
    words: frozenset(codes.split())
    for words, codes in {
        r"€|euros?\b|eur\b|يورو": "EUR",
        r"us\$|usd\b": "USD",
        r"\$|dollars?\b|دولار(?:ات|ا)?": "USD CAD AUD NZD SGD HKD",
        r"£|gbp\b|pounds?\b|pfund\b|livres? sterling|جنيه استرليني": "GBP",
        r"chf\b|franken\b|francs? suisses?": "CHF",
        r"¥|jpy\b|cny\b|yen\b|yuan\b|ين ياباني": "JPY CNY",
        r"₹|inr\b|rupees?\b|rupien\b|roupies?\b|روبيه": "INR",
        r"aed\b|dirhams?\b|mad\b|درهم(?:ا)?|دراهم": "AED MAD",
        r"sar\b|qar\b|omr\b|riyals?\b|ريال(?:ات|ا)?": "SAR QAR OMR YER",
        r"kwd\b|bhd\b|jod\b|tnd\b|dinars?\b|دينار(?:ا)?|دنانير": "KWD BHD JOD TND DZD IQD LYD",
        r"egp\b|جنيه(?:ا|ات)?": "EGP",
        r"pln\b|zl\b|zloty\b": "PLN",
        r"sek\b|nok\b|dkk\b|kr\b|kronen?\b|couronnes?\b": "SEK NOK DKK ISK",
        r"cad\b": "CAD",
        r"aud\b": "AUD",
        r"bucks?\b|quid\b": "USD GBP",
    }.items()
}
CURRENCY: Final = "|".join(CURRENCIES)
CENTS: Final = r"¢|cents?\b|centimes?\b|pence\b|سنت(?:ات|ا)?"
PERCENT: Final = (
    r"%|per ?cent\b|percentage points?|prozent\w*|pour ?cents?\b|[فب]?ي? ?(?:بال|ال)(?:ميه|مايه)"
)

UNITS: Final = {
    "minute": r"minutes?|mins?|minuten|دقيقه|دقايق",
    "hour": r"hours?|hrs?|h|stunden?|std|heures?|ساعه|ساعات",
    "day": (
        r"(?:business|working|calendar|full)? ?-?days?|(?:werk|arbeits|kalender)?tag(?:en?|es)?"
        r"|jours?|يوما?|ايام"
    ),
    "week": r"weeks?|wochen?|semaines?|اسبوعا?|اسابيع",
    "month": r"months?|monat(?:en?|s)?|mois|شهرا?|اشهر|شهور",
    "year": r"years?|yrs?|jahre?[ns]?|ans?|annees?|سنه|سنوات|سنين|عاما?|اعوام",
}
# Arabic has a form of its own for two of a thing.
TWO_OF: Final = {
    "hour": r"ساعتين|ساعتان",
    "day": r"يومين|يومان",
    "week": r"اسبوعين|اسبوعان",
    "month": r"شهرين|شهران",
    "year": r"سنتين|سنتان|عامين|عامان",
}

_MONTHS: Final = (
    r"jan(?:uary|uar|vier)?|janner|يناير|كانون الثاني",
    r"feb(?:ruary|ruar)?|fevrier|fevr|فبراير|شباط",
    r"mar(?:ch)?|marz|mars|مارس|اذار",
    r"apr(?:il)?|avril|avr|ابريل|نيسان",
    r"may|mai|مايو|ايار",
    r"june?|juni|juin|يونيو|حزيران",
    r"july?|juli|juillet|juil|يوليو|تموز",
    r"aug(?:ust)?|aout|اغسطس|اب",
    r"sept?(?:ember)?|septembre|سبتمبر|ايلول",
    r"oct(?:ober|obre)?|okt(?:ober)?|اكتوبر|تشرين الاول",
    r"nov(?:ember|embre)?|نوفمبر|تشرين الثاني",
    r"dec(?:ember|embre)?|dez(?:ember)?|ديسمبر|كانون الاول",
)
MONTH: Final = "|".join(f"(?P<m{place}>{words})" for place, words in enumerate(_MONTHS, 1))
MONTH_ALONE: Final = (
    r"(?:in|by|until|till|from|since|mid|early|late|end of|bis|ab|im|ende|anfang|mitte|en|fin|debut"
    r"|jusqu'en|jusqu'a|d'ici|في|حتي|بحلول|نهايه|بدايه|شهر)[ -]"
)

_WEEKDAYS: Final = (
    r"mondays?|montags?|lundis?|الاثنين",
    r"tuesdays?|dienstags?|mardis?|الثلاثاء",
    r"wednesdays?|mittwochs?|mercredis?|الاربعاء",
    r"thursdays?|donnerstags?|jeudis?|الخميس",
    r"fridays?|freitags?|vendredis?|الجمعه",
    r"saturdays?|samstags?|sonnabends?|samedis?|السبت",
    r"sundays?|sonntags?|dimanches?|الاحد",
)
# What is said of a day without naming it, and how many days from today that is.
_SOON: Final = {
    "after tomorrow": (r"day after tomorrow|ubermorgen|apres-? ?demain|بعد غد", 2),
    "yesterday": (r"yesterday|gestern|hier\b(?=.*livr)|امس", -1),
    "same day": (
        r"same[- ]?day|am (?:selben|gleichen) tag|taggleich|le jour meme|(?:في )?نفس اليوم|ذات اليوم",
        0,
    ),
    "next day": (
        r"next[- ](?:business |working )?day|overnight|am nachsten (?:werk)?tag|uber nacht"
        r"|(?:le )?lendemain|اليوم التالي|اليوم الموالي",
        1,
    ),
    "tomorrow": (r"tomorrow|(?<!guten )\bmorgen\b|demain|غدا?\b", 1),
    "tonight": (r"tonight|heute abend|ce soir|الليله|هذا المساء", 0),
    "weekend": (r"week-?ends?|wochenenden?|نهايه (?:هذا )?الاسبوع|عطله نهايه الاسبوع", None),
    "next week": (
        r"next week|(?:nachste|kommende)[nr]? woche|(?:la )?semaine prochaine|الاسبوع (?:القادم|المقبل)",
        None,
    ),
    "this week": (r"this week|diese[rn]? woche|cette semaine|هذا الاسبوع", None),
    "next month": (
        r"next month|(?:nachste|kommende)[nr]? monat|(?:le )?mois prochain|الشهر (?:القادم|المقبل)",
        None,
    ),
    "in a while": (
        r"(?:next|coming|following) (?:few |couple of )?days|(?:nachsten|kommenden) tagen?"
        r"|prochains jours|الايام (?:القادمه|المقبله)"
        r"|(?:within|in|under|inside|after) (?:an?|one|a few|a couple of|few) (?:hour|day|week|month)s?"
        r"|(?:in|innerhalb|binnen|nach) (?:einer|eines|einem|einigen|wenigen|ein paar|weniger) "
        r"(?:stunden?|tag(?:e[ns]?)?|wochen?|monat(?:e[ns]?)?)"
        r"|(?:en|dans|sous|d'ici|apres) (?:une?|quelques) (?:heures?|jours?|semaines?|mois)"
        r"|(?:خلال|بعد|في غضون|في خلال) (?:بضعه |عده )?(?:ساعه|ساعات|يوم|ايام|اسبوع|اسابيع|شهر|اشهر)",
        None,
    ),
}
OFFSETS: Final[dict[str, int]] = {
    name: offset for name, (_, offset) in _SOON.items() if offset is not None
} | {"today": 0}
RELATIVE: Final[dict[str, re.Pattern[str]]] = {
    **{name: re.compile(rf"\b(?:{words})(?!\w)") for name, (words, _) in _SOON.items()},
    **{f"weekday {day}": re.compile(rf"\b(?:{words})\b") for day, words in enumerate(_WEEKDAYS)},
}
# "Today" is said for nothing in greetings; beside one of these words it is a promise.
TODAY: Final = re.compile(r"\b(?:today|heute|aujourd'hui|اليوم)\b")
OF_TIME: Final = re.compile(
    r"deliver|arriv|ship(?!ping address)|dispatch|refund|\boffer|\bsale\b|discount|expire|\bends?\b"
    r"|until|liefer|ankomm|kommt .* an|versand|versend|versch[iu]ck|erstatt|angebot|rabatt|\bendet"
    r"|nur heute|gultig|livr|expedi|arriv|rembours|offre|remise|promo|expire|jusqu|valable"
    r"|توصيل|يصل|تصل|وصول|شحن|استرداد|عرض|خصم|ينتهي|حتي|صالح"
)

# What Arabic writes in one with the word that follows: "and", "with", "so", "as", "for", "the".
_JOINED: Final = r"[وبفكل]{0,2}(?:ال|لل)?"

# What a shop may say and a model may not, unless the shop has said it in this conversation.
PROMISES: Final[dict[str, re.Pattern[str]]] = {
    name: re.compile(rf"(?<!\w)(?:{words})")
    for name, words in {
        "guarantee": (
            r"guarante\w+|warrant(?:y|ies|ed)\b|(?:i|we) promise|i assure|garant\w+|gewahrleist\w*"
            r"|verspr(?:e|i)ch(?:e|en|t)\b|zugesicher\w*|promets|promettons|promis\b"
            rf"|{_JOINED}(?:مضمون|ضمان|نضمن|اضمن|كفاله)\w*|اعدك|نعدك"
        ),
        "free": (
            r"free (?:of charge|shipping|delivery|returns?|gifts?|samples?|express|postage|item|\w+ inc)"
            r"|(?:for|is|are|it's|totally|completely|absolutely) free\b"
            r"(?![ -](?:(?:to|of|from)\b|stand|hang))"
            r"|at no (?:extra |additional )?"
            r"(?:cost|charge)|on the house|complimentary|gratis\w*|kostenlos\w*|kostenfrei\w*"
            r"|versandkostenfrei|umsonst|geschenkt|gratuit\w*|offerte?s?\b|sans frais"
            rf"|{_JOINED}مجان\w*|[وف]?(?:بلا مقابل|(?:بدون|دون) (?:مقابل|رسوم|تكلفه))"
        ),
        "half price": (
            r"half[- ]?(?:the )?(?:price|off|cost)|half of (?:the|its) (?:price|cost)"
            r"|1/2 (?:the )?(?:price|preis|prix)"
            r"|(?:halben?|halbem) preis|halbpreis|preis halbiert|um die halfte|(?:a )?moitie[- ]prix"
            r"|moitie (?:du|de son) prix|demi[- ]tarif|(?:ب)?نصف (?:ال)?(?:سعر|ثمن|قيمه)\w*"
        ),
        "discount": (
            r"discount(?:ed|s)?\b|on sale\b|clearance|special (?:offer|price|deal)|(?:great|best) deals?"
            r"|price (?:cut|drop)|reduced (?:price|to|by)|cheaper (?:today|now)|cash ?back"
            r"|rabatt\w*|rabattiert\w*|reduziert\w*|im angebot|sonder(?:angebot|preis)\w*|preisnachlass\w*"
            r"|nachlass|skonto|remises?\b|rabais|reductions?\b|en (?:solde|promo)\w*|soldes?\b|prix reduits?"
            rf"|{_JOINED}(?:خصم|خصوم|تخفيض|مخفض|تنزيلات)\w*|عرض خاص|عروض خاصه"
        ),
        "more for less": (
            r"buy (?:one|1|two|2),? (?:and )?get|bogo\b|(?:two|2|three|3) for (?:one|1|two|2|the price)"
            r"|(?:zwei|2|drei|3) (?:zum preis von|fur) (?:einem|1|zwei|2)\b"
            r"|(?:deux|2|trois|3) pour (?:le prix|un|1)|un achete|achete,? (?:un|1) offert"
            r"|اشتر \w+ واحصل|(?:اثنان|2) بسعر"
        ),
        "refund": (
            r"(?:full|instant|immediate|complete) refund|money[- ]back|(?:will|shall|'ll|have|has been|been)"
            r" (?:be )?(?:fully )?refund(?:ed)?|refund you|geld(?:-| )?zuruck|voll(?:e|er|standige?n?) "
            r"(?:ruck)?erstatt\w+|erstatten (?:wir|ich) (?:ihnen|dir)|rembours(?:e|es|ee|ement)s? "
            r"(?:integral\w*|complet|total|immediat)|serez rembourse"
            rf"|{_JOINED}(?:استرداد|استرجاع) (?:ال)?كامل"
            r"|سنعيد (?:لك|اليك)|نرد لك"
        ),
        "order": (
            r"(?:i|we)(?:'ve| have)?(?: just| now| already)? (?:placed|ordered|cancell?ed|refunded|shipped)"
            r"|(?:order|parcel|package) (?:has been|was|is now) (?:placed|cancell?ed|refunded|confirmed)"
            r"|habe\w* .{0,40}(?:bestellt|storniert|erstattet)\b|bestellung (?:wurde|ist) .{0,20}"
            r"(?:aufgegeben|storniert|erstattet|bestatigt)|(?:j'ai|nous avons) (?:passe|commande|annule"
            r"|rembourse)|commande (?:a ete|est) (?:passee|annulee|remboursee|confirmee)"
            r"|(?:لقد |تم )(?:الغاء|الغيت|تاكيد|تقديم|طلبت) ?(?:ال)?طلب\w*"
        ),
        "credit": (
            r"gift ?cards? worth|store credit|(?:bonus|loyalty) points|gutschrift|guthaben|bons? d'achat"
            rf"|avoir de|{_JOINED}رصيد (?:ال)?(?:مجاني|هديه)"
        ),
        "voucher": (
            r"(?:i|we)(?:'ll|'m|'re|'ve| will| am| are| can)?(?: going to| gonna| also| now)*"
            r" (?:give|giving|make|making|send|sending|offer|offering|have|create|creating|generate)"
            r"(?: you)?(?: (?:an?|your|the|this|some|free|another|special|personal|small|new)){0,3}"
            r" (?:vouchers?|coupons?|gifts?(?! ?cards?)|(?:promo |discount |voucher |gift )?codes?)\b"
            r"|you(?:'ll| will)? (?:get|receive) (?:an?|your) (?:\w+ )?(?:voucher|coupon|gift)\b"
            r"|(?:ich|wir) (?:werden?|mache\w?|gebe\w?|schenke\w?|sende\w?|schicke\w?|erstelle\w?|haben?)"
            r"(?: (?:ihnen|dir|euch|fur (?:sie|dich|euch)|ein\w*|gerne?|jetzt|klein\w*|neu\w*)){0,4}"
            r" (?:gutschein|rabattcode|coupon|geschenk)"
            r"|(?:ich|wir) \w+(?: (?:ihnen|dir|euch|gerne?|jetzt))* ein\w*(?: \w+)? (?:gutschein|rabatt)code"
            r"|(?:sie|du|ihr) (?:erhalt\w+|bekomm\w+)(?: ein\w*)? (?:gutschein|rabattcode|coupon|geschenk)"
            r"|(?:je|nous) (?:vais |allons )?(?:vous |te )?(?:donn|offr|cre|envo|fai|prepar)\w+"
            r"(?: (?:une?|votre|petite?|nouveau)){0,2} (?:bon (?:d'achat|de)|code|coupon|cheque|cadeau)"
            r"|vous (?:recev\w+|aurez|obten\w+) (?:une?|votre) (?:bon (?:d'achat|de)|code|coupon|cadeau)"
            r"|(?:سوف )?(?:سا|سن|ا|ن)(?:عطي|رسل|قدم|منح|صنع|نشي)\w* (?:لك |لكم )?(?:قسيمه|كوبون|رمز|كود|هديه)"
            r"|(?:س)?تحصل علي (?:قسيمه|كوبون|هديه)"
        ),
        "price": (
            r"(?:lowest|best|cheapest) price|price match\w*|bestpreis\w*|tiefpreis\w*|gunstigste[rn]? preis"
            r"|meilleur prix|prix le plus bas"
            rf"|{_JOINED}(?:افضل|ارخص|اقل) (?:ال)?(?:سعر|اسعار)"
        ),
        "secret wanted": (
            r"(?:tell|give|send|type|enter|write|confirm|share|need)\w* (?:me |us |in |here )*(?:your|the) "
            r"(?:\w+ )?(?:card|cvv|cvc|pin\b|password|passcode|iban)"
            r"|(?:nenn|gib|geb|send|schick|schreib|bestatig)\w* (?:sie )?(?:mir |uns )?(?:bitte )?"
            r"(?:ihre?n?|dein\w*) (?:karten|kreditkarten|passwort|kennwort|pin\b|iban)"
            r"|(?:donne|envoie|envoye|indique|confirme|saisisse)\w*[- ](?:moi |nous )?(?:votre|ton|le) "
            r"(?:numero de carte|carte|mot de passe|code secret|iban)"
            r"|(?:ارسل|اعط|اكتب|ادخل|اكد)\w* (?:لي |لنا )?(?:رقم )?(?:بطاقت|كلمه (?:ال)?(?:مرور|سر))\w*"
        ),
        "lasting": (
            r"(?:life ?time|forever) \w+|lebenslang\w*|a vie\b|مدي الحياه|24/7|around the clock"
            r"|rund um die uhr|no questions asked|ohne wenn und aber"
        ),
    }.items()
}
NOT: Final = re.compile(
    r"(?:\bnot|n't|\bcannot|\bcan not|\bno|\bnever|\bwithout|\bunable to|\bnor|\bkeine?[nrms]?|\bnicht"
    r"|\bnichts|\bnothing|\brien|\bnie|\bniemals|\bohne|\bkaum|\bpas|\bne|\baucune?|\bjamais|\bsans|\bni|\bلا|\bلن|\bلم|\bليس|\bليست|\bلسنا"
    r"|\bبدون|\bغير)\b[^.,;:!?()]{0,24}$"
)
# Before one of these a person's own limit is repeated, no price told.
LIMIT: Final = re.compile(
    r"(?<!\w)ب?(?:under|below|less than|up to|at most|over|above|more than|at least|between|around|about"
    r"|budget(?: of)?|max(?:imum)?|unter|bis(?: zu)?|hochstens|maximal|uber|ab|mindestens|zwischen"
    r"|um(?: die)?|etwa|rund|moins de|en dessous de|jusqu'a|au plus|plus de|au moins|entre|environ|autour de"
    r"|اقل من|تحت|دون|حتي|اكثر من|فوق|بين|حوالي|بحدود|ب?حد اقصي)[ :]*(?:of|von|de)? ?$"
)
# Where something is said to cost about so much, or less, a price is told after all.
TOLD: Final = re.compile(
    r"(?<!budget )(?<!limit )(?:\b(?:is|are|was|were|costs?|costing|priced|ist|sind|kostet|kosten|liegt"
    r"|liegen|est|sont|coutent|coute)|\w's|(?:و|ف)?(?:سعر|ثمن)\w+|[يت]كلف\w*)"
    r" (?:only |just |now |at |nur |jetzt |bei |seulement |a |de |فقط |هو |هي )*$"
)
LEAST: Final = re.compile(
    r"over|above|more than|at least|uber|ab\b|mindestens|plus de|au moins|اكثر من|فوق"
)
PRICE: Final = re.compile(
    r"(?:price[ds]?|costs?|preise?|kostet|kosten|prix|coutent|coute|cout|سعر\w*|ثمن\w*|تكلف\w*)"
    r"\b[^.!?\d]{0,24}$"
)
LEFT: Final = re.compile(
    r"(?:only|just|nur noch|noch|plus que|ne reste que|reste|بقي\w*|تبقي\w*|متبق\w*)[ \w]{0,12}$"
)
