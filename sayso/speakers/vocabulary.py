"""The words by which news says who somebody is: titles, offices, documents, groups, pronouns. All lower case."""

TITLES = frozenset(
    "mr mrs ms miss mx dr sir dame lord lady baroness baron count countess prince princess king queen pope cardinal"
    " archbishop bishop rev reverend father sister rabbi imam sheikh ayatollah sen sens senator senators rep reps"
    " representative representatives congressman congresswoman gov govs governor president vice mayor judge justice"
    " secretary minister premier chancellor ambassador speaker chairman chairwoman chair director general gen lt col"
    " colonel major maj capt captain sgt sergeant admiral adm commander cmdr officer detective chief sheriff attorney"
    " prof professor leader majority minority whip deputy acting former then ex interim prime first state foreign"
    " defense defence treasury interior home sec delegate councilman councilwoman councillor alderman comptroller"
    " treasurer commissioner superintendent pastor coach spokesman spokeswoman spokesperson hon honorable".split()
)
"""Words that stand before a name and are no part of it."""

WOMEN_TITLES = frozenset(
    "mrs ms miss dame lady baroness countess princess queen sister congresswoman chairwoman spokeswoman"
    " councilwoman".split()
)
MEN_TITLES = frozenset(
    "mr sir lord baron count prince king pope father congressman chairman spokesman councilman".split()
)
WOMEN_NOUNS = WOMEN_TITLES | frozenset("woman wife mother daughter sister ex-wife girl actress widow lady aunt".split())
MEN_NOUNS = MEN_TITLES | frozenset(
    "man husband father son brother ex-husband boy actor businessman widower gentleman uncle".split()
)

SUFFIXES = frozenset("jr sr ii iii iv md phd esq mp".split())
PARTICLES = frozenset("al el bin ibn bint abu van von der den de del della di da dos la le ter st ben ap mac".split())

PARTIES = {
    "republican": "r", "republicans": "r", "gop": "r", "democrat": "d", "democrats": "d", "democratic": "d",
    "libertarian": "l", "conservative": "c", "conservatives": "c", "tory": "c", "labour": "lab", "independent": "i",
}  # fmt: skip

SAME_OFFICE = {
    "sen": "senator", "sens": "senator", "senators": "senator", "rep": "representative", "reps": "representative",
    "congressman": "representative", "congresswoman": "representative", "lawmaker": "legislator",
    "lawmakers": "legislator", "representatives": "representative", "gov": "governor", "govs": "governor",
    "governors": "governor", "spokeswoman": "spokesperson", "spokesman": "spokesperson", "chairman": "chair",
    "chairwoman": "chair", "chairperson": "chair", "justice": "judge", "judges": "judge", "nominee": "candidate",
    "contender": "candidate", "hopeful": "candidate", "prof": "professor", "gen": "general", "dr": "doctor",
    "physician": "doctor", "attorney": "lawyer", "businesswoman": "businessman", "mogul": "businessman",
    "tycoon": "businessman", "billionaire": "businessman", "developer": "businessman", "executive": "businessman",
    "ceo": "chief", "boss": "chief", "head": "chief", "director": "director", "premier": "minister",
    "secretary": "secretary", "veep": "vice", "commander": "president", "reporter": "journalist",
    "columnist": "journalist", "correspondent": "journalist", "author": "writer", "scholar": "professor",
}  # fmt: skip
"""Office words that mean the same, each by one of them."""

LEGISLATORS = frozenset({"senator", "representative", "legislator"})

ROLE_NOUNS = frozenset(
    "activist actor actress adviser advisor aide ally ambassador analyst anchor appointee architect assistant"
    " attorney author banker billionaire boss broadcaster businessman businesswoman candidate captain ceo chair"
    " chairman chairwoman chairperson chancellor chief coach columnist comedian commander commentator commissioner"
    " comptroller congressman congresswoman consultant contender coordinator correspondent councilman councilwoman"
    " councillor counsel counselor critic dean defender delegate democrat deputy detective developer diplomat director"
    " doctor donor economist editor envoy executive expert farmer fellow founder co-founder general governor head"
    " historian host hopeful inspector journalist judge justice king lady lawmaker lawyer leader legislator liaison"
    " lobbyist manager mayor member minister mogul moderator mother father nominee nurse officer official operative"
    " organizer owner pastor physician pilot policeman politician pollster president premier priest producer professor"
    " prosecutor publisher rabbi rancher representative reporter republican researcher resident retiree rival runner"
    " scholar scientist secretary senator sheriff socialist soldier son daughter speaker spokesman spokesperson"
    " spokeswoman staffer star strategist student superintendent supporter surgeon surrogate teacher treasurer tycoon"
    " veteran voter whip widow wife husband winner witness worker writer libertarian conservative liberal independent"
    " fundraiser partner principal trustee engineer entrepreneur philanthropist policymaker whistleblower prosecutor"
    " sister brother friend neighbor neighbour resident lieutenant sergeant admiral colonel sponsor".split()
)
"""Nouns that say what a person is or does."""

