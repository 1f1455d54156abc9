"""What the clinic knows: fields, instruments, predicates, rules, patterns, scoring, growth.

Pure: facts in, findings out. The knowledge itself is data in ``resources/clinical``.
"""
