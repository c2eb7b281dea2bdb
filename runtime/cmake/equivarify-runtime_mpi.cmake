# equivarify::runtime_mpi (training on several machines); after the component runtime.
set(MPI_CXX_SKIP_MPICXX ON)
find_dependency(MPI COMPONENTS CXX)
include("${CMAKE_CURRENT_LIST_DIR}/equivarify-runtime_mpi-targets.cmake")
set(equivarify_runtime_mpi_FOUND TRUE)
