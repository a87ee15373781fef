"""Reading a finished PDF back: its texts, and the flow's symbols, lines and arrow heads from the drawn paths.

What is read here comes from the file alone, so that a check made with it is a check on the document itself.
"""
