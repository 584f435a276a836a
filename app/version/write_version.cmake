# cmake -DSOURCE=... -DOUTPUT=... -DNUMBER=0.1.0 [-DCOMMIT=... -DDATE=...] -P write_version.cmake
# Writes OUTPUT from version_values.cpp.in, and only when it would change. Without COMMIT, git is asked about SOURCE; a tree
# without git is of an unknown commit.
set(unknown "unknown")

# ask(<variable> <git argument>...): empty when git, or the repository, is not there.
function(ask variable)
    set(answer "")
    if(GIT)
        execute_process(COMMAND ${GIT} -C ${SOURCE} ${ARGN} OUTPUT_VARIABLE answer ERROR_QUIET
                        OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed)
        if(failed)
            set(answer "")
        endif()
    endif()
    set(${variable} "${answer}" PARENT_SCOPE)
endfunction()

if(NOT COMMIT)
    set(DATE "")
    find_program(GIT git)
    # A copy without a repository of its own may lie inside of another one, which does not count.
    ask(top rev-parse --show-toplevel)
    file(REAL_PATH "${SOURCE}" source)
    if(top STREQUAL source)
        ask(COMMIT describe --always --abbrev=12 --exclude=* --dirty=-modified)
        set(ENV{TZ} UTC)
        ask(DATE log -1 --format=%cd --date=format-local:%Y-%m-%d)
    endif()
endif()
foreach(value COMMIT DATE)
    if(NOT ${value})
        set(${value} ${unknown})
    endif()
endforeach()
if(NOT COMMIT MATCHES "^([0-9a-f]+(-modified)?|unknown)$" OR NOT DATE MATCHES "^([0-9]+-[0-9][0-9]-[0-9][0-9]|unknown)$")
    message(FATAL_ERROR "TILLWRIGHT_COMMIT is '${COMMIT}', TILLWRIGHT_COMMIT_DATE '${DATE}'; "
                        "write them like 101cbd0c0ffe and 2026-11-26, or leave both out.")
endif()
string(REPEAT "[0-9a-f]" 12 short)
string(REGEX REPLACE "^(${short})[0-9a-f]+" "\\1" COMMIT "${COMMIT}")
configure_file(${CMAKE_CURRENT_LIST_DIR}/version_values.cpp.in ${OUTPUT} @ONLY)
