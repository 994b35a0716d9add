"""What a PDF says of itself in its metadata (XMP), and how it takes it back.

Whole and of one form, so that the same report always gives the same bytes, and so
that a claim that did not hold can be taken back without moving a byte of the rest.
"""

from __future__ import annotations

from markupsafe import escape

_LEVEL_A = b"<pdfaid:conformance>A</pdfaid:conformance>"
_LEVEL_B = b"<pdfaid:conformance>B</pdfaid:conformance>"
_UA = b"<pdfuaid:part>1</pdfuaid:part>"
# PDF/A asks that what it does not know itself, as the claim of PDF/UA, is described.
_METADATA = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{creator}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdf:Producer>{producer}</pdf:Producer>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<xmp:CreatorTool>{tool}</xmp:CreatorTool>
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that is kept</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""
_CREATOR = "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>\n"


def metadata(info: dict[str, str], language: str) -> bytes:
    """Return the XMP that claims both standards; info: entries as /Title by name.

    There is no date in it: the report's period and its record say when.
    """
    author = info.get("/Author", "")
    return _METADATA.format(
        title=escape(info.get("/Title", "")),
        creator=_CREATOR.format(escape(author)) if author else "",
        language=escape(language),
        producer=escape(info.get("/Producer", "")),
        tool=escape(info.get("/Creator", "")),
    ).encode()


def without_claims(pdf: bytes) -> bytes:
    """Return a PDF that claims neither PDF/UA nor more than level B of PDF/A."""
    return pdf.replace(_LEVEL_A, _LEVEL_B).replace(_UA, b" " * len(_UA))
