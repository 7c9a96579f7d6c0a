"""Writes lessons, an index of them in each language, the source files that they link to, and the notes
for teachers, as HTML pages.

    python export_course.py FOLDER ROOT LAB NOTEBOOK…

LAB is the address of a JupyterLab that opens notebooks, from FOLDER, or empty.

Formulas stay as they are, between dollars, and figures are JSON: a script of the pages sets the one
and draws the other.
"""

import sys
from html import escape
from os.path import relpath
from pathlib import Path
from urllib.parse import unquote

import nbformat
from bs4 import BeautifulSoup
from front_page import front_page
from nbconvert import HTMLExporter
from nbconvert.filters import Highlight2HTML
from nbconvert.filters.markdown_mistune import MarkdownWithMath
from pygments.formatters import HtmlFormatter
from traitlets.config import Config

# What the pages say around the lessons. A language but English has a folder of its own, as its
# notebooks have.
WORDS = {
    "en": {
        "welcome": """<h1>Unrolled</h1>
<p class="lead">A short course in recurrent neural networks that runs: from a plane that a small
network bends to networks that learn to add and to write. Every equation stands beside the few lines
of code that are the equation, and every figure is drawn from the network that the lesson has just
built.</p>""",
        "how to read": """These pages show every lesson as it was last run; to change a hyperparameter
and run it again, open the course in JupyterLab.""",
        "how to run": """Read a lesson here, or run it in this browser: change a hyperparameter, and see
what happens. There is nothing to install, and what you change stays on your computer. Reading is for
any screen; running wants a keyboard, and a window as wide as a tablet's.""",
        "able": "You will be able to {}.",
        "read": "Read",
        "run": "Run",
        "time": "{} min",
        "all": "All lessons",
        "before": "Before: ",
        "next": "Next: ",
        "contents": "On this page",
        "ways": "Lessons",
        "ways again": "Lessons, again",
        "skip": "Skip to the content",
        "name": "English",
    },
    "zh": {
        "welcome": """<h1>Unrolled</h1>
<p class="lead">一门简短的、可以运行的循环神经网络课程。</p>""",
        "how to read": """这些网页展示每一课最近一次运行的结果；想改动超参数再运行，请在 JupyterLab
里打开课程。""",
        "how to run": """可以在这里阅读，也可以直接在浏览器里运行：改动一个超参数，看看会发生什么。无需
安装，你的改动只保存在自己的电脑上。阅读适合任何屏幕；运行需要键盘，窗口至少要有平板电脑那么宽。""",
        "read": "阅读",
        "run": "运行",
        "time": "{} 分钟",
        "all": "全部课程",
        "before": "上一课：",
        "next": "下一课：",
        "contents": "本页目录",
        "ways": "课程导航",
        "ways again": "课程导航（页末）",
        "skip": "跳到正文",
        "name": "中文",
    },
}

# The lessons have tables in quotes and in lists.
TABLES = "mistune.plugins.table.table_in_quote", "mistune.plugins.table.table_in_list"
MarkdownWithMath.DEFAULT_PLUGINS += TABLES

highlight = Highlight2HTML(pygments_lexer="typescript")
exporter = HTMLExporter(
    template_name="course-template",
    extra_template_basedirs=[str(Path(__file__).parent)],
    filters={"highlight_code": highlight},
    exclude_input_prompt=True,
    exclude_output_prompt=True,
    config=Config(
        NbConvertBase={
            "display_data_priority": [
                "application/vnd.plotly.v1+json",
                *("text/html", "text/latex", "text/markdown", "image/png", "text/plain"),
            ]
        }
    ),
)


class Lesson:
    """A notebook's cells as HTML, with links to its sections below the title."""

    def __init__(self, file):
        self.file = file
        self.language = language_of(file)
        self.page = f"{file.stem}.html"
        html, _ = exporter.from_notebook_node(nbformat.read(file, as_version=4))
        self.body = parsed(html)
        for anchor in self.body.select("a.anchor-link"):
            anchor.decompose()
        heading = self.body.h1
        self.title = escape(heading.get_text(), quote=False)
        items = "".join(
            f'<li><a href="#{escape(h2["id"])}">{h2.decode_contents()}</a></li>'
            for h2 in self.body.find_all("h2")
        )
        if items:
            contents = f'<nav class="contents" aria-label="{WORDS[self.language]["contents"]}"><ul>{items}</ul></nav>'
            heading.insert_after(parsed(contents))

    def summary(self):
        return self.body.h1.find_next("p").decode_contents()


