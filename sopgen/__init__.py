"""sopgen turns YAML sources of Indonesian SOP Administrasi Pemerintahan into official documents."""

__version__ = "0.1.0"
