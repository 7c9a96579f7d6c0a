"""The first page of the course: what it is, and for each lesson a picture, what it teaches, its time."""

import re
from base64 import b64decode
from html import escape
from urllib.parse import quote

import nbformat


def front_page(place, root, lessons, words, lab):
    """
    The page's body; the pictures are written into `place`, where the page is.

    lessons: what export_course.py knows of each
    words:   the page's language
    lab:     the address of a JupyterLab that opens notebooks, or empty
    """
    known = table_of(root)
    cards = "\n".join(card(place, root, lesson, known, words, lab) for lesson in lessons)
    how = words["how to run" if lab else "how to read"]
    return f'{words["welcome"]}<p>{how}</p><ol class="lessons">{cards}</ol>'


def table_of(root):
    """What the README's table says of each lesson: what one will be able to do, and the minutes."""
    text = (root / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[[^\]]*\]\(notebooks/(\S+)\) \| (.*?) \| (\d+) min \|$", text, re.M)
    return {file: (able, minutes) for file, able, minutes in rows}


def card(place, root, lesson, known, words, lab):
    able, minutes = known.get(lesson.file.name, (None, None))
    image = picture(place, lesson.file)
    shown = f'<a href="{lesson.page}" tabindex="-1" aria-hidden="true"><img src="{image}" alt=""></a>' if image else ""
    # The table is in English; every lesson begins with a summary in its own language.
    says = words["able"].format(escape(able)) if able and "able" in words else lesson.summary()
    ways = [f'<a href="{lesson.page}">{words["read"]}</a>']
    if lab:
        path = quote(lesson.file.resolve().relative_to(root).as_posix())
        ways.append(f'<a class="run" href="{lab}?path={path}">{words["run"]}</a>')
    ways += [f'<span>{words["time"].format(minutes)}</span>'] if minutes else []
    return (
        f'<li>{shown}<h2><a href="{lesson.page}">{lesson.title}</a></h2>'
        f'<p>{says}</p><p class="ways">{"".join(ways)}</p></li>'
    )


def picture(place, file):
    """The lesson's richest picture; its address."""
    outputs = [o for c in nbformat.read(file, as_version=4).cells for o in c.get("outputs", [])]
    images = [o["data"]["image/png"] for o in outputs if "image/png" in o.get("data", {})]
    if not images:
        return None
    name = f"pictures/{file.stem}.png"
    (place / "pictures").mkdir(parents=True, exist_ok=True)
    (place / name).write_bytes(b64decode(max(images, key=len)))
    return name
