"""PDF files made by hand: lines of text at places of a page."""

_HEIGHT = 800


def pdf(*pages, encrypted=False):
    """Return a PDF whose pages hold lines (left, from the top, text) or (left, from the top, text, size)."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", _font()]
    kids = []
    for lines in pages:
        content = "\n".join(_line(*line) for line in lines)
        objects.append(f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 {_HEIGHT}] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    trailer = "/Root 1 0 R"
    if encrypted:
        objects.append(f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'12' * 32}> /U <{'34' * 32}> >>")
        trailer += f" /Encrypt {len(objects)} 0 R /ID [<00> <00>]"
    return _written(objects, trailer)


def paragraph(top, *lines, left=50, step=14):
    """Return the lines of a paragraph, one below the other."""
    return [(left, top + step * number, line) for number, line in enumerate(lines)]


def _font():
    return "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def _line(left, top, text, size=12):
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F {size} Tf {left} {_HEIGHT - top} Td ({escaped}) Tj ET"


def _written(objects, trailer):
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} {trailer} >>\n"
    return bytes(out) + f"{end}startxref\n{len(out)}\n%%EOF".encode()
