/** Globals that the kernel itself gives to cells, see `input.ts`. Not part of the project's check. */
declare function prompt(message?: string, preset?: string): string | null;
declare function confirm(message?: string): boolean;
declare function alert(message?: string): void;
