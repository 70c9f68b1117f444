"""The symbol of a person: square, circle, diamond; double for the index person; crossed when dead.

Who is not born yet is a triangle; who was never born a small crossed shape, a dot or a small cross.

Source: McGoldrick, Gerson and Petry, Genograms: Assessment and Treatment.
"""

from __future__ import annotations

from resnet.drawing.genogram.figure import SECOND_OUTLINE, SYMBOL, say_age, symbol_size
from resnet.drawing.genogram.model import Person, Pregnancy, Sex
from resnet.drawing.genogram.signs import draw_signs
from resnet.drawing.geometry import Box, Point, diamond
from resnet.drawing.svg import INK, PAPER, Attribute, Canvas, path
from resnet.drawing.text import Style

AGE = Style(13.0)


def draw_symbol(
    canvas: Canvas, person: Person, centre: Point, *, is_index: bool, size: float = SYMBOL
) -> None:
    """Draw the person's symbol, its age inside."""
    if is_index:
        _outline(canvas, person.sex, centre, size + 2 * SECOND_OUTLINE)
    if person.pregnancy is not None:
        _draw_unborn(canvas, person, centre, size * symbol_size(person) / SYMBOL)
        return
    _outline(canvas, person.sex, centre, size)
    draw_signs(canvas, person.signs, person.sex, centre, size)
    if person.is_dead or person.death_year is not None:
        _cross(canvas, person.sex, centre, size)
    _inside(canvas, person, centre, size)


def _draw_unborn(canvas: Canvas, person: Person, centre: Point, size: float) -> None:
    half = size / 2
    if person.pregnancy is Pregnancy.EXPECTED:
        corners = [
            Point(centre.x, centre.y - half),
            Point(centre.x + half, centre.y + half),
            Point(centre.x - half, centre.y + half),
        ]
        canvas.shape("path", d=path(corners, is_closed=True), fill=PAPER, stroke=INK, stroke_width=1.8)
    elif person.pregnancy is Pregnancy.STILLBIRTH:
        _outline(canvas, person.sex, centre, size)
        _cross(canvas, person.sex, centre, size)
    elif person.pregnancy is Pregnancy.MISCARRIAGE:
        canvas.shape("circle", cx=centre.x, cy=centre.y, r=half, fill=INK)
    else:
        _diagonals(canvas, centre, half, 1.8)


def _outline(canvas: Canvas, sex: Sex, centre: Point, size: float) -> None:
    given: dict[str, Attribute] = {"fill": PAPER, "stroke": INK, "stroke_width": 1.8}
    half = size / 2
    if sex is Sex.FEMALE:
        canvas.shape("circle", cx=centre.x, cy=centre.y, r=half, **given)
    elif sex is Sex.MALE:
        canvas.shape("rect", x=centre.x - half, y=centre.y - half, width=size, height=size, **given)
    else:
        canvas.shape("path", d=path(diamond(centre, half), is_closed=True), **given)


def _cross(canvas: Canvas, sex: Sex, centre: Point, size: float) -> None:
    reach = size / 2
    if sex is Sex.FEMALE:
        reach *= 2**-0.5
    elif sex is not Sex.MALE:
        reach /= 2
    _diagonals(canvas, centre, reach, 1.2)


def _diagonals(canvas: Canvas, centre: Point, reach: float, width: float) -> None:
    for slope in (1, -1):
        start = Point(centre.x - reach, centre.y - reach * slope)
        end = Point(centre.x + reach, centre.y + reach * slope)
        canvas.line([start, end], stroke_width=width)


def _inside(canvas: Canvas, person: Person, centre: Point, size: float) -> None:
    marks = ["?"] if person.sex is Sex.UNKNOWN else []
    if person.age is not None:
        marks.append(say_age(person))
    text = " ".join(marks)
    if not text:
        return
    style = (
        AGE if person.sex in {Sex.FEMALE, Sex.MALE} and size >= SYMBOL else Style(min(AGE.size - 2, size / 3))
    )
    if person.is_dead or person.death_year is not None or person.signs:
        # On a cross or a filled quarter the number needs a ground of its own.
        width, height = style.width(text) + 3, style.size * 0.95
        ground = Box.around(Point(centre.x, centre.y), width, height)
        canvas.shape("rect", x=ground.left, y=ground.top, width=width, height=height, fill=PAPER)
    canvas.text(
        Point(centre.x, centre.y + style.size * 0.36),
        text,
        style,
        text_anchor="middle",
    )
