"""Built-in German synonyms for shops."""

from typing import Final

# One line, one meaning.
SAME: Final = """
sofa, couch, kanapee, polstersofa
sessel, armsessel, lehnsessel, polstersessel
kissen, polster, zierkissen
decke, plaid, wolldecke, kuscheldecke
teppich, läufer, vorleger
schrank, kasten
kleiderschrank, garderobenschrank
kommode, sideboard, anrichte
nachttisch, nachtkästchen, nachtkonsole
couchtisch, sofatisch, beistelltisch
vorhang, gardine
lampe, leuchte
stehlampe, stehleuchte
tischlampe, tischleuchte
deckenlampe, deckenleuchte, hängelampe, pendelleuchte
regal, bücherregal, wandregal
hocker, schemel, pouf
bett, bettgestell
bild, poster, wandbild
spiegel, wandspiegel
becher, tasse, haferl
glas, trinkglas
pfanne, bratpfanne
topf, kochtopf
besteck, essbesteck
kanne, krug, karaffe
teller, essteller
fernseher, tv, fernsehgerät, television
handy, smartphone, mobiltelefon
kopfhörer, headphones, ohrhörer
laptop, notebook
lautsprecher, box, speaker
kühlschrank, eisschrank
hose, beinkleid
jeans, denim
pullover, pulli, sweater
strickjacke, cardigan
turnschuhe, sneaker, sportschuhe
handtasche, damentasche
rucksack, backpack
geldbeutel, geldbörse, portemonnaie, brieftasche
regenjacke, regenmantel
mütze, haube, beanie
schal, halstuch, tuch
badeanzug, bademode
krawatte, schlips
t shirt, tshirt, shirt
brille, brillengestell
fahrrad, rad, bike
schraubenzieher, schraubendreher
bohrmaschine, bohrer, bohrschrauber
taschenlampe, torch
geschenk, präsent, mitbringsel
weihnachten, xmas, christmas
kuscheltier, plüschtier, stofftier
spielzeug, spielsachen, spielwaren
baby, säugling
herren, männer, mann
damen, frauen, frau
mädchen, girls
jungen, buben, boys
süßigkeiten, naschwerk, süßwaren
plätzchen, kekse, gebäck
kerze, duftkerze
schmuck, juwelen
halskette, collier, kette
ohrringe, ohrstecker
kosmetik, schminke, make up
creme, lotion
parfum, parfüm, duft
blumenstrauß, bouquet, strauß
grau, silbergrau
türkis, petrol
beige, sand, creme
"""

# What belongs to a kind: who types the kind finds the members as well.
KINDS: Final = """
sitzmöbel: sofa, sessel, stuhl, hocker, bank
beleuchtung: lampe, leuchte, kerzenhalter
geschirr: teller, tasse, schüssel, becher
kopfbedeckung: mütze, hut, kappe
schuhe: stiefel, sandalen, turnschuhe
schmuck: halskette, armband, ohrringe, ring
oberbekleidung: jacke, mantel, pullover
textilien: kissen, decke, handtuch, vorhang
"""
