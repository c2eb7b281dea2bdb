#include "equivarify/codegen/audit/spec/shapes.hpp"

#include "equivarify/codegen/audit/spec/copies.hpp"
#include "equivarify/codegen/audit/spec/layer_class.hpp"
#include "equivarify/codegen/audit/spec/motions.hpp"
#include "equivarify/codegen/audit/spec/outputs.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/reads.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"
#include "equivarify/codegen/audit/spec/sizes.hpp"
#include "equivarify/codegen/audit/spec/slid_windows.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// A value of a block.
struct Value {
  Sizes sizes;
  bool is_vector = false; ///< whether it was flattened or went through a layer on vectors
};

/// Follows one copy through the layers.
class ShapeWalk {
public:
  ShapeWalk(json const& input, std::string const& construction, std::size_t copies)
      : construction_{construction}, copies_{copies}, value_{sizes_of(input.at("shape")),
                                                             input.contains("parts")} {}

  void enter(json const& block) {
    std::string const kind = block.at("equivarify").get<std::string>();
    std::string const name = in_quotes(block.at("name").get<std::string>());
    bool const by_blocks = construction_ == "g_product" || construction_ == "kernel_quotient";
    bool const has_copies = behind_ == Copies::whole;
    if (kind == "concat" && (!has_copies || !by_blocks)) {
      refuse("concat-of-copies", "the block " + name + " has no copies to concatenate");
    }
    if (kind == "none" && construction_ != "g_product") {
      refuse("none-constructed", "the block " + name + " is used as it is in a construction");
    }
    bool const as_it_is = kind == "none";
    value_.sizes.channels *= kind == "concat" || (as_it_is && has_copies) ? copies_ : 1;
    walk(block);
    behind_ = as_it_is ? copies_behind(block, behind_, copies_) : Copies::whole;
    value_.sizes.channels /= as_it_is && behind_ == Copies::whole ? copies_ : 1;
  }

  void expect_outputs(std::uint64_t outputs) const {
    if (!value_.sizes.is_flat() || value_.sizes.channels != outputs) {
      refuse("last-output",
             "the last output has " + std::to_string(value_.sizes.channels) + " channels of " +
                 std::to_string(value_.sizes.rows) + "x" + std::to_string(value_.sizes.columns) +
                 ", expected " + std::to_string(outputs) + " numbers");
    }
  }

  /// That parts of \p entries together cut the last value of each copy, and leave nothing.
  void expect_parts(std::uint64_t entries) const {
    if (behind_ != Copies::whole) {
      refuse("output-copies", "the last block leaves no copies for an output");
    }
    std::uint64_t const found = value_.sizes.channels * value_.sizes.plane();
    if (found != entries) {
      refuse("output-sizes",
             "the last value has " + std::to_string(found) + " entries, expected " +
                 std::to_string(entries) + ", those of the outputs together");
    }
  }

  [[nodiscard]] std::size_t parameters() const { return parameters_; }

private:
  static Sizes sizes_of(json const& shape) {
    Extents const extents = extents_of_shape(shape);
    return {extents.channels, extents.rows, extents.columns, extents.slices};
  }

  /// Follows \p block from value_, which its last value becomes.
  void walk(json const& block) {
    std::vector<Reads> const reads = reads_of(block);
    std::vector<Value> values{value_};
    for (std::size_t i = 0; i < reads.size(); ++i) {
      std::vector<Value> read;
      for (std::size_t const value : reads[i]) {
        read.push_back(values[value]);
      }
      pass(block.at("layers")[i], read);
      values.push_back(value_);
    }
  }

  /// Makes value_ the output of \p layer on the values \p read.
  void pass(json const& layer, std::vector<Value> const& read) {
    std::string const type = layer.at("type").get<std::string>();
    std::uint64_t entries = 0;
    for (Value const& value : read) {
      entries += value.sizes.channels * value.sizes.plane();
      if (value.is_vector != read.front().is_vector) {
        refuse("vector-and-planes", "a layer of type " + type + " reads a vector and planes");
      }
    }
    expect_small(entries, 1);
    value_ = read.front();
    put_together(type, read);
    std::uint64_t const weights = weights_of(layer);
    expect_small(value_.sizes.channels, value_.sizes.plane());
    expect_small(weights, 1);
    parameters_ += weights;
    value_.is_vector = type == "part" ? value_.sizes.is_flat()
                                      : value_.is_vector || type == "flatten" || type == "dense" ||
                                            type == "softmax";
  }

