"""JupyterHub as `npm run class` starts it, and as docs/class.md takes it to a server.

UNROLLED_CLASS names the file of settings that `src/setup/class.mjs` writes.
"""

import atexit
import itertools
import json
import os
import shutil
import socket
import stat
import sys
import tempfile
from pathlib import Path

from nbformat import read
from nbformat.sign import NotebookNotary

SETTINGS_FILE = Path(os.environ["UNROLLED_CLASS"])
settings = json.loads(SETTINGS_FILE.read_text(encoding="utf-8"))
COURSE = Path(settings["course"])
HUB = SETTINGS_FILE.parent
CLASS = HUB.parent
STUDENTS = CLASS / "students"
GRADING = CLASS / "course"
TEACHER = "teacher"
FIRST_LESSON = "notebooks/00-bending-space.ipynb"
VENV = Path(sys.prefix)
# Kernels are reached over files, since ports collide where thirty start at once. A path of a file
# that two programs talk over may have a hundred characters: a student's own folder is too deep.
RUNTIME = Path(tempfile.mkdtemp(prefix="class-", dir="/tmp"))
atexit.register(shutil.rmtree, RUNTIME, ignore_errors=True)

c = get_config()  # noqa: F821 (JupyterHub defines it)

c.JupyterHub.bind_url = f"http://{settings['listen']}:{settings['port']}"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{settings['hubPort']}"
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{settings['proxyPort']}"
c.ConfigurableHTTPProxy.command = [settings["node"], settings["proxy"]]
c.ConfigurableHTTPProxy.pid_file = str(HUB / "proxy.pid")
c.JupyterHub.pid_file = str(HUB / "hub.pid")
c.JupyterHub.db_url = f"sqlite:///{HUB / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(HUB / "cookie-secret")

c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = settings["password"]
c.SharedPasswordAuthenticator.admin_password = settings["teacherPassword"]
c.Authenticator.admin_users = {TEACHER}
c.Authenticator.allow_all = True
# A name is a folder's name, too.
c.Authenticator.username_pattern = r"^\w[\w-]{0,31}$"

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(STUDENTS / "{username}")
c.Spawner.cmd = [str(VENV / "bin" / "jupyterhub-singleuser")]
c.Spawner.env_keep = ["LANG", "LC_ALL"]
c.Spawner.environment = {
    "PATH": f"{VENV / 'bin'}:{os.environ['PATH']}",
    "UNROLLED_MEMORY_LIMIT": str(settings["memory"]),
    "UNROLLED_WORKERS": str(settings["workers"]),
    "PYTHONNOUSERSITE": "1",
    # What is switched off for the class can be on for the teacher.
    "JUPYTER_PREFER_ENV_PATH": "0",
}
c.Spawner.args = [
    *(["--allow-root"] if os.geteuid() == 0 else []),
    "--LanguageServerManager.autodetect=False",
    "--KernelManager.transport=ipc",
    # A kernel that computes, or that somebody looks at, is not idle; and a server that has a kernel
    # stays. A culler at the hub would see neither: it asks when the server last had a message.
    f"--MappingKernelManager.cull_idle_timeout={settings['kernelIdle']}",
    f"--MappingKernelManager.cull_interval={min(60, settings['kernelIdle'])}",
    f"--ServerApp.shutdown_no_activity_timeout={settings['serverIdle']}",
]
# More at a time would take turns on the cores, and none would be there in time.
c.JupyterHub.concurrent_spawn_limit = 6
c.Spawner.start_timeout = c.Spawner.http_timeout = 180

ports = itertools.count(settings["port"] + 1000)


def free_port():
    """A port that no other server of this hub was given; each binds its own only later."""
    for port in ports:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port


def prepare(spawner):
    """Puts what a student does not have yet into their folder: what is there stays as it is."""
    is_teacher = spawner.user.name == TEACHER
    home = CLASS / TEACHER if is_teacher else STUDENTS / spawner.user.name
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    give(COURSE / "notebooks", home / "notebooks", home)
    give(GRADING / "release", home / "assignments", home)
    give_sources(home)
    experiment = COURSE / "src" / "class" / "experiment"
    give(experiment / ("together" if is_teacher else "each"), home, home)
    if is_teacher:
        give_grading(home)
    runtime = RUNTIME / str(spawner.user.id)
    runtime.mkdir(mode=0o700, exist_ok=True)
    spawner.environment = {**spawner.environment, "JUPYTER_RUNTIME_DIR": str(runtime)}
    spawner.port = free_port()
    spawner.home_dir = str(home)
    spawner.notebook_dir = str(CLASS if is_teacher else home)
    spawner.default_url = f"/lab/tree/{home.relative_to(spawner.notebook_dir) / FIRST_LESSON}"


def give(source, place, home):
    """Copies into somebody's home what the place in it does not have."""
    data = home / ".local" / "share" / "jupyter"
    data.mkdir(parents=True, exist_ok=True)
    notary = NotebookNotary(data_dir=str(data))
    for file in sorted(source.rglob("*")):
        copy = place / file.relative_to(source)
        if ".ipynb_checkpoints" in file.parts or not file.is_file() or copy.exists():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
        # A notebook that nobody has signed shows its saved sliders as text.
        if copy.suffix == ".ipynb":
            notary.sign(read(copy, as_version=4))
    notary.store.close()


def give_sources(home):
    """What the lessons link to, to read. Cells import the course's own files."""
    shutil.copyfile(COURSE / "tsconfig.json", home / "tsconfig.json")
    for name in ("src", "docs"):
        place = home / name
        shutil.rmtree(place, ignore_errors=True)
        ignored = shutil.ignore_patterns("__pycache__", "class*", "teaching")
        shutil.copytree(COURSE / name, place, ignore=ignored)
        for file in place.rglob("*"):
            if file.is_file():
                file.chmod(stat.S_IRUSR)


def give_grading(home):
    """nbgrader's pages, which nobody else has."""
    GRADING.mkdir(exist_ok=True)
    if not (GRADING / "nbgrader_config.py").exists():
        shutil.copy(COURSE / "src" / "class" / "nbgrader_config.py", GRADING)
    config = home / ".jupyter"
    frames = {"headers": {"Content-Security-Policy": "frame-ancestors 'self'"}}
    extensions = ("nbgrader.server_extensions.formgrader", "nbgrader.server_extensions.validate_assignment")
    nbgrader = {"jpserver_extensions": dict.fromkeys(extensions, True)}
    files = {
        "nbgrader_config.py": f"load_subconfig('nbgrader_config.py', path={str(GRADING)!r})\n",
        "jupyter_server_config.d/nbgrader.json": json.dumps({"ServerApp": nbgrader}),
        "jupyter_server_config.json": json.dumps({"ServerApp": {"tornado_settings": frames}}),
        "labconfig/page_config.json": json.dumps({"disabledExtensions": {"@jupyter/nbgrader": False}}),
    }
    for name, text in files.items():
        file = config / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


c.Spawner.pre_spawn_hook = prepare
