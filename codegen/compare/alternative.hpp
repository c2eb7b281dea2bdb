/// \file
/// What is found of each construction of one network.
#ifndef EQUIVARIFY_CODEGEN_COMPARE_ALTERNATIVE_HPP
#define EQUIVARIFY_CODEGEN_COMPARE_ALTERNATIVE_HPP

#include "equivarify/codegen/compare/method.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// Two sides of an equation, compared on random weights and inputs in single precision.
struct Measurement {
  std::size_t values = 0;
  std::size_t differing_bits = 0;
  double largest_difference = 0.0;
  double largest_value = 0.0;

  /// Compares \p a with \p b and adds what it finds.
  void add(std::vector<float> const& a, std::vector<float> const& b);

  /// Whether the sides are equal but for rounding: up to 10^-4 of the largest value.
  [[nodiscard]] bool holds() const;

  /// `to the bit`, `to rounding, 3.0e-07` or `fails by 0.21`, relative to the largest value.
  [[nodiscard]] std::string words() const;
};

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
/// \throws SpecError if the spec has no network; AlgebraError if it has no element called
/// `options.subgroup`.
[[nodiscard]] std::vector<Alternative> compare(Spec const& spec, CompareOptions const& options);

} // namespace equivarify::codegen

#endif
