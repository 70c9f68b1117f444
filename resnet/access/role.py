"""Roles of people who sign in."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a signed-in person does here; one person may have several.

    Source: domain.md §2; the words on screen are in the vocabulary ``roles``.
    """

    CASE_MANAGER = "case_manager"
    SUPERVISOR = "supervisor"
    COORDINATOR = "resource_coordinator"
    PARTNER = "partner_worker"
    COUNCIL = "council_member"
    CLIENT = "client"
    ADMINISTRATOR = "administrator"
