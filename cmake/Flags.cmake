# Warnings, hardening and sanitizers: the interface target naskah::flags.
add_library(naskah_flags INTERFACE)
add_library(naskah::flags ALIAS naskah_flags)
target_compile_features(naskah_flags INTERFACE c_std_17)
set(CMAKE_C_EXTENSIONS OFF)
target_compile_definitions(naskah_flags INTERFACE _POSIX_C_SOURCE=200809L)
target_compile_options(naskah_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes
  -Wformat=2 -Wvla -Wundef -Wcast-align -Wwrite-strings -Wswitch-enum
  -fno-common -fstack-protector-strong -fstack-clash-protection)
option(NASKAH_WERROR "Warnings are errors" ON)
if(NASKAH_WERROR)
  target_compile_options(naskah_flags INTERFACE -Werror)
endif()
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
  target_compile_options(naskah_flags INTERFACE -Wduplicated-cond -Wlogical-op)
endif()
if(CMAKE_BUILD_TYPE MATCHES "Release|RelWithDebInfo")
  target_compile_options(naskah_flags INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
  target_link_options(naskah_flags INTERFACE -Wl,-z,relro,-z,now)
endif()
set(NASKAH_SANITIZE "" CACHE STRING "e.g. address,undefined or thread")
if(NASKAH_SANITIZE)
  target_compile_options(naskah_flags INTERFACE -fsanitize=${NASKAH_SANITIZE}
    -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(naskah_flags INTERFACE -fsanitize=${NASKAH_SANITIZE})
endif()
