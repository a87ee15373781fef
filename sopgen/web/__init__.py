"""The page on which SOPs are edited, shown to a browser on this machine: no rule about SOPs stands here."""

#: The port that is taken when it is free and none was asked for.
USUAL_PORT = 8347
