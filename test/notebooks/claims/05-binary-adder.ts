import type { Claims } from "../claims.js";

const below = (limit: number) => `reports.find((each) => each.averageError < ${limit})?.iteration`;
const right = "rightSums(wrongBits(network, bits))";

const inChange = (says: string, gives: string) => ({ cell: "change", says, gives });

export default {
	before: `
		import { everyCarry, everySum } from "./src/lessons/05-binary-adder/every-sum";

		const rightAfter = async (looks: number[], reach?: number) => {
			const random = new Random(seed);
			const rnn = Rnn.create({ inputDim: 2, hiddenDim, outputDim: 1, random });
			const found: number[] = [];
			for (const [k, look] of looks.entries()) {
				await trainToEnd(rnn, task, { alpha, iterations: look - (looks[k - 1] ?? 0), random, reach });
				found.push(rightSums(wrongBits(rnn, bits)));
			}
			return found;
		};
		const rightOfMet = (isMet: boolean) => {
			const asked = moments[start].wrong.flatMap((row, a) =>
				Array.from(row).filter((_, b) => met[a].has(b) === isMet));
			return { count: asked.length, share: asked.filter((bits) => bits === 0).length / asked.length };
		};
		const flatUnits = (rnn: Rnn) => {
			let flat = 0;
			everyCarry(rnn, bits, ({ h }, weight) => {
				flat += weight * h.filter((h_j) => h_j * (1 - h_j) < 0.01).length;
			});
			return flat / rnn.H;
		};
		const wrongWithoutCarry = (rnn: Rnn) => {
			let [all, whereZeros] = [0, 0];
			everySum(rnn, bits, ({ t, a, b, d, y }) => {
				if ((a & b) !== 0 || (y > 0.5 ? 1 : 0) === d) return;
				all++;
				if (((a | b) >> (t - 1)) % 2 === 0) whereZeros++;
			});
			return whereZeros / all;
		};`,
	claims: [
		{
			cell: "problem-caption",
			says: "every $y^t$ is far from 0 and from 1",
			gives: "Array.from(Rnn.forward(rnn, first.x).y.data)",
			when: (y: number[]) => y.every((y_t) => y_t > 0.25 && y_t < 0.75),
		},
		{
			cell: "problem-caption",
			says: "The sum is 9 + 60, and its first carry *leaves* bit 3",
			gives: "[first.a, first.b, carries(first.a, first.b, bits).indexOf(1)]",
		},
		{
			cell: "program-caption",
			says: "Up to 5,000 the sums are wrong",
			gives: "printed.filter(({ a, b, said }) => said !== a + b).at(-1)?.iteration ?? 0",
		},
		{
			cell: "program-caption",
			says: "From 6,000 on they are right",
			gives: "printed.find(({ a, b, said }) => said === a + b)?.iteration ?? 0",
		},
		{
			cell: "training-caption",
			says: "the error stays near 4 for about 3,000 sums",
			gives:
				"reports.filter(({ iteration }) => iteration > 200 && iteration <= 3000).map(({ averageError }) => averageError)",
			when: (errors: number[]) =>
				errors.length > 50 && errors.every((error) => Math.abs(error - 4) < 0.35),
		},
		{
			cell: "training-caption",
			says: "then falls to about 1 within another 4,000",
			gives: "reports.find((each) => each.iteration >= 7000)?.averageError",
			when: (error: number) => Math.abs(error - 1) < 0.15,
		},
		{
			cell: "all-sums-caption",
			says: "after 6,000 updates 14,628 sums are right, and after 7,000 all 16,384",
			gives: "[moments[6].iteration, right[6], moments[7].iteration, right[7]]",
		},
		{
			cell: "all-sums-caption",
			says: "The very next update makes 26 of them wrong again",
			gives: "all - (await rightAfter([7001]))[0]",
		},
		{
			cell: "all-sums-caption",
			says: "They flicker until about 8,000.",
			gives: "await rightAfter(Array.from({ length: 40 }, (_, k) => 7710 + 10 * k))",
			when: (looks: number[]) => {
				const last = looks.findLastIndex((right) => right < 16384);
				return last >= 0 && last < 29;
			},
		},
		{
			cell: "met-seen",
			says: "no difference to speak of, and most sums it has never met",
			gives: "[rightOfMet(true), rightOfMet(false)]",
			when: ([met, unmet]: { count: number; share: number }[]) =>
				Math.abs(met.share - unmet.share) < 0.005 && unmet.count > met.count,
		},
		{
			cell: "met-seen",
			says: "At 6,000 they lie on diagonals",
			gives: "moments[start].iteration",
		},
		{
			cell: "chains-caption",
			says: "at 5,000 no sum with a chain of four carries or more is right; at 6,000 about half of those with a chain of seven are",
			gives: "[5, 6].map((at) => rightByChain(moments[at].wrong, bits))",
			when: ([early, late]: number[][]) =>
				early.slice(4).every((share) => share === 0) && Math.abs(late[7] - 0.5) < 0.05,
		},
		{
			cell: "chains-caption",
			says: "Why do sums without any carry do worse at 5,000 than those with one?",
			gives: "rightByChain(moments[5].wrong, bits)",
			when: ([none, one]: number[]) => none < one,
		},
		{
			cell: "chains-caption",
			says: "nine in ten of their wrong bits stand at such a place",
			gives: "wrongWithoutCarry(moments[5].network)",
			when: (share: number) => share > 0.85 && share < 0.95,
		},
		{
			cell: "hand-overs-caption",
			says: "in four of five runs the lines are nearly straight from the second hand-over on",
			gives: `half.map(({ handedOn }) => {
				const kept = handedOn.slice(2).map((share, k) => share / handedOn[k + 1]);
				return Math.max(...kept) - Math.min(...kept);
			})`,
			when: (bends: number[]) => bends.every((bend, seed) => bend < 0.25 === (seed !== 2)),
		},
		{
			cell: "reach-caption",
			says: "two steps are as good as all, and one is nearly so",
			gives: "[1, 2, 7].map((k) => spreadOf(adders, k).median)",
			when: (medians: number[][]) =>
				medians.every(({ 7: right, 10: last }) => right > 0.98 && last === 1),
		},
		{
			cell: "reach-caption",
			says: "chains of seven are learned by errors that never go further",
			gives: "await rightAfter([10_000], 2)",
			when: ([right]: number[]) => right === 16384,
		},
		{
			cell: "reach-caption",
			says: "Even with none at all (so Elman trained in 1990) it gets most sums right, only later.",
			gives: "spreadOf(adders, 0).median",
			when: ({ 7: right, 10: last }: number[]) => right < 0.7 && last > 0.9,
		},
		{
			cell: "reach-recall-caption",
			says: "with four steps all five networks learn it, with fewer some do not, and with none they mostly guess",
			gives:
				"recallReaches.map((k) => recalls.filter(({ reach }) => reach === k).map(({ right }) => right[10]))",
			when: (right: number[][]) =>
				right.every((each, k) => each.every((share) => share > 0.99) === k >= 4) &&
				right[0].every((share) => share < 0.75),
		},
		{
			cell: "states-caption",
			says: "of every step of every sum, not one is on the wrong side",
			gives: "readOut.share > 1 - 1e-9",
		},
		{
			cell: "machine-caption",
			says: "there is no exception. `11` sets the carry, `00` clears it, and `01` and `10` hand it on.",
			gives: "transitions(network, bits, readOut)",
			when: (all: { from: number; read: string; toCarry: number }[]) =>
				all.length === 8 &&
				all.every(
					({ from, read, toCarry }) => toCarry === (read === "11" ? 1 : read === "00" ? 0 : from),
				),
		},
		{
			cell: "correlation-caption",
			says: "unit 1 goes with the carry (0.78), and units 9 and 12 against it (−0.77)",
			gives: "[best, correlation[best], 9, 12, correlation[9]]",
		},
		{
			cell: "correlation-caption",
			says: "(−0.77); no unit is the carry.",
			gives: "correlation[12]",
		},
		{
			cell: "held-caption",
			says: "Fifteen of sixteen units can be held, one at a time, and almost nine sums in ten or more are still right; only the loss of unit 6 costs more, nearly half",
			gives: "held.map(({ memory }) => percent(memory))",
			when: (left: number[]) =>
				left.every((share, unit) => (unit === 6 ? share > 50 && share < 58 : share > 88)),
		},
		{
			cell: "held-caption",
			says: "without unit 6 only 5 % are right, without unit 7 21 %",
			gives: "[6, percent(held[6].answer), 7, percent(held[7].answer)]",
		},
		{
			cell: "held-caption",
			says: "Unit 1, which follows the carry best, is hardly missed.",
			gives: "[best, percent(held[best].memory), percent(held[best].answer)]",
			when: ([best, memory, answer]: number[]) => best === 1 && memory > 90 && answer > 90,
		},
		{
			cell: "five-holders-caption",
			says: "in all five a cut through *all* units reads the carry without a mistake",
			gives: "holders.every(({ readOut }) => readOut > 1 - 1e-9)",
		},
		{
			cell: "five-holders-caption",
			says: "without it, 40 to 100 % of the sums are still right",
			gives:
				"[Math.min, Math.max].map((end) => end(...holders.flatMap(({ memory, answer }) => [percent(memory), percent(answer)])))",
		},
		{
			cell: "influence-caption",
			says: "every bit decides about all that come later",
			gives: "influence(network, task.example(1, most).x)",
			when: (moved: number[][]) =>
				moved.slice(0, 7).every((row, s) => row.slice(s).every((size) => size > 0.9)),
		},
		{
			cell: "influence-caption",
			says: "an input has faded to less than a third of what it was within three steps",
			gives: "influence(network, task.example(a, most - a).x)",
			when: (moved: number[][]) =>
				moved.slice(0, 5).every((row, s) => row.slice(s + 3).every((size) => size < row[s] / 3)),
		},
		{
			cell: "longer-caption",
			says: "of iteration 6,000 is right in 90 % of the sums of 8 bits",
			gives: "[moments[6].iteration, 100 * share(moments[6].network, 8), 8]",
		},
		{
			cell: "longer-caption",
			says: "in a quarter of those of 48; the one of 10,000 makes no mistake in any of these sums",
			gives:
				"[share(moments[6].network, 48), ...lengths.map((bits) => share(moments[10].network, bits))]",
			when: ([early, ...late]: number[]) =>
				Math.abs(early - 0.25) < 0.02 && late.every((share) => share === 1),
		},
		{ cell: "change", says: "in place of 7,050", gives: below(1) },
	],
	changed: [
		{
			to: { alpha: 1 },
			cells: ["training-run"],
			claims: [
				inChange("the mean error is below 1 after 1,500 sums", `[1, ${below(1)}]`),
				inChange("in the end all sums are right", `${right} === 4 ** (bits - 1)`),
			],
		},
		{
			to: { alpha: 10 },
			cells: ["training-run"],
			claims: [
				inChange(
					"it gets 552 sums right, and without a memory it could be 2,187",
					`[${right}, 3 ** (bits - 1)]`,
				),
				{
					cell: "change",
					says: "thrown its units to where, at most steps, their slope is almost 0",
					gives: "flatUnits(network)",
					when: (share: number) => share > 0.7,
				},
			],
		},
		...(
			[
				[2, "With two units 1 sum is right"],
				[4, "with four 5,116"],
				[8, "with eight all 16,384"],
			] as const
		).map(([hiddenDim, says]) => ({
			to: { hiddenDim },
			cells: ["training-run"],
			claims: [inChange(says, right)],
		})),
		{
			to: { seed: 1 },
			cells: ["training-run"],
			claims: [
				inChange("It is unit 13 now", "carryReport(network, bits).best"),
				inChange("The mean error is below 1 after 5,800 sums", `[1, ${below(1)}]`),
			],
		},
	],
	free: {
		"a version": ["Python 2"],
		"seeds that PyTorch was run with": ["at 0, 1, 2, 3 and 4 it gets"],
	},
} satisfies Claims;
