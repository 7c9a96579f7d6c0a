import type { Browser } from "playwright-core";
import type { JupyterLab } from "../../src/lab/jupyterlab.js";

/** What all tests here share, since a server and a browser take their time to start. */
export interface Stage {
	readonly lab: JupyterLab;
	readonly browser: Browser;
}
