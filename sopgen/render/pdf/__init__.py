"""PDF: pages set by WeasyPrint, tagged and archival."""
