#include "equivarify/codegen/layers/part.hpp"

#include "equivarify/codegen/layers/layer_type.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {
namespace {

class PartType final : public TypedLayerType<PartType, Part> {
public:
  PartType() : TypedLayerType{"part", "A part of an input of several.", {}} {}

  [[nodiscard]] StructuralClass structure(Operation const& /*operation*/) const override {
    return StructuralClass::part_of_entries;
  }

  [[nodiscard]] Shape output_shape(Operation const& operation,
                                   std::vector<Shape> const& inputs) const override {
    Part const& part = of(operation);
    EQUIVARIFY_ASSERT(part.offset + part.shape.size() <= inputs.front().size(),
                      "a part that ends after the whole");
    return part.shape;
  }

  template <typename Real>
  [[nodiscard]] std::vector<Real> compute(Part const& part,
                                          Layer const& layer,
                                          Tensors<Real> const& /*tensors*/,
                                          std::vector<Real> const& x) const {
    auto const begin = x.begin() + static_cast<std::ptrdiff_t>(part.offset);
    return {begin, begin + static_cast<std::ptrdiff_t>(layer.output.size())};
  }

  [[nodiscard]] std::string settings(Operation const& operation) const override {
    Part const& part = of(operation);
    return fmt::format("from {}", part.offset);
  }

  [[nodiscard]] std::string formula(Operation const& operation,
                                    std::string const& /*weight*/,
                                    std::string const& s) const override {
    Part const& part = of(operation);
    return fmt::format(
        "entries {} to {} of {}", part.offset, part.offset + part.shape.size() - 1, s);
  }

  [[nodiscard]] Kernel kernel(Operation const& operation, KernelPlace const& place) const override {
    Part const& part = of(operation);
    return {.name = "part of the input",
            .header = "layers/part",
            .type = fmt::format("rt::TakePart<{}, {}, rt::FeatureMap<{}, {}, {}, {}>>",
                                place.map(),
                                part.offset,
                                place.copies,
                                part.shape.channels,
                                part.shape.rows,
                                part.shape.columns)};
  }

  /// After the entries are gathered.
  [[nodiscard]] std::vector<OnnxOperator> onnx(Operation const& /*operation*/) const override {
    return {{.type = "Reshape"}};
  }
};

} // namespace

LayerType const& Part::type() {
  static PartType const type;
  return type;
}

} // namespace equivarify::codegen
