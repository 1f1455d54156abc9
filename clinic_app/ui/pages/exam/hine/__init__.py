"""The HINE beside the examination: 26 items scored for each side, with earlier visits next to them."""
