"""What a grown catalogue is made of: kinds of goods, and the words for them."""

from dataclasses import dataclass

CLOTHES = ("XS", "S", "M", "L", "XL", "XXL")
SHOES = ("36", "38", "40", "42", "44", "46")
LENGTHS = ("60 cm", "80 cm", "100 cm", "120 cm", "160 cm", "200 cm")
BEDS = ("90 x 200 cm", "140 x 200 cm", "160 x 200 cm", "180 x 200 cm")
VOLUMES = ("0.25 l", "0.5 l", "0.75 l", "1 l", "1.5 l", "2.2 l")
ONE_SIZE: tuple[str, ...] = ()

WOOD = ("Oak", "Walnut", "Beech", "Pine", "Bamboo", "Teak")
CLOTH = ("Linen", "Cotton", "Wool", "Silk", "Cashmere", "Hemp")
HARD = ("Steel", "Brass", "Copper", "Aluminium", "Cast iron", "Chrome")
CLAY = ("Stoneware", "Porcelain", "Earthenware", "Glass", "Enamel", "Marble")
SKIN = ("Leather", "Suede", "Canvas", "Nylon", "Felt", "Rubber")


@dataclass(frozen=True)
class Kind:
    """A kind of product; `price` is the median in euros, `widths` the range in centimetres."""

    department: str
    noun: str
    plural: str
    german: str
    price: float
    sizes: tuple[str, ...]
    materials: tuple[str, ...]
    widths: tuple[int, int]


