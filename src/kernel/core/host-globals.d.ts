/** What a browser has to ask its reader, and this kernel too: see `input.ts`. */

/**
 * Asks the reader for a line of text.
 *
 * @param message what the reader sees
 * @param preset what an empty answer stands for
 * @returns what was typed, or null for nothing
 */
declare function prompt(message?: string, preset?: string): string | null;

/** Asks the reader a question that is answered with yes or no. */
declare function confirm(message?: string): boolean;

/** Shows a message, and waits until the reader has seen it. */
declare function alert(message?: string): void;
