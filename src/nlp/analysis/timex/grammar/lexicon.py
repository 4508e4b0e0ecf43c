"""The closed word lists of the grammar. Keys are lower case, values what a word contributes."""

__all__ = [
    "ADVERB_SETS",
    "AMBIGUOUS_MONTHS",
    "APPROXIMATE",
    "CARDINALS",
    "FRACTIONS",
    "HOLIDAYS",
    "MONTHS",
    "ORDINALS",
    "PARTS_OF_DAY",
    "PREPOSITIONS",
    "QUANTIFIERS",
    "SCALES",
    "SEASONS",
    "UNITS",
    "WEEKDAYS",
    "WEEKDAY_ABBREVIATIONS",
]

_MONTH_NAMES = "january february march april may june july august september october november december".split()
MONTHS: dict[str, int] = {name: number for number, name in enumerate(_MONTH_NAMES, 1)} | {
    name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1) if name != "may"
}
MONTHS["sept"] = 9
# Words that are also verbs, names or adjectives; they need more than their spelling (see `readers`).
AMBIGUOUS_MONTHS = frozenset({"march", "april", "may", "june", "august", "mar", "jan", "dec", "oct"})

_WEEKDAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAYS: dict[str, int] = {name: number for number, name in enumerate(_WEEKDAY_NAMES, 1)} | {
    name + "s": number for number, name in enumerate(_WEEKDAY_NAMES, 1)
}
WEEKDAY_ABBREVIATIONS: dict[str, int] = {
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip

# Word → unit of a TIMEX3 duration; T-units are times of day.
UNITS: dict[str, str] = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "fortnight": "F", "weekend": "WE",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
UNITS |= {word + "s": unit for word, unit in UNITS.items() if word != "century"}
UNITS["centuries"] = "CE"

PARTS_OF_DAY: dict[str, str] = {
    "morning": "TMO", "mornings": "TMO", "afternoon": "TAF", "afternoons": "TAF", "evening": "TEV",
    "evenings": "TEV", "night": "TNI", "nights": "TNI", "dawn": "TMO",
}  # fmt: skip

SEASONS: dict[str, str] = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
CARDINALS: dict[str, int] = {word: number for number, word in enumerate(_ONES) if number} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
CARDINALS["dozen"] = 12
SCALES: dict[str, int] = {"hundred": 100, "thousand": 1000}
FRACTIONS = {"half": 0.5, "quarter": 0.25}

_ORDINAL_ONES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
ORDINALS: dict[str, int] = {word: number for number, word in enumerate(_ORDINAL_ONES, 1)} | {
    "thirtieth": 30, "final": -1, "last": -1, "opening": 1, "closing": -1,
}  # fmt: skip

QUANTIFIERS = frozenset({"several", "few", "many", "some", "numerous", "countless", "multiple"})

# Month, day; or month, weekday, nth for movable feasts.
HOLIDAYS: dict[tuple[str, ...], tuple[int, ...]] = {
    ("christmas",): (12, 25),
    ("christmas", "day"): (12, 25),
    ("christmas", "eve"): (12, 24),
    ("new", "year", "'", "s", "day"): (1, 1),
    ("new", "year", "'", "s", "eve"): (12, 31),
    ("new", "year", "'", "s"): (1, 1),
    ("boxing", "day"): (12, 26),
    ("halloween",): (10, 31),
    ("valentine", "'", "s", "day"): (2, 14),
    ("may", "day"): (5, 1),
    ("thanksgiving",): (11, 4, 4),
    ("thanksgiving", "day"): (11, 4, 4),
    ("labor", "day"): (9, 1, 1),
}

# Adverb or adjective of recurrence → value, how often in it.
ADVERB_SETS: dict[str, tuple[str, str | None]] = {
    "hourly": ("PT1H", None), "daily": ("P1D", None), "nightly": ("P1D", None), "weekly": ("P1W", None),
    "biweekly": ("P2W", None), "fortnightly": ("P2W", None), "monthly": ("P1M", None),
    "bimonthly": ("P2M", None), "quarterly": ("P1Q", None), "yearly": ("P1Y", None), "annual": ("P1Y", None),
    "annually": ("P1Y", None), "biannual": ("P1Y", "2X"), "biannually": ("P1Y", "2X"),
    "semiannual": ("P1Y", "2X"), "biennial": ("P2Y", None), "biennially": ("P2Y", None),
}  # fmt: skip

# What may stand before an amount → its TIMEX3 modifier.
APPROXIMATE: dict[tuple[str, ...], str] = {
    ("about",): "APPROX", ("around",): "APPROX", ("approximately",): "APPROX", ("roughly",): "APPROX",
    ("nearly",): "LESS_THAN", ("almost",): "LESS_THAN", ("close", "to"): "APPROX",
    ("over",): "MORE_THAN", ("well", "over"): "MORE_THAN", ("just", "over"): "MORE_THAN",
    ("more", "than"): "MORE_THAN", ("little", "more", "than"): "MORE_THAN", ("not", "quite"): "LESS_THAN",
    ("under",): "LESS_THAN", ("less", "than"): "LESS_THAN", ("fewer", "than"): "LESS_THAN",
    ("just", "under"): "LESS_THAN", ("at", "least"): "EQUAL_OR_MORE", ("no", "less", "than"): "EQUAL_OR_MORE",
    ("at", "most"): "EQUAL_OR_LESS", ("up", "to"): "EQUAL_OR_LESS", ("no", "more", "than"): "EQUAL_OR_LESS",
    ("some",): "APPROX", ("barely",): "APPROX", ("longer", "than"): "MORE_THAN",
}  # fmt: skip

PREPOSITIONS = frozenset(
    "in on at by since until till from to of for during within before after through throughout over "
    "between around about toward towards past under despite".split()
)
