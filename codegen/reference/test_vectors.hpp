/// \file
/// Inputs with the answers that generated code should give.
#ifndef EQUIVARIFY_CODEGEN_REFERENCE_TEST_VECTORS_HPP
#define EQUIVARIFY_CODEGEN_REFERENCE_TEST_VECTORS_HPP

#include "equivarify/codegen/reference/integer_evaluator.hpp"
#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// Random inputs, and after them, where there are several, a constant one, which has every symmetry
/// that an array can have; what comes out, computed in double precision.
struct TestVectors {
  std::size_t images = 0;
  std::vector<float> inputs{};   ///< one after another
  std::vector<float> expected{}; ///< likewise
  float rounding = 0;            ///< by which an answer in single precision may be off
};

/// One to four inputs of \p network, so few that the reference evaluator takes a few seconds; at
/// least two where it has a construction.
[[nodiscard]] TestVectors make_test_vectors(Network const& network,
                                            ReferenceWeights<float> const& weights);

/// The same of \p network with the integers \p tensors for weights, whose answers have no rounding.
[[nodiscard]] TestVectors make_integer_test_vectors(Network const& network,
                                                    IntegerTensorsOfNetwork const& tensors);

/// Refuses \p vectors of \p code, such as `the C code`, in which an answer is no finite number,
/// with which a program could not be compared.
///
/// \throws InputError
void require_finite(TestVectors const& vectors, std::string const& code);

} // namespace equivarify::codegen

#endif
