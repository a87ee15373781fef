"""Items of lists and entries of mappings as text: what belongs to each, line by line or in brackets, and new ones."""
