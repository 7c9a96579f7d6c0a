import bar from "plotly.js/lib/bar";
import contour from "plotly.js/lib/contour";
import plotly from "plotly.js/lib/core";
import heatmap from "plotly.js/lib/heatmap";
import color from "plotly.js/src/components/color";
import images from "plotly.js/src/components/images";
import buttons from "plotly.js/src/components/updatemenus/constants";
import texts from "plotly.js/src/lib/svg_text_utils";
import tinycolor from "tinycolor2";
import { withoutFetching } from "./fetching.js";

/**
 * plotly.js with only the trace types that the course uses: a quarter of the whole. Scatter
 * is in its core. The list for people is `TRACE_TYPES` in figure.ts.
 */
plotly.register([bar, heatmap, contour]);

// What plotly.js has for light pages alone is exchanged here: a build with another plotly.js, where
// one of these is elsewhere, fails.

/** A pressed or hovered button: a veil that can be seen on light and on dark. */
buttons.activeColor = "rgba(128, 128, 128, 0.3)";
buttons.hoverColor = buttons.activeColor;

const contrast = color.contrast;
/** Black or white, whichever can be read: plotly.js has dark grey for black, also on middle tones. */
color.contrast = (under, lighter, darker) => {
	if (lighter !== undefined || darker !== undefined) return contrast(under, lighter, darker);
	const solid = color.combine(under, "#fff");
	const [black, white] = ["#000", "#fff"] as const;
	return tinycolor.readability(solid, black) >= tinycolor.readability(solid, white) ? black : white;
};

const draw = images.draw;
/** Only images that the figure itself holds, except where somebody trusts it. */
images.draw = (canvas) => {
	if (!canvas.closest(".unrolled-figure-trusted")) {
		for (const image of canvas._fullLayout.images) {
			if (!/^data:image\//i.test(image.source)) image.visible = false;
		}
	}
	draw(canvas);
};

const convert = texts.convertToTspans;
texts.convertToTspans = (text, ...others) => {
	const written = text.text();
	const kept = withoutFetching(written);
	return convert(kept === written ? text : text.text(kept), ...others);
};

export default plotly;
