// The door of `npm start` and `npm test`. It has to run on a Node that is too old in order to say so:
// nothing here is newer than import(), which Node 10 was the first to read.
var wanted = [20, 19];
var found = process.versions.node.split(".").map(Number);

if (found[0] < wanted[0] || (found[0] === wanted[0] && found[1] < wanted[1])) {
	console.error(
		"Node " +
			process.versions.node +
			" is too old: install Node " +
			wanted.join(".") +
			" or later from https://nodejs.org and run this again."
	);
	process.exit(1);
}

var command = process.argv[2];
import("./" + command + ".mjs")
	.then(function (module) {
		return module[command](process.argv.slice(3));
	})
	.then(
		function (code) {
			process.exitCode = code;
		},
		function (error) {
			console.error(error.name === "SetupError" ? error.message : error);
			process.exitCode = 1;
		}
	);
