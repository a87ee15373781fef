"""Documents that somebody is editing on the page: changes, undo, what is unsaved, and all that a browser has to show.

``changes`` are what can be asked, ``translation`` says what each comes to in operations on the source, ``document`` is
one source with its history, ``journal`` keeps what is unsaved over a crash, ``state`` is what a browser gets.
``workspace`` is the door. Nothing here knows HTTP.
"""
