# equivarify::runtime (headers alone) and equivarify::runtime_io (training, files, the command line).
find_dependency(Threads)
find_dependency(ZLIB)
find_dependency(PNG)
include("${CMAKE_CURRENT_LIST_DIR}/equivarify-runtime-targets.cmake")
set(equivarify_runtime_FOUND TRUE)