UNNAMED_NOUNS = frozenset(
    "source sources insider insiders official officials person people someone somebody one aide adviser advisor"
    " diplomat staffer operative".split()
)
"""Nouns of those whom an article leaves unnamed."""

GROUP_NOUNS = frozenset(
    "people men women voters critics opponents supporters allies aides advisers advisors officials lawmakers leaders"
    " experts analysts economists scientists researchers doctors lawyers attorneys prosecutors police authorities"
    " protesters activists residents workers members critics republicans democrats conservatives liberals others many"
    " some most several few none both all everyone everybody nobody anyone public majority minority percent half"
    " thirds families parents children students teachers veterans soldiers troops generals judges justices senators"
    " representatives governors mayors candidates rivals delegates donors strategists pollsters observers"
    " commentators pundits journalists reporters editors readers viewers fans countries nations states cities"
    " companies firms unions parties americans russians europeans investors witnesses neighbors friends relatives"
    " colleagues sponsors proponents advocates defenders detractors skeptics reformers campaigners couple pair two"
    " three four crowd audience staff team crew jury panel youth elders militants rebels fighters insiders".split()
)

ORGANIZATION_NOUNS = frozenset(
    "administration agency alliance army association authority bank board body bureau cabinet campaign camp caucus"
    " chamber channel charity church city coalition college commission committee company congress corporation council"
    " country county court department division embassy enterprise firm force foundation government group house"
    " institute institution jury league legislature magazine military ministry monitor mosque museum nation navy"
    " network newspaper office organisation organization outlet panel paper parliament party police press regime"
    " school senate state station team tribunal union university watchdog website white kingdom republic bloc"
    " publisher broadcaster industry authorities".split()
)

DOCUMENT_NOUNS = frozenset(
    "account accord act ad advertisement affidavit agreement amendment analysis announcement article audit bill blog"
    " book brief broadcast cable census clip column commercial complaint constitution contract court-filing data"
    " decision decree dispatch document documents documentary draft e-mail editorial email emails essay estimate"
    " estimates evidence figures filing filings film findings headline indictment interview invitation law lawsuit"
    " leaflet legislation letter letters manifesto manual measure memo memoir memorandum message messages motion"
    " narrator note notes notice numbers op-ed opinion order page paper papers petition placard poll polls pollsters"
    " post posts poster projection proposal provision questionnaire readout record records release report reports"
    " research resolution review rule ruling schedule script sign signs slogan spot statement statements statistics"
    " statute story study studies submission subpoena suit summary survey surveys testimony text transcript treaty"
    " tweet tweets verdict video videos warrant website white-paper wording".split()
)

KIN = frozenset(
    "niece nephew cousin aunt uncle brother sister mother father son daughter husband wife widow widower parent"
    " grandson granddaughter grandfather grandmother stepson stepdaughter ex-wife ex-husband fiancee fiance girlfriend"
    " boyfriend partner roommate classmate colleague predecessor successor mate nominee".split()
)

WORDS_OF = DOCUMENT_NOUNS | frozenset(
    "account accusation accusations admission advice aim allegation allegations answer answers apology argument"
    " arguments assertion assertions assessment attack attacks attempt attitude belief beliefs boast call calls claim"
    " claims comment comments commitment concern concerns confession contention criticism criticisms decision demand"
    " demands denial denials description desire determination doubt doubts effort endorsement explanation fear fears"
    " focus goal guess hope hopes idea ideas insistence intention interpretation joke jokes lie lies line mind mouth"
    " narrative opinion opinions opposition order orders outburst phrase plan plans platform pledge pledges point"
    " policy policies position positions posture praise prediction predictions preference priority promise promises"
    " pronouncement proposal proposals question questions quote reaction reading reasoning refusal rejection remark"
    " remarks reply request response responses rhetoric sense speech speeches stance stances strategy suggestion"
    " suggestions support suspicion talk talking tone tweetstorm understanding view views visit voice vow warning"
    " warnings willingness wish wishes word words writing writings campaign-speech program programme show".split()
)
"""Nouns whose owner is the one who speaks: "her tweet", "his refusal"."""

