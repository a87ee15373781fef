"""The DOCX writer: ``document.render`` for one SOP, ``document.blocks_of`` and ``assemble.assemble`` for books."""
