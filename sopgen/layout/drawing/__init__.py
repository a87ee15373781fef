"""One page drawn: symbols and arrows placed, tried, checked against the gates."""
