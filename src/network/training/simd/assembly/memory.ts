/**
 * Where everything lies. The trainer (../trainer.ts) sets these for a network, and again when a longer
 * sequence comes; the functions here only read them, and none asks for memory.
 *
 * Pointers are byte offsets. Rows are padded with zeros to a multiple of four columns: H4, Y4 and T4
 * are H, Y and T rounded up.
 */

/** Sizes; T is the present sequence's. */
export let X: i32 = 0;
export let H: i32 = 0;
export let Y: i32 = 0;
export let H4: i32 = 0;
export let T: i32 = 0;
export let T4: i32 = 0;

/** Activations of the hidden and of the output layer, as numbered in activations.ts. */
export let f: i32 = 0;
export let g: i32 = 0;

/** 1 if E is the cross-entropy, 0 if it is the squared error. */
export let crossEntropy: i32 = 0;

/** How many steps an error travels back. */
export let reach: i32 = 0;

/** 1 if there are biases to learn, else 0. */
export let biases: i32 = 0;

/**
 * All parameters lie in one stretch of `parameterBytes` bytes from `parameters` on, their gradients
 * in the next, and Adam's two moments in the two after.
 */
export let parameters: usize = 0;
export let parameterBytes: usize = 0;

/** The example: x is T × X; d, transposed, Y × T4; mask 1 × T4, zero beyond T. */
export let x: usize = 0;
export let d: usize = 0;
export let mask: usize = 0;

/** The error of the last step, one number: returned, it would be an object on JavaScript's heap. */
export let E: usize = 0;

/** h is (T + 1) × H4, from h^0 = 0, and delta_h T × H4. */
export let h: usize = 0;
export let delta_h: usize = 0;

/** Transposed like d, so that a single output fills whole vectors: Y × T4. */
export let y: usize = 0;
export let delta_y: usize = 0;

/** Hidden → output, transposed: Y × H4. b_y is 1 × Y. */
export let W: usize = 0;
export let b_y: usize = 0;

/** The RNN's: X × H4, H × H4 and 1 × H4. */
export let V: usize = 0;
export let U: usize = 0;
export let b_h: usize = 0;

/**
 * The LSTM's. A row of `gates` is f, i, o and Ĉ side by side, 4 H4 columns, and so are those of the
 * weights and biases that make it: W_h is H × 4 H4, W_x X × 4 H4, b 1 × 4 H4.
 */
export let W_h: usize = 0;
export let W_x: usize = 0;
export let b: usize = 0;
export let gates: usize = 0;
export let delta_gates: usize = 0;

/** C is (T + 1) × H4, from C^0 = 0; tanh_C is T × H4; delta_C one row, as it is being carried back. */
export let C: usize = 0;
export let tanh_C: usize = 0;
export let delta_C: usize = 0;

/**
 * Where errors do not travel all the way: the part of delta_h or delta_gates that has come the same
 * number of steps so far, T rows; for the LSTM the same of delta_C, T × H4, and a row for one of h.
 */
export let travelling: usize = 0;
export let travelling_C: usize = 0;
export let travelling_h: usize = 0;

/** The first byte that is free: the module's constants lie below. */
export const free: usize = __heap_base;
