# How a room is made, in all houses; here, because the runtime is a project of its own too.

# Whether the files of a room are compiled as one, since most of the time goes into headers that they share. Not with ccache,
# which works file by file, nor for tools that look at one file.
set(join_sources ON)
if(CMAKE_CXX_COMPILER_LAUNCHER MATCHES ccache OR CMAKE_CXX_CLANG_TIDY)
  set(join_sources OFF)
endif()
option(EQUIVARIFY_JOIN_SOURCES "Compile the files of a room or of a test program as one" ${join_sources})

# equivarify_join(TARGET): compiles the files of TARGET as one where EQUIVARIFY_JOIN_SOURCES is on. GCC 12 then sees more of
# the strings that it misreads (its bug 105651) and warns of code that is sound.
function(equivarify_join target)
  set_property(GLOBAL APPEND PROPERTY equivarify_joined ${target})
  if(EQUIVARIFY_JOIN_SOURCES)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 0)
    target_compile_options(${target} PRIVATE "$<$<CXX_COMPILER_ID:GNU>:-Wno-error=restrict;-Wno-error=array-bounds;\
-Wno-error=stringop-overflow;-Wno-error=stringop-overread;-Wno-error=free-nonheap-object>")
  endif()
endfunction()

# GCC looks for memory to use again from 128 MiB on, which is a tenth of its time. From 500 MB on, the largest room takes 1.6 GB for 1.4.
set(collect_seldom $<$<CXX_COMPILER_ID:GNU>:--param=ggc-min-heapsize=500000>)

# equivarify_library(NAME [INCLUDED_AS folder] HEADERS ... [INTERNAL_HEADERS ...] SOURCES ... DEPENDS ... PRIVATE_DEPENDS ...)
# A room: a folder with an include root of its own in the build tree, so that it sees its own headers and those of the
# rooms that it links, and no others. Its headers are spelt equivarify/FOLDER/X.hpp. Where equivarify_component is set, its
# rooms are installed with the component of that name, all but their internal headers; the rooms of codegen are parts of its
# programs.
function(equivarify_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "INCLUDED_AS" "HEADERS;INTERNAL_HEADERS;SOURCES;DEPENDS;PRIVATE_DEPENDS")
  set(target equivarify_${name})
  if(arg_SOURCES)
    add_library(${target} ${arg_SOURCES})
    set(scope PUBLIC)
    target_link_libraries(${target} PRIVATE ${arg_PRIVATE_DEPENDS})
    if(TARGET equivarify_options)
      target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:equivarify_options>)
    endif()
    equivarify_join(${target})
    target_compile_options(${target} PRIVATE ${collect_seldom})
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(equivarify::${name} ALIAS ${target})
  set(root ${PROJECT_BINARY_DIR}/include/${name})
  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  set(included_as ${folder})
  if(arg_INCLUDED_AS)
    set(included_as ${arg_INCLUDED_AS})
  endif()
  cmake_path(GET included_as PARENT_PATH parent)
  file(MAKE_DIRECTORY ${root}/equivarify/${parent})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/equivarify/${included_as} SYMBOLIC)
  list(TRANSFORM arg_HEADERS PREPEND ${root}/equivarify/${included_as}/)
  target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS ${root} FILES ${arg_HEADERS})
  if(arg_INTERNAL_HEADERS)
    list(TRANSFORM arg_INTERNAL_HEADERS PREPEND ${root}/equivarify/${included_as}/)
    target_sources(${target} PRIVATE FILE_SET internal TYPE HEADERS BASE_DIRS ${root} FILES ${arg_INTERNAL_HEADERS})
  endif()
  target_link_libraries(${target} ${scope} ${arg_DEPENDS})
  target_compile_features(${target} ${scope} cxx_std_20)
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name} VERIFY_INTERFACE_HEADER_SETS ON)
  if(equivarify_component)
    install(TARGETS ${target} EXPORT equivarify-${equivarify_component}-targets
      COMPONENT ${equivarify_component} FILE_SET HEADERS COMPONENT ${equivarify_component})
  endif()
endfunction()
