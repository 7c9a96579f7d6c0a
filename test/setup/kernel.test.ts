import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { inRoot, root } from "../../src/setup/machine.mjs";
import { assertOneLine } from "./clone.js";

const folder = mkdtempSync(join(tmpdir(), "unrolled-kernel-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `npm run kernel -- …`, with a home of its own. */
function kernel(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		["src/setup/run.cjs", "kernel", ...args],
		{
			cwd: root,
			encoding: "utf8",
			env: { PATH: process.env.PATH ?? "", HOME: join(folder, "home"), ...env },
		},
	);
	return { status, printed: stdout + stderr };
}

const specIn = (data: string, name: string) =>
	JSON.parse(readFileSync(join(data, "kernels", name, "kernel.json"), "utf8"));

describe("npm run kernel", () => {
	test("installs a kernel with logos and the renderer, beside stock tslab, and takes it away", () => {
		const prefix = join(folder, "prefix");
		const data = join(prefix, "share", "jupyter");
		const stock = join(data, "kernels", "tslab");
		mkdirSync(stock, { recursive: true });
		writeFileSync(join(stock, "kernel.json"), '{ "argv": ["tslab"] }');

		const installed = kernel(["install", "--prefix", prefix]);
		assert.equal(installed.status, 0, installed.printed);
		const spec = specIn(data, "unrolled");
		assert.equal(spec.language, "typescript");
		assert.equal(spec.display_name, "TypeScript (Unrolled)");
		assert.deepEqual(spec.argv.slice(-2), [
			inRoot("build", "kernel", "main.cjs"),
			"{connection_file}",
		]);
		for (const size of [32, 64]) {
			const png = readFileSync(join(data, "kernels", "unrolled", `logo-${size}x${size}.png`));
			assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [size, size]);
		}
		assert.ok(existsSync(join(data, "kernels", "unrolled", "logo-svg.svg")));
		const built = readdirSync(inRoot("build", "renderer", "labextension", "static"));
		assert.deepEqual(
			readdirSync(join(data, "labextensions", "unrolled-renderer", "static")),
			built,
		);
		assert.deepEqual(readdirSync(join(data, "labextensions")), ["unrolled-renderer"]);

		const second = kernel(["install", "--prefix", prefix, "--name", "lessons"]);
		assert.equal(second.status, 0, second.printed);
		assert.equal(kernel(["uninstall", "--prefix", prefix]).status, 0);
		assert.deepEqual(readdirSync(join(data, "kernels")).sort(), ["lessons", "tslab"]);
		assert.ok(existsSync(join(data, "labextensions", "unrolled-renderer")), "another one needs it");
		assert.equal(kernel(["uninstall", "--prefix", prefix, "--name", "lessons"]).status, 0);
		assert.deepEqual(readdirSync(join(data, "kernels")), ["tslab"]);
		assert.deepEqual(readdirSync(join(data, "labextensions")), []);
		assert.deepEqual(specIn(data, "tslab"), { argv: ["tslab"] });
	});

	test("puts it where a user's Jupyter looks, or that of the Python in the PATH", () => {
		const data = join(folder, "data");
		assert.equal(kernel(["install", "--user"], { JUPYTER_DATA_DIR: data }).status, 0);
		assert.equal(specIn(data, "unrolled").language, "typescript");
		const python = join(folder, "python");
		writeFileSync(python, `#!/bin/sh\necho ${join(folder, "environment")}\n`, { mode: 0o755 });
		const { status, printed } = kernel(["install", "--sys-prefix"], { PYTHON: python });
		assert.equal(status, 0, printed);
		const share = join(folder, "environment", "share", "jupyter");
		assert.equal(specIn(share, "unrolled").language, "typescript");
	});

	test("names the link to Node that outlives an update, and none among temporary files", () => {
		const links = join(folder, "links");
		const passing = join(folder, "passing");
		for (const place of [links, passing]) {
			mkdirSync(place);
			symlinkSync(process.execPath, join(place, "node"));
		}
		const data = join(folder, "linked");
		const PATH = `${passing}:${links}:${process.env.PATH}`;
		const env = { JUPYTER_DATA_DIR: data, TMPDIR: passing, PATH };
		assert.equal(kernel(["install", "--user"], env).status, 0);
		assert.equal(specIn(data, "unrolled").argv[0], join(links, "node"));
		rmSync(links, { recursive: true });
		const examined = kernel(["doctor"], { JUPYTER_DATA_DIR: data });
		assert.equal(examined.status, 1);
		assert.match(examined.printed, /✗ Node: .*it does not run; install the kernel again/);
	});

	test("finds what is wrong with a kernel, and starts it", () => {
		const data = join(folder, "examined");
		const env = { JUPYTER_DATA_DIR: data, PYTHON: "/no/python" };
		assertOneLine(
			kernel(["doctor", "--user"], env),
			/^There is no kernel of Unrolled in .*examined/,
		);
		assert.equal(kernel(["install", "--user"], env).status, 0);
		const well = kernel(["doctor", "--user"], env);
		assert.equal(well.status, 0, well.printed);
		assert.match(well.printed, /✓ it starts and answers/);
		rmSync(join(data, "labextensions"), { recursive: true });
		const spec = specIn(data, "unrolled");
		spec.argv.splice(-1, 0, "/no/connection/file");
		writeFileSync(join(data, "kernels", "unrolled", "kernel.json"), JSON.stringify(spec));
		const ill = kernel(["doctor", "--user"], env);
		assert.equal(ill.status, 1);
		assert.match(ill.printed, /✗ the renderer of figures: it is missing; install the kernel again/);
		assert.match(ill.printed, /✗ it starts and answers: .*ENOENT/);
	});

	for (const [args, pattern] of [
		[[], /^kernel takes install, uninstall or doctor.*\(got nothing\)/],
		[["install"], /--user, --prefix FOLDER or --sys-prefix \(got install\)/],
		[["instal", "--user"], /\(got instal --user\)/],
		[["install", "--user", "--sys-prefix"], /\(got install --user --sys-prefix\)/],
		[["install", "--usr"], /\(got install --usr\)/],
		[["install", "--user", "--name", "a/b"], /^--name must be of letters.*\(got a\/b\)/],
		[["uninstall", "--user"], /^there is no kernel "unrolled" in .*nothing/],
		[["install", "--sys-prefix"], /^--sys-prefix is the place of .*\(PYTHON is \/no\/python\)/],
	] as const) {
		test(`says in one line what it takes: ${args.join(" ")}`, () => {
			const env = { JUPYTER_DATA_DIR: join(folder, "nothing"), PYTHON: "/no/python" };
			assertOneLine(kernel(args, env), pattern);
		});
	}

	test("leaves another kernel of the same name alone", () => {
		const data = join(folder, "foreign");
		mkdirSync(join(data, "kernels", "unrolled"), { recursive: true });
		writeFileSync(join(data, "kernels", "unrolled", "kernel.json"), '{ "argv": ["other"] }');
		for (const command of ["install", "uninstall"]) {
			assertOneLine(
				kernel([command, "--user"], { JUPYTER_DATA_DIR: data }),
				/unrolled is another kernel: choose another name with --name/,
			);
		}
		assert.deepEqual(specIn(data, "unrolled"), { argv: ["other"] });
	});
});
