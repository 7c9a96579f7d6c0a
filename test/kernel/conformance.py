"""The official conformance suite, with a sample for every test but the pager's."""

import unittest

import jupyter_kernel_test


class Conformance(jupyter_kernel_test.KernelTests):
    kernel_name = "tslab"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("to stderr")'
    completion_samples = [
        {"text": "const near: number = Number.MAX_SAF", "matches": {"MAX_SAFE_INTEGER"}},
        {"text": "Math.hyp", "matches": {"hypot"}},
    ]
    complete_code_samples = ["1 + 1", "const a = [\n1]", "function f() { return 1; }", "// done", ""]
    incomplete_code_samples = ["function f() {", "const a = [", "`one", "/* one", "f("]
    invalid_code_samples = ["const = 1", "let a a", "if (1 {} }", "1 +* 2"]
    code_generate_error = 'throw new Error("on purpose")'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '[1, "two"]', "result": "[ 1, 'two' ]"},
        {
            "code": '({ [Symbol.for("Jupyter.display")]: () => ({ "text/html": "<b>bold</b>" }) })',
            "mime": "text/html",
            "result": "<b>bold</b>",
        },
    ]
    code_display_data = [
        {"code": 'import { display } from "tslab"; display.html("<b>1</b>")', "mime": "text/html"},
        {"code": 'import { display } from "tslab"; display.svg("<svg/>")', "mime": "image/svg+xml"},
        {"code": 'import { display } from "tslab"; display.text("plain")', "mime": "text/plain"},
    ]
    code_history_pattern = "6 * 7*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.max"
    code_clear_output = '(globalThis as any)[Symbol.for("Jupyter.host")].clearOutput()'

    @unittest.skip("the kernel has no pager")
    def test_pager(self) -> None: ...


class Welcome(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "tslab"
    support_iopub_welcome = True


# The suite's own classes have no kernel of ours to test.
del jupyter_kernel_test

if __name__ == "__main__":
    unittest.main()
