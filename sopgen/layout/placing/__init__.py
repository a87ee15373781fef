"""Where each line of a scene's texts stands on its page: what a writer needs that places letters itself.

The PDF's style sheet and Word are told of boxes, paddings and line heights and set the lines themselves; a page that is
drawn line by line (``render/page/``) asks here. Tests hold both to the same places.
"""
