"""A small shop whose answers can be counted by hand."""

from search.query.fields import TextField

from .factories import document, variant


def _described(text):
    return {TextField.DESCRIPTION: text}


def _made_by(brand, attributes=""):
    return {TextField.BRAND: brand, TextField.ATTRIBUTES: attributes}


# Blue comes in S only and red in L only, except for 102, where one variant is blue and L.
SHIRTS = (
    document(
        101,
        "plain shirt",
        variant(price=20, dollars=22, colour="blue", size="s"),
        variant(price=30, dollars=33, colour="red", size="l"),
        category="1 10",
        texts=_made_by("northwind", "cotton"),
        codes=("sh101", "4006381333931"),
        position=1,
        sold=5,
        rating=4.5,
        published_at=1_700_000_000,
    ),
    document(
        102,
        "oxford shirt",
        variant(price=40, dollars=44, colour="blue", size="l"),
        variant(price=50, dollars=55, colour="blue", size="s", available=False),
        category="1 10",
        texts=_made_by("southwind", "cotton"),
        codes=("sh102",),
        position=2,
        sold=9,
        rating=3.5,
        published_at=1_700_000_100,
    ),
    document(
        103,
        "linen shirt",
        variant(price=60, colour="green", size="m"),
        variant(price=65, colour="green", size="l", available=False, seller="attic"),
        category="1 10",
        facets=("badge:sale", "rating:1", "rating:2"),
        texts=_made_by("northwind", "linen"),
        codes=("sh103",),
        position=3,
        discount=30,
        rating=2.0,
        published_at=1_700_000_200,
    ),
    document(
        104,
        "striped shirt",
        variant(price=25, dollars=20, colour="blue,white", size="m"),
        category="1 10",
        position=4,
        published_at=1_700_000_200,
    ),
)

RUGS = (
    document(
        201,
        "blue rug",
        variant(price=120, dollars=130, colour="blue", material="wool"),
        variant(price=240, dollars=260, colour="blue", material="jute"),
        category="2 20",
        texts=_described("a soft rug for the living room"),
        sold=9,
        margin=50.0,
        is_featured=True,
        position=9,
    ),
    document(
        202,
        "rug",
        variant(price=80, colour="red", material="wool"),
        category="2 20",
        texts=_described("blue pattern"),
        margin=10.0,
        position=1,
    ),
    document(
        203,
        "wool runner",
        variant(price=80, colour="grey", material="wool"),
        category="2 21",
        texts=_described("a narrow rug in blue and grey"),
        position=2,
    ),
    document(
        204,
        "rug blue edge",
        variant(price=95.5, colour="grey", material="jute"),
        category="2 20",
        position=3,
    ),
)

ODDITIES = (
    document(301, "gift card", category="3", is_featured=True, position=1, sort_name="Gift card"),
    document(302, "mug", variant(dollars=9, colour="blue"), category="3", sort_name="Mug"),
    document(303, "سجادة صوف", variant(price=15.99), category="3", sort_name="سجادة صوف"),
    document(304, "übergröße täßchen", variant(price=16), category="3", sort_name="übergröße"),
    document(305, "rug 🧶", variant(price=17, colour="blue"), category="3", sort_name="rug 🧶"),
    document(
        306,
        "paint",
        *(variant(price=10 + n, tone=f"tone-{n}") for n in range(24)),
        category="3",
        sort_name="paint",
    ),
)

# Forty-eight pots: two colours, three sizes, eight prices; enough to turn pages.
POTS = tuple(
    document(
        400 + number,
        f"pot {('clay', 'zinc')[number % 2]}",
        variant(
            price=5 + number // 6, colour=("brown", "silver")[number % 2], size="sml"[number % 3]
        ),
        category="4 40" if number < 30 else "4 41",
        sold=number % 5,
        rating=float(number % 6),
        position=number % 7,
        published_at=1_600_000_000 + number // 4,
        appeal=1 + (number % 4) / 10,
    )
    for number in range(48)
)

CATALOGUE = (*SHIRTS, *RUGS, *ODDITIES, *POTS)
