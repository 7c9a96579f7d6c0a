import { after, test } from "node:test";
import { assertOneLine, Clone } from "./clone.js";

const clone = new Clone();
after(() => clone.delete());

test("npm test says which folders there are, where it is given another", () => {
	assertOneLine(
		clone.run({ PATH: clone.pathWith({}) }, ["test", "netwrk"]),
		/^test takes the names of folders in test\/: .*setup.* \(got netwrk\)/,
	);
});

test("npm test installs no Chromium, and says in one line how to get it", () => {
	const apt = { "apt-get": "echo apt-get was called" };
	assertOneLine(
		clone.run({ PATH: clone.pathWith(apt), CHROMIUM: "/no/chromium" }, ["test"]),
		/^Chromium or Chrome is missing \(CHROMIUM is \/no\/chromium\): .*apt-get install chromium/,
	);
});
