"""Writers that draw a Scene: SVG, PDF, DOCX; they decide nothing about layout."""
