"""The flow as a stand-alone diagram, without its table."""
