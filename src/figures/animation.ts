import { phrase } from "../words/phrase.js";
import type { Attributes, Frame, Picture } from "./figure.js";
import { withMinus } from "./text.js";

export interface Animation {
	/** Each frame's name is what its place on the slider is called. */
	readonly frames: readonly Frame[];
	/** Stands before the frame's name: "t = ". */
	readonly prefix?: string;
	/** Which frame the picture shows at first; the figure's own data has to be that frame's. */
	readonly start?: number;
	/** How long the play button rests on a frame, in milliseconds; 0 for no button. */
	readonly rest?: number;
	/** Whether each frame's name stands below the slider. Not where there are too many of them. */
	readonly marked?: boolean;
	/** How far below the axes the controls stand, in pixels (for ticks and the axis's title). */
	readonly below?: number;
}

/**
 * Gives a picture a slider and a play button over its frames. Both are plotly's own, so they
 * work in a saved notebook with no kernel. One frame alone needs neither: the picture stays as it is.
 */
export function animated(picture: Picture, animation: Animation): Picture {
	const { frames, prefix = "", start = 0, rest = 400, marked = true, below = 52 } = animation;
	if (frames.length < 2) return picture;
	const move = { mode: "immediate", transition: { duration: 0 } };
	const layout: Attributes = picture.layout ?? {};
	const play = {
		type: "buttons",
		direction: "left",
		x: 0,
		xanchor: "left",
		y: 0,
		yanchor: "top",
		pad: { t: below, l: 0 },
		buttons: [
			button(phrase`▶ Play`, null, {
				frame: { duration: rest, redraw: true },
				fromcurrent: true,
				...move,
			}),
			button("❚❚", [null], { frame: { duration: 0, redraw: false }, ...move }),
		],
	};
	return {
		...picture,
		frames,
		layout: {
			...layout,
			margin: { b: below + 100, ...(layout.margin as Attributes | undefined) },
			sliders: [
				{
					...(marked ? {} : unmarked),
					active: start,
					pad: { t: below + 14, b: 8, l: 20, r: 20 },
					currentvalue: { prefix },
					steps: frames.map(({ name }) => ({
						label: withMinus(name),
						method: "animate",
						args: [[name], { frame: { duration: 0, redraw: true }, ...move }],
					})),
				},
			],
			updatemenus: rest > 0 ? [play] : undefined,
		},
	};
}

const unmarked = { ticklen: 0, minorticklen: 0, font: { size: 1, color: "rgba(0,0,0,0)" } };

function button(label: string, frames: readonly null[] | null, options: Attributes): Attributes {
	return { label, method: "animate", args: [frames, options] };
}
