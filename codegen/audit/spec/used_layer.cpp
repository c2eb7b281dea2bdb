#include "equivarify/codegen/audit/spec/used_layer.hpp"

#include "equivarify/codegen/audit/proof/members.hpp"
#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/permutations.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace equivarify::audit {
namespace {

using nlohmann::json;

std::size_t positive(json const& value) {
  std::size_t const size = number(value);
  demand(size > 0, "a size of 0");
  return size;
}

std::size_t times(std::size_t a, std::size_t b) {
  constexpr std::size_t largest_value = std::size_t{1} << 28U;
  demand(a <= largest_value / b, "a value has too many entries");
  return a * b;
}

LayerClass class_of(json const& layer) {
  std::string const type = text(layer, "type");
  static std::map<std::string, LayerClass> const classes{
      {"conv2d", LayerClass::linear_in_windows},
      {"dense", LayerClass::linear},
      {"relu", LayerClass::pointwise},
      {"sigmoid", LayerClass::pointwise},
      {"tanh", LayerClass::pointwise_odd},
      {"elu", LayerClass::pointwise},
      {"leaky_relu", LayerClass::pointwise},
      {"gelu", LayerClass::pointwise},
      {"hard_sigmoid", LayerClass::pointwise},
      {"clip", LayerClass::pointwise},
      {"max_pool2d", LayerClass::largest_in_windows},
      {"average_pool2d", LayerClass::mean_in_windows},
      {"global_average_pool2d", LayerClass::mean_in_windows},
      {"flatten", LayerClass::reshape},
      {"softmax", LayerClass::reduction}};
  auto const found = classes.find(type);
  demand(found != classes.end(), "this auditor does not know what commutes with " + type);
  bool const is_odd_clip =
      type == "clip" && member(layer, "low").get<double>() == -member(layer, "high").get<double>();
  return is_odd_clip ? LayerClass::pointwise_odd : found->second;
}

/// The windows of \p layer, a convolution or pool of the class \p kind, on planes of \p input.
Window window_of(json const& layer, LayerClass kind, Extents const& input) {
  if (text(layer, "type") == "global_average_pool2d") {
    return {.rows = input.rows, .columns = input.columns};
  }
  bool const is_conv = kind == LayerClass::linear_in_windows;
  json const& size = member(layer, is_conv ? "kernel" : "size");
  json const& stride = member(layer, "stride");
  Window window{
      positive(size.at(0)), positive(size.at(1)), positive(stride.at(0)), positive(stride.at(1))};
  if (is_conv && text(layer, "padding") == "same") {
    window.row_pad = (window.rows - 1) / 2;
    window.column_pad = (window.columns - 1) / 2;
  }
  return window;
}

/// How many windows of \p size, \p step apart, fit in \p extent with \p pad more on either side.
std::size_t windows(std::size_t extent, std::size_t size, std::size_t step, std::size_t pad) {
  demand(size <= extent, "a window does not fit");
  return (extent + 2 * pad - size) / step + 1;
}

/// The shape that \p layer, of the spec, makes of that of \p read.
Extents output_of(json const& layer, UsedLayer const& read) {
  Extents const& in = read.input;
  Window const& window = read.window;
  bool const flat = in.rows == 1 && in.columns == 1;
  switch (read.kind) {
  case LayerClass::pointwise:
  case LayerClass::pointwise_odd:
    return in;
  case LayerClass::reduction:
    demand(flat, "the input of " + read.name + " is not flat");
    return in;
  case LayerClass::linear:
    demand(flat, "the input of " + read.name + " is not flat");
    return {positive(member(layer, "units")), 1, 1};
  case LayerClass::reshape:
    return {in.size(), 1, 1};
  case LayerClass::linear_in_windows:
  case LayerClass::largest_in_windows:
  case LayerClass::mean_in_windows:
    break;
  }
  bool const is_conv = read.kind == LayerClass::linear_in_windows;
  return {is_conv ? positive(member(layer, "filters")) : in.channels,
          windows(in.rows, window.rows, window.row_step, window.row_pad),
          windows(in.columns, window.columns, window.column_step, window.column_pad)};
}

bool has_windows(LayerClass kind) {
  return kind == LayerClass::linear_in_windows || kind == LayerClass::largest_in_windows ||
         kind == LayerClass::mean_in_windows;
}

/// Follows the values through the layers of a network.
class LayerReader {
public:
  LayerReader(json const& spec, std::size_t order)
      : spec_{spec}, order_{order}, one_map_{spec.contains("already")} {
    json const& shape = member(member(spec, "input"), "shape");
    input_ = {positive(shape.at(0)), positive(shape.at(1)), positive(shape.at(2))};
    times(times(input_.channels, input_.rows), input_.columns);
    value_ = input_;
  }

