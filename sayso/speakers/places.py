"""Countries with their peoples and the places that speak for their governments, and the American states."""

_COUNTRIES = """
Afghanistan|Afghan Afghans|Kabul
Argentina|Argentine Argentines|Buenos Aires
Australia|Australian Australians|Canberra
Austria|Austrian Austrians|Vienna
Belarus|Belarusian Belarusians|Minsk
Belgium|Belgian Belgians|
Brazil|Brazilian Brazilians|Brasilia
Britain|British Briton Britons|Downing Street;Whitehall;London
Bulgaria|Bulgarian Bulgarians|Sofia
Canada|Canadian Canadians|Ottawa
Chile|Chilean Chileans|Santiago
China|Chinese|Beijing
Colombia|Colombian Colombians|Bogota
Croatia|Croatian Croatians|Zagreb
Cuba|Cuban Cubans|Havana
Cyprus|Cypriot Cypriots|Nicosia
Denmark|Danish Dane Danes|Copenhagen
Ecuador|Ecuadorian Ecuadorians|Quito
Egypt|Egyptian Egyptians|Cairo
England|English|
Estonia|Estonian Estonians|Tallinn
Ethiopia|Ethiopian Ethiopians|Addis Ababa
Finland|Finnish Finn Finns|Helsinki
France|French|Paris;Elysee Palace
Georgia||Tbilisi
Germany|German Germans|Berlin
Ghana|Ghanaian Ghanaians|Accra
Greece|Greek Greeks|Athens
Guatemala|Guatemalan Guatemalans|
Haiti|Haitian Haitians|
Honduras|Honduran Hondurans|Tegucigalpa
Hungary|Hungarian Hungarians|Budapest
Iceland|Icelandic Icelanders|Reykjavik
India|Indian Indians|New Delhi;Delhi
Indonesia|Indonesian Indonesians|Jakarta
Iran|Iranian Iranians|Tehran
Iraq|Iraqi Iraqis|Baghdad
Ireland|Irish|Dublin
Israel|Israeli Israelis|Jerusalem
Italy|Italian Italians|Rome
Japan|Japanese|Tokyo
Jordan|Jordanian Jordanians|Amman
Kenya|Kenyan Kenyans|Nairobi
Kosovo|Kosovar Kosovars|Pristina
Kuwait|Kuwaiti Kuwaitis|
Latvia|Latvian Latvians|Riga
Lebanon|Lebanese|Beirut
Libya|Libyan Libyans|Tripoli
Lithuania|Lithuanian Lithuanians|Vilnius
Malaysia|Malaysian Malaysians|Kuala Lumpur
Mexico|Mexican Mexicans|Mexico City
Morocco|Moroccan Moroccans|Rabat
Myanmar|Burmese|Naypyidaw
Netherlands|Dutch|The Hague
New Zealand|New Zealander New Zealanders|Wellington
Nicaragua|Nicaraguan Nicaraguans|Managua
Nigeria|Nigerian Nigerians|Abuja
North Korea|North Korean North Koreans|Pyongyang
Norway|Norwegian Norwegians|Oslo
Pakistan|Pakistani Pakistanis|Islamabad
Palestine|Palestinian Palestinians|Ramallah
Panama|Panamanian Panamanians|
Peru|Peruvian Peruvians|Lima
Philippines|Filipino Filipinos Philippine|Manila
Poland|Polish Pole Poles|Warsaw
Portugal|Portuguese|Lisbon
Qatar|Qatari Qataris|Doha
Romania|Romanian Romanians|Bucharest
Russia|Russian Russians|Moscow;Kremlin
Rwanda|Rwandan Rwandans|Kigali
Saudi Arabia|Saudi Saudis|Riyadh
Scotland|Scottish Scot Scots|Edinburgh;Holyrood
Serbia|Serbian Serb Serbs|Belgrade
Singapore|Singaporean Singaporeans|
Slovakia|Slovak Slovaks|Bratislava
Slovenia|Slovenian Slovenians|Ljubljana
Somalia|Somali Somalis|Mogadishu
South Africa|South African South Africans|Pretoria
South Korea|South Korean South Koreans|Seoul
Spain|Spanish Spaniard Spaniards|Madrid
Sudan|Sudanese|Khartoum
Sweden|Swedish Swede Swedes|Stockholm
Switzerland|Swiss|Bern
Syria|Syrian Syrians|Damascus
Taiwan|Taiwanese|Taipei
Thailand|Thai Thais|Bangkok
Tunisia|Tunisian Tunisians|Tunis
Turkey|Turkish Turk Turks|Ankara
Uganda|Ugandan Ugandans|Kampala
Ukraine|Ukrainian Ukrainians|Kyiv;Kiev
Venezuela|Venezuelan Venezuelans|Caracas
Vietnam|Vietnamese|Hanoi
Wales|Welsh|Cardiff
Yemen|Yemeni Yemenis|Sanaa
Zimbabwe|Zimbabwean Zimbabweans|Harare
United States||
United Kingdom||
"""

_ROWS = [line.split("|") for line in _COUNTRIES.casefold().split("\n") if line]

SEATS = {seat: country for country, _, seats in _ROWS for seat in seats.split(";") if seat}
"""Capitals and palaces, folded, with the country for whose government they stand."""

PEOPLES = frozenset(
    "american americans european europeans african africans asian asians arab arabs latino latinos hispanic hispanics"
    " muslim muslims christian christians jew jews jewish catholic catholics protestant protestants evangelical"
    " evangelicals sunni sunnis shiite shiites kurd kurds kurdish black blacks".split()
) | {people for _, peoples, _ in _ROWS for people in peoples.split()} - {"new", "north", "south"}

STATES = frozenset(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois"
    " indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri"
    " montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin"
    " wyoming".split()
) | frozenset((
    "new hampshire", "new jersey", "new mexico", "new york", "north carolina", "north dakota", "rhode island",
    "south carolina", "south dakota", "west virginia", "puerto rico", "washington", "d.c", "u.s", "us", "u.k", "uk",
    "america", "europe", "africa", "asia", "middle east",
))  # fmt: skip

PLACES = (
    STATES
    | SEATS.keys() - {"kremlin", "whitehall", "downing street", "holyrood", "elysee palace"}
    | {country for country, _, _ in _ROWS}
)
"""Countries, states and capitals, folded."""
