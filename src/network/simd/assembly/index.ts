export { activate } from "./activations";
export { lstmGradients, lstmStep } from "./lstm";
export * from "./memory";
export { rnnGradients, rnnStep } from "./rnn";
export { adam, descend, gradientNorm } from "./update";
