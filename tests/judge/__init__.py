"""Judging finished documents: drawings read back from a PDF or DOCX, and the drawing's gates computed from them alone.

Nothing here knows the scene or the router: lanes and rows are found by the table's own rules and numbers, flows by
following arrows from outline to outline. What the documents show is then compared with the source's flow.
"""
