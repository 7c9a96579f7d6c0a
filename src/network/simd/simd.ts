import type { Backend, Network } from "../backend.js";
import { hasActivation } from "./activation-codes.js";
import { SimdTrainer } from "./trainer.js";

/** Training steps in WebAssembly SIMD, from the AssemblyScript in ./assembly: two numbers at a time. */
export const simd: Backend = {
	name: "simd",
	supports: isSupported,
	trainer(network, optimizer) {
		if (isSupported(network)) return new SimdTrainer(network, optimizer);
		throw new RangeError(`backend "simd" does not know this ${network.kind}`);
	},
};

/** RNNs, and LSTMs with an output layer, whose activations are the core's. */
function isSupported(network: Network): network is Exclude<Network, { kind: "feedforward" }> {
	switch (network.kind) {
		case "rnn":
			return hasActivation(network.f) && hasActivation(network.g);
		case "lstm":
			return network.Y > 0 && hasActivation(network.g);
		case "feedforward":
			return false;
	}
}
