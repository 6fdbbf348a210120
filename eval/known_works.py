"""Well-known works, and how eight styles of bibliography print them.

What a reader should make of each entry is known, since the entry is made from its parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """A work by `authors` (given names, family). `volume` is "" for books and proceedings."""

    authors: tuple[tuple[str, str], ...]
    year: int
    title: str
    venue: str
    volume: str = ""
    pages: str = ""
    doi: str = ""


WORKS = (
    Work((("James D.", "Watson"), ("Francis H. C.", "Crick")), 1953,
         "Molecular structure of nucleic acids: a structure for deoxyribose nucleic acid",
         "Nature", "171", "737–738", "10.1038/171737a0"),
    Work((("Claude E.", "Shannon"),), 1948, "A mathematical theory of communication",
         "Bell System Technical Journal", "27", "379–423", "10.1002/j.1538-7305.1948.tb01338.x"),
    Work((("Alan M.", "Turing"),), 1950, "Computing machinery and intelligence",
         "Mind", "59", "433–460", "10.1093/mind/lix.236.433"),
    Work((("Sepp", "Hochreiter"), ("Jürgen", "Schmidhuber")), 1997, "Long short-term memory",
         "Neural Computation", "9", "1735–1780", "10.1162/neco.1997.9.8.1735"),
    Work((("Yann", "LeCun"), ("Yoshua", "Bengio"), ("Geoffrey", "Hinton")), 2015,
         "Deep learning", "Nature", "521", "436–444", "10.1038/nature14539"),
    Work((("Daniel", "Kahneman"), ("Amos", "Tversky")), 1979,
         "Prospect theory: an analysis of decision under risk",
         "Econometrica", "47", "263–291", "10.2307/1914185"),
    Work((("Edsger W.", "Dijkstra"),), 1959, "A note on two problems in connexion with graphs",
         "Numerische Mathematik", "1", "269–271", "10.1007/bf01386390"),
    Work((("Edgar F.", "Codd"),), 1970, "A relational model of data for large shared data banks",
         "Communications of the ACM", "13", "377–387", "10.1145/362384.362685"),
    Work((("Leslie", "Lamport"),), 1978,
         "Time, clocks, and the ordering of events in a distributed system",
         "Communications of the ACM", "21", "558–565", "10.1145/359545.359563"),
    Work((("Nicholas", "Metropolis"), ("Arianna W.", "Rosenbluth"), ("Marshall N.", "Rosenbluth"),
          ("Augusta H.", "Teller"), ("Edward", "Teller")), 1953,
         "Equation of state calculations by fast computing machines",
         "Journal of Chemical Physics", "21", "1087–1092", "10.1063/1.1699114"),
    Work((("Yoav", "Benjamini"), ("Yosef", "Hochberg")), 1995,
         "Controlling the false discovery rate: a practical and powerful approach to multiple "
         "testing", "Journal of the Royal Statistical Society B", "57", "289–300"),
    Work((("Stephen F.", "Altschul"), ("Warren", "Gish"), ("Webb", "Miller"),
          ("Eugene W.", "Myers"), ("David J.", "Lipman")), 1990,
         "Basic local alignment search tool", "Journal of Molecular Biology", "215", "403–410"),
    Work((("Stephen", "Robertson"), ("Hugo", "Zaragoza")), 2009,
         "The probabilistic relevance framework: BM25 and beyond",
         "Foundations and Trends in Information Retrieval", "3", "333–389"),
    Work((("Laurens", "van der Maaten"), ("Geoffrey", "Hinton")), 2008,
         "Visualizing data using t-SNE", "Journal of Machine Learning Research", "9", "2579–2605"),
    Work((("Paul", "Krugman"),), 1991, "Increasing returns and economic geography",
         "Journal of Political Economy", "99", "483–499"),
    Work((("Ronald H.", "Coase"),), 1937, "The nature of the firm", "Economica", "4", "386–405"),
    Work((("Mark S.", "Granovetter"),), 1973, "The strength of weak ties",
         "American Journal of Sociology", "78", "1360–1380"),
    Work((("Robert K.", "Merton"),), 1968, "The Matthew effect in science",
         "Science", "159", "56–63"),
    Work((("Gerard", "Salton"), ("Anita", "Wong"), ("Chung-Shu", "Yang")), 1975,
         "A vector space model for automatic indexing",
         "Communications of the ACM", "18", "613–620"),
    Work((("David M.", "Blei"), ("Andrew Y.", "Ng"), ("Michael I.", "Jordan")), 2003,
         "Latent Dirichlet allocation", "Journal of Machine Learning Research", "3", "993–1022"),
    Work((("Leo", "Breiman"),), 2001, "Random forests", "Machine Learning", "45", "5–32"),
    Work((("Jacob", "Devlin"), ("Ming-Wei", "Chang"), ("Kenton", "Lee"),
          ("Kristina", "Toutanova")), 2019,
         "BERT: pre-training of deep bidirectional transformers for language understanding",
         "Proceedings of NAACL-HLT", "", "4171–4186"),
    Work((("Kaiming", "He"), ("Xiangyu", "Zhang"), ("Shaoqing", "Ren"), ("Jian", "Sun")), 2016,
         "Deep residual learning for image recognition",
         "Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition",
         "", "770–778"),
    Work((("Thomas S.", "Kuhn"),), 1962, "The structure of scientific revolutions",
         "University of Chicago Press"),
    Work((("Ronald A.", "Fisher"),), 1925, "Statistical methods for research workers",
         "Oliver and Boyd"),
)  # fmt: skip

CHINESE_WORKS = (
    Work((("", "周志华"),), 2016, "机器学习", "清华大学出版社"),
    Work((("", "李航"),), 2012, "统计学习方法", "清华大学出版社"),
    Work((("", "林毅夫"), ("", "蔡昉"), ("", "李周")), 1994, "中国的奇迹: 发展战略与经济改革",
         "上海三联书店"),
)  # fmt: skip


def initials(given: str) -> str:
    """Return "F. H. C." for "Francis H. C."."""
    return " ".join(
        "-".join(f"{part[0]}." for part in name.split("-")) for name in given.split() if name
    )


def _listed(names: Sequence[str], joint: str) -> str:
    return ", ".join(names[:-1]) + joint + names[-1] if len(names) > 1 else names[0]


def _source(work: Work, volume_pages: str) -> str:
    return work.venue + (volume_pages if work.volume or work.pages else "")


def plain(work: Work, number: int) -> str:
    """Return the entry as BibTeX's plain style sets it."""
    names = _listed([f"{initials(given)} {family}" for given, family in work.authors], " and ")
    where = f"{work.venue}, {work.volume}:{work.pages}" if work.volume else work.venue
    if work.pages and not work.volume:
        where = f"In {work.venue}, pages {work.pages}"
    return f"[{number}] {names}. {work.title}. {where}, {work.year}."


