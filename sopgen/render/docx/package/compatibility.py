"""How Word lays out a document: as its newest version does, whatever an office's reference document says."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_WORD = "http://schemas.microsoft.com/office/word"
_MODE, _NEWEST = "compatibilityMode", "15"
#: What may follow ``w:compat`` in a settings part.
_AFTER = (
    *("w:docVars", "w:rsids", "m:mathPr", "w:attachedSchema", "w:themeFontLang", "w:clrSchemeMapping"),
    *("w:doNotIncludeSubdocsInStats", "w:doNotAutoCompressPictures", "w:forceUpgrade", "w:captions"),
    *("w:readModeInkLockDown", "w:smartTagType", "w:shapeDefaults", "w:doNotEmbedSmartTags"),
    *("w:decimalSymbol", "w:listSeparator"),
)


def as_word_2013(document: Document) -> None:
    """Make Word lay out tables from their rules, as Word 2013 does: older modes move them out by a cell's margin."""
    settings: Any = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:
        compat = OxmlElement("w:compat")
        settings.insert_element_before(compat, *_AFTER)
    for setting in compat.findall(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == _MODE:
            compat.remove(setting)
    attributes = {qn("w:name"): _MODE, qn("w:uri"): _WORD, qn("w:val"): _NEWEST}
    compat.append(OxmlElement("w:compatSetting", attrs=attributes))
