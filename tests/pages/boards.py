"""The boards below compliance/, for tests that hold for each of them."""

from generator.pages import (
    compliance,
    compliance_coverage,
    compliance_expiries,
    compliance_requirements,
    compliance_spend,
    compliance_trend,
    compliance_waivers,
)

BOARDS = (
    compliance,
    compliance_coverage,
    compliance_expiries,
    compliance_requirements,
    compliance_spend,
    compliance_trend,
    compliance_waivers,
)
