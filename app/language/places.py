"""Places that are typed without their capital: "does it compete with shanghai?".

A name that the documents lack is a reason to be silent, and a name is known by its capital. Places
that are common words as well ("turkey", "nice", "reading") are left out.
"""

from __future__ import annotations

import re

from app.language.lexemes import with_capital

_CONTINENTS = """
africa america asia australia europe antarctica oceania scandinavia
"""
_COUNTRIES = """
afghanistan albania algeria andorra angola argentina armenia austria azerbaijan bahrain bangladesh
belarus belgium belize benin bhutan bolivia bosnia botswana brazil brunei bulgaria burundi cambodia
cameroon canada chile china colombia congo croatia cuba cyprus czechia denmark djibouti ecuador
egypt eritrea estonia eswatini ethiopia fiji finland france gabon gambia georgia germany ghana
greece greenland grenada guatemala guyana haiti honduras hungary iceland india indonesia iran iraq
ireland israel italy jamaica japan kazakhstan kenya kiribati korea kosovo kuwait kyrgyzstan laos
latvia lebanon lesotho liberia libya liechtenstein lithuania luxembourg macedonia madagascar malawi
malaysia maldives mali malta mauritania mauritius mexico micronesia moldova monaco mongolia
montenegro morocco mozambique myanmar namibia nauru nepal netherlands nicaragua nigeria norway oman
pakistan palau palestine panama paraguay peru philippines poland portugal qatar romania russia
rwanda samoa senegal serbia seychelles singapore slovakia slovenia somalia spain sudan suriname
sweden switzerland syria taiwan tajikistan tanzania thailand tonga tunisia turkmenistan tuvalu
uganda ukraine uruguay uzbekistan vanuatu venezuela vietnam yemen zambia zimbabwe britain england
scotland wales
"""
_PROVINCES = """
anhui beijing chongqing fujian gansu guangdong guangxi guizhou hainan hebei heilongjiang henan hubei
hunan jiangsu jiangxi jilin liaoning macau ningxia qinghai shaanxi shandong shanghai shanxi sichuan
tianjin tibet xinjiang yunnan zhejiang alberta manitoba ontario quebec
"""
_STATES = """
alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho
illinois indiana iowa kansas kentucky louisiana maryland massachusetts michigan minnesota
mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah
vermont virginia wisconsin wyoming
"""
_CITIES = """
chengdu dalian guangzhou hangzhou harbin kunming nanjing ningbo qingdao shenzhen suzhou wuhan xiamen
zhengzhou
amsterdam ankara athens atlanta auckland baghdad bangalore bangkok barcelona belgrade berlin bogota
boston brisbane brussels bucharest budapest cairo calgary caracas casablanca chicago copenhagen
dallas damascus delhi denver detroit dhaka dubai dublin edinburgh frankfurt geneva glasgow hamburg
hanoi havana helsinki honolulu houston hyderabad istanbul jakarta jerusalem johannesburg kabul
karachi kathmandu khartoum kiev kyiv kinshasa kolkata lagos lahore lisbon london lyon madrid manila
marseille melbourne miami milan minsk montreal moscow mumbai munich nairobi naples osaka oslo ottawa
paris philadelphia prague riyadh rome rotterdam santiago seattle seoul stockholm stuttgart sydney
taipei tehran tokyo toronto valencia vancouver venice vienna warsaw yangon zagreb zurich
"""
_COUNTRIES_OF_TWO = (
    "burkina faso|costa rica|el salvador|great britain|new zealand|north korea|saudi arabia|"
    "sierra leone|south africa|south korea|south sudan|sri lanka|united kingdom|united states"
)
_STATES_OF_TWO = "new jersey|new mexico|new york"
_PROVINCES_OF_TWO = "inner mongolia"
_CONTINENTS_OF_TWO = "latin america|north america|south america"
_OTHERS_OF_TWO = (
    "cape town|hong kong|kuala lumpur|los angeles|middle east|new delhi|rio de janeiro|"
    "san francisco|sao paulo"
)
# With a capital these are countries; without one they are words, or not so written.
_ONLY_WITH_CAPITAL = (
    "Turkey|Türkiye|Jordan|Chad|Guinea(?! pig)|Niger|Togo|Dominica|Dominican Republic|"
    "Czech Republic|Ivory Coast|Papua New Guinea|Trinidad and Tobago|United Arab Emirates|UAE|"
    "UK|U\\.K\\.|USA|U\\.S\\.(?:A\\.)?|US"
)
_LINKS = frozenset({"de"})
_SMALL = re.compile(
    r"\b(?:"
    + "|".join(
        [
            _COUNTRIES_OF_TWO,
            _STATES_OF_TWO,
            _PROVINCES_OF_TWO,
            _CONTINENTS_OF_TWO,
            _OTHERS_OF_TWO,
            *f"{_CONTINENTS} {_COUNTRIES} {_PROVINCES} {_STATES} {_CITIES}".split(),
        ]
    )  # fmt: skip
    + r")\b(?![-/@.]\w)"
)


def with_capitals(text: str) -> str:
    """Return `text` with a capital for each place that was typed without one."""
    return _SMALL.sub(lambda place: _capital(place.group()), text)


def places_in(text: str) -> frozenset[str]:
    """Return the places that `text` names, in small letters, of those that are known here."""
    return frozenset(match.group() for match in _SMALL.finditer(text.casefold()))


def _capital(name: str) -> str:
    return " ".join(word if word in _LINKS else with_capital(word) for word in name.split())


def _of_sort(two_words: str, one_word: str, *further: str) -> re.Pattern[str]:
    names = [_capital(name) for name in [*two_words.split("|"), *one_word.split()]]
    return re.compile(rf"(?<!New )\b(?:{'|'.join([*names, *further])})(?![\w/@-])")


# The sorts of places of which all, or next to all, are known here.
SORTS = {
    "continent": _of_sort(_CONTINENTS_OF_TWO, _CONTINENTS),
    "country": _of_sort(_COUNTRIES_OF_TWO, _COUNTRIES, _ONLY_WITH_CAPITAL),
    "province": _of_sort(_PROVINCES_OF_TWO, _PROVINCES),
    "state": _of_sort(_STATES_OF_TWO, _STATES),
}
