"""Built-in English synonyms for shops."""

from typing import Final

# One line, one meaning.
SAME: Final = """
couch, sofa, settee
loveseat, love seat, two seater sofa
nightstand, night stand, bedside table, night table
dresser, chest of drawers
armchair, arm chair, easy chair
carpet, rug
curtain, drape
lamp, light
cushion, pillow
wardrobe, armoire
bookcase, bookshelf, book shelf
ottoman, footstool, pouf, pouffe
comforter, duvet, quilt
blanket, throw
planter, flower pot, plant pot
faucet, tap
trash can, rubbish bin, dustbin, waste basket
doormat, door mat, welcome mat
tv, television
phone, smartphone, cell phone, mobile phone
headphones, headset, earphones
earbuds, in ear headphones
laptop, notebook computer
fridge, refrigerator
stove, cooker, hob
vacuum, hoover
kettle, teakettle
frying pan, skillet, fry pan, frypan
cookware, pots and pans
silverware, cutlery, flatware
cup, mug
tumbler, whiskey glass, rocks glass
sneakers, trainers, tennis shoes
pants, trousers, slacks
sweater, jumper, pullover
hoodie, hooded sweatshirt
sweatpants, joggers, jogging pants
underwear, lingerie
purse, handbag, clutch
backpack, rucksack, daypack, knapsack
suitcase, luggage
raincoat, rain jacket, rain coat, mackintosh
swimsuit, bathing suit, swimwear
high heels, heels, stilettos, pumps
tie, necktie
bow tie, bowtie
t shirt, tee, tshirt
eyeglasses, spectacles
sunglasses, shades
wrench, spanner
flashlight, torch
pliers, pincers
tool kit, tool set
lawn mower, lawnmower
sewing machine, sewing kit
shrimp, prawn
fries, french fries, chips
soda, soft drink, soda pop
candy, sweets
cookie, biscuit
eggplant, aubergine
zucchini, courgette
cilantro, coriander
cocoa, hot chocolate
makeup, cosmetics, make up
nail polish, nail varnish
lotion, moisturizer
perfume, fragrance, cologne
jewelry, jewels
engagement ring, diamond ring
christmas, xmas
fall, autumn
gift, present
mens, male, gentleman, guys
womens, female, ladies
kids, childrens
baby, infant, newborn
teddy bear, plush bear, stuffed bear
stuffed animal, plush toy, plushie, soft toy
bike, bicycle
cookbook, cook book, recipe book
picture, print
cordless, wireless, battery powered
eco friendly, sustainable, reusable
waterproof, water resistant
nonstick, non stick
handmade, handcrafted, artisan
large, big, oversized
small, mini, compact
colorful, multicolor, multicolored
plaid, checkered, checked, tartan
striped, stripes
gold, brass
crimson, scarlet, ruby, red
navy, dark blue
turquoise, teal, aqua
purple, violet, lavender
beige, tan, cream
rattan, wicker
"""

# What belongs to a kind: who types the kind finds the members as well.
KINDS: Final = """
hat: cap, beanie, fedora, beret
furniture: sofa, chair, table, desk, bed
couch: loveseat, sectional
sofa: loveseat, sectional
shoes: sneakers, boots, sandals, loafers, heels
boots: booties
bag: tote, backpack, handbag, satchel
jewelry: necklace, earrings, bracelet, ring
glassware: glasses, tumbler, goblet
dinnerware: plate, bowl, cup
tableware: plate, bowl, cup
cookware: pot, pan, skillet
bedding: sheets, comforter, pillowcase
snacks: chips, nuts, pretzels, popcorn, crackers
soft drink: cola, lemonade, soda
toys: puzzle, doll, plush
formal wear: suit, tuxedo, gown
raincoat: waterproof jacket
lounge chair: recliner, chaise
accent chair: armchair
charger: charging cable, power adapter
outdoor furniture: patio furniture
patio furniture: outdoor furniture
bouquet: flowers, floral arrangement
"""