def main(folder, root, lab, files):
    lessons = [Lesson(file) for file in files]
    sources = {}
    notes = [write_notes(folder, root, file, sources) for file in notes_of(root)]
    teaching = f"<h2>For teachers</h2><ul>{''.join(notes)}</ul>" if notes else ""
    editions = {name: [x for x in lessons if x.language == name] for name in WORDS}
    editions = {name: edition for name, edition in editions.items() if edition}
    for language, edition in editions.items():
        twins = {x.page for name, other in editions.items() if name != language for x in other}
        extra = teaching if language == "en" else ""
        write_edition(folder, root, lab, language, edition, twins, extra, sources)
    for file, page in sources.items():
        name = file.relative_to(root).as_posix()
        if file.suffix == ".md":
            body = text_body(file, root, sources)
        else:
            body = f"<h1>{name}</h1>{highlight(file.read_text(encoding='utf-8'))}"
        language = language_of(file)
        index = "../index.html" if language == "en" else f"../{language}/index.html"
        links = [(WORDS[language]["all"], index)]
        write(folder / page, name, body, links, up="../", language=language)
    (folder / "code.css").write_text(code_styles(), encoding="utf-8")


def write_edition(folder, root, lab, language, lessons, twins, extra, sources):
    """The lessons in one language, and their index. `twins` are pages that the other one has, too."""
    words = WORDS[language]
    up = "" if language == "en" else "../"
    place = folder if language == "en" else folder / language

    def write_page(page, title, body, links):
        twin = twin_of(language, page) if page in twins or page == "index.html" and twins else None
        write(place / page, title, body, links, up, language, twin)

    for before, lesson, after in zip([None, *lessons], lessons, [*lessons[1:], None]):
        links = [(words["all"], "index.html")]
        links += [(words["before"] + before.title, before.page)] if before else []
        links += [(words["next"] + after.title, after.page)] if after else []
        for link in lesson.body.select("a[href]"):
            href = target(link["href"], lesson.file.parent, root, sources)
            link["href"] = up + href if href.startswith("source/") else href
        write_page(lesson.page, lesson.title, lesson.body, links)
    index = front_page(place, root, lessons, words, lab and up + lab)
    write_page("index.html", "Unrolled", index + extra, [])


def twin_of(language, page):
    """The same page in the other language: that language, its name for itself, and where it is."""
    if language == "en":
        return "zh", WORDS["zh"]["name"], f"zh/{page}"
    return "en", WORDS["en"]["name"], f"../{page}"


def language_of(file):
    return file.parent.name if file.parent.name in WORDS else "en"


def notes_of(root):
    return sorted((root / "docs" / "teaching").glob("*.md"))


def write_notes(folder, root, file, sources):
    """A page of a teacher's notes; its item in the index."""
    body = parsed(exporter.markdown2html({}, file.read_text(encoding="utf-8")))
    for anchor in body.select("a.anchor-link"):
        anchor.decompose()
    for link in body.select("a[href]"):
        href = target(link["href"], file.parent, root, sources)
        # Pages of lessons stand side by side, wherever their notebooks do.
        link["href"] = "../" + (href if href.startswith("source/") else Path(href).name)
    title = escape(body.h1.get_text(), quote=False)
    page = f"teaching/{file.stem}.html"
    write(folder / page, title, body, [(WORDS["en"]["all"], "../index.html")], up="../")
    return f'<li><a href="{page}">{title}</a></li>'


def text_body(file, root, sources):
    """A Markdown file as HTML. What it links to and the export lacks is only named."""
    body = parsed(exporter.markdown2html({}, file.read_text(encoding="utf-8")))
    for link in body.select("a[href]"):
        path, hash_, section = link["href"].partition("#")
        if ":" in path or not path:
            continue
        place = (file.parent / unquote(path)).resolve()
        if path.endswith(".ipynb"):
            language = language_of(place)
            page = f"{place.stem}.html" if language == "en" else f"{language}/{place.stem}.html"
        elif place in notes_of(root):
            page = f"teaching/{place.stem}.html"
        else:
            page = sources.get(place)
        if page is None:
            link.unwrap()
        else:
            link["href"] = f"../{page}{hash_}{section}"
    return body


def target(href, folder, root, sources):
    """Where a link of a lesson leads to in the export: to another lesson's page, or a source's."""
    path, hash_, section = href.partition("#")
    if ":" in path or not path:
        return href
    if path.endswith(".ipynb"):
        return path[: -len(".ipynb")] + ".html" + hash_ + section
    file = (folder / unquote(path)).resolve()
    if file.suffix not in (".ts", ".mjs", ".md", ".py", ".po") or not file.is_file():
        return href
    name = relpath(file, root).replace("\\", "/")
    sources[file] = f"source/{name.replace('/', '-')}.html"
    return sources[file] + hash_ + section


def write(file, title, body, links, up="", language="en", twin=None):
    template = exporter.environment.get_template("page.html.j2")
    file.parent.mkdir(exist_ok=True)
    page = template.render(
        title=title,
        body=body,
        links=links,
        up=up,
        language=language,
        words=WORDS[language],
        twin=twin,
    )
    file.write_text(page, encoding="utf-8")


def code_styles():
    light = HtmlFormatter(style="default").get_style_defs(".highlight")
    dark = HtmlFormatter(style="github-dark").get_style_defs(".highlight")
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


def parsed(html):
    return BeautifulSoup(html, "html.parser")


if __name__ == "__main__":
    folder_, root_, lab_, *files_ = sys.argv[1:]
    main(Path(folder_), Path(root_).resolve(), lab_, [Path(file) for file in files_])