KINDS = (
    Kind("Lighting", "Table Lamp", "Table lamps", "Tischleuchte", 79, ONE_SIZE, HARD, (12, 45)),
    Kind("Lighting", "Floor Lamp", "Floor lamps", "Stehleuchte", 149, ONE_SIZE, HARD, (20, 60)),
    Kind("Lighting", "Pendant", "Pendants", "Pendelleuchte", 119, ONE_SIZE, CLAY, (15, 90)),
    Kind("Lighting", "Lantern", "Lanterns", "Laterne", 39, ONE_SIZE, HARD, (10, 40)),
    Kind("Living room", "Sofa", "Sofas", "Sofa", 1190, LENGTHS, CLOTH, (140, 320)),
    Kind("Living room", "Armchair", "Armchairs", "Sessel", 449, ONE_SIZE, CLOTH, (60, 110)),
    Kind(
        "Living room", "Coffee Table", "Coffee tables", "Couchtisch", 249, LENGTHS, WOOD, (40, 140)
    ),
    Kind("Living room", "Rug", "Rugs", "Teppich", 189, LENGTHS, CLOTH, (60, 300)),
    Kind("Living room", "Cushion", "Cushions", "Kissen", 29, ONE_SIZE, CLOTH, (30, 80)),
    Kind("Living room", "Shelf", "Shelves", "Regal", 159, LENGTHS, WOOD, (30, 220)),
    Kind("Bedroom", "Bed", "Beds", "Bett", 799, BEDS, WOOD, (90, 200)),
    Kind("Bedroom", "Duvet Cover", "Duvet covers", "Bettbezug", 89, BEDS, CLOTH, (90, 200)),
    Kind("Bedroom", "Wardrobe", "Wardrobes", "Kleiderschrank", 699, LENGTHS, WOOD, (80, 300)),
    Kind("Bedroom", "Blanket", "Blankets", "Decke", 99, ONE_SIZE, CLOTH, (100, 240)),
    Kind("Bedroom", "Mirror", "Mirrors", "Spiegel", 129, LENGTHS, WOOD, (20, 200)),
    Kind("Kitchen", "Kettle", "Kettles", "Wasserkocher", 59, VOLUMES, HARD, (15, 30)),
    Kind("Kitchen", "Teapot", "Teapots", "Teekanne", 45, VOLUMES, CLAY, (12, 28)),
    Kind("Kitchen", "Frying Pan", "Frying pans", "Bratpfanne", 54, ONE_SIZE, HARD, (16, 32)),
    Kind("Kitchen", "Knife", "Knives", "Messer", 69, ONE_SIZE, HARD, (10, 40)),
    Kind(
        "Kitchen", "Cutting Board", "Cutting boards", "Schneidebrett", 35, ONE_SIZE, WOOD, (20, 60)
    ),
    Kind("Kitchen", "Storage Jar", "Storage jars", "Vorratsglas", 15, VOLUMES, CLAY, (8, 20)),
    Kind("Table", "Plate", "Plates", "Teller", 18, ONE_SIZE, CLAY, (15, 32)),
    Kind("Table", "Bowl", "Bowls", "Schale", 22, VOLUMES, CLAY, (10, 35)),
    Kind("Table", "Mug", "Mugs", "Becher", 14, VOLUMES, CLAY, (7, 12)),
    Kind("Table", "Carafe", "Carafes", "Karaffe", 32, VOLUMES, CLAY, (8, 16)),
    Kind("Table", "Tablecloth", "Tablecloths", "Tischdecke", 49, LENGTHS, CLOTH, (100, 300)),
    Kind("Dining", "Dining Table", "Dining tables", "Esstisch", 899, LENGTHS, WOOD, (80, 260)),
    Kind("Dining", "Chair", "Chairs", "Stuhl", 149, ONE_SIZE, WOOD, (40, 60)),
    Kind("Dining", "Bench", "Benches", "Bank", 229, LENGTHS, WOOD, (80, 220)),
    Kind("Dining", "Stool", "Stools", "Hocker", 79, ONE_SIZE, WOOD, (25, 45)),
    Kind("Bathroom", "Towel", "Towels", "Handtuch", 19, LENGTHS, CLOTH, (30, 150)),
    Kind("Bathroom", "Bath Mat", "Bath mats", "Badematte", 29, ONE_SIZE, CLOTH, (50, 100)),
    Kind("Bathroom", "Soap Dish", "Soap dishes", "Seifenschale", 12, ONE_SIZE, CLAY, (8, 16)),
    Kind(
        "Bathroom", "Laundry Basket", "Laundry baskets", "Wäschekorb", 49, ONE_SIZE, WOOD, (30, 60)
    ),
    Kind("Garden", "Planter", "Planters", "Pflanzgefäß", 39, ONE_SIZE, CLAY, (15, 80)),
    Kind("Garden", "Watering Can", "Watering cans", "Gießkanne", 34, VOLUMES, HARD, (20, 45)),
    Kind("Garden", "Deck Chair", "Deck chairs", "Liegestuhl", 119, ONE_SIZE, WOOD, (50, 80)),
    Kind("Garden", "Fire Bowl", "Fire bowls", "Feuerschale", 139, ONE_SIZE, HARD, (40, 120)),
    Kind("Study", "Desk", "Desks", "Schreibtisch", 399, LENGTHS, WOOD, (80, 200)),
    Kind("Study", "Office Chair", "Office chairs", "Bürostuhl", 289, ONE_SIZE, SKIN, (50, 75)),
    Kind("Study", "Notebook", "Notebooks", "Notizbuch", 16, ONE_SIZE, SKIN, (9, 25)),
    Kind("Study", "Pen Tray", "Pen trays", "Stifteschale", 19, ONE_SIZE, WOOD, (10, 30)),
    Kind("Bags", "Backpack", "Backpacks", "Rucksack", 109, VOLUMES, SKIN, (25, 40)),
    Kind("Bags", "Tote", "Totes", "Tragetasche", 49, ONE_SIZE, SKIN, (30, 50)),
    Kind("Bags", "Wallet", "Wallets", "Geldbörse", 59, ONE_SIZE, SKIN, (8, 20)),
    Kind("Clothing", "Shirt", "Shirts", "Hemd", 69, CLOTHES, CLOTH, (40, 70)),
    Kind("Clothing", "Jumper", "Jumpers", "Pullover", 99, CLOTHES, CLOTH, (40, 75)),
    Kind("Clothing", "Jacket", "Jackets", "Jacke", 179, CLOTHES, CLOTH, (45, 80)),
    Kind("Clothing", "Scarf", "Scarves", "Schal", 45, ONE_SIZE, CLOTH, (20, 80)),
    Kind("Clothing", "Socks", "Socks", "Socken", 12, SHOES, CLOTH, (8, 12)),
    Kind("Shoes", "Boot", "Boots", "Stiefel", 159, SHOES, SKIN, (9, 13)),
    Kind("Shoes", "Slipper", "Slippers", "Hausschuh", 49, SHOES, SKIN, (9, 12)),
    Kind("Shoes", "Sandal", "Sandals", "Sandale", 79, SHOES, SKIN, (9, 12)),
    Kind("Nursery", "Toy Box", "Toy boxes", "Spielzeugkiste", 89, ONE_SIZE, WOOD, (30, 90)),
    Kind("Nursery", "Night Light", "Night lights", "Nachtlicht", 29, ONE_SIZE, CLAY, (8, 20)),
    Kind("Nursery", "Play Mat", "Play mats", "Spielmatte", 69, LENGTHS, CLOTH, (80, 200)),
)

