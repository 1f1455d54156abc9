"""Forms as data: sections of items, what is expected at which age, and how a finding reads.

An instrument is one TOML file in ``resources/clinical/instruments`` or in a clinic's own folder.
"""
