"""Dutch words that compounds in public service are made of.

Written by us, for the first days of an organisation: until it has texts of its own to learn from.
"""

from collections import Counter
from collections.abc import Mapping

from gaandeweg.analysis.text.words import words_of

# As if each was met a few times; the organisation's own words soon weigh more.
_MET = 2

_WORDS = """
aangifte aanslag aanvraag aanvragen aanwijzing achterstand adres adressen advies afdeling
afhandeling afspraak afspraken afval afwijzing agenda akte akten ambtenaar ambtenaren antwoord
apparaat arbeid archief archieven artikel auto autos avond balie basis bedrag bedragen bedrijf
bedrijven begeleiding begraven begroting behandelaar behandeling beheer belang belasting beleid
bericht berichten beroep bescherming beslissing bestand bestanden bestuur betaling betalingen
bewijs bewijzen bewoner bewoners bezwaar bezwaren bijdrage bijstand boekje boete bomen boom bouw
bouwen brief brieven brug budget buiten burger burgers buurt centrale centrum code collega
commissie conflict contact container contract controle dagen datum dienst diensten dier digitaal
document documenten doel doelen dossier dossiers echtscheiding eigenaar eisen evenement
evenementen facturen factuur familie fiets formulier formulieren fout fouten fraude functie garage
gebied geboorte gebouw gebruik gebruiker gedrag gegevens geheim geld geldig gemeente gemeenten
gesprek gesprekken gezag gezin gezondheid gladheid goed goederen graf graven grens groen groep
groepen grond handhaving handtekening haven herstel hond honden huis huizen hulp huur huwelijk
identiteit indicatie informatie ingang inhuur inkomen inkomens inkomsten inkoop inkopen innovatie
inschrijving installatie instelling inwoner inwoners inzage jaar jeugd jongeren juridisch kaart
kaarten kabel kamer kanaal kans kapot keuken keuring keuze kind kinder kinderen klacht klachten
klant klanten klas kosten krediet kwaliteit kwijtschelding land landen leeftijd leerling leges
leiding leverancier levering licht lijn lijst lijsten locatie lokaal loket maatregel maatschappij
maatwerk macht machtiging markt materiaal medewerker medewerkers meerderheid melding meldingen
mens mensen middag middelen milieu minimum minuten moeder monument naam nacht namen nationaliteit
naturalisatie natuur nota nummer nummers object omgeving onderhoud onderwijs onderzoek ongeval
opdracht openbaar openbare opleiding oplossing opvang organisatie ouder ouderen ouders overlast
overleg overlijden overzicht pand panden papier park parkeer parkeren partij partner paspoort
paspoorten periode personeel personen persoon persoons plaats plaatsen plan plannen plant plein
plek plicht politie portaal post postcode premie procedure proces processen product project
projecten punt raad raads rapport recht rechten rechter reden regel regeling regelingen regels
register registers registratie reis reizen rekening rekeningen reserve resultaat rijbewijs
rijbewijzen riool rolstoel route ruimte samen schade school schoon schuld schulden situatie
sleutel sloop soort spel spoed sport spreek staat stand stelsel stem stemmen steun straat straten
stroom studie subsidie systeem systemen taak taal taken team tekst telefoon termijn termijnen
terrein thuis tijd tijden toegang toelage toeslag toets toezicht tuin uitgifte uitkering
uitkeringen uittreksel uitvoering uren vader vakantie veiligheid verbetering verblijf verblijfs
vergadering vergoeding vergunning vergunningen verhuis verhuizing verkeer verkeers verkiezing
verkiezingen verklaring verlenging verlof vermissing vermogen verslag verstrekking vervoer
verwerking verzekering verzoek verzoeken verzorging verzuim voertuig voorbereiding voordeel
voorraad voorrang voorschot voorwaarde voorziening voorzieningen vordering vorm vraag vragen vrij
vrijwilliger waarde wacht wachtwoord wagen water wegen werk werken werkgever werknemer werkplek
wetten wijk wijken wijziging winkel wonen woning woningen woon zaak zaken zorg zwem
"""


def starter_counts() -> Mapping[str, int]:
    """Return the starter words, counted as if each was met a few times."""
    return Counter(dict.fromkeys(words_of(_WORDS), _MET))
