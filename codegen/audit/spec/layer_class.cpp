#include "equivarify/codegen/audit/spec/layer_class.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/function_table.hpp"

#include <nlohmann/json.hpp>

#include <map>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// The number of \p field for one of the three axes: a list has one for each of the last axes.
std::size_t size_at(json const& layer, char const* field, std::size_t axis) {
  json const& sizes = layer.at(field);
  std::size_t const given = sizes.is_array() ? sizes.size() : 1;
  if (axis + given < 3) {
    return 1;
  }
  return sizes.is_array() ? sizes[axis + given - 3].get<std::size_t>() : sizes.get<std::size_t>();
}

/// The number at \p field that a layer computes with.
float number_at(json const& layer, char const* field) {
  return static_cast<float>(layer.at(field).get<double>());
}

/// \p kind, or a narrower class that \p layer is of by the values of its fields.
LayerClass narrowed(json const& layer, std::string const& type, LayerClass kind) {
  bool const is_odd = (type == "clip" && number_at(layer, "low") == -number_at(layer, "high")) ||
                      (type == "leaky_relu" && number_at(layer, "slope") == 1.0F);
  bool const is_pool = type.starts_with("max_pool");
  bool const is_of_entries = is_pool && size_at(layer, "size", 0) == 1 &&
                             size_at(layer, "size", 1) == 1 && size_at(layer, "size", 2) == 1;
  return is_odd          ? LayerClass::pointwise_odd
         : is_of_entries ? LayerClass::mean_in_windows // the largest of one entry is its mean
                         : kind;
}

/// How the windows of \p layer, whose extent is the field \p size, go along the slices (axis 0),
/// the rows (1) or the columns (2).
Slide slide_of(json const& layer, char const* size, std::size_t axis) {
  Slide slide{.size = size_at(layer, size, axis), .step = size_at(layer, "stride", axis)};
  slide.spacing = layer.contains("dilation") ? size_at(layer, "dilation", axis) : 1;
  json const padding = layer.value("padding", json("valid"));
  if (padding == "same") {
    slide.pad = slide.pad_end = (slide.span() - 1) / 2;
  }
  std::size_t const axes = padding.size() / 2;
  if (padding.is_array() && axis + axes >= 3) {
    slide.pad = padding[axis + axes - 3].get<std::size_t>();
    slide.pad_end = padding[axis + 2 * axes - 3].get<std::size_t>();
  }
  return slide;
}

std::size_t channels_of(std::vector<ValueShape> const& values) {
  std::size_t sum = 0;
  for (ValueShape const& shape : values) {
    sum += shape.channels;
  }
  return sum;
}

} // namespace

LayerClass class_of(json const& layer) {
  auto const type = layer.at("type").get<std::string>();
  static std::map<std::string, LayerClass> const classes{
      {"conv1d", LayerClass::linear_in_windows},
      {"conv2d", LayerClass::linear_in_windows},
      {"conv3d", LayerClass::linear_in_windows},
      {"conv_transpose2d", LayerClass::linear_in_windows},
      {"dense", LayerClass::linear},
      {"elu", LayerClass::pointwise},
      {"leaky_relu", LayerClass::pointwise},
      {"clip", LayerClass::pointwise},
      {"max_pool1d", LayerClass::largest_in_windows},
      {"max_pool2d", LayerClass::largest_in_windows},
      {"max_pool3d", LayerClass::largest_in_windows},
      {"average_pool1d", LayerClass::mean_in_windows},
      {"average_pool2d", LayerClass::mean_in_windows},
      {"average_pool3d", LayerClass::mean_in_windows},
      {"global_average_pool1d", LayerClass::mean_in_windows},
      {"global_average_pool2d", LayerClass::mean_in_windows},
      {"global_average_pool3d", LayerClass::mean_in_windows},
      {"upsample2d", LayerClass::mean_in_windows}, // of the one entry that an output sees
      {"flatten", LayerClass::reshape},
      {"softmax", LayerClass::reduction},
      {"add", LayerClass::sum_of_values},
      {"multiply", LayerClass::product_of_values},
      {"concatenate", LayerClass::values_in_a_row},
      {"batch_norm", LayerClass::affine_in_channels},
      {"layer_norm", LayerClass::normalised},
      {"dropout", LayerClass::pointwise_odd}, // the identity, but for training
      {"part", LayerClass::part_of_entries}};
  if (auto const known = known_functions().find(type); known != known_functions().end()) {
    return known->second.is_odd ? LayerClass::pointwise_odd : LayerClass::pointwise;
  }
  auto const found = classes.find(type);
  if (found == classes.end()) {
    throw Refusal{"this auditor does not know what commutes with a layer of type " + type};
  }
  return narrowed(layer, type, found->second);
}

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
    return "reduction over entries";
  case LayerClass::sum_of_values:
    return "sum of values";
  case LayerClass::product_of_values:
    return "product of values";
  case LayerClass::values_in_a_row:
    return "values in a row";
  case LayerClass::affine_in_channels:
    return "affine in channels";
  case LayerClass::normalised:
    return "normalised";
  case LayerClass::part_of_entries:
    break;
  }
  return "part of the entries";
}

