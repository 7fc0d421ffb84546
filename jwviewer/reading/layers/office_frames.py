"""What stands between a person, an office and an organisation: the frames that join them."""

from __future__ import annotations

from jwviewer.reading.patterns import later

AGE = r"(?:,? \(?(?:aged )?\d{2}\)?)?"
_SOFT = (
    r"(?: (?:the|a|an|its|their|his|her|new|newly|newly created|former|current|then|outgoing|"
    r"incoming|long-time|longtime|long-serving|first|veteran|present|both|one of the|owner|our|"
    r"local|appointed|designated|also|founding|recently retired|retired|ex-)){0,4}"
)
_WHEN = (
    r"(?:,? (?:currently|now|presently|at present|still|formerly|previously|"
    r"until (?:recently|now|then|last [a-z]+|"
    r"(?:[A-Z][a-z]+ )?\d{4}|[A-Z][a-z]{2,8})|most recently|today|at the time|at that time|"
    r"back then|by then|then|hitherto|once|later|again|himself|herself|"
    r"since (?:[A-Z][a-z]+ )?\d{4}|for (?:many|\w+) years))?"
)
_IS = (
    r"(?:is|was|becomes?|became|(?:has|had|have) (?:been|become|served as|acted as)|remains|"
    r"remained|stays|stayed|stays on as|serves as|served as|acts as|acted as|works as|worked as|"
    r"steps? down as|stepped down as|retires as|retired as|resigns as|resigned as|returns as|"
    r"returned as|takes? over as|took over as|starts as|started as|left as|quit as|"
    r"continues as|joins? as|joined as|be|become|serve as|act as|takes? office as|"
    r"doubles as|doubled as|moonlights as|sits as|started out as|works part-time as|"
    r"stands down as|stood down as|moves up to|makes way as|bows out as|bowed out as|as|"
    r"(?:(?:is|was) )?(?:stepping down|standing down|retiring|resigning|serving|acting|returning|"
    r"taking over|starting|staying on|continuing|leaving) as)"
)
_NAMED = (
    r"(?:re-?)?(?:appointed|named|elected|made|promoted to|hired|confirmed|re-elected|elevated to|"
    r"tapped|picked|chosen|installed|recruited|nominated|brought in|unveiled)"
)
_POST = (
    r"(?:assumes?|assumed|takes? (?:up|on|over)|took (?:up|on|over)|holds?|held|fills?|leaves|"
    r"left|moves? into|steps? into|relinquish(?:es|ed)) (?:the |his |her )?(?:[a-z-]+ ){0,3}"
    r"(?:positions?|posts?|roles?|offices?|jobs?|functions?|duties) (?:of|as)"
)
LINK = later(
    rf"{AGE}(?:, [^,.;:“”\"]{{3,70}},(?= (?:will|is|was|has|takes?|took|became|becomes|assum|"
    rf"remain|serves|acts|stay|works|steps|step)))?"
    r"(?:,| \(| [-–—]|:|"
    rf",? who (?:also |now )?(?:will )?{_IS}|,? (?:will |has |had |is to |is set to )?{_POST}|"
    r",? (?:(?:will|has|had|is to|to|would|used to|went on to) )?"
    rf"(?:(?:also|now|since|then|later|long|recently|already) )?{_IS}(?:,? {_NAMED})?"
    r"(?: as| to be| to become)?|"
    r", (?:formerly|previously|once|until recently|hitherto) (?:[a-z]+ ){0,3}(?:of|at|with) "
    r"[^.;:,]{2,40}?"
    r",? (?:and|but) (?:now|currently|today),?|"
    rf" {_NAMED}(?: as)?|"
    rf",? (?:was|has been|is|will be) {_NAMED}(?: as| by [A-Z][^.;:,]{{2,40}} as)?)"
    rf"{_WHEN},?{_SOFT}(?: [Tt]he [a-z-]{{3,16}}['’]s)?{_SOFT} ?(?<=[ (-])\Z|"
    r" [a-z]+(?: on)? as (?:the |its )?[a-z]{3,12} \Z"
)
"""Between a person and an office: "Eva Lund, 51, will take over as"."""
_ADJECTIVE = (
    r"(?!(?:of|for|in|at|to|with|by|from|and|or|but|who|whose|which|that|when|where|as|than|on|"
    r"about|under|after|before|over|not|never|no|while|like|if|said|says|son|daughter|friend) )"
    r"[a-z][a-z-]{2,14}"
)
LOOSE = later(rf"{AGE}(?:,| is| was) (?:(?:an?|the|its) (?:{_ADJECTIVE} ){{1,2}}|[a-z]+-[a-z]+ )\Z")
"""Between one who is surely a person and an office: "Eva Lund, its third-generation owner"."""
TO_POST = later(
    r"(?: as| to be| to)?(?: its| their| the)?"
    r"(?: (?:new|next|first|female|permanent|interim|sole|full-time|joint)){0,2}"
    r"(?: (?:post|position|role) of)? "
)
NAMED = later(
    r"\b(?:named|names|appointed|appoints|elected|elects|hired|hires|promoted|promotes|picked|made|"
    r"recalled|poached|chosen|chose|confirmed|installed|joined by|replaced by|taps|tapped|recruits|"
    r"recruited|selected|nominates|nominated|elevated|brought in|unveiled|(?:appointment|promotion|"
    r"election|nomination|choice|hiring) of) \Z"
)
"""Around the person in "has named Clara Finch its managing director"."""
OWNED = later(
    r"(?:'s|'|’|'s)?(?: (?:new|former|current|then|outgoing|incoming|long-time|longtime|"
    r"long-serving|first|German|own|European|US|UK|U\.S\.|U\.K\.|EU|Chinese|local|newly appointed|"
    r"founding|American|Asian|Asia|Europe|North American|Japanese|British|French|Indian|"
    r"interim|acting|co-)){0,2} \Z|['’]s? (?:[a-z][a-z-]{2,20} ){1,2}\Z"
)
REGIONS = frozenset(
    {"U.S", "U.S.", "US", "UK", "U.K", "U.K.", "EU", "Europe", "Asia", "North America", "Africa",
     "Asia-Pacific", "Latin America", "EMEA", "Americas", "Asia Pacific", "Middle East",
     "South America", "Scandinavia", "Gulf", "Middle East and Africa", "Nordics", "Benelux"}
)  # fmt: skip
BEFORE_NAME = later(
    r"(?: since (?:[A-Z][a-z]+ )?\d{4}| for (?:more than |almost |nearly )?[\w-]+ years| until "
    r"(?:recently|last year|\d{4})| at the time| then)?"
    r"(?:,? (?:is(?: called| now)?|was|remains|will be)|"
    r",? (?:the|a) (?!(?:man|woman|first|new)\b)[a-z]{4,14}(?= [A-Z])|"
    r"(?:,|:)?(?: -)?) "
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame|Lord)\.? ){0,2}"
)
"""Between an office and its holder: "chief executive Eva Lund", "its head is Eva Lund"."""
OF = later(
    r"(?: (?:of|at|for|with)|,(?! (?:and|or|told|tells|said|says|who|whose|which|is|was|has|"
    r"had|will|would|[a-z]{3,}(?:ed|s)) ))"
    r" (?:(?:the (?=[A-Z][\w]{2,14} [a-z])|(?:the )?[A-Z][\w]{2,14}(?= [a-z])|"
    r"the|its|both|[a-z]{3,14}(?:-[a-z]{2,12})?|[A-Z][a-z]{3,12}(?:ish|an|ese|ch)|"
    r"[A-Z][\w]{2,14}(?:'s|-based))"
    r" (?:(?:[a-z-]{3,14} ){0,3}(?:and [a-z]{3,14} )?)?)?"
)
DIRECT = later(r" (?:(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame|Lord)\.? ){0,2}")
"""Between an office and the holder's name right behind it."""
A_FORMER = later(r" (?:a former|an ex-) ?\Z")
"""Before what somebody was elsewhere: "director and a former partner at Kerning"."""
OF_PERSON = later(
    r",? (?:of|at|from|with) (?:the |[A-Z][a-z]+(?:ish|an|ese|ch) )?(?:[a-z-]{3,16} ){0,4}"
)
"""Between a person and the organisation: "analyst Eva Lund at brokerage Voltessa"."""
AREA = later(
    r", (?P<area>[A-Z][\w&-]{1,20}(?:,? (?:and |& |of )?[A-Z][\w&-]{1,20}){0,4}),? "
    r"(?:at|of|for|with) (?:the )?(?=[A-Z])"
)
"""What an officer is in charge of, between commas: "Vice President, Ports, at Volta"."""
SAID_BY = later(
    r"[,!?.…—–-]?[\"”’'] (?:says|said|adds|added|explains|explained|admits|admitted|recalls|"
    r"recalled|"
    r"notes|noted|insists|insisted|sighs|laughs|warns|warned) the (?:[a-z]+ )?\Z"
)
"""Before the office of somebody whom the sentences before have named."""
COUNTERPART = later(
    r"\b(?:his|her|their) (?:opposite number|counterpart)(?: (?:at|from|of) (?:the )?)?"
    r"|\b(?:his|her) (?=[A-Z])"
)
PRONOUN = later(
    rf"\b(?:[Hh]e|[Ss]he)(?:(?: (?:also|now|then|later|still|once|had|has|will|has since))?,? {_IS}"
    r"|['’]s)(?: (?:also|now|still|today|already|previously|formerly|most recently|once))?"
    rf"(?: {_NAMED})?(?: to be| as)?{_SOFT} \Z"
)
"""Before the office of whom "she" means: "She was export manager of Volta"."""
DEFINITE = later(
    r"(?<!of )(?<!with )(?<!by )(?<!against )(?<!to )(?<!from )(?<!for )(?<!like )(?<!than )"
    r"(?<!: )\b[Tt]he \Z"
)
"""Before an office by which somebody is called who was named before."""
CALLING = later(
    r"(?i:\A(?!chief|lead|head|senior|principal|group|deputy)[a-z ]*"
    r"(?:engineer|geologist|chemist|lawyer|attorney|inventor|entrepreneur|scientist|architect|"
    r"designer|consultant|researcher|agronomist|veterinarian|trader|broker|investor))\Z"
)
ONE = later(r"\b(?:[Aa]n?|the|by|with|his|her|their) (?:[a-z-]+ ){0,2}\Z")
"""Before what somebody is by training: "Eva Lund, a lawyer"."""
