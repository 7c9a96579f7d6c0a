"""Turns Markdown and code into HTML, many pieces at a time.

Reads from the standard input a JSON array of pieces, each `{"kind": "markdown" | "code", "text"}`,
and prints a JSON array of their HTML. Formulas become `<span class="tex" data-display="true">` with
their LaTeX inside, for whoever typesets them. With the argument `styles` it prints the style sheet of
the code instead, for light and dark pages.
"""

import json
import sys
from html import escape, unescape
from re import sub

from mistune import import_plugin
from mistune.plugins.table import table_in_list, table_in_quote
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import TypeScriptLexer


class Renderer(IPythonRenderer):
    def heading(self, text, level, **attrs):
        name = unescape(sub(r"<[^>]*>", "", text)).strip().replace(" ", "-")
        return f'<h{level} id="{escape(name)}">{text}</h{level}>\n'

    def block_math(self, body):
        return formula(body, "true")

    def inline_math(self, body):
        return formula(body, "false")

    def latex_environment(self, name, body):
        return formula(f"\\begin{{{name}}}{body}\\end{{{name}}}", "true")

    def block_code(self, code, info=None):
        if info and info.split()[0] in ("ts", "typescript", "js"):
            return code_to_html(code)
        return f"<pre><code>{escape(code, quote=False)}</code></pre>\n"


def formula(tex, display):
    return f'<span class="tex" data-display="{display}">{escape(tex.strip())}</span>'


def markdown_to_html(text):
    plugins = [import_plugin(name) for name in MarkdownWithMath.DEFAULT_PLUGINS]
    plugins += [table_in_quote, table_in_list]
    return MarkdownWithMath(renderer=Renderer(escape=False), plugins=plugins).render(text)


def code_to_html(text):
    return highlight(text, TypeScriptLexer(), HtmlFormatter(cssclass="code", wrapcode=True))


def styles():
    light = HtmlFormatter(style="default").get_style_defs(".code")
    dark = HtmlFormatter(style="github-dark").get_style_defs(".code")
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


if sys.argv[1:] == ["styles"]:
    print(styles())
else:
    convert = {"markdown": markdown_to_html, "code": code_to_html}
    print(json.dumps([convert[piece["kind"]](piece["text"]) for piece in json.load(sys.stdin)]))
