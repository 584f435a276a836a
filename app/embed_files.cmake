# cmake -DOUTPUT=... -DNAMESPACE=a::b -DHEADER=room/header.h -DFILES="a;b" -P embed_files.cmake
# Writes a C++ source that holds each file as a std::string_view named after it ("stripe.js" → stripe_js), so that
# the program needs nothing beside it.
set(text "// Made by embed_files.cmake.\n#include \"${HEADER}\"\n\n")
string(APPEND text "namespace ${NAMESPACE} {\n")
foreach(file IN LISTS FILES)
    get_filename_component(name ${file} NAME)
    string(MAKE_C_IDENTIFIER ${name} name)
    file(READ ${file} hex HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
    string(REGEX REPLACE "(0x[0-9a-f][0-9a-f],0x[0-9a-f][0-9a-f],0x[0-9a-f][0-9a-f],0x[0-9a-f][0-9a-f],)" "\\1\n"
           bytes "${bytes}")
    string(APPEND text "\nstatic const unsigned char ${name}_bytes[] = {\n${bytes}};\n"
           "const std::string_view ${name}(reinterpret_cast<const char *>(${name}_bytes), sizeof ${name}_bytes);\n")
endforeach()
string(APPEND text "\n} // namespace ${NAMESPACE}\n")
file(WRITE ${OUTPUT} "${text}")
