/// \file
/// Nodes on the copies of a value that is all whole numbers.
#ifndef EQUIVARIFY_CODEGEN_ONNX_INTEGER_NODES_HPP
#define EQUIVARIFY_CODEGEN_ONNX_INTEGER_NODES_HPP

#include "equivarify/codegen/onnx/onnx_copies.hpp"
#include "equivarify/codegen/reference/weights.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// The nodes of a network, and the copies of the value at hand, which are in single precision, or
/// for a while in double.
class IntegerNodes {
public:
  using Copies = std::vector<std::string>;
  using Extents = OnnxCopies::Extents;

  /// The copies of the value at hand, and the operators whose precision does not matter.
  OnnxCopies& nodes() { return nodes_; }

  [[nodiscard]] Copies const& copies() const { return nodes_.copies; }

  /// Casts the copies to double precision; constant() and clip() then are of it, until narrow().
  void widen(std::string const& name);

  /// Casts the copies back to single precision, if they are not.
  void narrow(std::string const& name);

  /// A constant of the precision at hand, whose \p values single precision holds.
  std::string
  constant(std::string const& name, Extents const& shape, std::vector<double> const& values);

  /// What the operator \p type makes of the copies at hand, which stay.
  [[nodiscard]] Copies copies_of(std::string const& type, std::string const& name);

  /// What the operator \p type makes of copy h of \p a and of \p b becomes copy h.
  void combine(std::string const& type, std::string const& name, Copies a, Copies b);

  /// Each copy cut off at \p lowest and \p highest.
  void clip(std::string const& name, double lowest, double highest);

  /// Sums divided by 2^shift, rounded half away from zero, cut off at -127 and 127 or, without \p
  /// has_sign, at 0 and 255, at \p highest where that is less: gives back the larger. \p shifts has
  /// one for all, or one for each channel, which \p axes axes follow.
  double requantise(std::string const& name,
                    std::vector<int> const& shifts,
                    bool has_sign,
                    std::size_t axes,
                    int highest = 255);

  /// Each number rounded half away from zero. \pre the copies are in double precision
  void round(std::string const& name);

private:
  ReferenceWeights<float> const none_{}; ///< all constants are made here
  OnnxCopies nodes_{none_};
  bool wide_ = false;
};

/// Whole numbers, or powers of two, in single precision.
[[nodiscard]] std::vector<float> singles(std::vector<double> const& values);

} // namespace equivarify::codegen

#endif
