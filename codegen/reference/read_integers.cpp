#include "equivarify/codegen/reference/read_integers.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"
#include "equivarify/codegen/layers/operation.hpp"
#include "equivarify/codegen/reference/read_weights.hpp"
#include "equivarify/codegen/reference/tensor_file.hpp"
#include "equivarify/codegen/reference/weights.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <map>
#include <vector>

namespace equivarify::codegen {
namespace {

constexpr std::string_view weight_end = ".weight";
constexpr double most_shift = 30;
constexpr int most_exponent = 100;
constexpr std::size_t most_searched = 1U << 20U; ///< bytes, among which the header of a file is

/// Reads one file for one network.
class IntegersReader {
public:
  IntegersReader(Network const& network, std::filesystem::path const& file)
      : network_{network}, parameters_{zero_weights<float>(network)},
        file_{file.string(), most_file_bytes(parameters_), StoredNumbers::integers} {
    if (file_.metadata("arithmetic") != "int8") {
      file_.fail("does not say that its arithmetic is int8");
    }
    require_made_for(network, file_);
  }

  IntegerFile run() {
    IntegerFile result{.tensors = input_rule(), .sha256 = file_.sha256()};
    std::string last;
    for (Block const& block : network_.blocks) {
      for (std::size_t l = 0; l < block.layers.size(); ++l) {
        Layer const& layer = block.layers[l];
        if (has_weights(layer)) {
          result.tensors.layers[layer.name] = tensors_of(block, l);
          last = layer.name;
        } else if (is_table(layer)) {
          result.tensors.tables[layer.name] = {.entries = table(layer.name),
                                               .exponent = exponent(layer.name)};
        } else if (layer.reads.size() > 1) {
          result.tensors.joints[layer.name] = exponent(layer.name);
        }
      }
    }
    for (auto& [name, layer] : result.tensors.layers) {
      if (name != last) {
        layer.shifts = shifts(name);
        layer.highest = highest(name);
      }
    }
    result.tensors.exponent = result.tensors.layers[last].exponent;
    require_no_more(result.tensors);
    return result;
  }

private:
  using Extents = std::vector<std::uint64_t>;

  static Extents extents_of(ReferenceParameter<float> const& parameter) {
    return {parameter.shape.begin(), parameter.shape.end()};
  }

  [[nodiscard]] static bool has_weights(Layer const& layer) {
    return !parameter_forms(layer).empty() && !is_norm(layer);
  }

  [[nodiscard]] static bool is_table(Layer const& layer) {
    return type_name(layer.operation) != "relu" &&
           !layer.operation.type().number_function(layer.operation).empty();
  }

  [[nodiscard]] static bool is_norm(Layer const& layer) {
    return type_name(layer.operation) == "batch_norm";
  }

  /// Those of layer \p l of \p block; a batch_norm that reads it gives it a bias.
  [[nodiscard]] IntegerTensors tensors_of(Block const& block, std::size_t l) const {
    std::string const& name = block.layers[l].name;
    bool has_bias = !lacks_bias(block.layers[l].operation);
    for (Layer const& other : block.layers) {
      has_bias = has_bias || (is_norm(other) && other.reads.front() == l + 1);
    }
    ReferenceParameter<float> const& weights = parameter(name + std::string{weight_end});
    IntegerTensors result{.weight = weight(weights), .exponent = exponent(name)};
    if (has_bias) {
      result.bias = tensor(name + ".bias", "I32", {weights.shape.front()});
    }
    return result;
  }

  [[nodiscard]] ReferenceParameter<float> const& parameter(std::string const& name) const {
    return *std::find_if(parameters_.begin(), parameters_.end(), [&](auto const& parameter) {
      return parameter.name == name;
    });
  }

  [[nodiscard]] int exponent(std::string const& name) const {
    int const result = number<int>(name + ".exponent");
    if (std::abs(result) > most_exponent) {
      file_.fail(fmt::format("{}.exponent is {}, expected -100 to 100", name, result));
    }
    return result;
  }

  /// Where the activations of the layer are cut off.
  [[nodiscard]] int highest(std::string const& name) const {
    std::string const key = name + ".highest";
    int const result = file_.metadata(key).empty() ? 255 : number<int>(key);
    if (result < 1 || result > 255) {
      file_.fail(fmt::format("{} is {}, expected 1 to 255", key, result));
    }
    return result;
  }

