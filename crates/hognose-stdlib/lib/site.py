"""What programs ask the module site for: there are no site directories here."""

import os
import sys

PREFIXES = [sys.prefix]
ENABLE_USER_SITE = False
USER_SITE = None
USER_BASE = None


def makepath(*paths):
    dir = os.path.join(*paths)
    try:
        dir = os.path.abspath(dir)
    except OSError:
        pass
    return dir, os.path.normcase(dir)


def getuserbase():
    """Returns the user base directory path."""
    global USER_BASE
    if USER_BASE is None:
        USER_BASE = os.environ.get("PYTHONUSERBASE") or os.path.join(os.path.expanduser("~"), ".local")
    return USER_BASE


def getusersitepackages():
    """Returns the user-specific site-packages directory path."""
    global USER_SITE
    if USER_SITE is None:
        USER_SITE = os.path.join(getuserbase(), "lib", "python%d.%d" % sys.version_info[:2], "site-packages")
    return USER_SITE


def getsitepackages(prefixes=None):
    """Returns a list containing all global site-packages directories."""
    return [os.path.join(prefix, "lib", "python%d.%d" % sys.version_info[:2], "site-packages")
            for prefix in prefixes or PREFIXES]


def addsitedir(sitedir, known_paths=None):
    """Adds a directory to sys.path."""
    sitedir, _ = makepath(sitedir)
    if sitedir not in sys.path:
        sys.path.append(sitedir)
    return known_paths


def main():
    """Nothing is left to set up."""
