"""Booklet and letters as Word documents: one document from the model each, in the SOPs' own blocks and styles."""
