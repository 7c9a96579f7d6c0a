import type { Displayable } from "../figures/figure.js";
import { display } from "../figures/figure.js";
import { host } from "./host.js";

/** Shows several things under one cell, in order. Where no kernel runs this, shows nothing. */
export function show(...things: readonly Displayable[]): void {
	for (const thing of things) host()?.display(thing[display]());
}
