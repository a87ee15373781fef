"""Little projects on disk, as the rules' tests have them."""

from tests.rules.conftest import project

__all__ = ["project"]
