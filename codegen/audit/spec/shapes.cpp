#include "equivarify/codegen/audit/spec/shapes.hpp"

#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// Rows and columns of one copy with its channels. At most bounds::layer_entries times the copies
/// of a group, so that products of two numbers here fit in 64 bits.
struct Sizes {
  std::uint64_t channels;
  std::uint64_t rows;
  std::uint64_t columns;

  [[nodiscard]] std::uint64_t plane() const { return rows * columns; }

  [[nodiscard]] bool is_flat() const { return plane() == 1; }
};

/// Follows one copy through the layers.
class ShapeWalk {
public:
  ShapeWalk(json const& shape, std::string const& construction, std::size_t copies)
      : construction_{construction}, copies_{copies}, sizes_{shape[0].get<std::uint64_t>(),
                                                             shape[1].get<std::uint64_t>(),
                                                             shape[2].get<std::uint64_t>()} {}

  void enter(json const& block) {
    std::string const kind = block.at("equivarify").get<std::string>();
    std::string const name = in_quotes(block.at("name").get<std::string>());
    bool const by_blocks = construction_ == "g_product" || construction_ == "kernel_quotient";
    if (kind == "concat" && (!has_copies_ || !by_blocks)) {
      refuse("concat-of-copies", "the block " + name + " has no copies to concatenate");
    }
    if (kind == "none" && construction_ != "g_product") {
      refuse("none-constructed", "the block " + name + " is used as it is in a construction");
    }
    as_it_is_ = kind == "none";
    sizes_.channels *= kind == "concat" || (as_it_is_ && has_copies_) ? copies_ : 1;
    for (json const& layer : block.at("layers")) {
      pass(layer);
      has_copies_ = leaves_copies(layer, copies_, has_copies_);
    }
    sizes_.channels /= as_it_is_ && has_copies_ ? copies_ : 1;
    has_copies_ = has_copies_ || !as_it_is_;
  }

  void expect_outputs(std::uint64_t outputs) const {
    if (!sizes_.is_flat() || sizes_.channels != outputs) {
      refuse("last-output",
             "the last output has " + std::to_string(sizes_.channels) + " channels of " +
                 std::to_string(sizes_.rows) + "x" + std::to_string(sizes_.columns) +
                 ", expected " + std::to_string(outputs) + " numbers");
    }
  }

  [[nodiscard]] std::size_t parameters() const { return parameters_; }

private:
  void pass(json const& layer) {
    expect_small(sizes_.channels, sizes_.plane());
    std::uint64_t const weights = weights_of(layer);
    expect_small(sizes_.channels, sizes_.plane());
    expect_small(weights, 1);
    parameters_ += weights;
  }

  static void expect_small(std::uint64_t first, std::uint64_t second) {
    if (first * second > bounds::layer_entries) {
      throw Refusal{"too large: a layer of " + std::to_string(first * second) +
                    " entries or weights, at most " + std::to_string(bounds::layer_entries)};
    }
  }

  /// The weights of \p layer, whose output sizes_ becomes.
  std::uint64_t weights_of(json const& layer) {
    std::string const type = layer.at("type").get<std::string>();
    if ((type == "dense" || type == "softmax") && !sizes_.is_flat()) {
      refuse("flat-input", "a layer of type " + type + " has an input that is not flat");
    }
    if (layer.contains("tied") && construction_ != "coinduction") {
      refuse("tied-without-already", "a layer is tied, but the spec has no \"already\"");
    }
    if (type == "flatten") {
      sizes_ = {sizes_.channels * sizes_.plane(), 1, 1};
    }
    if (type == "global_average_pool2d") {
      sizes_ = {sizes_.channels, 1, 1};
    }
    if (type == "dense") {
      return to_channels(layer.at("units"), 1);
    }
    if (type == "conv2d") {
      json const& kernel = layer.at("kernel");
      slide(kernel, layer);
      return to_channels(layer.at("filters"),
                         kernel[0].get<std::uint64_t>() * kernel[1].get<std::uint64_t>());
    }
    if (layer.contains("size")) {
      slide(layer.at("size"), layer);
    }
    return 0;
  }

  /// Each of \p number outputs sees \p taps numbers of each channel.
  std::uint64_t to_channels(json const& number, std::uint64_t taps) {
    std::uint64_t const inputs = sizes_.channels;
    sizes_.channels = number.get<std::uint64_t>();
    return (inputs * taps + 1) * sizes_.channels;
  }

  /// Windows of \p size slide over the plane as \p layer says.
  void slide(json const& size, json const& layer) {
    std::uint64_t const rows = size[0].get<std::uint64_t>();
    std::uint64_t const columns = size[1].get<std::uint64_t>();
    if (rows > sizes_.rows || columns > sizes_.columns) {
      throw Refusal{"a window of " + std::to_string(rows) + "x" + std::to_string(columns) +
                    " does not fit in a plane of " + std::to_string(sizes_.rows) + "x" +
                    std::to_string(sizes_.columns)};
    }
    json const& stride = layer.at("stride");
    if (layer.contains("padding") && layer.at("padding") == "same") {
      if (rows % 2 == 0 || columns % 2 == 0 || stride != json::array({1U, 1U})) {
        refuse("same-padding", "padding \"same\" needs an odd kernel and stride 1");
      }
      return;
    }
    sizes_.rows = (sizes_.rows - rows) / stride[0].get<std::uint64_t>() + 1;
    sizes_.columns = (sizes_.columns - columns) / stride[1].get<std::uint64_t>() + 1;
  }

  std::string const& construction_;
  std::uint64_t copies_;
  Sizes sizes_;
  bool has_copies_ = false;
  bool as_it_is_ = false;
  std::uint64_t parameters_ = 0;
};

} // namespace

bool leaves_copies(json const& layer, std::size_t order, bool before) {
  std::string const type = layer.at("type").get<std::string>();
  bool const is_vector = type == "flatten" || type == "dense";
  bool const mixes = type == "conv2d" && layer.at("filters").get<std::size_t>() % order != 0;
  return before && !is_vector && !mixes;
}

std::size_t parameters_of(json const& spec,
                          std::string const& construction,
                          std::size_t order,
                          std::size_t copies) {
  ShapeWalk walk{spec.at("input").at("shape"), construction, copies};
  for (json const& block : spec.at("network")) {
    walk.enter(block);
  }
  bool const one_map = construction == "reynolds" || construction == "canonical";
  walk.expect_outputs(spec.at("labels").at("classes").size() * (one_map ? order : 1));
  return walk.parameters();
}

} // namespace equivarify::audit
