"""Word lists that split and trim the names of the training data."""


def _read_names(listed: str) -> frozenset[str]:
    return frozenset(name for name in " ".join(listed.split()).split(", ") if name)


DETERMINERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "their", "our", "his", "her"}
)
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
TITLES = frozenset(
    """
    mr mr. mrs mrs. ms ms. dr dr. prof prof. professor president vice-president premier minister
    secretary senator sen. representative rep. congressman congresswoman governor gov. mayor king queen
    prince princess sir lady lord pope general gen. admiral adm. colonel col. major maj. captain capt.
    lieutenant lt. sergeant sgt. corporal judge justice ambassador chancellor chairman chairwoman
    director prime foreign defense defence former then-president acting sheikh sheik ayatollah imam rabbi
    reverend rev. father sister brother saint-general commander emperor empress
    """.split()
)
LOC_HEADS = frozenset(
    """
    river sea ocean mountain mountains island islands lake valley bay strait straits peninsula desert
    coast gulf mount hills hill plateau basin range cape canyon forest channel delta region archipelago
    reef shoal creek glacier
    plain plains highlands lowlands sahara alps andes himalayas caucasus balkans continent hemisphere
    """.split()
)
LOC_STARTS = frozenset({"mount", "mt.", "lake", "gulf", "cape", "strait"})
FAC_HEADS = frozenset(
    """
    airport bridge stadium street road highway avenue house palace hall station hospital building museum
    church cathedral mosque temple castle base park tower square arena theatre theater canal dam port
    harbor harbour prison camp fort embassy hotel library school garden gardens abbey centre center field
    boulevard lane checkpoint crossing
    """.split()
)
GPE_HEADS = frozenset(
    """
    city county province state district republic kingdom prefecture township municipality village town
    governorate emirate emirates states
    """.split()
)
REGIONS = _read_names(
    """
    europe, asia, africa, america, north america, south america, latin america, central america,
    antarctica, oceania, southeast asia, south-east asia, east asia, northeast asia, south asia, central
    asia, asia-pacific, indo-pacific, the pacific, pacific, atlantic, indian ocean, middle east, near
    east, far east, western europe, eastern europe, central europe, northern europe, southern europe,
    sub-saharan africa, north africa, west africa, east africa, the west, scandinavia, caribbean,
    balkans, the balkans, caucasus, siberia, manchuria, anatolia, iberia, mesopotamia, levant, maghreb,
    earth, mars, moon, jupiter, korean peninsula, balkan peninsula, arabian peninsula, mediterranean,
    baltic, arctic, midwest, new england, global south
    """
)
CITIES_TOO = _read_names(
    """
    u.s., us, usa, u.s, u.s.a., uk, u.k., uae, u.k, ussr, soviet union, united states, united states of
    america, united kingdom, great britain, britain, england, scotland, wales, northern ireland, south
    korea, north korea, korea, russia, iran, syria, vietnam, laos, taiwan, bolivia, venezuela, czech
    republic, czechoslovakia, yugoslavia, east germany, west germany, prussia, ottoman empire, british
    empire, burma, macedonia, palestine, gaza, west bank, kosovo, hong kong, macau, crimea, tibet, new
    york, washington, washington d.c., washington , d.c., d.c., kyiv, kiev, saigon, bombay, peking,
    brunei, ivory coast, congo, kurdistan, catalonia, quebec, bavaria, tuscany, kashmir, punjab, donbas,
    aleppo, raqqa, mosul, idlib, deir ez-zor, turkey
    """
)
EVENT_HEADS = frozenset(
    """
    war wars olympics games cup summit conference election elections revolution festival championship
    championships battle referendum crisis campaign uprising massacre genocide holocaust coup siege
    rebellion protests riots tour
    tournament marathon expo operation
    """.split()
)
LAW_HEADS = frozenset(
    """
    act treaty agreement agreements accord accords constitution amendment protocol pact resolution law
    bill code
    charter declaration armistice communiqué communique
    """.split()
)
_NATIONS = """
    afghan albanian algerian american andorran angolan argentine argentinian armenian australian austrian
    azerbaijani bahraini bangladeshi barbadian belarusian belgian belizean beninese bhutanese bolivian
    bosnian brazilian british bruneian bulgarian burmese cambodian cameroonian canadian chadian chilean
    chinese colombian congolese croat croatian cuban cypriot czech dane danish dominican dutch ecuadorian
    egyptian english eritrean estonian ethiopian european fijian filipino finnish flemish french gabonese
    gambian georgian german ghanaian greek guatemalan guinean guyanese haitian honduran hungarian
    icelandic indian indonesian iranian iraqi irish israeli italian ivorian jamaican japanese javanese
    jordanian kazakh kenyan khmer korean kosovar kurdish kuwaiti kyrgyz lao laotian latvian lebanese
    liberian libyan lithuanian macedonian malagasy malawian malaysian maldivian malian maltese
    mauritanian mexican moldovan mongolian montenegrin moroccan mozambican namibian nepalese nepali
    nicaraguan nigerian norwegian omani pakistani palestinian panamanian paraguayan persian peruvian
    polish portuguese prussian qatari romanian russian rwandan samoan saudi scottish senegalese serb
    serbian singaporean slovak slovene slovenian somali soviet spanish sudanese surinamese swedish swiss
    syrian taiwanese tajik tanzanian thai tibetan timorese tongan tunisian turkish turkmen ugandan
    ukrainian uruguayan uyghur uzbek venezuelan vietnamese welsh yemeni yugoslav zambian zimbabwean
    african asian latin arab asean-born catalan basque chechen bavarian sicilian
    """.split()
_PEOPLES = """
    americans australians koreans indians russians ukrainians germans italians iranians iraqis israelis
    syrians turks kurds arabs palestinians egyptians canadians mexicans brazilians europeans africans
    asians filipinos filipinas indonesians malaysians singaporeans thais cambodians laotians pakistanis
    afghans nigerians kenyans serbs croats poles swedes norwegians finns greeks romanians hungarians
    bulgarians czechs slovaks austrians belgians spaniards britons scots brits frenchman englishman
    chinese-american saudis yemenis libyans tunisians rohingya uyghurs tibetans mongolians armenians
    azerbaijanis georgians chechens south-koreans north-koreans jews muslims christians hindus buddhists
    jewish muslim islamic christian hindu buddhist sunni shiite shia shi'ite catholic
    protestant orthodox
    """.split()
_COMPASS = ("south", "north", "east", "west")
DEMONYMS = frozenset(
    [*_NATIONS, *_PEOPLES]
    + [
        f"{side} {name}"
        for side in _COMPASS
        for name in ("korean", "koreans", "african", "german", "vietnamese")
    ]
    + [
        f"{first} {name}"
        for first in ("southeast", "east", "northeast", "central")
        for name in ("asian", "asians")
    ]
    + [
        "saudi arabian",
        "new zealander",
        "sri lankan",
        "costa rican",
        "puerto rican",
        "southeast asian",
        "latin american",
    ]
)
