#include "engines/quantised.hpp"

#include "equivarify/codegen/reference/weights.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engines/other_arrangements.hpp"

namespace equivarify::testing {
namespace {

using namespace equivarify::codegen;

/// Numbers of TensorProto.DataType.
constexpr auto to_byte = static_cast<std::int64_t>(OnnxType::uint8);
constexpr auto to_signed_byte = static_cast<std::int64_t>(OnnxType::int8);
constexpr auto to_integer = static_cast<std::int64_t>(OnnxType::int32);

/// How bytes stand for numbers: q for (q - zero) step.
struct Scale {
  float step = 1;
  float zero = 0;
  float highest = 255; ///< no |q - zero| is larger
};

/// The weights of \p network, which are whole numbers.
ReferenceWeights<float> whole_weights(Network const& network,
                                      IntegerTensorsOfNetwork const& integers) {
  ReferenceWeights<float> weights = zero_weights<float>(network);
  for (ReferenceParameter<float>& parameter : weights) {
    std::size_t const dot = parameter.name.rfind('.');
    IntegerTensors const& layer = integers.layers.at(parameter.name.substr(0, dot));
    std::vector<double> const& values =
        parameter.name.substr(dot) == ".weight" ? layer.weight : layer.bias;
    std::transform(values.begin(), values.end(), parameter.values.begin(), [](double value) {
      return static_cast<float>(value);
    });
  }
  return weights;
}

/// Puts the nodes around each of those of a model of floats.
class Quantiser {
public:
  Quantiser(OnnxModel model, IntegerTensorsOfNetwork const& integers)
      : integers_{integers}, model_{std::move(model)} {}

  OnnxModel run() {
    std::vector<OnnxNode> const nodes = std::exchange(model_.nodes, {});
    scale_ = {static_cast<float>(1 / integers_.input_scale),
              integers_.input_lowest < 0 ? 128.0F : 0};
    quantise(model_.inputs.front().name);
    std::size_t left = integers_.layers.size();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      OnnxNode node = nodes[i];
      node.inputs.front() = renamed(node.inputs.front());
      bool const is_weighted = node.type == "Conv" || node.type == "Gemm";
      bool const before_relu = i + 1 < nodes.size() && nodes[i + 1].type == "Relu";
      if (is_weighted) {
        quantise_weights(node, before_relu);
        --left;
      }
      std::string const output = node.outputs.front();
      model_.nodes.push_back(std::move(node));
      if (left > 0 && !(is_weighted && before_relu)) {
        quantise(output);
      }
    }
    return std::move(model_);
  }

private:
  [[nodiscard]] std::string renamed(std::string const& value) const {
    auto const place = names_.find(value);
    return place == names_.end() ? value : place->second;
  }

  std::string
  constant(std::string const& name, std::vector<std::int64_t> shape, std::vector<float> values) {
    model_.constants.push_back({name, std::move(shape), std::move(values)});
    return name;
  }

  /// A constant of another type, which engines fold when they load the model.
  std::string typed(std::string const& name, std::int64_t type) {
    model_.nodes.push_back({"Cast", {name}, {name + "/typed"}, {{"to", type}}});
    return name + "/typed";
  }

  void quantise(std::string const& value) {
    std::string const step = constant(value + "/step", {}, {scale_.step});
    std::string const zero = typed(constant(value + "/zero", {}, {scale_.zero}), to_byte);
    model_.nodes.push_back({"QuantizeLinear", {value, step, zero}, {value + "/bytes"}});
    model_.nodes.push_back({"DequantizeLinear", {cut(value), step, zero}, {value + "/numbers"}});
    names_[value] = value + "/numbers";
  }

  /// The bytes of \p value, cut off where its layer says. Between the two nodes around a value,
  /// where it keeps no convolution from being one of bytes.
  std::string cut(std::string const& value) {
    float const most = scale_.zero > 0 ? std::min(scale_.highest, 127.0F) : scale_.highest;
    if (scale_.zero + most >= 255) {
      return value + "/bytes";
    }
    std::string const low =
        typed(constant(value + "/low", {}, {std::max(scale_.zero - most, 0.0F)}), to_byte);
    std::string const high = typed(constant(value + "/high", {}, {scale_.zero + most}), to_byte);
    model_.nodes.push_back({"Clip", {value + "/bytes", low, high}, {value + "/cut"}});
    return value + "/cut";
  }

  /// A constant of whole numbers, which stand for so many times \p steps, one for each row.
  std::string dequantised(std::string const& name, std::int64_t type, std::vector<float> steps) {
    auto const rows = static_cast<std::int64_t>(steps.size());
    std::vector<float> const zeros(steps.size());
    std::string const whole = typed(name, type);
    std::string const step = constant(name + "/step", {rows}, std::move(steps));
    std::string const zero = typed(constant(name + "/zero", {rows}, zeros), type);
    model_.nodes.push_back({"DequantizeLinear",
                            {whole, step, zero},
                            {name + "/numbers"},
                            {{"axis", std::int64_t{0}}}});
    return name + "/numbers";
  }

  void quantise_weights(OnnxNode& node, bool relu) {
    std::string const& weight = node.inputs[1];
    IntegerTensors const& layer = integers_.layers.at(weight.substr(0, weight.rfind('.')));
    auto const place =
        std::find_if(model_.constants.begin(),
                     model_.constants.end(),
                     [&](OnnxTensor const& tensor) { return tensor.name == weight; });
    std::vector<float> sums;
    std::vector<float> weights;
    for (std::size_t row = 0; row < static_cast<std::size_t>(place->shape.front()); ++row) {
      int const shift = layer.shifts.empty() ? 0 : layer.shifts[row % layer.shifts.size()];
      sums.push_back(std::ldexp(1.0F, -layer.exponent - shift));
      weights.push_back(sums.back() / scale_.step);
    }
    node.inputs[1] = dequantised(weight, to_signed_byte, weights);
    if (node.inputs.size() > 2) {
      node.inputs[2] = dequantised(node.inputs[2], to_integer, sums);
    }
    scale_ = {
        std::ldexp(1.0F, -layer.exponent), relu ? 0 : 128.0F, static_cast<float>(layer.highest)};
  }

  IntegerTensorsOfNetwork const& integers_;
  OnnxModel model_;
  Scale scale_;                              ///< of the value at hand
  std::map<std::string, std::string> names_; ///< what stands for a value once it was quantised
};

} // namespace

OnnxModel to_quantised_onnx(Network const& network, IntegerTensorsOfNetwork const& integers) {
  return Quantiser{to_onnx(network, whole_weights(network, integers), Arrangement::block_circulant),
                   integers}
      .run();
}

} // namespace equivarify::testing
