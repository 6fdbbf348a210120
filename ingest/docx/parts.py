"""The parts of a Word document: XML files in one package, which says where each of them is."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.archives import MAX_BYTES, read_member
from ingest.readers.markup import Node, parse_xml

_USUAL: Mapping[str, str] = {  # where Word puts them, unless the package says otherwise
    "officedocument": "word/document.xml",
    "core-properties": "docProps/core.xml",
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "footnotes": "word/footnotes.xml",
    "endnotes": "word/endnotes.xml",
}


@dataclass(slots=True)
class Parts:
    """The parts of a package, read within one budget of bytes."""

    archive: zipfile.ZipFile
    name: str
    left: int = MAX_BYTES

    def related(self, kind: str, *, to: str = "") -> str:
        """Return the path of the part that is of this `kind` for the part `to`, "" for the package.

        Office on the web calls the text "document2.xml", other programs put it elsewhere.
        """
        folder, file = posixpath.split(to)
        links = self.get(posixpath.join(folder, "_rels", f"{file}.rels")) or Node("relationships")
        for link in links.find_all("relationship"):
            if (
                link.get("type").lower().endswith(f"/{kind}")
                and link.get("targetmode") != "External"
            ):
                path = posixpath.normpath(posixpath.join("/", folder, link.get("target")))
                return path.lstrip("/")
        return _USUAL[kind]

    def get(self, part: str) -> Node | None:
        """Return a part, None where there is none."""
        try:
            info = self.archive.getinfo(part)
        except KeyError:
            return None
        data = read_member(self.archive, info, max_bytes=self.left)
        self.left -= len(data)
        return parse_xml(data, name=self.name)
