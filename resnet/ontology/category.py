"""Sensitivity: every element and every field has a category, and consent is given by category."""

from __future__ import annotations

from enum import StrEnum


class Category(StrEnum):
    """What a fact is about, as far as it matters for who may see it.

    Source: consent for collection, provision and sensitive items is asked separately
    (Personal Information Protection Act, arts. 15, 17, 23; domain.md §13, §15).
    """

    # Open to every signed-in person.
    PUBLIC = "public"
    # The directory's own workings: who said what. Coordinators, supervisors and administrators.
    INTERNAL = "internal"
    # Address, point and area of protected places, and the raw rows that show them: administrators.
    PROTECTED = "protected"
    # Accounts and key hashes: administrators.
    STAFF = "staff"
    # A person's: each only by consent.
    IDENTITY = "identity"
    CONTACT = "contact"
    FAMILY = "family"
    RELATIONS = "relations"
    LIVING = "living"
    ECONOMY = "economy"
    EDUCATION = "education"
    WORK = "work"
    HEALTH = "health"
    MENTAL_HEALTH = "mental_health"
    SAFETY = "safety"
    RIGHTS = "rights"
    SERVICES = "services"
    CASE = "case"
    WORK_NOTES = "work_notes"


PERSONAL = frozenset(
    category
    for category in Category
    if category not in {Category.PUBLIC, Category.INTERNAL, Category.PROTECTED, Category.STAFF}
)
# Asked apart from everything else (PIPA art. 23: health, and what the law names beside it).
SENSITIVE = frozenset({Category.HEALTH, Category.MENTAL_HEALTH, Category.SAFETY, Category.RIGHTS})
