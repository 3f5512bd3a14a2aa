"""The naive evaluation of papers: certificates, endorsements, licences, permits, reports."""

from tests.naive import papers_certifications, papers_insurance, papers_licences

NAIVE = {
    **papers_insurance.NAIVE,
    **papers_licences.NAIVE,
    **papers_certifications.NAIVE,
}
