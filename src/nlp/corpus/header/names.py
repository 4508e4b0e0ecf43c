"""Names of authors: a person's family and given name by the custom of the name, or a body as it stands."""

import re

from nlp.corpus.article import Name

__all__ = ["is_body", "is_name", "is_role", "make_name", "split_hangul", "without_degrees"]

_BODIES = frozenset(
    """academy agency alliance association board bureau center centre chamber circle clinic club
    college collection commission committee company consortium corporation council department desk
    division editors embassy faculty federation forum foundation group initiative institut institute
    institution laboratory league ministry mission network newsroom observatory office organisation
    organization page panel party press programme project school secretariat section society staff
    studies syndicate team think-tank trust union unit universitas universiti university""".split()
)
_KOREAN_BODY = re.compile(r"[가-힣]{2,}(?:대학교|대학|연구원|연구소|위원회|재단|협회|센터|신문|일보)")
_ROLES = frozenset(
    """advisor adviser ambassador analyst assistant associate author candidate chair chairman
    chairperson columnist consultant contributor coordinator correspondent dean deputy director
    doctoral economist editor emeritus executive fellow former founder head intern journalist lawyer
    lecturer manager member minister president professor reporter researcher scholar scientist
    secretary senator senior specialist student teacher visiting writer dosen peneliti pengamat
    direktur mahasiswa jurnalis 교수 기자 연구위원 연구원장 위원장 소장 대사 칼럼니스트 논설위원""".split()
)
# Words that show a short capitalised line to be a heading rather than a person.
_NO_NAMES = frozenset(
    """a after age all american an and answers are as asean asia asian at background be before beyond
    between blue bound brave building business but by calm can centrality century challenge
    challenges change china chinese choice choices city climate community concerns conclusion
    conflict confidence cooperation crisis deal dealing deep defence defense democracy development
    digital diplomacy dream east economic economy end energy era europe for foreign free from future
    game gap global good great green growth hard has have how if in indo-pacific indonesia
    initiative interests into introduction is issue issues it its japan key kong korea korean
    korea's last lessons long look looking looks lumpur malaysia maritime matters middle moment more
    most must myanmar nation national neighbours neighbors new next no north northern not nuclear of
    old on open opportunities opportunity or order other our outlook pacific partner partners
    partnership peace peninsula penh people philippines policy politics power powers price problem
    progress promise prosperity quiet recommendations red region regional relations republic return
    rise rising risk risks road role rules russia sea seas second security seoul shared should
    silent singapore slow small smart solidarity south southeast southern stakes state states still
    strategic strategy strong summary summit supply sustainable tariffs technology thailand the
    their third three time to too toward towards trade trump turn turning two ties under united up
    us view vietnam vision war washington way we weak what when where which who why will with
    without world year years your""".split()
)
_TITLES = re.compile(
    r"^(?:h\.\s?e\.\s+)?(?:(?:prof|professor|assoc|associate|asst|assistant|adj|dr|drs|ir|mr|mrs|ms|miss"
    r"|sir|dame|hon|amb|gen|col|maj|capt|rev|h|hj|ambassador|dato|datuk|datin|tun|dra)"
    r"\b\.?['’]?\s*(?=\S)|(?:tan sri|puan sri)\s+)*",
    re.IGNORECASE,
)
_DEGREES = frozenset(
    """ba bsc bed be beng llb ma msc msi mhum mphil mpp mpa mba mir mia mint llm mh mm mh med meng mssc
    msosc phd dphil dr drs dba jd md edd dsc sip ssos se sh st skom spd esq ret hons cand cfa""".split()
)
_PARTICLES = frozenset("da das de del della den der di do dos du el la le ten ter van von y".split())
_CAPITAL_PARTICLES = frozenset("De Dela Del Della Di La Los San Santa Van Von".split())
_PATRONYMICS = frozenset("bin binti binte bte ibn anak a/l a/p s/o d/o".split())
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)

