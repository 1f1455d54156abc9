"""Forms as data: sections of items, what is expected at which age, and how a finding reads.

An instrument is one TOML file in ``resources/clinical/instruments`` or in a clinic's own folder::

    [instrument]
    id = "own_form"                # stored with every answer, beside version and content hash
    version = "1"
    title = "Own form"
    source = ["KNOWLEDGE"]
    confidence = "own wording"

    [[field]]                      # only for facts that no other form records
    id = "own_finding"
    type = "enum"
    label = "Own finding"
    group = "exam"
    values = ["seen", "not_seen"]

    [[section]]
    id = "reflexes"
    title = "Tendon reflexes"
    hint = "shown beside the title"

    [[section.item]]
    field = "ex_dtr_biceps"        # a field of the registry: type, side, unit, limits, scale
    label = "Biceps"               # default: the field's label
    how = "How to elicit it."
    options = ["0", "1", "2"]      # default: every value of the field that is not "not examined"
    short = ["0", "1", "2"]        # words in the cells, one for each option
    normal = ["1", "2"]            # how a code reads at any age; also equivocal, abnormal
    age_from_m = 0                 # offered from this corrected month ...
    age_to_m = 60                  # ... up to, not including, this one
    lines = 1                      # of a text; 3 by default
    needed = true                  # asked of every child; named while it is not answered
    asked_if = { field = "ex_dimple_present", value = "yes" }
    expected = { emerging_m = [4, 6], usual_m = [6, 12], fading_m = [12, 24], phrase = "compare sides",
                 absent_abnormal_m = [8, 12], persist_watch_m = 18, persist_abnormal_m = 24,
                 bands = [{ months = [0, 3], low = 80, high = 100 }] }

    [[result]]                     # a sum of scored items, or a difference of two numbers; shown once it is whole
    id = "own_total"
    label = "Own total"
    kind = "sum"                   # or "difference", of two numbers with the same unit and sides
    of = ["ex_dtr_biceps"]         # an item with sides counts the mean of both; a missing one is never zero
    note = "What it is read by."

    [[example]]                    # golden: run by the tests
    name = "Six months"
    corrected_months = 6.9
    answers = { ex_dtr_biceps_right = "2" }
    findings = { ex_dtr_biceps_right = "normal" }
    results = { own_total = { scored = 0, of = 1 } }   # with value = ... where there is one

Ages are corrected months of 30.4375 days; a span ``[from]`` without an end holds for good. Bands hold for completed
months, both ends included.
"""
