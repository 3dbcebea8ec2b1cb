"""Words that carry no subject: left out of the index, and used to tell Dutch from English."""

from gaandeweg.analysis.text.words import words_of

# Function words, and the verbs that nearly every question has ("hoe kan ik", "moet je").
_DUTCH = """
de het een en of maar want dus noch dan als toen nu er hier daar waar hoe wat wie wanneer waarom
welke welk wiens ik je jij jou jouw u uw hij zij ze wij we ons onze jullie hun hen hem haar mij me
mijn zijn zich zichzelf men iemand niemand iets niets elk elke ieder iedere alle alles allemaal
dit dat die deze diegene degene datgene zo zoals zulke zulk aan af al bij binnen boven buiten
door in langs met na naar naast om onder op over per rond sinds te ten ter tegen tijdens toch tot
tussen uit van vanaf vanuit via volgens voor voordat nadat omdat doordat zodat terwijl tenzij
hoewel indien zonder ook nog wel niet geen nooit ooit altijd soms vaak weer al reeds pas even
heel erg zeer meer meest minder veel weinig ander andere anders zelf juist eens toe mee heen
ben bent is was waren wees geweest wordt word worden werd werden geworden heb hebt heeft hebben
had hadden gehad kan kun kunt kunnen kon konden mag mogen mocht mochten moet moeten moest moesten
wil wilt willen wilde wilden zal zult zullen zou zouden doe doet doen deed deden gedaan ga gaat
gaan ging gingen komt komen laat laten hoef hoeft hoeven hierbij daarbij hierover daarover
waarover hiermee daarmee waarmee hiervan daarvan waarvan hiervoor daarvoor waarvoor erin erop
eraan ervan ervoor erover ermee daarin daarop daarna hierna graag ja nee oke hallo beste dank
"""

_ENGLISH = """
the an and or but nor so than then if when while because although though unless until
of at by for with about against between into through during before after above below to from up
down in out on off over under again further once here there where why how what which who whom
whose all any both each few more most other some such no not only own same too very just also
i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her
hers herself it its itself they them their theirs themselves this that these those am is are was
were be been being have has had having do does did doing done can could may might must shall
should will would let get gets got yes please thanks hello dear
"""

# Words that both languages write the same say nothing about the language.
DUTCH_STOP_WORDS = frozenset(words_of(_DUTCH))
ENGLISH_STOP_WORDS = frozenset(words_of(_ENGLISH))
