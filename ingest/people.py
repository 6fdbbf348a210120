"""Names of authors and of where they work, in the ways in which papers print them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

_PLACE = re.compile(
    r"universi[dt]|institut|depart|dipart|\bdept\b|laborator|\bcollege|\bschool|\bécole\b|\bfacult"
    r"|observator|\bacadem|hospital|\bcent(?:er|re|ro)\b|\binc\b|\bltd|"
    r"\bcorp|\bresearch\b|gmbh|company|foundation|ministry|polytechni|\bunit\b|division|\bcnrs"
    r"|inria|(?:\b|(?-i:(?<=[a-z])(?=L)))labs?\b|(?<!working )\bgroup\b"
    r"|clinic|council|agency|museum|google|microsoft|facebook|\bibm\b|大学|学院|研究所|公司|研究院|医院",
    re.I,
)
_STOP = re.compile(
    r"\b(?:the|of|for|this|that|with|from|abstract|introduction|we|our|paper|street|road|avenue"
    r"|usa|china|phone|fax|email|"
    r"e-mail|correspond\w*|contribut\w*|equal\w*|editor|edited|received|accepted|published"
    r"|available|journal|member|student|dear|sincerely|regards|director|manager|treasurer"
    r"|profile|researcher|scientist|commissioner|advis[eo]r|supervisor"
    r"|report|minutes|agenda|meeting|manual|handbook|guide(?:lines?|book)?|agreement|contract|policy"
    r"|strategy|newsletter|bulletin|brochure|edition|version|summary|statement|annual|quarterly)\b",
    re.I,
)
NOT_BY = re.compile(  # "Present: A. Lind, B. Ito" and "Apologies: C. Berg" name no authors
    r"(?!(?:[A-Za-z]+ )?(?:authors?|writers?|editors?|by|from)\s*:)[A-Z][A-Za-z ]{2,30}:\s", re.I
)
_MARKS = re.compile(  # none longer: from each bracket and letter on, all would be looked through
    r"[\d*∗†‡§¶#⋆★✉⁎ª◦○•⊥∥‖♦♣♠♥⁰¹²³⁴-⁹ᵃ-ᶻʰʲˡʳˢʷˣʸⁱⁿ]+(?:\s*,\s*[\d*∗†‡§¶#]+)*|\([^)]{0,300}\)|\[[^\]]{0,300}\]"
    r"|\{[^}]{0,300}\}\s*@?\S*|\S{0,100}[@{}]\S*"  # an address
)
_PARTICLE = (
    r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|el|al|bin|ibn|ter|ten|zu|af|y|e|St\.)"
)
_PART = r"(?:[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][^\W\d_]*(?:[-'’‐.][^\W\d_]*)*\.?)"
_NAME = re.compile(
    rf"{_PART}(?:[\s\u00a0]+(?:{_PARTICLE}|{_PART})){{1,5}}(?:,?\s+(?:Jr|Sr|II|III)\.?)?"
)
_CJK_NAME = re.compile(r"[\u4e00-\u9fff·]{2,5}")
_SURNAMES = (  # of nine in ten Chinese authors and more, in the order of how many bear them
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾龚邵万覃武钱戴严莫孔向常"
    "汤温康施文牛樊葛邢安齐伍庞颜倪庄聂章鲁岳翟殷詹申耿关焦左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗"
    "谷曲盛冉蓝骆路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫"
    "费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝贡"
    "張劉陳楊黃趙吳孫馬鄭謝許韓鄧馮蕭蔣葉蘇呂盧鍾譚陸鄒賈"
)
_CJK_NAMES = re.compile(  # "李明 王 芳 张小红" side by side; a name of two letters may be spread
    rf"[{_SURNAMES}](?:[\u4e00-\u9fff]{{1,3}}|\s[\u4e00-\u9fff])(?=\s|$)"
)
_CJK_FIELD = re.compile(  # of a cover
    r"姓名|学号|學號|专业|專業|班级|教师|教師|导师|導師|日期|题目|題目|年月"
)
_NOBODY = re.compile(  # whom a program takes for the author until someone tells it a name
    r"\b(?:users?|admin(?:istrator)?|utilisateur|benutzer|usuario)\b|python-docx"
    r"|^(?:owner|windows|(?:ms\s|microsoft\s)?office)$"
    r"|用户|用戶|ユーザー",
    re.I,
)
_CLOSE_INITIALS = re.compile(
    r"(?<![^\W\d_])((?:[A-ZÀ-ÖØ-Þ][a-z]?\.){1,5})(?=[A-ZÀ-ÖØ-Þ][^\W\d_]{2})"
)
_DEGREES = re.compile(
    r",?\s*\b(?:Ph\.?\s?D|M\.?D|MSc|M\.Sc|M\.?P\.?H|B\.?Sc|(?:Sc|Ed|Psy)\.D|FRCP|Dr\.?(?=\s)|Prof\.?(?=\s)|Professor"
    r"|Student Member|Member|Senior Member|Fellow),?(?:\s*IEEE)?\b\.?"
)


def is_affiliation(text: str) -> bool:
    """Say whether `text` names a place where people work."""
    return bool(_PLACE.search(text)) and "@" not in text.split(" ")[0]


def split_authors(text: str) -> tuple[str, ...]:
    """Return the names in a line of authors; empty where the line is something else.

    "Nemoto, Manabu; Schofield, Warren" is turned into given name first.
    """
    text = _DEGREES.sub(
        "", re.sub(r"^(?:(?:authors?|from)\s*:|by\s+)", "", text.strip(), flags=re.I)
    )
    text = _CLOSE_INITIALS.sub(r"\1 ", text)  # "Yu.A.Pusep"
    if text.count(";") and re.fullmatch(r"[^;,]+,[^;,]+(?:;[^;,]+,[^;,]+)*;?", text):
        turned = tuple(_turned(part) for part in text.split(";") if part.strip())
        plain = all(len(name.split()) < 7 and not re.search(r"\d{3}", name) for name in turned)
        return turned if plain else ()
    if re.fullmatch(r"[^;,\d]+,[^;,\d]+", text) and _looks_inverted(text):
        return (_turned(text),) if is_name(_turned(text)) else ()
    parts = [
        _MARKS.sub(" ", part)
        for part in re.split(r"[,;，；、]|\b(?i:and)\b|&|\||\n|\s{3,}| · ", _MARKS.sub(", ", text))
    ]
    names = [" ".join(part.split()).strip(" .:'’\"") for part in parts]
    names = [name for name in names if name]
    if not _PLACE.search(text):
        names = [each for name in names for each in _cjk_names(name) or [name]]
    good = [name for name in names if is_name(name)]
    return tuple(good) if good and len(good) * 3 >= len(names) * 2 else ()


def is_nobody(name: str) -> bool:
    """Say whether a program puts `name` where it was told no author."""
    return bool(_NOBODY.search(name))


def _cjk_names(text: str) -> list[str]:
    """Return the Chinese names that stand side by side in `text`, [] where it is anything else."""
    found = [match.group() for match in _CJK_NAMES.finditer(text)]
    whole = "".join(text.split()) == "".join("".join(name.split()) for name in found)
    return ["".join(name.split()) for name in found] if whole and len(found) > 1 else []


def without_addresses(lines: Sequence[str]) -> list[str]:
    """Return the names of lines "A. Author, University of Moss, Wales"; none of other lines.

    What is not of this form goes on the address above.
    """
    names: list[str] = []
    for line in lines:
        if named := _before_addresses(line):
            names.append(named)
        elif not names:
            return []
    return names if 2 * len(names) > len(lines) else []


def _before_addresses(line: str) -> str:
    """Return the names that a line opens with or that stand before an address; "" without one.

    In "Ada Lind, University of Moss, New York" what comes last is a place and no name.
    """
    parts = line.split(", ")
    runs = [
        (names, list(run)) for names, run in groupby(parts, lambda part: bool(split_authors(part)))
    ]
    (opens_with_names, first), *others = runs
    if not opens_with_names or not is_affiliation(", ".join(parts[len(first) :])):
        return ""
    named = first
    for (names, run), (_, behind) in zip(others, others[1:], strict=False):
        named += run if names and is_affiliation(behind[0]) else []
    return ", ".join(named)


def is_name(text: str) -> bool:
    """Say whether `text` can be a person's full name."""
    if _PLACE.search(text) or _STOP.search(text) or len(text) > 50 or re.search(r"[{}@=<>]", text):
        return False
    bare = text.replace(" ", "")
    if _CJK_NAME.fullmatch(bare):
        return not _CJK_FIELD.search(bare)
    return bool(_NAME.fullmatch(text)) and sum(len(word) > 2 for word in text.split()) >= 1


def _turned(name: str) -> str:
    family, _, given = (part.strip() for part in name.partition(","))
    return f"{given} {family}".strip()


def _looks_inverted(text: str) -> bool:
    family, _, given = text.partition(",")
    return len(family.split()) == 1 and len(given.split()) <= 3 and not is_name(family)
