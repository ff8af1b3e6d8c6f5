from _circ_from import name
