"""The parts of a DOCX file around its body: styles, lists, headers, archive."""
