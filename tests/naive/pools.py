"""The few values that random catalogs are made of, and which parts of a record a check looks at."""

from typing import Any

from tests.naive.basics import words

GL = "commercial_general_liability"
AUTO = "automobile_liability"
WC = "workers_compensation_employers_liability"
CYBER = "cyber_network_privacy"
LINES = (GL, AUTO, WC, "umbrella", CYBER)
PLACES = ("US", "US-OR", "US-OR", "US-WA", "GB")
KINDS = ("facilities", "cleaning", "electrical", "software")
STATUSES = ("approved",) * 8 + ("conditional", "prospect", "suspended", "inactive")
POLICY_STATUSES = ("in_force", "in_force", "in_force", "draft", "retired")
NAMES = (
    "Acme Ltd",
    "ACME Limited",
    "Acme, Ltd.",
    "Ácme L.T.D.",
    "Acme Services Inc",
    "Acme Services, Incorporated",
    "Brown & Son Company",
    "Brown and Son Co.",
    "Brown's Son Co",
)
SIMPLE = ("Acme Ltd", "ACME Limited", "Acme Services Inc", "Brown and Son Co", "Brown Son Ltd")
NEAR = (-1096, -731, -730, -366, -365, -364, -182, -91, -90, -89, -61, -60, -31, -30, -29, -15,
        -14, -8, -7, -6, -3, -2, -1, -1, 0, 0, 0, 1, 1, 2, 3, 6, 7, 8, 14, 15, 29, 30, 31, 59, 60,
        61, 89, 90, 91, 180, 181, 364, 365, 366, 399, 400, 401, 730)  # fmt: skip
WARN = ([90, 60, 30], [30], [60, 7], [30, 30], [180, 90, 30, 14, 7, 0], [0], [1, 2])
PROFILE = (
    "registered_country",
    "sourcing_model",
    "offshore",
    "criticality",
    "segment",
    "inherent_risk_tier",
    "service_jurisdictions",
    "access",
    "offers",
)
PAST = words(
    """
    policy_eff issued_on valid_from starts_on signed_on period_start performed_on received_on
    verified_on last_verified_on decided_on approved_on opened_on retroactive_date rating_as_of date
    as_of since published_on changed_on accepted_on occurred_on opens_on cuecs_reviewed_on
    last_surveillance_on period_end done_on closed_on bank_verified_on declared_on
    """
)
FUTURE = words(
    """
    policy_exp expires_on valid_to ends_on due_on next_due_on review_on review_due_on covers_to
    keep_until next_renewal_on accepted_until suspended_to confidentiality_until
    """
)
Pool = Any

