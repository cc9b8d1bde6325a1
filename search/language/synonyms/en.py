"""Built-in English synonyms for shops."""

from typing import Final

# One line, one meaning.
SAME: Final = """
couch, sofa, settee
loveseat, love seat, two seater sofa
nightstand, bedside table, night table
dresser, chest of drawers
armchair, arm chair, accent chair, easy chair
carpet, rug
curtain, drape
lamp, light
cushion, pillow
wardrobe, armoire
bookcase, bookshelf
ottoman, footstool, pouf
comforter, duvet
blanket, throw
tv, television
phone, smartphone, cell phone, mobile phone
headphones, headset, earphones
laptop, notebook computer
fridge, refrigerator
stove, cooker
sneakers, trainers, tennis shoes
pants, trousers, slacks
sweater, jumper, pullover
purse, handbag, clutch
backpack, rucksack, daypack, knapsack
raincoat, rain jacket, rain coat, mackintosh
swimsuit, bathing suit, swimwear
tie, necktie
t shirt, tee, tshirt
eyeglasses, spectacles, glasses
wrench, spanner
torch, flashlight
drill, drill driver
frying pan, skillet, fry pan
cookware, pots and pans
silverware, cutlery, flatware
teakettle, kettle
shrimp, prawn
fries, french fries
soda, soft drink, pop
candy, sweets
cookie, biscuit
cocoa, hot chocolate
dutch oven, casserole
makeup, cosmetics, make up
lotion, moisturizer
perfume, fragrance, cologne
jewelry, jewel
christmas, xmas
fall, autumn
gift, present
mens, male, gentleman
womens, female, ladies
kids, childrens
baby, infant
teddy bear, plush bear, stuffed bear
stuffed animal, plush toy, plushie
bike, bicycle
garden hose, hosepipe
cookbook, recipe book
picture, print, poster
mobile, cell
"""

# What belongs to a kind: who types the kind finds the members as well.
KINDS: Final = """
hat: cap, beanie, fedora, beret
"""
