"""Pages of one file that open without a net: what stands in each of them, and how they are written."""

from __future__ import annotations

from importlib import resources

from jinja2 import Environment, FunctionLoader, StrictUndefined


def offline_page(template: str, **given: object) -> bytes:
    """The page of a template of this room in UTF-8, all words escaped; it fills blocks of ``offline.html``.

    ``given`` holds ``language``, ``title``, ``policy`` and ``faces`` beside what the template asks for.
    """
    pages = Environment(autoescape=True, undefined=StrictUndefined, loader=FunctionLoader(_source))
    return pages.get_template(template).render(given).encode()


def _source(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
