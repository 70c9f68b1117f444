"""How sensitive a need is: by its domain, and by what would meet it."""

from __future__ import annotations

from typing import Final

from resnet.ontology.category import Category
from resnet.ontology.vocabulary import load_vocabulary

# Mental health and feelings: body and mind are one need domain and two categories of consent.
_MIND: Final = "5"


def need_category(domain: str, service_classes: tuple[str, ...] = ()) -> Category:
    """The access category of a need.

    Raises:
        UnknownTermError: If the domain or a class is unknown.

    >>> need_category("1000000").value, need_category("1000000", ("5.1",)).value
    ('health', 'mental_health')
    """
    category = Category(load_vocabulary("need_domains_2026").term(domain).text("category"))
    is_of_mind = bool(service_classes) and all(_large(each) == _MIND for each in service_classes)
    return Category.MENTAL_HEALTH if category is Category.HEALTH and is_of_mind else category


def _large(service_class: str) -> str:
    classes = load_vocabulary("service_classes")
    chain = classes.broader_chain(service_class)
    return chain[-1].code if chain else service_class
