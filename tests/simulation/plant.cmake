# Makes a copy of one source file with one text replaced. The recipe sets `replace` and `with`; the text has to be there
# exactly once, so that a bug that no longer fits its source breaks the build and is not quietly no bug any more.
include("${recipe}")
file(READ "${from}" text)
string(FIND "${text}" "${replace}" first)
string(FIND "${text}" "${replace}" last REVERSE)
if(first EQUAL -1)
    message(FATAL_ERROR "The planted bug '${name}' does not fit: ${from} does not contain\n${replace}")
endif()
if(NOT first EQUAL last)
    message(FATAL_ERROR "The planted bug '${name}' does not fit: ${from} contains more than once\n${replace}")
endif()
string(REPLACE "${replace}" "${with}" text "${text}")
file(WRITE "${to}" "${text}")
