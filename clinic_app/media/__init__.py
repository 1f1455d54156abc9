"""Phone clips and pictures, decoded in a process of its own that can open no file and no connection."""
