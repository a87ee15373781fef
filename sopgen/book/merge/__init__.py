"""Making one tagged, linked, archival PDF out of finished ones: pages, structure, fonts, destinations, attachments.

The parts are not laid out or drawn again: their pages go over as they are, and everything that makes a
document of them is joined. ``merge.merge`` is the recipe, the other modules are its ingredients.
"""
