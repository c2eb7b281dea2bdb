/// \file
/// equivarify lift --spec: a spec whose network is an ONNX file.
#ifndef EQUIVARIFY_CODEGEN_COMMANDS_LIFT_SPEC_HPP
#define EQUIVARIFY_CODEGEN_COMMANDS_LIFT_SPEC_HPP

#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/lift/lifted_spec.hpp"

#include <string>

namespace equivarify::codegen {

/// A spec whose field `network` is the path of an ONNX file, from the folder of the spec on. It has
/// the fields of other specs, but that the input has no shape: the file has it. What `already`,
/// `labels` and `output` say is of the output of the file.
class ModelSpec {
public:
  /// \throws InputError for a file that cannot be read or lacks a name, a group, an input with an
  /// action or the network.
  explicit ModelSpec(std::string const& path);

  /// The path of the ONNX file.
  [[nodiscard]] std::string const& model() const noexcept { return model_; }

  /// Whether an output is a grid, so that the last value stays an array.
  [[nodiscard]] bool has_grid() const;

  /// What it says besides the layers, for the network \p lifted from the file. What is wrong with
  /// other fields comes out when the whole spec is read.
  ///
  /// \throws InputError for inputs that are not those of the file; algebra::AlgebraError as
  /// count_classes() and require_order().
  [[nodiscard]] SpecFrame frame(LiftedNetwork const& lifted) const;

private:
  JsonDocument document_;
  std::string model_;
};

} // namespace equivarify::codegen

#endif
