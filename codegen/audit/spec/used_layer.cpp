#include "equivarify/codegen/audit/spec/used_layer.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace equivarify::audit {
namespace {

using nlohmann::json;

std::size_t size_at(json const& layer, char const* field, std::size_t axis) {
  return layer.at(field).at(axis).get<std::size_t>();
}

LayerClass class_of(json const& layer) {
  auto const type = layer.at("type").get<std::string>();
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
  if (found == classes.end()) {
    throw Refusal{"this auditor does not know what commutes with a layer of type " + type};
  }
  bool const is_odd_clip =
      type == "clip" && layer.at("low").get<double>() == -layer.at("high").get<double>();
  return is_odd_clip ? LayerClass::pointwise_odd : found->second;
}

/// The windows of \p layer, a convolution or pool of the class \p kind, on planes of \p input.
Window window_of(json const& layer, LayerClass kind, ValueShape const& input) {
  if (layer.at("type") == "global_average_pool2d") {
    return {.rows = input.rows, .columns = input.columns};
  }
  bool const is_conv = kind == LayerClass::linear_in_windows;
  char const* const size = is_conv ? "kernel" : "size";
  Window window{size_at(layer, size, 0),
                size_at(layer, size, 1),
                size_at(layer, "stride", 0),
                size_at(layer, "stride", 1)};
  if (is_conv && layer.at("padding") == "same") {
    window.row_pad = (window.rows - 1) / 2;
    window.column_pad = (window.columns - 1) / 2;
  }
  return window;
}

/// How many windows of \p size, \p step apart, fit in \p extent with \p pad more on either side.
std::size_t windows(std::size_t extent, std::size_t size, std::size_t step, std::size_t pad) {
  return (extent + 2 * pad - size) / step + 1;
}

/// The shape that \p layer, of the spec, makes of that of \p read.
ValueShape output_of(json const& layer, UsedLayer const& read) {
  ValueShape const& in = read.input;
  Window const& window = read.window;
  switch (read.kind) {
  case LayerClass::pointwise:
  case LayerClass::pointwise_odd:
  case LayerClass::reduction:
    return in;
  case LayerClass::linear:
    return {layer.at("units").get<std::size_t>(), 1, 1};
  case LayerClass::reshape:
    return {in.size(), 1, 1};
  case LayerClass::linear_in_windows:
  case LayerClass::largest_in_windows:
  case LayerClass::mean_in_windows:
    break;
  }
  bool const is_conv = read.kind == LayerClass::linear_in_windows;
  return {is_conv ? layer.at("filters").get<std::size_t>() : in.channels,
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
    json const& shape = spec.at("input").at("shape");
    input_ = {
        shape[0].get<std::size_t>(), shape[1].get<std::size_t>(), shape[2].get<std::size_t>()};
    value_ = input_;
  }

  std::vector<UsedLayer> run() {
    for (json const& block : spec_.at("network")) {
      std::string const how = block.at("equivarify").get<std::string>();
      bool const is_used = one_map_ || how == "none";
      bool const sees_all = !one_map_ && copies_ && (how == "none" || how == "concat");
      value_.channels *= sees_all ? order_ : 1;
      action_ = how == "none" && copies_ ? ValueAction::copies : action_;
      for (json const& layer : block.at("layers")) {
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
    UsedLayer read{layer.at("name").get<std::string>(), kind, value_, {}};
    read.window = has_windows(kind) ? window_of(layer, kind, value_) : Window{};
    read.tied = layer.contains("tied");
    read.before = action_;
    read.output = output_of(layer, read);
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
  ValueShape input_;
  ValueShape value_; ///< of one copy between blocks, of all that a layer sees within them
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
  json const& blocks = spec.at("network");
  bool const uses =
      spec.contains("already") || std::any_of(blocks.begin(), blocks.end(), [](json const& block) {
        return block.at("equivarify") == "none";
      });
  return uses ? LayerReader{spec, order}.run() : std::vector<UsedLayer>{};
}

} // namespace equivarify::audit
