"""Where the names in a flow table's header stand in the source."""

from __future__ import annotations

from sopgen.layout.scene import FlowPage
from sopgen.model.resolve.column_places import column_places
from sopgen.model.sop import Sop
from sopgen.source.document import SourcePath


def name_places(page: FlowPage, sop: Sop) -> dict[tuple[int, int], SourcePath]:
    """Places of the Pelaksana header's names and groups, by header row and table column.

    Row 0 says "Pelaksana"; a name stands in row 1, below its group in row 2. None when the source does not tell.
    """
    section = sop.sections[page.section_index]
    places = column_places(sop.source, section.path)
    if [place.actor for place in places] != list(section.actors):
        return {}
    found: dict[tuple[int, int], SourcePath] = {}
    for number, column in enumerate(page.columns):
        if column.actor is None:
            continue
        place = places[column.actor]
        found[1 if place.group is None else 2, number] = place.name
        if place.group is not None:
            found[1, number] = place.group
    return found
