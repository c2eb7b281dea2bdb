# The programs: equivarify::equivarify and equivarify::equivarify-audit.
include("${CMAKE_CURRENT_LIST_DIR}/equivarify-codegen-targets.cmake")
set(equivarify_codegen_FOUND TRUE)
