/** A figure, or a part of one, with its packed numbers as plain arrays; NaN as null. */
export function unpacked(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(unpacked);
	if (typeof value !== "object" || value === null) return value;
	if ("bdata" in value && typeof value.bdata === "string") return numbers(value as PackedNumbers);
	return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, unpacked(item)]));
}

interface PackedNumbers {
	readonly dtype: string;
	readonly bdata: string;
	readonly shape?: string;
}

function numbers({ dtype, bdata, shape }: PackedNumbers): unknown[] {
	const bytes = Buffer.from(bdata, "base64");
	const flat: (number | null)[] =
		dtype === "u1"
			? [...bytes]
			: Array.from({ length: bytes.length / 4 }, (_, k) => {
					const number = bytes.readFloatLE(4 * k);
					return Number.isNaN(number) ? null : number;
				});
	if (shape === undefined) return flat;
	const [rows, columns] = shape.split(",").map(Number);
	return Array.from({ length: rows }, (_, k) => flat.slice(k * columns, (k + 1) * columns));
}
