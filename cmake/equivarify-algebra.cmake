# equivarify::algebra (groups, actions, characters) and the rooms above it: equivarify::representations,
# equivarify::equivarifications, equivarify::lemmas, equivarify::proof, equivarify::probe,
# equivarify::symmetries.
find_dependency(fmt 9)
find_dependency(Boost 1.74)
find_dependency(Eigen3 3.4)
find_dependency(rapidcheck)
include("${CMAKE_CURRENT_LIST_DIR}/equivarify-algebra-targets.cmake")
set(equivarify_algebra_FOUND TRUE)