def ieee(work: Work, number: int) -> str:
    """Return the entry in the style of the IEEE."""
    joint = ", and " if len(work.authors) > 2 else " and "
    names = _listed([f"{initials(given)} {family}" for given, family in work.authors], joint)
    if work.volume:
        where = f"{work.venue}, vol. {work.volume}, pp. {work.pages}, {work.year}."
    else:
        pages = f", pp. {work.pages}" if work.pages else ""
        where = f"{'in ' if work.pages else ''}{work.venue}, {work.year}{pages}."
    return f"[{number}] {names}, “{work.title},” {where}"


def apa(work: Work, number: int) -> str:
    """Return the entry in the style of the APA, with its DOI where it has one."""
    names = _listed([f"{family}, {initials(given)}" for given, family in work.authors], ", & ")
    where = f"{work.venue}, {work.volume}, {work.pages}." if work.volume else f"{work.venue}."
    if work.pages and not work.volume:
        where = f"In {work.venue} (pp. {work.pages})."
    doi = f" https://doi.org/{work.doi}" if work.doi else ""
    return f"{names} ({work.year}). {work.title}. {where}{doi}"


def mla(work: Work, number: int) -> str:
    """Return the entry in the style of the MLA, which turns the first name round."""
    given, family = work.authors[0]
    names = f"{family}, {given}"
    if len(work.authors) == 2:
        names += f", and {' '.join(work.authors[1])}"
    elif len(work.authors) > 2:
        names += ", et al"
    if not work.pages:
        return f"{names.rstrip('.')}. {work.title}. {work.venue}, {work.year}."
    volume = f", vol. {work.volume}" if work.volume else ""
    return (
        f"{names.rstrip('.')}. “{work.title}.” {work.venue}{volume}, {work.year}, pp. {work.pages}."
    )


def acl(work: Work, number: int) -> str:
    """Return the entry as the Association for Computational Linguistics sets it."""
    joint = ", and " if len(work.authors) > 2 else " and "
    names = _listed([" ".join(name) for name in work.authors], joint)
    where = _source(work, f", {work.volume}:{work.pages}")
    if work.pages and not work.volume:
        where = f"In {work.venue}, pages {work.pages}"
    return f"{names}. {work.year}. {work.title}. {where}."


def vancouver(work: Work, number: int) -> str:
    """Return the entry in the Vancouver style of medical journals."""
    names = ", ".join(
        f"{family} {initials(given).replace('. ', '').replace('.', '').replace('-', '')}"
        for given, family in work.authors
    )
    pages = f":{work.pages}" if work.pages else ""
    return f"{number}. {names}. {work.title}. {work.venue}. {work.year};{work.volume}{pages}."


def elsevier(work: Work, number: int) -> str:
    """Return the entry as Elsevier's numbered style sets it: all parts between commas."""
    names = ", ".join(f"{initials(given)} {family}" for given, family in work.authors)
    if work.volume:
        where = f"{work.venue} {work.volume} ({work.year}) {work.pages}."
    elif work.pages:
        where = f"in: {work.venue}, {work.year}, pp. {work.pages}."
    else:
        where = f"{work.venue}, {work.year}."
    return f"[{number}] {names}, {work.title}, {where}"


def gbt7714(work: Work, number: int) -> str:
    """Return the entry in the style of GB/T 7714, with the mark that says what kind it is."""
    names = ", ".join(
        f"{family} {initials(given).replace('.', '')}".strip() for given, family in work.authors
    )
    kind = "J" if work.volume else "C" if work.pages else "M"
    volume = f", {work.volume}" if work.volume else ""
    pages = f": {work.pages}" if work.pages else ""
    return f"[{number}] {names}. {work.title}[{kind}]. {work.venue}, {work.year}{volume}{pages}."


STYLES: Mapping[str, Callable[[Work, int], str]] = {
    "plain": plain,
    "ieee": ieee,
    "apa": apa,
    "mla": mla,
    "acl": acl,
    "vancouver": vancouver,
    "elsevier": elsevier,
    "gbt7714": gbt7714,
}
