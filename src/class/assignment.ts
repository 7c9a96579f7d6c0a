import { spawnSync } from "node:child_process";
import {
	copyFileSync,
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { figureMimeType, lessonFiles, notebookText, readNotebook } from "../lab/notebook-file.js";
import { Illustrator, type StillFigure } from "../publish/static-image.js";
import { classVenv, installClass } from "../setup/class-packages.mjs";
import { jupyterEnvironment } from "../setup/jupyter.mjs";
import { inRoot } from "../setup/machine.mjs";
import { makeAssignment } from "./make-assignment.js";

/** A class's folder: `course/` is nbgrader's, `students/` has a folder for each of them. */
export class Assignment {
	readonly name: string;
	readonly #lesson: string;
	readonly #course: string;
	readonly #students: string;

	/**
	 * @param lesson the beginning of the lesson's file: "03"
	 * @param folder the class's
	 */
	constructor(lesson: string, folder = inRoot("class")) {
		const [file, ...others] = /^\d\d/.test(lesson) ? lessonFiles([lesson]) : [];
		if (file === undefined || others.length > 0) {
			throw new RangeError(`assignment takes the number of a lesson, such as 03 (got ${lesson})`);
		}
		this.#lesson = file;
		this.name = basename(file, ".ipynb");
		this.#course = join(folder, "course");
		this.#students = join(folder, "students");
	}

	/** Makes the assignment out of the lesson, and gives it to every student who has a folder. */
	release(): void {
		const source = join(this.#course, "source", this.name);
		rmSync(source, { recursive: true, force: true });
		mkdirSync(source, { recursive: true });
		const assignment = makeAssignment(readNotebook(this.#lesson));
		writeFileSync(join(source, `${this.name}.ipynb`), notebookText(assignment));
		// The lessons' cells are not strict, wherever they are.
		const options = { compilerOptions: { strict: false } };
		writeFileSync(join(source, "tsconfig.json"), `${JSON.stringify(options)}\n`);
		const config = join(this.#course, "nbgrader_config.py");
		if (!existsSync(config)) copyFileSync(inRoot("src", "class", "nbgrader_config.py"), config);
		this.#nbgrader("generate_assignment", this.name, "--force");
		for (const student of this.students()) {
			const place = join(this.#students, student, "assignments", this.name);
			cpSync(join(this.#course, "release", this.name), place, { recursive: true, force: false });
		}
	}

	/** Collects what the students have, grades it, and puts what came of it into their folders. */
	async grade(): Promise<Grade[]> {
		for (const student of this.students()) {
			const theirs = join(this.#students, student, "assignments", this.name);
			if (!existsSync(join(theirs, `${this.name}.ipynb`))) continue;
			const place = join(this.#course, "submitted", student, this.name);
			rmSync(place, { recursive: true, force: true });
			const filter = (file: string) => basename(file) !== ".ipynb_checkpoints";
			cpSync(theirs, place, { recursive: true, filter });
		}
		this.#nbgrader("autograde", this.name, "--create", "--force");
		await this.#drawFigures();
		this.#nbgrader("generate_feedback", this.name, "--force");
		for (const student of this.students()) {
			const feedback = join(this.#course, "feedback", student, this.name);
			const place = join(this.#students, student, "feedback", this.name);
			if (existsSync(feedback)) cpSync(feedback, place, { recursive: true });
		}
		this.#nbgrader("export", "--to", "grades.csv");
		return this.#grades();
	}

	students(): string[] {
		if (!existsSync(this.#students)) return [];
		return readdirSync(this.#students).sort();
	}

	/** A static image of each figure beside it: feedback is read where there is no renderer of ours. */
	async #drawFigures(): Promise<void> {
		let illustrator: Illustrator | undefined;
		try {
			for (const student of readdirSync(join(this.#course, "autograded"))) {
				const file = join(this.#course, "autograded", student, this.name, `${this.name}.ipynb`);
				if (!existsSync(file)) continue;
				const notebook = readNotebook(file);
				for (const output of notebook.cells.flatMap(({ outputs = [] }) => outputs)) {
					const figure = output.data?.[figureMimeType] as StillFigure | undefined;
					if (figure === undefined || output.data === undefined) continue;
					illustrator ??= await Illustrator.start();
					const { png, width, height } = await illustrator.draw(figure);
					const alt = output.data["text/plain"];
					output.data = { "image/png": png, "text/plain": alt };
					output.metadata = { "image/png": { width, height, alt } };
				}
				writeFileSync(file, notebookText(notebook));
			}
		} finally {
			await illustrator?.close();
		}
	}

	#grades(): Grade[] {
		const [head, ...rows] = readFileSync(join(this.#course, "grades.csv"), "utf8")
			.trim()
			.split(/\r?\n/)
			.map((line) => line.split(","));
		const column = (name: string) => head.indexOf(name);
		return rows
			.filter((row) => row[column("assignment")] === this.name)
			.map((row) => ({
				student: row[column("student_id")],
				points: Number(row[column("raw_score")]),
				of: Number(row[column("max_score")]),
			}));
	}

	#nbgrader(...args: string[]): void {
		const commands = join(classVenv, "bin");
		const environment = jupyterEnvironment(join(this.#course, ".jupyter"));
		const { status, stderr } = spawnSync(join(commands, "nbgrader"), args, {
			cwd: this.#course,
			encoding: "utf8",
			env: {
				...environment,
				PATH: `${commands}:${environment.PATH}`,
				UNROLLED_MEMORY_LIMIT: "512",
			},
		});
		if (status !== 0) throw new Error(`nbgrader ${args.join(" ")} has failed:\n${stderr}`);
	}
}

export interface Grade {
	readonly student: string;
	readonly points: number;
	readonly of: number;
}

/** `npm run assignment -- 03` makes an assignment and gives it out; `-- 03 grade` grades it. */
if (process.argv[1] === inRoot("src", "class", "assignment.ts")) {
	const [lesson = "", step = "release", folder] = process.argv.slice(2);
	await installClass();
	const assignment = new Assignment(lesson, folder);
	if (step === "release") {
		assignment.release();
		const given = assignment.students().length;
		console.log(`${assignment.name} is in the folders of ${given} students, and of all who come.`);
	} else if (step === "grade") {
		for (const { student, points, of } of await assignment.grade()) {
			console.log(`${student.padEnd(24)} ${points} of ${of}`);
		}
		console.log("Feedback is in the students' folders; class/course has nbgrader's gradebook.");
	} else throw new RangeError(`assignment takes a lesson, and release or grade (got ${step})`);
}
