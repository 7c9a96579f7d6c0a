import type { Backend, BackendName, Network } from "./backend.js";
import { plain } from "./plain.js";
import { simd } from "./simd/simd.js";
import { show } from "./validation.js";

/** The backends there are, best first. */
const backends: readonly Backend[] = [simd, plain];

/**
 * The backend of this name, or the first that knows the network where no name is given. Throws a
 * RangeError where there is none of this name, or where it does not know the network.
 */
export function backend(name: BackendName | undefined, network: Network): Backend {
	if (name === undefined) return backends.find((each) => each.supports(network)) ?? plain;
	const found = backends.find((each) => each.name === name);
	if (found === undefined) {
		const names = backends.map((each) => JSON.stringify(each.name)).join(" or ");
		throw new RangeError(`backend must be ${names} (got ${show(name)})`);
	}
	if (!found.supports(network)) {
		throw new RangeError(`backend ${show(name)} does not know this ${network.kind}'s activations`);
	}
	return found;
}

/** Names of the backends there are, best first. */
export const backendNames: readonly BackendName[] = backends.map(({ name }) => name);
