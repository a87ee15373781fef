"""Other forms than the official one, as data, and what must hold for all of them."""
