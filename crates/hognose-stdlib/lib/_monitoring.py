"""The names of sys.monitoring that the debugger's classes mention. Nothing is monitored: debuggers trace."""

from types import SimpleNamespace

DEBUGGER_ID, COVERAGE_ID, PROFILER_ID, OPTIMIZER_ID = 0, 1, 2, 5
DISABLE = object()
events = SimpleNamespace(
    NO_EVENTS=0, PY_START=1, PY_RESUME=2, PY_RETURN=4, PY_YIELD=8, CALL=16, LINE=32, INSTRUCTION=64, JUMP=128,
    BRANCH_LEFT=256, BRANCH_RIGHT=512, STOP_ITERATION=1024, RAISE=2048, EXCEPTION_HANDLED=4096, PY_UNWIND=8192,
    PY_THROW=16384, RERAISE=32768, C_RETURN=65536, C_RAISE=131072, BRANCH=262144)


def get_tool(tool_id):
    return None


def use_tool_id(tool_id, name):
    raise RuntimeError("sys.monitoring is not supported")
