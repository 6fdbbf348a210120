"""Places that are typed without their capital: "does it compete with shanghai?".

A name that the documents lack is a reason to be silent, and a name is known by its capital. Places
that are common words as well ("turkey", "nice", "reading") are left out.
"""

from __future__ import annotations

import re

from app.language.lexemes import with_capital

_PLACES = """
africa america asia australia europe antarctica oceania scandinavia
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
anhui beijing chengdu chongqing dalian fujian gansu guangdong guangxi guangzhou guizhou hainan
hangzhou harbin hebei heilongjiang henan hubei hunan jiangsu jiangxi jilin kunming liaoning macau
nanjing ningbo ningxia qingdao qinghai shaanxi shandong shanghai shanxi shenzhen sichuan suzhou
tianjin tibet wuhan xiamen xinjiang yunnan zhejiang zhengzhou
alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho
illinois indiana iowa kansas kentucky louisiana maryland massachusetts michigan minnesota
mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah
vermont virginia wisconsin wyoming alberta manitoba ontario quebec
amsterdam ankara athens atlanta auckland baghdad bangalore bangkok barcelona belgrade berlin bogota
boston brisbane brussels bucharest budapest cairo calgary caracas casablanca chicago copenhagen
dallas damascus delhi denver detroit dhaka dubai dublin edinburgh frankfurt geneva glasgow hamburg
hanoi havana helsinki honolulu houston hyderabad istanbul jakarta jerusalem johannesburg kabul
karachi kathmandu khartoum kiev kyiv kinshasa kolkata lagos lahore lisbon london lyon madrid manila
marseille melbourne miami milan minsk montreal moscow mumbai munich nairobi naples osaka oslo ottawa
paris philadelphia prague riyadh rome rotterdam santiago seattle seoul stockholm stuttgart sydney
taipei tehran tokyo toronto valencia vancouver venice vienna warsaw yangon zagreb zurich
"""
_TWO_WORDS = """
burkina faso|costa rica|cape town|el salvador|great britain|hong kong|inner mongolia|kuala lumpur|
latin america|los angeles|middle east|new delhi|new jersey|new mexico|new york|new zealand|
north america|north korea|rio de janeiro|san francisco|sao paulo|saudi arabia|sierra leone|
south africa|south america|south korea|south sudan|sri lanka|united kingdom|united states
"""
_LINKS = frozenset({"de"})
_SMALL = re.compile(
    r"\b(?:"
    + "|".join([*_TWO_WORDS.replace("\n", "").split("|"), *_PLACES.split()])
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
