/// \file
/// Ranks started by mpirun. Programs that link `equivarify::runtime_mpi` train on several machines.
#ifndef EQUIVARIFY_RUNTIME_MPI_MPI_RANKS_HPP
#define EQUIVARIFY_RUNTIME_MPI_MPI_RANKS_HPP

#include "equivarify/runtime/ranks/team.hpp"

#include <memory>

namespace equivarify::runtime {

/// The team of all processes that mpirun started; of this one alone where it was started without.
/// MPI is ended when the team is. At most one may be made in a process.
///
/// \throws std::runtime_error when MPI cannot be started.
[[nodiscard]] std::shared_ptr<Team> team_of_mpi();

} // namespace equivarify::runtime

#endif
