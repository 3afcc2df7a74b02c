"""The public conformance suite of the Jupyter project, told what our language looks like."""

import unittest

try:
    import jupyter_kernel_test as conformance
except ImportError:
    conformance = None

if conformance is None:

    class ConformanceIsMissing(unittest.TestCase):
        @unittest.skip("the package jupyter_kernel_test is not installed: pip did not find it")
        def test_conformance(self):
            pass

else:

    class Kernel(conformance.KernelTests):
        kernel_name = "activation-lab"
        language_name = "typescript"
        file_extension = ".ts"
        code_hello_world = "console.log('hello, world')"
        code_stderr = "console.error('oops')"
        completion_samples = [{"text": "Math.ma", "matches": {"max"}}, {"text": "'a'.toUpper", "matches": {"toUpperCase"}}]
        complete_code_samples = ["const a = 1", "function f() { return 1 }"]
        incomplete_code_samples = ["const b = {", "function g(", "`open"]
        invalid_code_samples = ["function function", "const = 1"]
        code_page_something = "Math.max?"
        code_generate_error = "throw new Error('on purpose')"
        code_execute_result = [
            {"code": "1 + 2", "result": "3"},
            {"code": "'a' + 1", "result": "'a1'"},
            {"code": "[{ a: 1 }]", "mime": "text/html"},
        ]
        code_display_data = [{"code": "display([{ a: 1 }]); undefined", "mime": "text/html"}]
        code_history_pattern = "1?+?2"
        supported_history_operations = ("tail", "range", "search")
        code_inspect_sample = "Math.max"
        code_clear_output = "console.clear()"

    class Welcome(conformance.IopubWelcomeTests):
        kernel_name = "activation-lab"
        support_iopub_welcome = True
