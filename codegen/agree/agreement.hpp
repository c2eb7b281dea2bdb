/// \file
/// Whether engines compute the same, and whether each keeps the symmetry.
#ifndef EQUIVARIFY_CODEGEN_AGREE_AGREEMENT_HPP
#define EQUIVARIFY_CODEGEN_AGREE_AGREEMENT_HPP

#include "equivarify/algebra/probe/tolerance.hpp"
#include "equivarify/codegen/agree/engine.hpp"
#include "equivarify/codegen/measure/measurement.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// What one engine answers: for each input x the numbers that come out at x, then, for each element
/// g in turn, at g x.
struct AnswersOfEngine {
  std::vector<std::vector<float>> plain;              ///< by input
  std::vector<std::vector<std::vector<float>>> moved; ///< by element, then by input
};

/// How far an engine is from f(g x) = g f(x).
struct Defect {
  Measurement numbers;               ///< f(g x) against g f(x), over all inputs and elements
  std::size_t differing_numbers = 0; ///< in any bit
};

/// A number in which two engines differ.
struct DifferingNumber {
  std::size_t input = 0;
  std::optional<algebra::Element> g{}; ///< by which the input was moved
  std::size_t entry = 0;               ///< of all that comes out
  float first = 0;
  float second = 0;
};

/// Two engines next to one another, on all inputs and these moved by every element.
struct PairAgreement {
  std::size_t first = 0; ///< their places in the list of engines
  std::size_t second = 0;
  std::size_t numbers = 0;
  std::size_t outside = 0;                ///< numbers that differ by more than the tolerance
  double largest_difference = 0;          ///< infinite where only one is a number
  std::uint64_t largest_ulps = 0;         ///< floats that lie between two numbers
  double largest_number = 0;              ///< in absolute value, of either
  std::size_t choices = 0;                ///< of a class, or of an element and a class
  std::size_t same_choices = 0;           ///< where both choose the same, up to the tolerance
  std::optional<DifferingNumber> worst{}; ///< the largest difference; none where all are the same
  std::optional<std::string> parts_at{};  ///< the first layer that differs by more than rounding
  std::size_t layers_compared = 0;        ///< of which both show the values
  std::string hidden{};                   ///< why no layer was compared, of two that differ

  [[nodiscard]] bool agrees() const { return outside == 0; }

  /// The largest difference in units in the last place of the largest number.
  [[nodiscard]] double ulps_of_largest() const;
};

/// All that was found.
struct Agreement {
  std::size_t inputs = 0;
  algebra::probe::Tolerance tolerance{}; ///< as it was applied
  bool default_tolerance = false;        ///< it is 10^-4 of the largest number
  std::vector<Defect> defects;           ///< by engine
  std::vector<PairAgreement> pairs;      ///< each with each

  [[nodiscard]] bool all_agree() const;
  [[nodiscard]] bool all_exact() const; ///< f(g x) and g f(x) have the same bits in each engine
};

/// What \p engine answers at \p inputs, rounded to single precision. \throws BlackBoxError
[[nodiscard]] AnswersOfEngine
ask(Engine const& engine, Network const& network, std::vector<std::vector<float>> const& inputs);

/// How far \p answers are from being equivariant.
[[nodiscard]] Defect defect_of(Network const& network, AnswersOfEngine const& answers);

/// \p a next to \p b, which are answers at the same inputs.
[[nodiscard]] PairAgreement agreement_of(Network const& network,
                                         AnswersOfEngine const& a,
                                         AnswersOfEngine const& b,
                                         algebra::probe::Tolerance const& tolerance);

/// Asks all \p engines of \p network at \p inputs and compares each with each. Without
/// \p tolerance numbers may differ by 10^-4 of the largest that the first engine answers.
///
/// \throws BlackBoxError if an engine does not answer.
[[nodiscard]] Agreement agree(Network const& network,
                              std::vector<Engine> const& engines,
                              std::vector<std::vector<float>> const& inputs,
                              std::optional<algebra::probe::Tolerance> const& tolerance);

} // namespace equivarify::codegen

#endif