  std::vector<UsedLayer> run() {
    for (json const& block : member(spec_, "network")) {
      std::string const how = text(block, "equivarify");
      bool const is_used = one_map_ || how == "none";
      bool const sees_all = !one_map_ && copies_ && (how == "none" || how == "concat");
      value_.channels = times(value_.channels, sees_all ? order_ : 1);
      action_ = how == "none" && copies_ ? ValueAction::copies : action_;
      for (json const& layer : member(block, "layers")) {
        follow(layer, is_used);
      }
      copies_ = !one_map_ && (how != "none" || action_ == ValueAction::copies);
      value_.channels /= copies_ && how == "none" ? order_ : 1;
    }
    mark_labels();
    return std::move(used_);
  }

private:
  void follow(json const& layer, bool is_used) {
    LayerClass const kind = class_of(layer);
    UsedLayer read{text(layer, "name"), kind, value_, {}};
    read.window = has_windows(kind) ? window_of(layer, kind, value_) : Window{};
    read.tied = layer.contains("tied") && layer.at("tied") == true;
    read.before = action_;
    read.output = output_of(layer, read);
    times(times(read.output.channels, read.output.rows), read.output.columns);
    value_ = read.output;
    if (is_used) {
      read.after = action_after(read);
      action_ = read.after;
      used_.push_back(std::move(read));
    }
  }

  [[nodiscard]] ValueAction action_after(UsedLayer const& layer) const {
    switch (layer.kind) {
    case LayerClass::pointwise:
    case LayerClass::pointwise_odd:
    case LayerClass::reduction:
      return layer.before;
    case LayerClass::reshape:
      return one_map_ ? layer.before : ValueAction::fixed;
    case LayerClass::linear:
      return ValueAction::fixed;
    case LayerClass::linear_in_windows:
    case LayerClass::largest_in_windows:
    case LayerClass::mean_in_windows:
      break;
    }
    bool const is_conv = layer.kind == LayerClass::linear_in_windows;
    if (layer.before == ValueAction::copies) {
      bool const mixes = is_conv && layer.output.channels % order_ != 0;
      return mixes ? ValueAction::fixed : ValueAction::copies;
    }
    if (layer.before == ValueAction::fixed) {
      return ValueAction::fixed;
    }
    return layer.output == input_ ? ValueAction::input_motion : ValueAction::plane_motion;
  }

  /// In a network that is equivariant already the last dense layer gives the classes.
  void mark_labels() {
    auto const last = std::find_if(used_.rbegin(), used_.rend(), [](UsedLayer const& layer) {
      return layer.kind == LayerClass::linear;
    });
    if (one_map_ && last != used_.rend()) {
      last->after = ValueAction::labels;
      for (auto later = last.base(); later != used_.end(); ++later) {
        later->before = (later - 1)->after;
        later->after = has_windows(later->kind) ? ValueAction::fixed : later->before;
      }
    }
  }

  json const& spec_;
  std::size_t order_;
  bool one_map_;
  bool copies_ = false;
  Extents input_;
  Extents value_; ///< of one copy between blocks, of all that a layer sees within them
  ValueAction action_ = ValueAction::input_motion;
  std::vector<UsedLayer> used_;
};

} // namespace

std::string words(LayerClass kind) {
  switch (kind) {
  case LayerClass::pointwise:
    return "pointwise";
  case LayerClass::pointwise_odd:
    return "pointwise and odd";
  case LayerClass::linear_in_windows:
    return "linear in windows";
  case LayerClass::largest_in_windows:
    return "largest in windows";
  case LayerClass::mean_in_windows:
    return "mean in windows";
  case LayerClass::linear:
    return "linear";
  case LayerClass::reshape:
    return "reshape";
  case LayerClass::reduction:
    break;
  }
  return "reduction over entries";
}

std::vector<UsedLayer> used_layers(json const& spec, std::size_t order) {
  json const& blocks = member(spec, "network");
  bool const uses =
      spec.contains("already") || std::any_of(blocks.begin(), blocks.end(), [](json const& block) {
        return text(block, "equivarify") == "none";
      });
  return uses ? LayerReader{spec, order}.run() : std::vector<UsedLayer>{};
}

} // namespace equivarify::audit
