"""The tokenizer: spaCy's English rules, with hyphens, dashes and quotes as editorial prose has them.

Everything set here is a pattern that spaCy saves with the pipeline, so that loading needs none of this code.
"""

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex

# One romanised East Asian syllable: an optional initial, one vowel group, an optional final. It covers the
# Revised and McCune-Reischauer romanisations of Korean, the spellings Koreans use for themselves
# (Moo-hyun, Myung-bak, Seok-yeol), and Cantonese or Wade-Giles given names (Ing-wen, Kai-shek, Chee-hwa).
_INITIAL = r"(?:ch|sh|wh|kk|tt|pp|ss|jj|ts|hs|hw|kw|gw|[bdfghjklmnprstvwyz])?"
_VOWELS = (
    r"(?:yeo|eui|yae|yoo|you|wae|woo|iu|ae|ai|ao|au|ea|ee|eo|eu|ei|ey|ia|ie|io|oe|oi|oo|ou|oh|ow|ua|ue|ui|uh|uo"
    r"|wa|we|wi|wo|ya|ye|yi|yo|yu|ah|[aeiouy])"
)
_FINAL = r"(?:ng|ck|[bghklmnprt])?"
_SYLLABLE = _INITIAL + _VOWELS + _FINAL
# "Geun-hye", "Jong-un", "Jae-in", "Hsien-loong", but neither "ASEAN-Korea" nor "Long-term".
_GIVEN_NAME = rf"(?<![\w-])(?=[A-Z][a-z])(?i:{_SYLLABLE})-{_SYLLABLE}(?![\w-])"

# UD English leaves these prefixes on their word (and splits every other hyphen); before a capital the word is
# most often a name that has to be found on its own ("anti-China"), so there the hyphen is split after all.
_PREFIXES = (
    "anti bi bio co counter cross cyber de e extra ex geo hyper infra inter intra macro mega micro mini mis "
    "mono multi neo non over pan para poly post pre pro proto pseudo psycho quasi re semi socio sub super "
    "supra trans tri ultra un under uni vice"
)
_PREFIXED = rf"(?<![\w-])(?i:{_PREFIXES.replace(' ', '|')})-[a-z]+(?!\w)|(?<![\w-])[Mm]id-\w+"

_WHOLE = (_GIVEN_NAME, _PREFIXED)
_EXTRA_INFIXES = (
    r"[–—―]|-{2,}",  # dashes set without spaces, also beside quotes and between digits
    r"[),;:!?’\]](?=[–—―]|--)|(?<=[a-z]{2})\.(?=[–—―]|--)|(?<=[–—―])[(\[‘'\"]",  # marks beside such dashes
    r"(?<=[A-Z]\.)-(?=[A-Za-z])",  # "U.S.-China", "U.S.-led"
    r"(?<=[A-Za-z])(?=n['’]t$|['’](?:re|ve|ll|d|m)$)",  # contractions after a dash without spaces
    r"[“”«»]",
    r"(?<=[.!?,])[\"’'](?=[A-Z])",
)


def customise_tokenizer(language: Language) -> None:
    """Give the pipeline's tokenizer the patterns above.

    A pattern that stands first and matches a whole chunk from its start protects it: spaCy skips an infix
    at the start of a chunk and looks on behind it.
    """
    defaults = language.Defaults
    infixes = [*_WHOLE, *_EXTRA_INFIXES, *(defaults.infixes or ())]
    if not isinstance(language.tokenizer, Tokenizer):
        raise TypeError("the patterns are for spaCy's rule-based tokenizer")
    language.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
