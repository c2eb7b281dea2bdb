#include "equivarify/runtime/commands/program.hpp"

#include "runtime/toy_model.hpp"

#ifdef EQUIVARIFY_MPI
#include "equivarify/runtime/mpi/mpi_ranks.hpp"
#endif

int main(int count, char** arguments) {
#ifdef EQUIVARIFY_MPI
  return equivarify::runtime::run_program<toy::Model>(
      count, arguments, equivarify::runtime::team_of_mpi());
#else
  return equivarify::runtime::run_program<toy::Model>(count, arguments);
#endif
}
