"""Decisions about shipped rules."""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from clinic_app.domain.local_rules import LocalRule, RuleState
from clinic_app.domain.people import PersonId
from clinic_app.storage import rows


class LocalRules:
    """The history of decisions; a second row of one version of one rule is refused by the database."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> Sequence[LocalRule]:
        """Every decision, by rule and version."""
        table = rows.local_rule
        wanted = select(table).order_by(table.c.rule_id, table.c.version)
        return [
            LocalRule(
                rule_id=row.rule_id,
                version=row.version,
                state=RuleState(row.state),
                limits=json.loads(row.limits),
                reason=row.reason,
                rule_version=row.rule_version,
                person_id=PersonId(row.person_id),
                person_name=row.person_name,
                at=row.at,
            )
            for row in self._connection.execute(wanted)
        ]

    def add(self, decision: LocalRule) -> None:
        """One more decision."""
        self._connection.execute(
            insert(rows.local_rule).values(
                rule_id=decision.rule_id,
                version=decision.version,
                state=str(decision.state),
                limits=json.dumps(dict(decision.limits), sort_keys=True),
                reason=decision.reason,
                rule_version=decision.rule_version,
                person_id=decision.person_id,
                person_name=decision.person_name,
                at=decision.at,
            )
        )
