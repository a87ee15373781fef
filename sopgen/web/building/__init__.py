"""Documents made for the page: the queue of builds, a process for each, and what the page asks about them."""
