"""Pages of an SOP as SVG straight from the scene, each item with its place in the source.

Neither Graphviz nor WeasyPrint takes part, so a page is drawn in a few milliseconds: for previews, and for pages that
are edited in a browser. The official PDF is made by ``render/pdf/``; tests hold the one to the other item by item.
"""
