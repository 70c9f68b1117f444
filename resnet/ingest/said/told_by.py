"""Which columns a field is read from: where a cell that could not be read stands."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from resnet.ingest.mapping.role import Role

ROLES_OF: Mapping[str, tuple[Role, ...]] = MappingProxyType(
    {
        "name": (Role.FACILITY_NAME, Role.NAME_AND_HEAD, Role.NAME_AND_PHONE, Role.SERVICE_NAME),
        "type": (Role.KIND_DETAIL, Role.KIND),
        "sector": (Role.SECTOR,),
        "operator": (Role.OPERATOR_NAME,),
        "phone": (Role.PHONE, Role.PHONE_AND_CONTACT, Role.NAME_AND_PHONE, Role.PHONE_AND_FAX),
        "contact": (Role.CONTACT_PERSON, Role.PHONE_AND_CONTACT),
        "homepage": (Role.HOMEPAGE, Role.LINKS),
        "email": (Role.EMAIL, Role.LINKS),
        "address": (Role.ADDRESS, Role.ADDRESS_LOT),
        "postcode": (Role.POSTCODE,),
        "latitude": (Role.LATITUDE,),
        "longitude": (Role.LONGITUDE,),
        "covers": (Role.COVERS,),
        "places": (Role.CAPACITY, Role.CAPACITY_AND_OCCUPANCY),
        "places_open": (Role.OPEN_PLACES,),
        "waiting": (Role.WAITING,),
        "capacity_state": (Role.CAPACITY_STATE,),
        "capacity_stated_at": (Role.CAPACITY_STATED_ON,),
        "help_kind": (Role.SERVICE_KIND,),
        "age_from": (Role.AGE_FROM, Role.TARGET, Role.TARGET_AGE),
        "age_to": (Role.AGE_TO, Role.TARGET, Role.TARGET_AGE),
        "benefit_classes": (Role.BENEFIT_CLASSES, Role.TARGET),
        "household_types": (Role.HOUSEHOLD_TYPES, Role.TARGET),
        "disability_types": (Role.DISABILITY_TYPES, Role.TARGET),
        "languages": (Role.LANGUAGES,),
        "sex": (Role.TARGET_SEX,),
        "weekdays": (Role.WEEKDAYS, Role.CLOSING_DAYS),
        "opens_minute": (Role.OPENS, Role.HOURS),
        "closes_minute": (Role.CLOSES, Role.HOURS),
        "cost_won": (Role.COST,),
        "documents": (Role.DOCUMENTS,),
        "runs_from": (Role.RUNS_FROM, Role.PERIOD),
        "runs_until": (Role.RUNS_UNTIL, Role.PERIOD, Role.CLOSED_ON),
        "status": (Role.STATUS,),
        "status_since": (Role.CLOSED_ON, Role.SUSPENDED_FROM, Role.STATUS),
    }
)
