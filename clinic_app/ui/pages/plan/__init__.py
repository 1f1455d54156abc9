"""Assessment and plan of the open visit, and signing it."""

from clinic_app.ui.pages.plan.plan_page import PlanPage

__all__ = ["PlanPage"]
