"""From a project folder to the files in ``build/``: what is to be made, made once, written whole.

Stands between the stages (which know one SOP, or one booklet) and the command line (which talks to people).
Decides nothing about how a page looks.
"""
