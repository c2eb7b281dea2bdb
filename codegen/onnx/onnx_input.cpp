#include "equivarify/codegen/onnx/onnx_input.hpp"

#include "equivarify/codegen/reference/arrangement.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace equivarify::codegen {
namespace {

using Extents = std::vector<std::int64_t>;

void add_constant(OnnxModel& model, std::string const& name, Extents values) {
  auto const size = static_cast<std::int64_t>(values.size());
  model.constants.push_back({name, {size}, std::move(values)});
}

/// The entries of x and after them their negatives, of which none is minus zero.
void add_negatives(OnnxModel& model) {
  model.constants.push_back({"pixels/zero", {}, std::vector<float>{0.0F}});
  model.nodes.push_back({"Sub", {"pixels/zero", "pixels"}, {"pixels/negatives"}});
  model.nodes.push_back(
      {"Concat", {"pixels", "pixels/negatives"}, {"pixels/signed"}, {{"axis", std::int64_t{1}}}});
}

} // namespace

std::vector<std::string> turned_inputs(Network const& network, OnnxModel& model) {
  std::size_t const size = network.input.size();
  add_constant(model, "pixels.shape", {-1, static_cast<std::int64_t>(size)});
  model.nodes.push_back({"Reshape", {"images", "pixels.shape"}, {"pixels"}});
  bool const has_signs = !network.input_negated.empty();
  if (has_signs) {
    add_negatives(model);
  }
  std::vector<std::string> turned;
  auto const permutations = network.signed_permutations();
  for (std::uint32_t const element : arrangement_of(network).turned_by) {
    auto const& places = permutations[element];
    std::string const indices = fmt::format("turned.pixels/{}", turned.size());
    add_constant(
        model, indices, {places.begin(), places.begin() + static_cast<std::ptrdiff_t>(size)});
    turned.push_back(fmt::format("turned/{}", turned.size()));
    model.nodes.push_back({"Gather",
                           {has_signs ? "pixels/signed" : "pixels", indices},
                           {turned.back()},
                           {{"axis", std::int64_t{1}}}});
  }
  return turned;
}

} // namespace equivarify::codegen
