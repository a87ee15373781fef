"""Steps as a graph: kinds of symbols, branches, joins; no geometry."""
