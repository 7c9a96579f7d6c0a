"""The server's settings. Setup copies this file to where Jupyter looks for it."""

import warnings

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


def drop_widget_views(model, **_):
    """Saves the text beside a widget in its place.

    A widget ends with its kernel. In a notebook that is opened again, JupyterLab would say "Error
    displaying widget" where it was.
    """
    if model["type"] != "notebook" or model.get("content") is None:
        return
    for cell in model["content"]["cells"]:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if len(data) > 1:
                data.pop(WIDGET_VIEW, None)


# JupyterLab reads its configuration twice, and finds the same hook.
warnings.filterwarnings("ignore", "Overriding existing pre_save_hook")
c.ContentsManager.pre_save_hook = drop_widget_views  # noqa: F821 (Jupyter defines c)
