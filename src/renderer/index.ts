import { IRenderMimeRegistry } from "@jupyterlab/rendermime";
import type { IRenderMime } from "@jupyterlab/rendermime-interfaces";
import { PanelLayout, Widget } from "@lumino/widgets";
import { Drawing } from "./drawing.js";
import { notice } from "./notice.js";
import { outOfDateCells } from "./stale/index.js";
import "./style.css";

const MIME_TYPE = "application/vnd.plotly.v1+json";

/** A cell output that holds a figure. */
class RenderedFigure extends Widget implements IRenderMime.IRenderer {
	private readonly drawing: Drawing;
	private model: IRenderMime.IMimeModel | undefined;

	/** @param registry renders what else is in the bundle of a figure that cannot be drawn */
	constructor(
		private readonly options: IRenderMime.IRendererOptions,
		private readonly registry: IRenderMimeRegistry,
	) {
		super();
		this.layout = new PanelLayout();
		this.drawing = new Drawing(this.node, (problems, mayPass) => {
			void this.showOtherwise(problems, mayPass);
		});
	}

	/** Called again for every update of the same display. */
	renderModel(model: IRenderMime.IMimeModel): Promise<void> {
		this.model = model;
		for (const child of this.layout ?? []) child.dispose();
		return this.drawing.show(model.data[MIME_TYPE], model.trusted);
	}

	override dispose(): void {
		if (!this.isDisposed) this.drawing.dispose();
		super.dispose();
	}

	/** The image or the HTML beside the figure, or else what is wrong with it. */
	private async showOtherwise(problems: readonly string[], mayPass: boolean): Promise<void> {
		const { model } = this;
		if (!model || this.isDisposed) return;
		if (!mayPass && (await this.showOtherForm(model))) return;
		if (this.isDisposed || this.model !== model) return;
		const again = mayPass ? () => void this.renderModel(model) : undefined;
		this.node.replaceChildren(notice(problems, again));
	}

	private async showOtherForm(model: IRenderMime.IMimeModel): Promise<boolean> {
		const { [MIME_TYPE]: _, "text/plain": __, ...others } = model.data;
		const images = Object.entries(others).filter(([type]) => type.startsWith("image/"));
		const safe = model.trusted ? "any" : "ensure";
		const type =
			this.registry.preferredMimeType(Object.fromEntries(images), safe) ??
			this.registry.preferredMimeType(others, safe);
		const factory = type === undefined ? undefined : this.registry.getFactory(type);
		if (type === undefined || factory === undefined) return false;
		const other = factory.createRenderer({ ...this.options, mimeType: type });
		(this.layout as PanelLayout).addWidget(other);
		await other.renderModel(model);
		// Nothing may be left of another kernel's script where nobody trusts it.
		if (other.isDisposed || isSeen(other.node)) return true;
		other.dispose();
		return false;
	}
}

function isSeen(node: HTMLElement): boolean {
	return node.textContent?.trim() !== "" || node.querySelector("img, svg, canvas, iframe") !== null;
}

const figures = {
	id: "unrolled-renderer:figure",
	description: "Draws figures with plotly.js.",
	autoStart: true,
	requires: [IRenderMimeRegistry],
	activate(_: unknown, registry: IRenderMimeRegistry): void {
		registry.addFactory(
			{
				// Figures are data, never code: they may be drawn in a notebook that is not trusted.
				safe: true,
				mimeTypes: [MIME_TYPE],
				createRenderer: (options) => new RenderedFigure(options, registry),
			},
			// Before the static image in the same bundle.
			0,
		);
	},
};

export default [figures, outOfDateCells];