# How likely a field is there, where that is not as likely as any other.
RARE: dict[str, float] = {
    "superseded_by": 0.15,
    "renewed_by": 0.15,
    "cancelled_on": 0.1,
    "terminated_on": 0.1,
    "notice_served_on": 0.25,
    "suspended_from": 0.1,
    "evergreen": 0.12,
    "overrides": 0.0,
    "contracts": 0.95,
    "offers": 0.9,
    "renewal": 0.9,
    "notice": 0.93,
    "award": 0.95,
    "awarded_on": 0.8,
    "estimated_value": 0.9,
    "exemption": 0.4,
    "data": 0.95,
    "transfer_mechanism": 0.5,
    "renewal.decision": 0.5,
    "permits.contract": 0.3,
    "permits.site": 0.4,
    "activities.site": 0.4,
    "corrective_actions": 0.97,
    "offers.unit": 0.04,
    "perpetual": 0.5,
    "policies.status": 0.2,
    "exemptions": 0.3,
    "gap_attestations": 0.4,
    "continuation": 0.3,
    "expires_on": 0.85,
    "policy_eff": 0.93,
    "policy_exp": 0.93,
    "starts_on": 0.92,
    "ends_on": 0.9,
    "trading_names": 0.4,
    "former_names": 0.2,
    "offers.contract": 0.4,
    "need": 0.95,
    "need.offer": 0.9,
    "maximum_order_quantity": 0.3,
    "order_quantity_increment": 0.4,
    "minimum_order_value": 0.4,
    "offers.jurisdictions": 0.5,
}
SCHEMES = ("SOC 2", "soc 2", "SOC-2 Type II", "ISO 27001", "ISO 27001", "iso 27001")
TEXTS = ("One thing", "Another thing")
# By the name of the shared definition.
DEFINED: dict[str, Pool] = {
    "amount": ("0.00", "499999.99", "500000.00", "1000000.00", "1000000.01", "2000000.00"),
    "currency": ("USD",) * 5 + ("EUR", "GBP"),
    "figure": (0, "44.9", 45, 50, "69.99", 70, "100", 25),
    "quantity": (0, 1, "2.5", 100),
    "duration": ("P12M", "P1M", "P30D", "P1Y", "P3M", "P2W", "P0D"),
    "country": ("US", "GB", "DE"),
    "jurisdiction": PLACES,
    "slug": KINDS,
    "localId": ("cont-0", "cont-1", "cert-0", "poli-0"),
    "roleHandle": ("@owner-a", "@owner-b", "@approver"),
    "token": ("trade", "building"),
    "code": ("C", "LE", "X-1"),
    "line": TEXTS,
    "title": TEXTS,
    "text": TEXTS,
    "longText": TEXTS,
    "email": ("desk@example.org",),
    "phone": ("+1 503 555 0100",),
    "url": ("https://example.org/lookup",),
    "lei": ("5493001KJTIIGC8Y1R12",),
    "sha256": ("0" * 64,),
    "period": ("2025-01-01/2025-12-31", "2026-01-01/2026-06-30"),
}
# By the name of the field, or of the object and the field.
POOLS: dict[str, Pool] = {
    "policies.line": lambda make: make.of(
        (*make.lines, *make.lines, *make.lines, "umbrella", AUTO)
    ),
    "exemptions.line": lambda make: make.of(make.lines),
    "gap_attestations.line": lambda make: make.of(make.lines),
    "schedule_of_underlying": (GL, "employers_liability", AUTO, "umbrella"),
    "certificates.form": ("ACORD 25 (2016/03)", "UK broker letter", "X"),
    "certificate": ("cert-0", "cert-1"),
    "certificates.policies": ("poli-0", "poli-1"),
    "insured": lambda make: {"name": make.of(NAMES)} if make.maybe(0.9) else {},
    "letter": ("A", "B"),
    "insurer_letter": ("A", "B"),
    "notice_of_cancellation.days": (9, 10, 29, 30, 30, 60),
    "contacts.role": ("orders", "orders", "compliance", "escalation"),
    "certifications.scheme": lambda make: make.of((*make.schemes, *SCHEMES)),
    "licences.status": ("active",) * 6
    + ("active_restricted", "inactive", "expired", "suspended", "revoked", "pending", "unknown"),
    "decision.decision": ("renew", "renew", "renegotiate", "rebid", "exit"),
    "identifiers.scheme": ("GB-COH", "DUNS", "US-OR-BIN", "LEI"),
    "identifiers.id": ("12-34", "1234", "5555", "ab 1"),
    "classifications": ("C", "LE", "X"),
    "licence_type": ("trade", "trade", "plumber"),
    "activity": ("digging", "digging", "lifting"),
    "site": ("hq", "plant"),
    "contract": ("cont-0", "cont-1"),
    "requirement_profile": ("trade", "office"),
    "contracts.categories": KINDS,
    "access": lambda make: list(
        make.of((["none"], ["onsite"], ["onsite", "network"], ["personal_data"]))
    ),
    "inherent_risk_tier": (1, 2, 3),
    "value.value": (0, 1, 10, 30, 60, 90),
    "notice.value": (0, 1, 2, 30, 60),
    "renewal.type": ("auto", "auto", "auto", "none", "option", "evergreen"),
    "max_renewals": (0, 1, 2),
    "renewals_exercised": (0, 1),
    "renewal.term": ("P12M", "P1M", "P30D", "P3M", "P0D"),
    "notice.unit": ("calendar_days", "business_days", "months"),
    "contracts.type": ("MSA", "SOW", "NDA"),
    "category": KINDS,
    "extended_reporting_period": ("P6M", "P1Y", "P2Y"),
    "entity_named": SIMPLE,
    "entity": SIMPLE,
    "forms": ("CG 20 10", "CG 20 10 12 19", "CG 20 37", "X"),
    "certificate_holder": ("Our firm, 1 Main Street", "Our firm, 2 Main Street", "Acme Ltd"),
    "exclusions_noted": ("Work at height", "Nuclear", "Another thing"),
    "insurers.name": ("Sample Mutual", "Old Oak"),
    "policies.insurer": ("Sample Mutual", "Old Oak"),
    "am_best_rating": ("A++", "A-", "A-", "B++", "B", "NR"),
    "fsc": ("IV", "V", "VII", "VIII"),
    "insurers.kind": ("rated", "rated", "state_fund", "captive"),
    "holder_name": SIMPLE,
    "qualifier.name": SIMPLE,
    "name_screened": SIMPLE,
    "parent.name": SIMPLE,
    "ultimate_parent.name": SIMPLE,
    "lists": ("A", "B", "a"),
    "accreditation_body": ("UKAS", "UKAS Leeds", "ANAB", "World Board"),
    "edition": ("27001:2013", "27001:2022", "2013"),
    "scope_tags": ("software", "it", "hosting", "electrical", "facilities"),
    "sites": ("Hamburg", "HAMBURG", "Berlin"),
    "clauses": ("audit_right", "survival", "anti_bribery"),
    "parent_contract": ("cont-0", "cont-1", "cont-2"),
    "assessment": ("revi-0", "revi-1"),
    "metric": ("OTIF", "Uptime"),
    "metrics.name": ("OTIF", "otif", "Uptime"),
    "quotes.from": ("One", "one", "Two", "Three"),
    "need.offer": ("offe-0", "offe-0", "offe-1", "offe-9"),
    "need.quantity": (0, 1, "2.5", 10, 12, 100),
    "minimum_order_quantity": (0, 1, "2.5", 10, 12),
    "maximum_order_quantity": (10, 12, 100),
    "order_quantity_increment": (0, 1, 5, "2.5"),
    "related_to": ("Two", "Three", "Group"),
    "weight": (0, 40, 50, 60, 100),
    "applied_pct": (0, 2, "3.5", "4"),
    "cap_pct": (2, "3.5"),
    "uplift_cap_pct": (2, "3.5"),
    "amount_of_sum": ("500000.00",),
    "tag": ("refill", "local"),
    "sustainability_tags": ("refill", "local"),
    "certification": ("cert-0", "cert-1"),
    "diversity": ("cert-0", "cert-1", "cert-9"),
    "min_qty": (0, 1, "1.0", 10),
    "document_ref": ("D-1", "D-2"),
    "sha256": ("1" * 64, "2" * 64),
    "identifiers.next_renewal_on": None,
    "score": (0, 25, "44.9", 45, 50, "69.99", 70, 100),
    "grade": ("A", "B", "c"),
    "risks.residual": (1, 4, 14, 15, 25),
    "risks.inherent": (1, 4, 15, 25),
    "risks.type": ("price_volatility", "price_volatility", "single_source"),
    "kri.threshold": (45, 50),
    "emr": ("0.99", 1, "1.01"),
    "trir": (1, "2.5"),
    "industry_trir": (1, 2),
    "template": ("onboarding", "onboarding", "offboarding"),
    "items.id": None,
    "code_of_conduct.version": ("2024", "2026", "RBA"),
    "replacement": ("firm-0", "firm-1", "none", "gone"),
    "access_grants.kind": ("personal_data", "network", "onsite"),
    "reviews.kind": (
        ("performance",) * 3
        + ("security", "security", "site_audit", "risk", "penetration_test", "continuity_test")
    ),
    "kinds": ("performance",),
    "data.dpa": ("cont-0", "cont-1", "cont-2"),
    "locations": ("US-OR", "GB", "DE"),
    "processes_personal_data": (True, True, False),
    "changes.kind": ("name", "address", "ownership", "contact", "bank", "bank"),
    "screenings.kind": ("sanctions", "sanctions", "ownership", "debarment"),
    "method": ("document_review", "self_declared", "primary_source_lookup"),
    "payment.method": ("call_back", "call_back", "in_person", "bank_letter"),
    "notice.method": ("email", "registered_post", "post", "courier"),
    "award.method": ("open", "selective", "limited", "direct"),
    "statements.kind": ("modern_slavery", "modern_slavery", "conflict_minerals"),
    "share_of_supplier_revenue_pct": (10, 30, 31, 50, 51),
}
POOLS = {key: one for key, one in POOLS.items() if one is not None}
STEPS = ("need", "access", "bank", "gone")
COUNTS: dict[str, tuple[int, ...]] = {
    "reviews": (0, 1, 2, 3, 4),
    "screenings": (0, 1, 2, 3),
    "statements": (0, 1, 2),
    "checklists": (0, 1, 1, 2),
    "items": (1, 2, 3, 4),
    "changes": (0, 1, 2, 3, 4),
    "corrective_actions": (1, 2, 3),
    "conflict_declarations": (0, 1, 2),
    "contacts": (1, 2, 3),
    "risks": (0, 1, 2),
    "quotes": (1, 2, 3),
    "sustainability_evidence": (0, 1, 2, 3),
    "policies": (0, 1, 2, 2, 3, 4),
    "certificates": (1, 1, 2),
    "offers": (0, 1, 1, 2, 3),
    "contracts": (0, 1, 1, 2, 2, 3),
    "licences": (0, 1, 2, 2),
    "certifications": (0, 1, 2, 3),
    "permits": (0, 1, 2),
    "activities": (0, 1, 2),
}
SECTIONS: dict[str, tuple[str, ...]] = {
    "INS": ("insurance", "contracts", "trading_names", "former_names", "affiliates"),
    "INS-32": ("contracts", "bonds"),
    "LIC": ("licences", "trading_names"),
    "LIC-07": ("licences", "contracts"),
    "LIC-08": ("licences", "contracts"),
    "PMT": ("permits", "contracts"),
    "CRT": ("certifications", "diversity"),
    "CON": ("contracts", "reviews"),
    "CON-03": ("contracts", "insurance", "licences", "permits"),
    "SRC": ("contracts",),
    "SRC-07": ("contracts", "insurance", "licences", "certifications", "screenings"),
    "BUD": ("contracts",),
    "REC": ("licences", "contracts", "identifiers"),
    "REC-07": ("owner", "deputy"),
    "REC-08": ("review_due_on",),
    "REC-10": ("licences", "insurance"),
    "REC-12": ("payment", "changes", "contracts"),
    "IDN": ("identifiers", "registry_standing"),
    "TAX": ("tax", "changes", "status_since", "status_history"),
    "PAY": ("payment", "changes"),
    "SCR": ("screenings", "changes", "parent", "ultimate_parent"),
    "SCR-03": ("screenings", "contracts"),
    "ETH-01": ("code_of_conduct",),
    "ETH-02": ("owner", "conflict_declarations", "contracts"),
    "ESG": ("statements", "certifications"),
    "DIV": ("diversity", "certifications"),
    "SEC": ("access_grants", "incidents", "reviews", "contracts", "checklists", "status_since"),
    "PER": ("reviews", "contracts"),
    "RSK": ("risks", "share_of_supplier_revenue_pct", "safety", "contracts"),
    "LIF": ("checklists", "status_history", "status_since", "contracts"),
    "CAT": ("contacts", "owner", "replacement", "no_replacement_reason"),
}
# Their naive functions know names in plain spelling only.
NAMED = ("SCR", "LIC-06", "INS-16", "INS-18", "INS-19", "INS-22", "INS-23")
# Parts that only these checks read: rare where none of them is asked.
READERS: dict[str, tuple[str, ...]] = {
    "award": ("SRC", "BUD", "ETH-02", "REC-12", "CON-13", "SCR-03", "REC-04"),
    "need": ("BUD-01", "BUD-02"),
    "minimum_order_quantity": ("BUD-02",),
    "maximum_order_quantity": ("BUD-02",),
    "order_quantity_increment": ("BUD-02",),
    "minimum_order_value": ("BUD-02",),
    "outsourcing": ("CON-20",),
    "data": ("SEC",),
    "retention": ("CON-19",),
    "price_review": ("CON-14", "RSK-08"),
    "modifications": ("CON-12", "CON-13", "REC-12"),
    "signatory": ("CON-18",),
    "approvals": ("SRC-05", "REC-12", "ETH-02"),
    "option_window": ("CON-11", "REC-04"),
    "slas": ("CON-16",),
    "activities": ("PMT", "INS-05", "REC-04"),
    "contracts.clauses": ("CON-15", "CON-17"),
    "requested_by": ("SRC", "REC-12", "PAY"),
    "renewal": ("CON", "SRC-09", "PER-06", "SCR-03", "SEC", "INS-04", "RSK-08", "LIF"),
    "price_breaks": ("BUD", "RSK-08"),
    "sustainability_tags": ("ESG-04",),
    "sustainability_evidence": ("ESG-04",),
    "policies.exclusions_noted": ("INS-29",),
    "policies.addl_insd": ("INS-03", "INS-16", "INS-17"),
    "policies.subr_wvd": ("INS-03", "INS-18"),
    "policies.primary_noncontributory": ("INS-03", "INS-19"),
    "policies.notice_of_cancellation": ("INS-03", "INS-20"),
    "corrective_actions": ("PER-03", "PER-05", "SEC-06"),
    "metrics": ("PER-02", "PER-04", "CON-16"),
    "insurers": ("INS-14", "INS-23"),
    "evidence": ("REC", "ESG", "CRT", "LIC", "INS-27"),
    "bridge_letter": ("CRT-01", "CRT-06", "CRT-08"),
    "conditions": ("PMT-03",),
    "inspections": ("PMT-03",),
}
UNREAD = words(
    """
    notes source termination minimum_commitment governing_law payment_terms keywords fee_paid
    description_of_operations territory producer issuing_authority locality project how_long
    confidentiality_until business_unit notice_evidence certificate_number number tsc phone
    exceptions_count title phase service_hours budget_band description summary
    """
)
SUBJECTS = (
    f"insurance/{GL}",
    f"insurance/{GL}/each_occurrence",
    "contracts/cont-0",
    "contracts/cont-0/notice",
    "licences/lice-0",
    "certifications/required",
    "electrical/US-OR",
    "offers/offe-0",
    "record/access",
    "record/offers",
)
