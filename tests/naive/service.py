"""The naive evaluation of services: security, performance, risk, lifecycle and offers."""

from typing import Any

from tests.naive import service_lifecycle, service_results, service_security

NAIVE: dict[str, Any] = {
    **service_security.NAIVE,
    **service_results.NAIVE,
    **service_lifecycle.NAIVE,
}
