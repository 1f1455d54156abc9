"""A demonstration clinic of invented children, played through the same use cases as a real one."""

from clinic_app.demonstration.builder import DEMO_PASSWORD, DemoClinic, build_demo

__all__ = ["DEMO_PASSWORD", "DemoClinic", "build_demo"]
