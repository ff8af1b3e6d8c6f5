"""CPython's opcodes are not those of this interpreter: nothing is known of them."""

def stack_effect(opcode, oparg=None, /, *, jump=None):
    raise ValueError("invalid opcode or oparg")


def get_executor(code, offset):
    return None


def _no(opcode):
    return False


is_valid = has_arg = has_const = has_name = has_jump = has_local = has_free = has_exc = _no


def get_intrinsic1_descs():
    return []


get_intrinsic2_descs = get_special_method_names = get_intrinsic1_descs


def get_nb_ops():
    return []