  template <typename Number>
  [[nodiscard]] Number number(std::string const& key) const {
    std::string const words = file_.metadata(key);
    Number value{};
    char const* const end = words.data() + words.size();
    auto const result = std::from_chars(words.data(), end, value);
    if (words.empty() || result.ec != std::errc{} || result.ptr != end) {
      file_.fail(fmt::format("{} is {}, expected a number",
                             key,
                             words.empty() ? "not stated" : printable(words, 100)));
    }
    return value;
  }

  [[nodiscard]] IntegerTensorsOfNetwork input_rule() const {
    auto const scale = number<double>("input_scale");
    auto const lowest = number<int>("input_lowest");
    auto const highest = number<int>("input_highest");
    if (!std::isfinite(scale) || scale <= 0) {
      file_.fail(fmt::format("input_scale is {}, expected a positive number", scale));
    }
    if (highest < 1 || highest > (lowest == 0 ? 255 : 127) || (lowest != 0 && lowest != -highest)) {
      file_.fail(
          fmt::format("inputs from {} to {}, expected 0 to at most 255, or -n to n with n at "
                      "most 127",
                      lowest,
                      highest));
    }
    return {.input_scale = scale,
            .input_lowest = static_cast<double>(lowest),
            .input_highest = static_cast<double>(highest)};
  }

  [[nodiscard]] std::vector<double>
  tensor(std::string const& name, std::string const& type, Extents const& expected) const {
    Extents const* const shape = file_.shape(name);
    if (shape == nullptr) {
      file_.fail(fmt::format("has no tensor {}", name));
    }
    if (*shape != expected || file_.type(name) != type) {
      file_.fail(fmt::format("the tensor {} is {} [{}], expected {} [{}]",
                             name,
                             file_.type(name),
                             fmt::join(*shape, ", "),
                             type,
                             fmt::join(expected, ", ")));
    }
    return file_.whole_numbers(name);
  }

  [[nodiscard]] std::vector<double> weight(ReferenceParameter<float> const& parameter) const {
    std::vector<double> values = tensor(parameter.name, "I8", extents_of(parameter));
    if (std::find(values.begin(), values.end(), -128) != values.end()) {
      file_.fail(fmt::format("the tensor {} holds -128, expected -127 to 127", parameter.name));
    }
    return values;
  }

  /// What a function makes of each byte.
  [[nodiscard]] std::vector<double> table(std::string const& name) const {
    std::string const key = name + ".table";
    std::string const type = file_.shape(key) != nullptr && file_.type(key) == "I8" ? "I8" : "U8";
    constexpr std::uint64_t bytes = 256;
    std::vector<double> values = tensor(key, type, {bytes});
    if (std::find(values.begin(), values.end(), -128) != values.end()) {
      file_.fail(fmt::format("the tensor {} holds -128, expected -127 to 127", key));
    }
    return values;
  }

  [[nodiscard]] std::vector<int> shifts(std::string const& name) const {
    std::vector<double> const values =
        tensor(name + ".shift", "U8", {parameter(name + std::string{weight_end}).shape.front()});
    for (double const value : values) {
      if (value > most_shift) {
        file_.fail(fmt::format("the tensor {}.shift holds {}, expected 0 to 30", name, value));
      }
    }
    return {values.begin(), values.end()};
  }

  /// There must be a tensor for each weight, bias and table, and the shifts.
  void require_no_more(IntegerTensorsOfNetwork const& tensors) const {
    std::size_t expected = tensors.tables.size();
    for (auto const& [name, layer] : tensors.layers) {
      expected += 1U + (layer.bias.empty() ? 0U : 1U) + (layer.shifts.empty() ? 0U : 1U);
    }
    if (file_.names().size() != expected) {
      file_.fail(fmt::format(
          "holds {} tensors, expected {} of the network", file_.names().size(), expected));
    }
  }

  Network const& network_;
  ReferenceWeights<float> parameters_;
  TensorFile file_;
};

} // namespace

bool holds_integers(std::filesystem::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string start(most_searched, '\0');
  stream.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<std::size_t>(stream.gcount()));
  return start.find(R"("arithmetic":"int8")") != std::string::npos;
}

IntegerFile read_integers(Network const& network, std::filesystem::path const& file) {
  return IntegersReader{network, file}.run();
}

} // namespace equivarify::codegen
