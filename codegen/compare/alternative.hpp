/// \file
/// What is found of each construction of one network.
#ifndef EQUIVARIFY_CODEGEN_COMPARE_ALTERNATIVE_HPP
#define EQUIVARIFY_CODEGEN_COMPARE_ALTERNATIVE_HPP

#include "equivarify/codegen/compare/codomain.hpp"
#include "equivarify/codegen/compare/method.hpp"
#include "equivarify/codegen/measure/measurement.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What a trained network got right, of test images each turned by a random element.
struct TrainedAccuracy {
  double class_alone = 0.0;
  double joint_up_to_symmetry = 0.0;
  double training_seconds = 0.0;
};

/// One method applied to the compared network. Where it does not apply, `note` says why and there
/// is no spec.
struct Alternative {
  Method method;
  std::string note{};
  std::optional<Spec> spec{};
  std::size_t copies = 0;
  std::size_t parameters = 0;      ///< as stored
  std::size_t free_parameters = 0; ///< tied ones counted once
  std::size_t multiply_adds = 0;   ///< all copies, by the definition
  std::size_t memory = 0;     ///< bytes of the weights and of all values of one image, all copies
  Measurement equivariance{}; ///< y(g x) against g y(x)
  Codomain codomain{};        ///< whether the outputs are a G-set, and p is onto
  std::optional<Measurement> kept{}; ///< p F^ against F
  std::optional<TrainedAccuracy> accuracy{};
};

/// How much is measured.
struct CompareOptions {
  std::uint64_t seed = 1;
  std::size_t trials = 0; ///< weights and inputs; 0: as many as take a few seconds, 1 to 4
  std::string subgroup{}; ///< for coinduction, an element that generates it; empty to choose
};

/// All methods applied to \p spec, each measured on random weights, random inputs and inputs that
/// an element of the group fixes.
///
/// \throws InputError if the spec has no network; AlgebraError if it has no element called
/// `options.subgroup`.
[[nodiscard]] std::vector<Alternative> compare(Spec const& spec, CompareOptions const& options);

} // namespace equivarify::codegen

#endif
