"""What a strict but kind colleague would say about SOPs that can be read: rules and their catalogue."""
