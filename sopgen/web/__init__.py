"""The page on which SOPs are edited, shown to a browser on this machine: no rule about SOPs stands here."""
