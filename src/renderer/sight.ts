/** Half a screen further above and below: who scrolls finds the figure drawn. */
const NEAR = "50% 0px";

/** JupyterLab's notebooks scroll in an element of their own. */
const SCROLLING = ".jp-WindowedPanel-outer";

/** Follows whether an element is on the screen or near it. */
export class Sight {
	private inSight = false;
	private root: Element | null = null;
	private observer: IntersectionObserver | undefined;
	private readonly resizing: ResizeObserver;

	/**
	 * @param onChange called when it comes into sight or goes, and when its size changes
	 * @param onPrint called before the page is printed, when there is no time left to wait
	 */
	constructor(
		private readonly element: HTMLElement,
		private readonly onChange: () => void,
		private readonly onPrint: () => void,
	) {
		// It also reports the first layout, which is when the element is in its place: an output is
		// filled before it is attached to the page.
		this.resizing = new ResizeObserver(() => {
			this.watch();
			onChange();
		});
		this.resizing.observe(element);
		window.addEventListener("beforeprint", onPrint);
	}

	/** Whether it is on the screen or near it; what is in a hidden tab is not. */
	get isNear(): boolean {
		return this.inSight;
	}

	end(): void {
		this.resizing.disconnect();
		this.observer?.disconnect();
		window.removeEventListener("beforeprint", this.onPrint);
	}

	private watch(): void {
		const root = this.element.closest(SCROLLING);
		if (this.observer && root === this.root) return;
		this.observer?.disconnect();
		this.root = root;
		this.observer = new IntersectionObserver(
			(entries) => {
				this.inSight = entries.at(-1)?.isIntersecting === true;
				this.onChange();
			},
			{ root, rootMargin: NEAR },
		);
		this.observer.observe(this.element);
	}
}
