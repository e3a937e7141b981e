"""A project for INCEpTION: a UIMA CAS in XMI for each article and the type system, in a zip.

A CAS counts UTF-16 code units, so a character beyond U+FFFF counts two.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import BinaryIO
from xml.etree import ElementTree

from sayso.article import Span
from sayso.project.export.archive import archive, list_head, list_line, put, stem
from sayso.project.export.standing import Kept, Standing, before, kept
from sayso.project.file import ProjectFile

LACKS = "relations are not in it"

_XMI = "http://www.omg.org/XMI"
_CAS = "http:///uima/cas.ecore"
_TCAS = "http:///uima/tcas.ecore"
_CUSTOM = "http:///webanno/custom.ecore"
_STATEMENT = "webanno.custom.Statement"
_PART = "webanno.custom.StatementPart"
_LINK = "webanno.custom.StatementPartsLink"
_FEATURES = (
    "identifier kind speaker role affiliation confidence speakerConfidence within decision decidedBy decidedAt note"
    " before"
).split()
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def write(project: ProjectFile, file: BinaryIO) -> list[str]:
    """Write the zip, an article at a time; return what did not fit, a sentence each."""
    for prefix, name in (("xmi", _XMI), ("cas", _CAS), ("tcas", _TCAS), ("custom", _CUSTOM)):
        ElementTree.register_namespace(prefix, name)
    listed, illegal = [list_head()], 0
    with archive(file) as opened:
        put(opened, "TypeSystem.xml", type_system())
        for one in kept(project):
            put(opened, f"{stem(one.number, one.article)}.xmi", xmi(one))
            listed.append(list_line(one))
            illegal += len(_ILLEGAL.findall(one.article.text))
        put(opened, "articles.csv", "".join(listed))
    return [f"control characters, which XML cannot hold, are written \ufffd ({illegal:,})"] if illegal else []


def utf16(text: str) -> Callable[[int], int]:
    """Return what turns an offset in code points of the text into one in UTF-16 code units."""
    wide = [at for at, character in enumerate(text) if character > "\uffff"]
    return lambda offset: offset + bisect_left(wide, offset)


def xmi(one: Kept) -> str:
    """Return the CAS of an article."""
    text = _ILLEGAL.sub("\ufffd", one.article.text)
    units = utf16(text)
    root = ElementTree.Element(f"{{{_XMI}}}XMI", {f"{{{_XMI}}}version": "2.0"})
    members: list[str] = []

    def add(space: str, name: str, **features: str) -> str:
        number = str(len(root) + 1)
        known = {key: value for key, value in features.items() if value != ""}
        ElementTree.SubElement(root, f"{{{space}}}{name}", {f"{{{_XMI}}}id": number} | known)
        if "begin" in features:
            members.append(number)
        return number

    def span(at: Span) -> dict[str, str]:
        return {"sofa": "1", "begin": str(units(at.start)), "end": str(units(at.end))}

    add(_CAS, "Sofa", sofaNum="1", sofaID="_InitialView", mimeType="text", sofaString=text)
    language = one.article.language or "x-unspecified"
    add(_TCAS, "DocumentAnnotation", **span(Span(0, len(text))), language=language)
    for standing in one.statements:
        statement = standing.statement
        pieces = [("source", at) for at in statement.source] + [("cue", at) for at in statement.cue]
        pieces += [("content", at) for at in statement.content[1:]]
        links = []
        for part, at in pieces:
            target = add(_CUSTOM, "StatementPart", **span(at), part=part)
            links.append(add(_CUSTOM, "StatementPartsLink", role=part, target=target))
        told = {name: _ILLEGAL.sub("\ufffd", value) for name, value in _told(one, standing).items()}
        add(_CUSTOM, "Statement", **span(statement.content[0]), **told, parts=" ".join(links))
    ElementTree.SubElement(root, f"{{{_CAS}}}View", {"sofa": "1", "members": " ".join(members)})
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _told(one: Kept, standing: Standing) -> dict[str, str]:
    """Return the features of a statement but its parts; "" where there is nothing to say."""
    now, found = standing.statement, standing.found
    speaker = now.speaker
    by, at = standing.person or ("", "")
    sure = found if standing.added is None else None
    return {
        "identifier": now.id,
        "kind": now.kind,
        "speaker": (speaker and speaker.name) or "",
        "role": (speaker and speaker.role) or "",
        "affiliation": (speaker and speaker.affiliation) or "",
        "confidence": str(sure.confidence) if sure else "",
        "speakerConfidence": str(sure.speaker.confidence) if sure and sure.speaker else "",
        "within": now.within or "",
        "decision": standing.verdict or "",
        "decidedBy": by,
        "decidedAt": at,
        "note": standing.note or "",
        "before": before(one.article, standing) or "",
    }


def type_system() -> str:
    """Return the layers: a statement, on the first piece of its content, with a slot for each other piece."""
    root = ElementTree.Element("typeSystemDescription", xmlns="http://uima.apache.org/resourceSpecifier")
    types = ElementTree.SubElement(root, "types")
    annotation, text, numbers = "uima.tcas.Annotation", "uima.cas.String", ("confidence", "speakerConfidence")
    features = {name: "uima.cas.Double" if name in numbers else text for name in _FEATURES}
    _type(types, _PART, annotation, {"part": text})
    _type(types, _LINK, "uima.cas.TOP", {"role": text, "target": _PART})
    _type(types, _STATEMENT, annotation, features | {"parts": "uima.cas.FSArray"})
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _type(types: ElementTree.Element, name: str, above: str, features: dict[str, str]) -> None:
    described = ElementTree.SubElement(types, "typeDescription")
    for tag, value in (("name", name), ("description", ""), ("supertypeName", above)):
        ElementTree.SubElement(described, tag).text = value
    listed = ElementTree.SubElement(described, "features")
    for feature, of in features.items():
        one = ElementTree.SubElement(listed, "featureDescription")
        for tag, value in (("name", feature), ("description", ""), ("rangeTypeName", of)):
            ElementTree.SubElement(one, tag).text = value
        if of == "uima.cas.FSArray":
            ElementTree.SubElement(one, "elementType").text = _LINK
            ElementTree.SubElement(one, "multipleReferencesAllowed").text = "false"
