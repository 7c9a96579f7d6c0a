/** The mime bundle of a figure, as the kernel sends it. */
export function bundle(figure: unknown): Record<string, unknown> {
	return { "application/vnd.plotly.v1+json": figure, "text/plain": "a figure" };
}

/** Two curves with a legend. */
export const curves = {
	data: [
		{ type: "scatter", name: "rise", x: [0, 1, 2, 3], y: [0, 1, 4, 9] },
		{ type: "scatter", name: "fall", x: [0, 1, 2, 3], y: [9, 4, 1, 0] },
	],
	layout: {
		title: { text: "One curve rises, one falls" },
		height: 320,
		xaxis: { title: { text: "step" } },
		yaxis: { title: { text: "value" } },
	},
};

/** A bar that grows from frame to frame, with a slider and a play button. */
export const growing = {
	data: [{ type: "bar", x: ["a", "b"], y: [1, 5] }],
	frames: [1, 2, 3].map((y) => ({ name: `${y}`, data: [{ y: [y, 5] }] })),
	layout: {
		title: { text: "A bar grows" },
		yaxis: { range: [0, 6] },
		sliders: [
			{
				steps: [1, 2, 3].map((y) => ({
					label: `${y}`,
					method: "animate",
					args: [[`${y}`], { mode: "immediate", frame: { duration: 0, redraw: true } }],
				})),
			},
		],
		updatemenus: [
			{
				type: "buttons",
				buttons: [
					{
						label: "Play",
						method: "animate",
						args: [null, { frame: { duration: 50, redraw: true }, fromcurrent: true }],
					},
				],
			},
		],
	},
};

export const heatmap = {
	data: [
		{
			type: "heatmap",
			z: [
				[1, null, 3],
				[4, 5, 6],
			],
		},
	],
	layout: { title: { text: "A map with a hole" }, height: 300 },
};

export const contour = {
	data: [
		{
			type: "contour",
			z: [
				[1, 2, 3],
				[2, 4, 6],
				[3, 6, 9],
			],
		},
	],
	layout: { title: { text: "Lines of one height" }, height: 300 },
};
