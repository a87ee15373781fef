"""The page in a real browser: every action by mouse and by keys, at several sizes, judged by axe."""
