"""Built-in French synonyms for shops."""

from typing import Final

# One line, one meaning.
SAME: Final = """
canapé, sofa, divan
fauteuil, bergère
coussin, oreiller
couverture, plaid, jeté
tapis, carpette, moquette
armoire, penderie, garde robe
commode, chiffonnier
buffet, enfilade, bahut
table de chevet, table de nuit, chevet
table basse, table de salon
rideau, voilage
lampe, luminaire, éclairage
suspension, lustre, plafonnier
étagère, bibliothèque, rayonnage
pouf, repose pieds, tabouret
tableau, affiche, poster
tasse, mug
poêle, sauteuse
casserole, marmite, faitout
couverts, ménagère
carafe, cruche, pichet
télévision, téléviseur, télé, tv
téléphone, smartphone, portable, mobile
casque, écouteurs
ordinateur portable, laptop, pc portable
enceinte, haut parleur
réfrigérateur, frigo
pantalon, chino
pull, pullover, chandail
gilet, cardigan
baskets, tennis, sneakers
sac à main, sac
sac à dos, cartable
portefeuille, porte monnaie
imperméable, ciré, manteau de pluie
bonnet, chapeau
écharpe, foulard, étole
maillot de bain, bikini
cravate, nœud papillon
t shirt, tee shirt, tshirt
lunettes, monture
vélo, bicyclette
tournevis, visseuse
perceuse, foreuse
lampe de poche, lampe torche
cadeau, présent
noël, xmas, christmas
peluche, doudou
jouet, jeu
bébé, nourrisson
homme, masculin
femme, dame
enfant, junior
bonbon, friandise, confiserie
biscuit, gâteau sec, cookie
bougie, chandelle
bijou, parure
collier, chaîne, pendentif
boucles d'oreilles, boucle oreille
maquillage, cosmétique
crème, lotion
parfum, eau de toilette, fragrance
bouquet, gerbe
bordeaux, lie de vin
"""

# What belongs to a kind: who types the kind finds the members as well.
KINDS: Final = """
siège: chaise, fauteuil, tabouret, banc
vaisselle: assiette, tasse, bol, plat
chaussures: bottes, sandales, baskets
bijoux: collier, bracelet, bague
linge de maison: drap, serviette, housse
"""