bool has_windows(LayerClass kind) {
  return kind == LayerClass::linear_in_windows || kind == LayerClass::largest_in_windows ||
         kind == LayerClass::mean_in_windows;
}

bool goes_entry_by_entry(LayerClass kind) {
  switch (kind) {
  case LayerClass::pointwise:
  case LayerClass::pointwise_odd:
  case LayerClass::reshape:
  case LayerClass::reduction:
  case LayerClass::product_of_values:
  case LayerClass::sum_of_values:
  case LayerClass::affine_in_channels:
  case LayerClass::normalised:
    return true;
  case LayerClass::linear_in_windows:
  case LayerClass::largest_in_windows:
  case LayerClass::mean_in_windows:
  case LayerClass::linear:
  case LayerClass::values_in_a_row:
  case LayerClass::part_of_entries:
    break;
  }
  return false;
}

std::size_t axes_of(std::string const& type) {
  bool const is_named = type.size() > 2 && type.back() == 'd';
  char const digit = is_named ? type[type.size() - 2] : '0';
  return digit >= '1' && digit <= '3' ? static_cast<std::size_t>(digit - '0') : 0;
}

Window window_of(json const& layer, LayerClass kind, ValueShape const& input) {
  auto const type = layer.at("type").get<std::string>();
  if (type.starts_with("global_average_pool")) {
    auto const [slices, rows, columns] = input.box();
    return {.rows = {.size = rows}, .columns = {.size = columns}, .slices = {.size = slices}};
  }
  if (type == "upsample2d") {
    std::size_t const rows = size_at(layer, "scale", 1);
    std::size_t const columns = size_at(layer, "scale", 2);
    return {.rows = {.size = rows, .step = rows},
            .columns = {.size = columns, .step = columns},
            .transposed = true};
  }
  char const* const size = kind == LayerClass::linear_in_windows ? "kernel" : "size";
  return {.rows = slide_of(layer, size, 1),
          .columns = slide_of(layer, size, 2),
          .slices = slide_of(layer, size, 0),
          .circular = layer.value("circular", false),
          .transposed = type == "conv_transpose2d",
          .groups = layer.value("groups", std::size_t{1})};
}

ValueShape output_of(json const& layer,
                     LayerClass kind,
                     Window const& window,
                     std::vector<ValueShape> const& inputs) {
  ValueShape const& in = inputs.front();
  switch (kind) {
  case LayerClass::pointwise:
  case LayerClass::pointwise_odd:
  case LayerClass::reduction:
  case LayerClass::product_of_values:
  case LayerClass::sum_of_values:
  case LayerClass::affine_in_channels:
  case LayerClass::normalised:
    return in;
  case LayerClass::values_in_a_row:
    return in.of(channels_of(inputs));
  case LayerClass::linear:
    return {layer.at("units").get<std::size_t>(), 1, 1};
  case LayerClass::reshape:
    return {in.size(), 1, 1};
  case LayerClass::part_of_entries:
    return {size_at(layer, "shape", 0), size_at(layer, "shape", 1), size_at(layer, "shape", 2)};
  case LayerClass::linear_in_windows:
  case LayerClass::largest_in_windows:
  case LayerClass::mean_in_windows:
    break;
  }
  bool const is_conv = kind == LayerClass::linear_in_windows;
  auto const after = [&](Slide const& slide, std::size_t size) {
    return window.transposed ? slide.entries(size) : slide.outputs(size);
  };
  auto const [slices, rows, columns] = in.box();
  std::size_t const slices_after = after(window.slices, slices);
  return {is_conv ? layer.at("filters").get<std::size_t>() : in.channels,
          slices_after * after(window.rows, rows),
          after(window.columns, columns),
          slices_after};
}

} // namespace equivarify::audit
