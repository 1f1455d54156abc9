"""Growth references: z-scores and centiles, and the growth of one child over visits.

``scores`` turns a measurement into a z-score, ``series`` looks at one child over time, ``rules`` holds the
limits of plausibility. The figures are data in ``resources/clinical/growth`` and each table states its
source.
"""
