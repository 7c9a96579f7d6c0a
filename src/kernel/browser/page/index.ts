import { PageConfig } from "@jupyterlab/coreutils";
import { IDefaultDrive } from "@jupyterlab/services";
import { IKernelClient, IKernelSpecs } from "@jupyterlite/services";
import { editedFiles, watchFiles } from "./edited-files.js";
import { Front } from "./front-worker.js";
import { PageKernel } from "./page-kernel.js";
import { workPlugin } from "./work.js";

/** The folder of the workers below the site's: another one with each build. */
declare const kernelFolder: string;

const kernelPlugin = {
	id: "unrolled-kernel:kernel",
	description: "Runs TypeScript in the page's workers.",
	autoStart: true,
	requires: [IKernelSpecs, IKernelClient, IDefaultDrive],
	activate(_: unknown, specs: IKernelSpecs, client: IKernelClient, drive: IDefaultDrive): void {
		const folder = new URL(kernelFolder, PageConfig.getBaseUrl()).href;
		const kernels = new Map<string, PageKernel>();
		const start = (location: string) =>
			new Front(`${folder}/front.js`, location, editedFiles(drive));
		// The compiler gets ready while the page does.
		const likely = "notebooks";
		let spare: Front | undefined = start(likely);

		specs.register({
			spec: {
				...{ name: "tslab", display_name: "TypeScript (tslab)", language: "typescript" },
				...{ argv: [], metadata: { debugger: false } },
				resources: {
					"logo-svg": `${folder}/logo-svg.svg`,
					"logo-64x64": `${folder}/logo-64x64.png`,
				},
			},
			async create(options) {
				const location = options.location.replace(/^[^/]*:/, "").replace(/^\/|\/$/g, "");
				const front = location === likely && spare ? spare : start(location);
				if (front === spare) spare = undefined;
				const kernel = new PageKernel(options, front);
				kernels.set(options.id, kernel);
				kernel.disposed.connect(() => {
					if (kernels.get(options.id) === kernel) kernels.delete(options.id);
				});
				return kernel;
			},
		});
		watchFiles(drive, (path, text) => {
			for (const kernel of kernels.values()) kernel.tell({ type: "write", path, text });
			spare?.tell({ type: "write", path, text });
		});
		// JupyterLite's own ends what waits, and tells the kernel nothing.
		const interrupt = client.interrupt.bind(client);
		client.interrupt = async (id) => {
			const kernel = kernels.get(id);
			if (kernel) kernel.tell({ type: "interrupt" });
			else await interrupt(id);
		};
	},
};

export default [kernelPlugin, workPlugin];
