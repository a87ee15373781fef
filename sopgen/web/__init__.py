"""The page on which SOPs are edited, shown to a browser on this machine: guard, JSON, events, builds; no rule about SOPs."""
