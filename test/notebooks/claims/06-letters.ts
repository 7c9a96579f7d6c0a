import type { Claims } from "../claims.js";

const training = ["words", "words-run"];

export default {
	before: `const end = () => moments[moments.length - 1];`,
	claims: [
		{ cell: "words-text", says: "571 words", gives: "words.length" },
		{ cell: "words-text", says: "all 27 signs", gives: "task.symbols.length" },
		{
			cell: "words-caption",
			says: "the curves come apart",
			gives: "end().heldOut - end().seen > 0.5 && moments[2].heldOut - moments[2].seen < 0.3",
		},
		{
			cell: "temperature-caption",
			says: "Cold, it writes the same few words over and over",
			gives: "[new Set(writeWords(200, 0.3)).size, new Set(writeWords(200, 2)).size]",
			when: ([cold, warm]: number[]) => cold < warm / 2,
		},
		{
			cell: "influence-caption",
			says: "The further back a letter stands, the less it matters, as a rule.",
			gives: "changeBy(0) > changeBy(1) && changeBy(1) > changeBy(3) && changeBy(3) > changeBy(6)",
		},
		{
			cell: "compare-caption",
			says: "by 0.01 to 0.15 bits",
			gives: '[lowest("rnn")[0] - lowest("lstm")[4], lowest("rnn")[4] - lowest("lstm")[0]]',
		},
	],
	changed: [
		{
			to: { hiddenDim: 4 },
			cells: training,
			claims: [
				{
					cell: "predict",
					says: "ends at 3.38 bits a letter on the words seen and 3.48 on the others",
					gives: "[end().seen, end().heldOut]",
				},
			],
		},
		{
			to: { alpha: 0.1 },
			cells: training,
			claims: [{ cell: "predict", says: "it ends at 3.82 bits", gives: "end().heldOut" }],
		},
		{
			to: { iterations: 400 },
			cells: training,
			claims: [
				{
					cell: "predict",
					says: "3.65 bits a letter on the words held out",
					gives: "end().heldOut",
				},
			],
		},
	],
	free: { "what the cell sets": ["1,000 updates", "of 200 words"] },
} satisfies Claims;
