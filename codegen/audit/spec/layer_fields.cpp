#include "equivarify/codegen/audit/spec/layer_fields.hpp"

#include "equivarify/codegen/audit/spec/function_table.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>

namespace equivarify::audit {
namespace {

using nlohmann::json;

constexpr std::uint64_t largest_size = 65536;

/// A size, or one for each of \p Axes axes.
template <std::size_t Axes>
json extent(Node const& node) {
  if (!node.value.is_array()) {
    return json(std::vector<std::uint64_t>(Axes, node.integer(1, largest_size)));
  }
  json result = json::array();
  for (Node const& size : node.list(Axes, Axes)) {
    result.push_back(size.integer(1, largest_size));
  }
  return result;
}

/// The same along one axis.
template <>
json extent<1>(Node const& node) {
  return node.integer(1, largest_size);
}

json size(Node const& node) {
  return node.integer(1, largest_size);
}

json boolean(Node const& node) {
  return node.boolean();
}

/// A word, or the margins before each of \p Axes axes and then those after it.
template <std::size_t Axes>
json padding(Node const& node) {
  if (node.value.is_string()) {
    return node.choice({"same", "valid"});
  }
  if (!node.value.is_array()) {
    return json(std::vector<std::uint64_t>(2 * Axes, node.integer(0, largest_size)));
  }
  json margins = json::array();
  for (Node const& margin : node.list(Axes == 1 ? 2 : Axes, 2 * Axes)) {
    margins.push_back(margin.integer(0, largest_size));
  }
  if (margins.size() % Axes != 0) {
    node.fail(std::to_string(Axes) + " margins or " + std::to_string(2 * Axes));
  }
  for (std::size_t i = 0; margins.size() < 2 * Axes; ++i) {
    margins.push_back(margins[i]);
  }
  return margins;
}

template <int Least, int Most>
json number_within(Node const& node) {
  double const number = node.number();
  if (number < Least || number > Most) {
    node.fail("a number from " + std::to_string(Least) + " to " + std::to_string(Most));
  }
  return number;
}

json small_number(Node const& node) {
  double const number = node.number();
  if (number < 1e-10 || number > 1.0) {
    node.fail("a number from 1e-10 to 1");
  }
  return number;
}

json dropout_rate(Node const& node) {
  double const number = node.number();
  if (number < 0 || number > 0.99) {
    node.fail("a number from 0 to 0.99");
  }
  return number;
}

/// \p fields and those of ties, for a layer with weights.
LayerKind with_ties(std::vector<Field> fields) {
  fields.push_back({"tied", boolean, false, "", true});
  fields.push_back({"regular", boolean, false, "", true});
  return {std::move(fields)};
}

/// The default of an extent.
template <std::size_t Axes>
json ones() {
  return Axes == 1 ? json(1U) : json(std::vector<std::uint64_t>(Axes, 1));
}

template <std::size_t Axes>
LayerKind convolution() {
  return with_ties({{"filters", size},
                    {"kernel", extent<Axes>},
                    {"stride", extent<Axes>, ones<Axes>()},
                    {"padding", padding<Axes>, "same"},
                    {"dilation", extent<Axes>, ones<Axes>(), "", true},
                    {"groups", size, 1U, "", true},
                    {"circular", boolean, false, "", true},
                    {"bias", boolean, true, "", true}});
}

template <std::size_t Axes>
LayerKind max_pool() {
  return {{{"size", extent<Axes>},
           {"stride", extent<Axes>, {}, "size"},
           {"padding", padding<Axes>, "valid", "", true}}};
}

template <std::size_t Axes>
LayerKind average_pool() {
  LayerKind kind = max_pool<Axes>();
  kind.fields.push_back({"count_include_pad", boolean, true, "", true});
  return kind;
}

std::map<std::string, LayerKind> make_layer_kinds() {
  LayerKind const plain;
  auto* const bound = number_within<-1000000, 1000000>;
  std::map<std::string, LayerKind> kinds{
      {"conv1d", convolution<1>()},
      {"conv2d", convolution<2>()},
      {"conv3d", convolution<3>()},
      {"conv_transpose2d",
       with_ties({{"filters", size},
                  {"kernel", extent<2>},
                  {"stride", extent<2>, ones<2>()},
                  {"padding", padding<2>, "valid"},
                  {"bias", boolean, true}})},
      {"dense", with_ties({{"units", size}, {"bias", boolean, true, "", true}})},
      {"elu", {{{"alpha", number_within<0, 100>, 1.0}}}},
      {"leaky_relu", {{{"slope", number_within<0, 1>, 0.01}}}},
      {"clip", {{{"low", bound}, {"high", bound}}}},
      {"max_pool1d", max_pool<1>()},
      {"max_pool2d", max_pool<2>()},
      {"max_pool3d", max_pool<3>()},
      {"average_pool1d", average_pool<1>()},
      {"average_pool2d", average_pool<2>()},
      {"average_pool3d", average_pool<3>()},
      {"upsample2d", {{{"scale", extent<2>}}}},
      {"batch_norm",
       {{{"epsilon", small_number, 1e-5},
         {"momentum", number_within<0, 1>, 0.1},
         {"tied", boolean, false, "", true}}}},
      {"layer_norm",
       {{{"epsilon", small_number, 1e-5},
         {"each_place", boolean, false},
         {"tied", boolean, false, "", true}}}},
      {"dropout", {{{"rate", dropout_rate, 0.5}}}}};
  for (auto const& [type, function] : known_functions()) {
    kinds.emplace(type, plain);
  }
  for (char const* const type : {"add", "concatenate", "flatten", "multiply", "softmax"}) {
    kinds.emplace(type, plain);
  }
  for (char const axes : {'1', '2', '3'}) {
    kinds.emplace(std::string{"global_average_pool"} + axes + "d", plain);
  }
  return kinds;
}

} // namespace

std::map<std::string, LayerKind> const& layer_kinds() {
  static std::map<std::string, LayerKind> const kinds = make_layer_kinds();
  return kinds;
}

} // namespace equivarify::audit