COLOURS = {
    "Black": "#1c1c1c", "White": "#fafafa", "Grey": "#8a8a8a", "Beige": "#d9c8a9",
    "Blue": "#2f5aa8", "Navy": "#1d2b53", "Green": "#3f7d4e", "Moss": "#6b7a4b",
    "Red": "#b3392f", "Terracotta": "#b4552d", "Rust": "#8c4a2f", "Yellow": "#e0b43c",
    "Mustard": "#b58b2a", "Orange": "#d9772b", "Pink": "#d88fa0", "Rose": "#c9707f",
    "Purple": "#6a4a8c", "Lilac": "#b39ac9", "Teal": "#2b7a78", "Turquoise": "#3aa6a0",
    "Brown": "#6b4a34", "Cream": "#efe6d2", "Silver": "#b8bcc0", "Gold": "#c3a15a",
}  # fmt: skip

STYLES = ("Modern", "Rustic", "Minimal", "Industrial", "Classic", "Nordic", "Japandi", "Boho")

ADJECTIVES = (
    "Quiet", "Low", "Tall", "Round", "Woven", "Plain", "Heavy", "Folding", "Narrow", "Soft",
    "Bright", "Slim", "Wide", "Striped", "Ribbed", "Curved", "Stackable", "Portable", "Foldaway",
    "Handmade", "Brushed", "Polished", "Matt", "Glossy", "Washed", "Quilted", "Padded", "Slatted",
    "Hanging", "Nesting", "Double", "Single", "Large", "Small", "Compact", "Deep", "Shallow",
    "Open", "Closed", "Vintage",
)  # fmt: skip

# A series has one of each: 30 x 30 names, the first of them by far the most common.
FIRST_SYLLABLES = (
    "Al", "Bir", "Co", "Du", "El", "Fjo", "Gle", "Hea", "In", "Ju", "Kel", "Lin", "Mar", "Nor",
    "Os", "Pel", "Quin", "Ros", "Sten", "Tor", "Ul", "Var", "Wil", "Yar", "Zen", "Ash", "Bro",
    "Cal", "Dor", "Ev",
)  # fmt: skip
LAST_SYLLABLES = (
    "der", "ch", "ve", "ne", "m", "rd", "ton", "th", "let", "niper", "so", "den", "low", "ra",
    "lo", "ham", "by", "na", "wick", "vik", "sund", "holm", "gate", "mere", "ling", "dale",
    "field", "stad", "berg", "ley",
)  # fmt: skip

TRADES = ("Works", "& Sons", "Studio", "Atelier", "House", "Goods", "Supply", "Makers")

OPENINGS = (
    "Made to be used every day, repaired when needed and handed on one day.",
    "Drawn in a small workshop by the sea and made not far from it.",
    "A quiet companion for long evenings and early mornings.",
    "It does one thing and does it well.",
    "Our best seller among those who move house often.",
    "The shape is old, the way it is made is not.",
)
REMARKS = (
    "Wipe it with a damp cloth and dry it at once.",
    "Wash it at thirty degrees with similar colours.",
    "The surface gets more beautiful with the years.",
    "It is put together in ten minutes and needs no tools.",
    "Each piece differs a little in grain and shade.",
    "It comes in a box without any plastic.",
    "Spare parts can be had for at least ten years.",
    "Suits small rooms as well as large ones.",
    "Tested for two hundred thousand cycles.",
    "Goes well with everything else of the series.",
)
