export { activate, IDENTITY, RELU, SIGMOID, SOFTMAX, SOFTPLUS, TANH } from "./activations";
export { lstmGradients, lstmStep } from "./lstm";
export * from "./memory";
export { adam, descent, gradientNorm } from "./optimizers";
export { rnnGradients, rnnStep } from "./rnn";
