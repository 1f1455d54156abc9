"""The window. The only place with Qt."""

from clinic_app.ui import quick_imports

quick_imports.install()
