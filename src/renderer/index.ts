import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { Widget } from "@lumino/widgets";
import { Drawing } from "./drawing.js";
import "./style.css";

const MIME_TYPE = "application/vnd.plotly.v1+json";

/** A cell output that holds a figure. */
class RenderedFigure extends Widget implements IRenderMime.IRenderer {
	private readonly drawing: Drawing;

	constructor() {
		super();
		this.drawing = new Drawing(this.node);
	}

	/** Called again for every update of the same display. */
	renderModel(model: IRenderMime.IMimeModel): Promise<void> {
		return this.drawing.show(model.data[MIME_TYPE]);
	}

	override dispose(): void {
		if (!this.isDisposed) this.drawing.dispose();
		super.dispose();
	}
}

const extension: IRenderMime.IExtension = {
	id: "unrolled-renderer:figure",
	description: "Draws figures with plotly.js.",
	rendererFactory: {
		// Figures are data, never code: they may be drawn in a notebook that is not trusted.
		safe: true,
		mimeTypes: [MIME_TYPE],
		createRenderer: () => new RenderedFigure(),
	},
	// Before the static image in the same bundle.
	rank: 0,
	dataType: "json",
};

export default extension;
