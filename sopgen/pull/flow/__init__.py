"""What somebody changed in the drawing of a flow page: shapes found, paired with those written, and told in words."""
