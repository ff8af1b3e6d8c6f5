"""The C locale, in UTF-8."""

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127
Error = ValueError


def setlocale(category, locale=None):
    if locale not in (None, "", "C", "C.UTF-8", "POSIX", "en_US.UTF-8"):
        raise Error("unsupported locale setting")
    return "C.UTF-8" if locale == "" else locale or "C"


def localeconv():
    return {"grouping": [], "currency_symbol": "", "n_sign_posn": 127, "p_cs_precedes": 127, "n_cs_precedes": 127,
            "mon_grouping": [], "n_sep_by_space": 127, "decimal_point": ".", "negative_sign": "", "positive_sign": "",
            "p_sep_by_space": 127, "int_curr_symbol": "", "p_sign_posn": 127, "thousands_sep": "", "mon_thousands_sep": "",
            "frac_digits": 127, "mon_decimal_point": "", "int_frac_digits": 127}


def strcoll(a, b, /):
    return (a > b) - (a < b)


def strxfrm(s, /):
    return s


def getencoding():
    return "utf-8"
