"""nbgrader for the course's assignments. `npm run assignment` copies this file into the class's
folder once: change it there.
"""

from pathlib import Path

c = get_config()  # noqa: F821 (nbgrader defines it)

c.CourseDirectory.root = str(Path(__file__).parent)
c.CourseDirectory.course_id = "unrolled"
# What stands in place of a solution. It throws, so that an exercise without an answer is seen.
c.ClearSolutions.code_stub = {
    "typescript": '// YOUR CODE HERE\nthrow new Error("Not answered yet");',
}
# Seconds for a cell; then it is stopped as by hand, and the cells below it run.
c.Execute.timeout = 20