_KOREAN = frozenset(
    """Ahn An Bae Baek Bang Ban Byun Cha Chang Cho Choe Choi Chon Choo Chun Chung Eom Eum Gang Ha Han
    Heo Hong Huh Hur Hwang Hwangbo Hyun Im Jang Jeon Jeong Ji Jin Jo Joo Ju Jun Jung Kang Kim Ko Koh
    Koo Ku Kwak Kwon Lee Lim Ma Min Moon Mun Na Nam Namgung No Noh Oh Pae Paik Park Pak Pyo Rhee
    Rhie Ri Roh Ryu Seo Seok Seol Seong Shim Shin Sim Sin So Sohn Son Song Suh Sung Tak Um Wi Won
    Woo Yang Yeo Yeom Yi Yim Yoo Yoon You Yu Yun""".split()
)
_VIETNAMESE = frozenset(
    """Nguyen Nguyễn Tran Trần Le Lê Pham Phạm Hoang Hoàng Huynh Huỳnh Phan Vu Vũ Vo Võ Dang Đặng Bui
    Bùi Do Đỗ Ho Hồ Ngo Ngô Duong Dương Ly Lý Dinh Đinh Doan Đoàn Trinh Trịnh Truong Trương Luong
    Lương Mai Dao Đào Cao""".split()
)
_CHINESE = frozenset(
    """Ang Chan Chen Cheng Cheong Chew Chia Chin Chong Chou Chow Chua Chu Foo Fong Goh Gan Ho Hsu Hu
    Huang Koh Kuok Kwok Lai Lam Lau Law Lee Leong Leung Li Liang Liew Lim Lin Ling Liu Loh Low Lu Ma
    Mah Neo Ng Ong Ooi Pang Peh Pham Poh Quek Seah Seow Sim Soh Su Sun Tan Tang Tay Tee Teh Teo Tham
    Toh Tsai Wang Wee Wong Wu Xu Yan Yang Yap Yeo Yong Zhang Zhao Zheng Zhou Zhu""".split()
)
_FAMILY_FIRST = _KOREAN | _VIETNAMESE | _CHINESE
_HANGUL_NAME = re.compile(r"(남궁|황보|제갈|선우|독고|사공|서문|[가-힣])([가-힣]{1,2})")
_KOREAN_GIVEN = re.compile(r"[A-Z][a-z]+-[A-Za-z][a-z]+")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*(?:['’-][^\W\d_]+)*\.?(?:[^\W\d_]\.)*", re.UNICODE)


def make_name(text: str) -> Name:
    """The name of a person or body, without titles and degrees.

    Family and given name are told apart where the form of the name says which is which: Western order,
    particles (de, van), hyphenated Korean and three-part Korean, Chinese and Vietnamese names. What remains
    unsure (single names, patronymics, "Lee Jin") is kept as it stands.
    """
    stripped = without_degrees(_TITLES.sub("", text.strip()))
    if is_body(stripped) or not stripped:
        return Name(literal=stripped or text.strip())
    if hangul := _HANGUL_NAME.fullmatch(stripped):
        return Name(family=hangul[1], given=hangul[2], family_first=True)
    words = [_recased(word) for word in stripped.split()] if stripped.isupper() else stripped.split()
    if len(words) == 1 or _PATRONYMICS.intersection(word.lower() for word in words):
        return Name(literal=" ".join(words))
    return _eastern(words) or _western(words)


def is_name(text: str, *, strict: bool = True) -> bool:
    """Whether a stretch of a line looks like a person's name: two to six capitalised words.

    With `strict`, none of them may be a word that is common in headings.
    """
    stripped = without_degrees(_TITLES.sub("", text.strip()))
    if _HANGUL_NAME.fullmatch(stripped):
        return True
    words = stripped.split()
    if not 2 <= len(words) <= 6 or len(stripped) > 60 or is_body(stripped) or is_role(words[-1]):
        return False
    common = _NO_NAMES if strict else frozenset[str]()
    inner = _PARTICLES | _PATRONYMICS
    return all(
        word in inner or (_WORD.fullmatch(word) and not word[0].islower() and word.lower() not in common)
        for word in words
    )


def split_hangul(text: str) -> tuple[str, str] | None:
    """Name and what follows it in a Korean byline ("홍길동 표본대학교 교수"); None if it is none."""
    name, _, rest = text.partition(" ")
    known = _HANGUL_NAME.fullmatch(name) and (is_body(rest) or is_role(rest))
    return (name, rest) if known else None


def is_body(text: str) -> bool:
    """Whether a stretch of a line names an institution, as "university", "institut" or "desk" show."""
    words = [word.strip("().,").lower() for word in text.split()]
    return any(word in _BODIES or _KOREAN_BODY.fullmatch(word) for word in words)


def is_role(text: str) -> bool:
    """Whether a stretch of a line names an office or role, as "Senior Fellow" does."""
    return any(word.strip("().,").lower() in _ROLES for word in text.split())


def without_degrees(text: str) -> str:
    """The text without the academic degrees at its end."""
    words = text.replace(",", " , ").split()
    while words and (words[-1] == "," or _is_degree(words[-1])):
        if len(words) == 2 and words[0] != "," and text.isupper() and "." not in words[1]:
            break  # "JANE MA": the surname
        words.pop()
    return " ".join(words).replace(" ,", ",")


def _is_degree(word: str) -> bool:
    letters = re.sub(r"[.()]", "", word)
    # Small letters are no degree: "Ma" and "Se" are surnames, "M.A." and "PhD" are not.
    written_so = "." in word or letters.isupper() or (len(letters) > 2 and letters[-1].isupper())
    return letters.lower() in _DEGREES and (written_so or letters in {"MSc", "BSc", "MPhil", "DPhil", "MSi"})


def _eastern(words: list[str]) -> Name | None:
    """Names whose family name comes first, and the unsure ones between the two orders; None: not of them."""
    first, last = words[0], words[-1]
    if len(words) == 2 and _KOREAN_GIVEN.fullmatch(last) and first in _KOREAN:
        return Name(family=first, given=last, family_first=True)
    if first not in _FAMILY_FIRST:
        return None
    if len(words) == 3 or (len(words) == 4 and first in _VIETNAMESE):
        if last in _FAMILY_FIRST and first not in _VIETNAMESE and len(words[1]) <= 2:
            return Name(literal=" ".join(words))  # "Lee K. Tan"
        return Name(family=first, given=" ".join(words[1:]), family_first=True)
    return Name(literal=" ".join(words))


def _western(words: list[str]) -> Name:
    suffix = [words.pop()] if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else []
    start = len(words) - 1
    while start > 1 and (words[start - 1] in _PARTICLES or words[start - 1] in _CAPITAL_PARTICLES):
        start -= 1
    return Name(family=" ".join([*words[start:], *suffix]), given=" ".join(words[:start]))


def _recased(word: str) -> str:
    """A word of a name that was set in capitals: MIN-SU → Min-su, ROE → Roe; initials stay."""
    return word if len(word.rstrip(".")) == 1 or "." in word[:-1] else word.capitalize()
