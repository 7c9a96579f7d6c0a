export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects in what should be a list of them. */
export function objectsIn(list: unknown): Json[] {
	return Array.isArray(list) ? list.filter(isObject) : [];
}
