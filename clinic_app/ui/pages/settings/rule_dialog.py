"""Why a shipped rule is switched off, changed, or used again."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from clinic_app.clinical.local_rules import Limit
from clinic_app.i18n import _
from clinic_app.services import local_rules
from clinic_app.services.context import Desk
from clinic_app.services.local_rules import RuleEntry
from clinic_app.ui.pages.settings.reason_dialog import ReasonDialog
from clinic_app.ui.tasks import TaskRunner
from clinic_app.ui.widgets.action_button import ButtonKind

_LIMIT = "limit"


class RuleDialog(ReasonDialog):
    """A reason, and for a change of a limit its number. What it means for every child stands above."""

    def __init__(
        self,
        name: str,
        title: str,
        verb: str,
        meaning: str,
        desk: Desk,
        entry: RuleEntry,
        runner: TaskRunner,
        parent: QWidget,
        kind: ButtonKind = ButtonKind.PRIMARY_STANDARD,
    ) -> None:
        about = f"{entry.rule.id}  {entry.rule.title}"
        super().__init__(name, title, verb, about, meaning, desk, runner, parent, kind)
        self._entry = entry


class SwitchOffDialog(RuleDialog):
    """Stop a rule from raising its flag."""

    def __init__(self, desk: Desk, entry: RuleEntry, runner: TaskRunner, parent: QWidget) -> None:
        super().__init__(
            "rule_off",
            _("Switch a rule off"),
            _("Switch {id} off").format(id=entry.rule.id),
            _(
                "It raises no flag for any child of this clinic. Every record and every printed page says that it is "
                "switched off. A finding that it speaks of still ends reassurance."
            ),
            desk,
            entry,
            runner,
            parent,
            ButtonKind.DANGER,
        )
        self.add_reason()

    def work(self) -> Callable[[], object] | None:
        """Switch it off."""
        return partial(
            self._desk.run, local_rules.switch_rule_off, self._entry.rule.id, self.reason, self._entry.version
        )


class RestoreDialog(RuleDialog):
    """Use the rule as it ships."""

    def __init__(self, desk: Desk, entry: RuleEntry, runner: TaskRunner, parent: QWidget) -> None:
        super().__init__(
            "rule_restore",
            _("Use the shipped rule again"),
            _("Restore {id}").format(id=entry.rule.id),
            _("The rule stands as it ships. What was decided before stays in its history."),
            desk,
            entry,
            runner,
            parent,
        )
        self.add_reason()

    def work(self) -> Callable[[], object] | None:
        """Restore it."""
        return partial(self._desk.run, local_rules.restore_rule, self._entry.rule.id, self.reason, self._entry.version)


class LimitDialog(RuleDialog):
    """Give one limit another number."""

    def __init__(
        self, desk: Desk, entry: RuleEntry, limit: Limit, words: str, runner: TaskRunner, parent: QWidget
    ) -> None:
        super().__init__(
            "rule_limit",
            _("Change a limit"),
            _("Change {id}").format(id=entry.rule.id),
            _("As it ships: {limit}. No source gives this number; it rests on general knowledge.").format(limit=words),
            desk,
            entry,
            runner,
            parent,
        )
        self._limit = limit
        label = _("New number instead of {number}").format(number=limit.number)
        self._number = self.add_text(_LIMIT, label, needed=True)
        self.add_reason()

    def work(self) -> Callable[[], object] | None:
        """Change it."""
        return partial(
            self._desk.run,
            local_rules.change_rule_limit,
            self._entry.rule.id,
            self._limit,
            self._number.edit.text(),
            self.reason,
            self._entry.version,
        )
