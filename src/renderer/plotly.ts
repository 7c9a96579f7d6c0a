import bar from "plotly.js/lib/bar";
import contour from "plotly.js/lib/contour";
import plotly from "plotly.js/lib/core";
import heatmap from "plotly.js/lib/heatmap";

/**
 * plotly.js with only the trace types that the course uses: a quarter of the whole. Scatter
 * is in its core. The list for people is `TRACE_TYPES` in figure.ts.
 */
plotly.register([bar, heatmap, contour]);

export default plotly;