BODIES = {
    "times": "newspaper paper outlet", "post": "newspaper paper outlet", "journal": "newspaper paper",
    "tribune": "newspaper paper", "herald": "newspaper paper", "guardian": "newspaper paper", "news": "network outlet",
    "cnn": "network channel outlet", "nbc": "network", "cbs": "network", "msnbc": "network channel", "abc": "network",
    "npr": "broadcaster network", "bbc": "broadcaster", "magazine": "magazine", "politico": "website outlet",
    "department": "department agency", "agency": "agency", "bureau": "bureau agency", "administration": "agency",
    "service": "agency service", "authority": "authority agency", "fbi": "bureau agency", "cia": "agency",
    "epa": "agency", "irs": "agency", "nsa": "agency", "nasa": "agency", "fda": "agency", "cdc": "agency",
    "ministry": "ministry", "office": "office", "party": "party", "democrats": "party", "gop": "party",
    "university": "university school", "college": "college school", "school": "school", "court": "court",
    "circuit": "court", "bank": "bank", "fargo": "bank", "citigroup": "bank", "inc": "company", "corp": "company",
    "co": "company", "company": "company", "google": "company", "facebook": "company", "apple": "company",
    "twitter": "company", "amazon": "company", "microsoft": "company", "boeing": "company", "ford": "company automaker",
    "exxon": "company", "walmart": "company", "energy": "company", "group": "group company", "committee":
    "committee panel", "commission": "commission panel", "panel": "panel", "senate": "chamber",
    "congress": "legislature", "parliament": "parliament", "union": "union", "teamsters": "union", "workers": "union",
    "federation": "federation group union", "association": "association group organization", "foundation":
    "foundation group", "institute": "institute think tank group", "center": "center group", "council":
    "council group", "coalition": "coalition group", "league": "league group", "aclu": "group organization",
    "nra": "group organization", "naacp": "group organization", "project": "group", "campaign": "campaign",
    "hospital": "hospital", "church": "church", "army": "army", "police": "police department", "nato": "alliance",
    "isis": "group", "taliban": "group", "hamas": "group", "wikileaks": "website group",
}  # fmt: skip
"""What a body may be called again, by a word of its name."""

_THINGS = (
    "ad advertisement clip commercial film movie documentary spot video footage trailer",
    "report study analysis research review paper findings assessment survey",
    "poll polls survey surveys polling",
    "article story piece column editorial op-ed essay post blog report",
    "bill law act legislation measure statute resolution amendment",
    "lawsuit suit complaint filing petition brief court-filing motion",
    "ruling decision opinion verdict order",
    "deal accord agreement treaty pact",
    "letter e-mail email memo message note statement",
    "book memoir novel",
    "firm company corporation business manufacturer automaker maker",
    "group organization organisation association advocates union nonprofit charity",
    "newspaper paper daily outlet publication",
    "network channel broadcaster station",
    "panel committee commission board",
    "agency department bureau office",
    "court panel judges",
    "official spokesman spokeswoman spokesperson aide",
)
SAME_THING = {
    noun: frozenset(n for n, nouns in enumerate(_THINGS) if noun in nouns.split()) for noun in " ".join(_THINGS).split()
}
"""Nouns for one kind of document or body: those of one kind share a number."""

HE, SHE, IT, THEY = "he", "she", "it", "they"
PRONOUNS = {
    **dict.fromkeys("he him his himself".split(), HE),
    **dict.fromkeys("she her hers herself".split(), SHE),
    **dict.fromkeys("it its itself".split(), IT),
    **dict.fromkeys("they them their theirs themselves".split(), THEY),
}
FIRST_PERSON = frozenset("i me my mine myself we us our ours ourselves".split())
SECOND_PERSON = frozenset("you your yours".split())
RELATIVE = frozenset("who whom whose which that".split())
QUANTIFIERS = frozenset("both all each some many most several few none neither either one others".split())

PREPOSITIONS = frozenset(
    "about across after against among around at before behind between by during for from in inside into like near of"
    " off on over since through to toward under until upon with within without including representing".split()
)
NICKNAMES = {
    "bob": "robert", "rob": "robert", "bobby": "robert", "bill": "william", "will": "william", "billy": "william",
    "jim": "james", "jimmy": "james", "joe": "joseph", "joey": "joseph", "mike": "michael", "mick": "michael",
    "tom": "thomas", "tommy": "thomas", "dick": "richard", "rick": "richard", "rich": "richard", "ted": "edward",
    "ed": "edward", "eddie": "edward", "chuck": "charles", "charlie": "charles", "tony": "anthony", "dan": "daniel",
    "danny": "daniel", "dave": "david", "steve": "stephen", "steven": "stephen", "chris": "christopher",
    "matt": "matthew", "ben": "benjamin", "sam": "samuel", "nick": "nicholas", "andy": "andrew", "drew": "andrew",
    "greg": "gregory", "jeff": "jeffrey", "ken": "kenneth", "ron": "ronald", "don": "donald", "larry": "lawrence",
    "jerry": "gerald", "harry": "harold", "hank": "henry", "jack": "john", "johnny": "john", "pete": "peter",
    "phil": "philip", "ray": "raymond", "tim": "timothy", "walt": "walter", "liz": "elizabeth", "beth": "elizabeth",
    "betsy": "elizabeth", "kate": "katherine", "kathy": "katherine", "cathy": "catherine", "sue": "susan",
    "debbie": "deborah", "barb": "barbara", "maggie": "margaret", "peggy": "margaret", "meg": "margaret",
    "jen": "jennifer", "jenny": "jennifer", "becky": "rebecca", "vicky": "victoria", "mitch": "mitchell",
    "rudy": "rudolph", "marty": "martin", "al": "albert", "alex": "alexander", "sandy": "sandra", "gabe": "gabriel",
    "josh": "joshua", "zach": "zachary", "nate": "nathan", "vince": "vincent", "frank": "francis",
}  # fmt: skip
