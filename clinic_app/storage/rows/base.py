"""Metadata and the column types that mean the same in every database."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, TypeAlias

from sqlalchemy import Dialect, MetaData, Row, String, TypeDecorator

#: A row of any width.
AnyRow: TypeAlias = Row[*tuple[Any, ...]]

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: Length of an id: a UUID in its text form.
ID = 36


def utc_text(instant: datetime) -> str:
    """An instant as text of one fixed width that sorts by time: ``2026-03-01T08:05:00.000000Z``."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs its zone")
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class UtcInstant(TypeDecorator[datetime]):
    """An instant in UTC with microseconds, kept as sortable text."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """To text; a naive time is a bug."""
        return None if value is None else utc_text(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """Back to an aware datetime."""
        return None if value is None else datetime.fromisoformat(value)


class IsoDate(TypeDecorator[date]):
    """A calendar date without a zone, kept as ``YYYY-MM-DD``."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, _dialect: Dialect) -> str | None:
        """To text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> date | None:
        """Back to a date."""
        return None if value is None else date.fromisoformat(value)


class IsoTime(TypeDecorator[time]):
    """A time of day at the clinic, kept as ``HH:MM``."""

    impl = String(5)
    cache_ok = True

    def process_bind_param(self, value: time | None, _dialect: Dialect) -> str | None:
        """To text; an appointment has no seconds."""
        return None if value is None else value.isoformat(timespec="minutes")

    def process_result_value(self, value: str | None, _dialect: Dialect) -> time | None:
        """Back to a time."""
        return None if value is None else time.fromisoformat(value)


class ExactNumber(TypeDecorator[Decimal]):
    """A number with exactly the digits that were recorded, kept as text."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> str | None:
        """To text without an exponent."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, _dialect: Dialect) -> Decimal | None:
        """Back to a decimal."""
        return None if value is None else Decimal(value)
