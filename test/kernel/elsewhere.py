"""The kernel in another Jupyter: notebooks in any folder, an installation that nobody writes to."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from frontend import ROOT, Frontend

NOBODY = 65534


def files_below(*folders: Path) -> dict[str, int]:
    """When each file was written; a folder changes, too, as files come and go."""
    return {
        str(path): path.lstat().st_mtime_ns
        for folder in folders
        for path in [folder, *folder.rglob("*")]
        if "__pycache__" not in path.parts
    }


def is_open(path: Path) -> bool:
    """Whether other users can come to it."""
    return all(folder.stat().st_mode & 0o005 == 0o005 for folder in path.resolve().parents)


class Elsewhere(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="unrolled-elsewhere-"))
        cls.folder.chmod(0o755)
        prefix = cls.folder / "jupyter"
        command = ["node", "src/setup/run.cjs", "kernel", "install", "--prefix", str(prefix)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=sys.stderr)
        cls.environment = {**os.environ, "JUPYTER_PATH": str(prefix / "share" / "jupyter")}
        os.environ["JUPYTER_PATH"] = cls.environment["JUPYTER_PATH"]
        cls.project = cls.make_project(cls.folder / "project")

    @classmethod
    def tearDownClass(cls) -> None:
        del os.environ["JUPYTER_PATH"]
        shutil.rmtree(cls.folder)

    @staticmethod
    def make_project(project: Path) -> Path:
        """A package of its own: strict types, paths, a name for its files, a dependency that can only be imported."""
        files = {
            "package.json": json.dumps({"name": "own", "type": "module", "imports": {"#below": "./lib/below.ts"}}),
            "tsconfig.json": json.dumps({"compilerOptions": {"strict": True, "noUncheckedIndexedAccess": True, "paths": {"@/*": ["./lib/*"]}}}),
            "lib/below.ts": "export const below: number = 3;\n",
            "lib/old.cjs": "module.exports = { old: 5 };\n",
            "notebooks/beside.ts": "import { below } from '#below';\nexport const beside = below + 1;\n",
            "notebooks/twice.ts": "export const twice = (x: number) => 2 * x;\n",
            "notebooks/data.csv": "1,2,3\n",
            "notebooks/src/network/random.ts": "export const mine = 'my own';\n",
            "node_modules/esm-only/package.json": json.dumps({"name": "esm-only", "exports": {".": {"import": "./index.mjs", "types": "./index.d.ts"}}}),
            "node_modules/esm-only/index.mjs": "export const fact = await Promise.resolve(42);\n",
            "node_modules/esm-only/index.d.ts": "export declare const fact: number;\n",
        }
        for name, text in files.items():
            path = project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return project

    def execute(self, file: Path, *options: str) -> list[dict]:
        """Runs a notebook in Jupyter, from a folder that is neither its own nor the kernel's."""
        command = [sys.executable, "-m", "nbconvert", "--to", "notebook", "--execute", "--stdout", *options, str(file)]
        done = subprocess.run(command, cwd=self.folder, env=self.environment, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr[-3000:])
        return [cell for cell in json.loads(done.stdout)["cells"] if cell["cell_type"] == "code"]

    def write_notebook(self, file: Path, sources: list[str]) -> Path:
        cells = [
            {"cell_type": "code", "id": f"c{index}", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
            for index, source in enumerate(sources)
        ]
        metadata = {"kernelspec": {"name": "unrolled", "display_name": "", "language": "typescript"}}
        file.write_text(json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}))
        return file

    def test_a_notebook_in_a_project_of_its_own_runs_after_one_command(self):
        expected = {
            "process.cwd()": f"'{self.project / 'notebooks'}'",
            "import { fact } from 'esm-only'; fact": "42",
            "import { beside } from './beside'; beside": "4",
            "import { below } from '../lib/below'; below": "3",
            "import { below as b } from '@/below'; b": "3",
            "import { old } from '../lib/old.cjs'; old": "5",
            "import { readFileSync } from 'node:fs'; readFileSync('data.csv', 'utf8')": "'1,2,3\\n'",
            "const first = [1][0]; const sum: number = first ?? 0; sum": "1",
        }
        notebook = self.write_notebook(self.project / "notebooks" / "own.ipynb", list(expected))
        for cell, result in zip(self.execute(notebook), expected.values(), strict=True):
            self.assertEqual(self.texts(cell), [result], cell["source"])
        listed = subprocess.run(
            [sys.executable, "-m", "jupyter", "labextension", "list"],
            env=self.environment, cwd=self.folder, capture_output=True, text=True,
        )
        extensions = f"{self.environment['JUPYTER_PATH']}/labextensions"
        self.assertRegex(listed.stdout + listed.stderr, rf"{extensions}\n\s+unrolled-renderer v\S+ .*OK")

    def test_what_is_beside_the_notebook_comes_first_and_the_course_second(self):
        frontend = Frontend("unrolled", cwd=str(self.project / "notebooks"))
        self.addCleanup(frontend.close)

        def value(code: str) -> str | None:
            run = frontend.run(code)
            self.assertEqual(run.status, "ok", run.traceback)
            return run.result

        self.assertEqual(value("import { mine } from './src/network/random'; mine"), "'my own'")
        self.assertEqual(value("import { Matrix } from './src/network/matrix'; new Matrix(1, 2).cols"), "2")
        self.assertEqual(value("import { evaluate } from 'mathjs'; evaluate('1 + 1')"), "2")
        self.assertEqual(value("require('mathjs').evaluate('1 + 2')"), "3")
        self.assertEqual(value("import { inParallel } from './src/notebook/in-parallel'; import { twice } from './twice'; const doubled: number[] = []; for await (const y of inParallel(twice, './twice', [1, 2])) doubled.push(y); doubled"), "[ 2, 4 ]")
        thrown = frontend.run("new Matrix(-1, 2, new Float64Array(2))").traceback
        self.assertRegex(thrown, r"at wholeNumber \(src/network/validation\.ts:\d+")
        self.assertEqual(frontend.run("import { x } from './src/nowhere'").reply["ename"], "TS2307")
        self.assertEqual(frontend.run("const s: string = null").reply["ename"], "TS2322")
        code = "import {} from './src/network/"
        matches = frontend.ask("complete_request", {"code": code, "cursor_pos": len(code)})["matches"]
        self.assertTrue({"random", "matrix"} <= set(matches), matches)

    def test_a_lesson_that_was_copied_runs_as_it_does_in_the_course(self):
        [lesson] = (ROOT / "notebooks").glob("02-*.ipynb")
        copy = self.folder / "copied" / lesson.name
        copy.parent.mkdir()
        shutil.copy(lesson, copy)
        cells = self.execute(copy, "--ExecutePreprocessor.kernel_name=unrolled")
        saved = [cell for cell in json.loads(lesson.read_text())["cells"] if cell["cell_type"] == "code"]
        for cell, before in zip(cells, saved, strict=True):
            self.assertEqual(self.texts(cell), self.texts(before))

    @staticmethod
    def texts(cell: dict) -> list[str]:
        shown = [output.get("data", {}).get("text/plain", output.get("text", "")) for output in cell["outputs"]]
        return [text if isinstance(text, str) else "".join(text) for text in shown]

    def test_another_user_works_with_an_installation_that_nobody_can_write_to(self):
        project = self.make_project(self.folder / "theirs")
        argv = None
        if os.geteuid() == 0 and is_open(ROOT / "build") and is_open(Path(shutil.which("node") or "")):
            for path in [project, *project.rglob("*")]:
                os.chown(path, NOBODY, NOBODY)
            argv = as_nobody
        kernel = [ROOT / name for name in ("build/kernel", "src", "notebooks", "node_modules/.bin")]
        before = files_below(*kernel)
        home = str(project / "home")
        frontend = Frontend("unrolled", cwd=str(project / "notebooks"), env={"HOME": home}, argv=argv)
        self.addCleanup(frontend.close)
        for code, result in {
            "process.getuid?.()": str(NOBODY if argv else os.geteuid()),
            "import { fact } from 'esm-only'; import { beside } from './beside'; fact + beside": "46",
            "import { Matrix } from './src/network/matrix'; typeof Matrix": "'function'",
            "import { inParallel } from './src/notebook/in-parallel'; import { twice } from './twice'; const all: number[] = []; for await (const y of inParallel(twice, './twice', [3])) all.push(y); all": "[ 6 ]",
            "import { readFileSync, writeFileSync } from 'node:fs'; writeFileSync('out.txt', 'x'); readFileSync('out.txt', 'utf8')": "'x'",
        }.items():
            run = frontend.run(code)
            self.assertEqual((run.status, run.result), ("ok", result), run.traceback)
        self.assertEqual(files_below(*kernel), before)


def as_nobody(argv: list[str]) -> list[str]:
    """Starts a kernel as another user, who gets its connection file, too."""
    become = f"setpriv --reuid={NOBODY} --regid={NOBODY} --clear-groups"
    script = f'chown {NOBODY} "$1"; file=$1; shift; exec {become} "$@" "$file"'
    return ["sh", "-c", script, "sh", argv[-1], *argv[:-1]]


if __name__ == "__main__":
    unittest.main()
