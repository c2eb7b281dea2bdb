/// \file
/// Whether what is lifted from files has their numbers.
#ifndef EQUIVARIFY_CODEGEN_LIFT_LIFT_AGREEMENT_HPP
#define EQUIVARIFY_CODEGEN_LIFT_LIFT_AGREEMENT_HPP

#include "equivarify/codegen/lift/original.hpp"
#include "equivarify/codegen/reference/weights.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// A lifted network next to the files that it is from, both in double precision.
struct LiftAgreement {
  std::size_t inputs = 0;
  std::size_t copies = 0; ///< that were compared at each
  /// Infinite where one of two numbers is none.
  double largest_difference = 0;
  double bound = 0;      ///< what it may be: 10^-4 of the largest number
  std::string worst{};   ///< where it is, such as `number 3 of copy 0 at input 1`
  double found = 0;      ///< there, by the lifted network
  double expected = 0;   ///< there, by the file
  std::string unknown{}; ///< why nothing was compared, such as `the operator LSTM`; else empty

  [[nodiscard]] bool holds() const { return largest_difference <= bound; }
};

/// Compares \p network, the spec of what was lifted from \p files, and its \p weights with the
/// files: at a few inputs x, one if it is large, each copy of the last layer with F at what that
/// copy sees. Where the copies are those of a G-product, the copy of e sees x itself, so that p F^
/// = F; averaging and canonicalization take F at each moved input or at the least of them. The F of
/// several files is that of a family, all of them in a row.
[[nodiscard]] LiftAgreement compare_lift(std::vector<Original> const& files,
                                         Network const& network,
                                         ReferenceWeights<float> const& weights);

/// What came of it, as a line.
///
/// \throws std::logic_error where numbers are too far apart, with the worst.
[[nodiscard]] std::string check_lift(std::vector<Original> const& files,
                                     Network const& network,
                                     ReferenceWeights<float> const& weights);

} // namespace equivarify::codegen

#endif
