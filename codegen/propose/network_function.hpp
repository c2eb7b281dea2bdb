/// \file
/// A network of others as a function of rows.
#ifndef EQUIVARIFY_CODEGEN_PROPOSE_NETWORK_FUNCTION_HPP
#define EQUIVARIFY_CODEGEN_PROPOSE_NETWORK_FUNCTION_HPP

#include "equivarify/algebra/grid_action.hpp"
#include "equivarify/algebra/symmetries/equivariance_defect.hpp"
#include "equivarify/codegen/lift/lift_network.hpp"

#include <string>

namespace equivarify::codegen {

/// A network to be evaluated.
struct NetworkFunction {
  LiftedNetwork lifted;
  algebra::ArrayShape input; ///< of several inputs the vector of all, one after another
  /// What the reference evaluator computes in double precision, each row on one of as many threads
  /// as the machine has cores; inputs and outputs in the order of `lifted`.
  algebra::symmetries::RowFunction function;
};

/// The network in the ONNX file \p path.
///
/// \throws InputError as lift_network(), and for a weight that is no finite number;
/// algebra::AlgebraError, by the function, where an output is no finite number.
[[nodiscard]] NetworkFunction network_function(std::string const& path);

/// Inputs of \p network, which are numbered as in the spec, from \p samples in the order of the
/// network's file; of several inputs one after another by the names that the spec gives them.
///
/// \throws algebra::AlgebraError where they are of another size; \p place names them.
[[nodiscard]] algebra::symmetries::Samples
as_network_inputs(NetworkFunction const& network,
                  algebra::symmetries::Samples const& samples,
                  std::string const& place);

} // namespace equivarify::codegen

#endif