  void put_together(std::string const& type, std::vector<Value> const& read) {
    for (std::size_t i = 1; i < read.size(); ++i) {
      bool const same_planes = read[i].sizes.has_planes_of(read[0].sizes);
      bool const same_channels = read[i].sizes.channels == read[0].sizes.channels;
      if (type == "add" && !(same_planes && same_channels)) {
        refuse("add-shapes", "values of different shapes are added");
      }
      bool const fits_channels = same_channels || read[i].sizes.channels == 1;
      if (type == "multiply" && !(fits_channels && (same_planes || read[i].sizes.is_flat()))) {
        refuse("multiply-shapes", "values whose shapes do not fit are multiplied");
      }
      if (type == "concatenate" && !same_planes) {
        refuse("row-planes", "planes of different sizes are put in a row");
      }
      value_.sizes.channels += type == "concatenate" ? read[i].sizes.channels : 0;
    }
  }

  /// The weights of \p layer, whose output value_ becomes.
  std::uint64_t weights_of(json const& layer) {
    std::string const type = layer.at("type").get<std::string>();
    if ((type == "dense" || type == "softmax") && !value_.sizes.is_flat()) {
      refuse("flat-input", "a layer of type " + type + " has an input that is not flat");
    }
    if (layer.contains("tied") && construction_ != "coinduction") {
      refuse("tied-without-already", "a layer is tied, but the spec has no \"already\"");
    }
    if (layer.contains("regular") && !layer.contains("tied")) {
      refuse("regular-without-tied", "a layer is regular, but its weights are free");
    }
    bool const is_global = type.starts_with("global_average_pool");
    bool const has_windows = layer.contains("stride") || layer.contains("scale") || is_global;
    if (has_windows && value_.is_vector) {
      refuse("windows-on-vector", "a layer of type " + type + " reads a vector");
    }
    if (has_windows) {
      expect_axes(type);
    }
    if (type == "part") {
      value_.sizes = sizes_of(layer.at("shape"));
    }
    if (type == "batch_norm" || type == "layer_norm") {
      return 2 * value_.sizes.channels;
    }
    if (type == "flatten") {
      value_.sizes = {value_.sizes.channels * value_.sizes.plane(), 1, 1};
    }
    if (is_global) {
      value_.sizes = {value_.sizes.channels, 1, 1};
    }
    if (type == "dense") {
      return to_channels(layer, "units", 1);
    }
    if (has_windows && !is_global) {
      value_.sizes = slid(layer, value_.sizes);
    }
    if (layer.contains("kernel")) {
      return to_channels(layer, "filters", window_of(layer, class_of(layer), {}).size());
    }
    return 0;
  }

  /// Windows of \p type have as many axes as what they lie on.
  void expect_axes(std::string const& type) const {
    std::uint64_t const axes = value_.sizes.slices > 1 ? 3 : value_.sizes.rows > 1 ? 2 : 1;
    if (axes > axes_of(type)) {
      refuse("window-axes",
             "a layer of type " + type + " on a value with " + std::to_string(axes) + " axes");
    }
  }

  /// Each output, as many as the field \p number of \p layer says, sees \p taps numbers of each
  /// channel of its group.
  std::uint64_t to_channels(json const& layer, char const* number, std::uint64_t taps) {
    std::uint64_t const inputs = value_.sizes.channels;
    std::uint64_t const groups = layer.value("groups", std::uint64_t{1});
    value_.sizes.channels = layer.at(number).get<std::uint64_t>();
    if (inputs % groups != 0 || value_.sizes.channels % groups != 0) {
      refuse("groups-divide",
             std::to_string(groups) + " groups of " + std::to_string(inputs) + " channels and " +
                 std::to_string(value_.sizes.channels) + " outputs");
    }
    return (inputs / groups * taps + (layer.value("bias", true) ? 1 : 0)) * value_.sizes.channels;
  }

  std::string const& construction_;
  std::uint64_t copies_;
  Value value_;                  ///< one copy of it between blocks
  Copies behind_ = Copies::none; ///< the last block
  std::uint64_t parameters_ = 0;
};

} // namespace

std::size_t parameters_of(json const& spec,
                          std::string const& construction,
                          std::size_t order,
                          std::size_t copies) {
  ShapeWalk walk{spec.at("input"), construction, copies};
  for (json const& block : spec.at("network")) {
    walk.enter(block);
  }
  if (spec.contains("output")) {
    walk.expect_parts(entries_of_outputs(spec));
    return walk.parameters();
  }
  bool const one_map = construction == "reynolds" || construction == "canonical";
  walk.expect_outputs(spec.at("labels").at("classes").size() * (one_map ? order : 1));
  return walk.parameters();
}

} // namespace equivarify::audit
