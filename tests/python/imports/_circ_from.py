import _circ_from2
name = 1
