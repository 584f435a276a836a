# Run by the build: cmake -DNPM=... -DWEB=... -P build_web.cmake
if(NOT IS_DIRECTORY ${WEB}/node_modules)
    message(FATAL_ERROR "web/node_modules is missing: run ./dev build, which installs the locked packages first.")
endif()
execute_process(COMMAND ${NPM} run --silent build --prefix ${WEB} RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "npm run build failed in web/ (${result}).")
endif()
