"""Fonts made of pictures, as TeX once made them: only these say how large they are."""

from __future__ import annotations

from ingest.readers.pdf import read

_EM = 10 * 300 / 72  # pixels of 10 points at 300 an inch
_HEIGHTS = {"acemnorsuvwxz": 0.44, "bdfhkl": 0.69, "ABCDEFGHIKLMNOPRSTUVWXYZ": 0.68, "ijtgpqy": 0.6}
LINES = [
    "moss grows on old roofs and hardly on new ones",
    ", or so it is said in the towns with old roofs,",
    "for it is damp there. In the hills it is rather",
    "like a lawn that nobody has sown on the slates.",
]


def bitmap_pdf(lines: list[str]) -> bytes:
    """Return a page whose letters are boxes of their heights, set in 10 points."""
    heights = {letter: height for letters, height in _HEIGHTS.items() for letter in letters}
    used = sorted({letter for line in lines for letter in line if letter != " "})
    glyphs = []
    for letter in used:
        wide = 0.25 if letter in "ijl,." else 0.45
        box = (
            f"{(wide + 0.05) * _EM:.1f} 0 0 0 {wide * _EM:.1f} {heights.get(letter, 0.1) * _EM:.1f}"
        )
        code = f"{box} d1 0 0 {wide * _EM:.1f} {heights.get(letter, 0.1) * _EM:.1f} re f"
        glyphs.append(f"<< /Length {len(code)} >> stream\n{code}\nendstream")
    widths = " ".join(
        str(round((0.3 if chr(c) in "ijl,." else 0.5) * _EM, 1)) if chr(c) in used else "0"
        for c in range(33, 123)
    )
    different = " ".join(f"{ord(letter)} /u{ord(letter):04X}" for letter in used)
    procedures = " ".join(f"/u{ord(letter):04X} {6 + at} 0 R" for at, letter in enumerate(used))
    shown = ""
    for number, line in enumerate(lines):
        at = 72.0
        for word in line.split():
            shown += f"1 0 0 1 {at:.1f} {700 - 12 * number} Tm ({word}) Tj "
            at += sum(0.3 if letter in "ijl,." else 0.5 for letter in word) * 10 + 3.3
    content = f"BT /F1 0.24 Tf {shown} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >> stream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type3 /FontMatrix [1 0 0 1 0 0] /FontBBox [0 0 40 40] "
        f"/FirstChar 33 /LastChar 122 /Widths [{widths}] /CharProcs << {procedures} >> "
        f"/Encoding << /Type /Encoding /Differences [{different}] >> /Resources << >> >>",
        *glyphs,
    ]
    body = "".join(f"{n} 0 obj\n{text}\nendobj\n" for n, text in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer << /Root 1 0 R /Size {len(objects) + 1} >>\n%%EOF\n".encode()


def test_lines_in_a_font_of_pictures_are_of_one_size_whatever_letter_they_begin_with() -> None:
    (block,) = read(bitmap_pdf(LINES), name="a.pdf").blocks
    assert [line.text for line in block.lines] == LINES
    assert all(9 < line.size < 11 for line in block.lines)
