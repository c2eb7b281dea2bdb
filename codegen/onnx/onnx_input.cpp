#include "equivarify/codegen/onnx/onnx_input.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/onnx/onnx_volumes.hpp"
#include "equivarify/codegen/reference/answer_means.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstddef>
#include <cstdint>
#include <utility>

namespace equivarify::codegen {
namespace {

void add_constant(OnnxModel& model, std::string const& name, std::vector<std::int64_t> values) {
  auto const size = static_cast<std::int64_t>(values.size());
  model.constants.push_back({name, {size}, std::move(values)});
}

/// The input \p name, of \p size entries, as the vector \p vector.
void add_vector(std::string const& name,
                std::string const& vector,
                std::size_t size,
                OnnxModel& model) {
  add_constant(model, vector + ".shape", {-1, static_cast<std::int64_t>(size)});
  model.nodes.push_back({"Reshape", {name, vector + ".shape"}, {vector}});
}

void refuse_name_of_output(Network const& network, std::string const& part) {
  if (network.outputs.empty() && part == "logits") {
    throw InputError{{.pointer = "/input/parts/logits",
                      .summary = "no ONNX file can be written",
                      .found = "a part with the name of the output of the file",
                      .expected = "another name"}};
  }
}

/// One input, `images`, or one for each part. The name of the vector of all entries.
std::string add_inputs(Network const& network, bool is_volume, OnnxModel& model) {
  if (network.parts.empty()) {
    model.inputs = {batched("images", array_extents(network.input, is_volume))};
    add_vector("images", "pixels", network.input.size(), model);
    return "pixels";
  }
  std::vector<std::string> vectors;
  for (InputPart const& part : network.parts) {
    refuse_name_of_output(network, part.name);
    vectors.push_back(part.name + "/pixels"); // no name of a part has a slash
    model.inputs.push_back(part.shape.is_flat()
                               ? batched(part.name, {static_cast<std::int64_t>(part.shape.size())})
                               : batched(part.name, array_extents(part.shape, is_volume)));
    add_vector(part.name, vectors.back(), part.shape.size(), model);
  }
  model.nodes.push_back(
      {"Concat", std::move(vectors), {"parts/pixels"}, {{"axis", std::int64_t{1}}}});
  return "parts/pixels";
}

/// The entries of \p x and after them their negatives, of which none is minus zero.
std::string add_negatives(std::string const& x, OnnxModel& model) {
  model.constants.push_back({"pixels/zero", {}, std::vector<float>{0.0F}});
  model.nodes.push_back({"Sub", {"pixels/zero", x}, {"pixels/negatives"}});
  model.nodes.push_back(
      {"Concat", {x, "pixels/negatives"}, {"pixels/signed"}, {{"axis", std::int64_t{1}}}});
  return "pixels/signed";
}

} // namespace

std::vector<std::string> turned_inputs(Network const& network, bool is_volume, OnnxModel& model) {
  std::string entries = add_inputs(network, is_volume, model);
  if (!network.input_negated.empty()) {
    entries = add_negatives(entries, model);
  }
  std::size_t const size = network.input.size();
  std::vector<std::string> turned;
  auto const permutations = network.signed_permutations();
  for (std::uint32_t const element : moving_elements(network)) {
    auto const& places = permutations[element];
    std::string const indices = fmt::format("turned.pixels/{}", turned.size());
    add_constant(
        model, indices, {places.begin(), places.begin() + static_cast<std::ptrdiff_t>(size)});
    turned.push_back(fmt::format("turned/{}", turned.size()));
    model.nodes.push_back(
        {"Gather", {entries, indices}, {turned.back()}, {{"axis", std::int64_t{1}}}});
  }
  return turned;
}

std::string onnx_inputs_text(Network const& network) {
  auto const text = [](std::string const& name, Shape const& shape) {
    return fmt::format("{} [batch, {}]", name, fmt::join(extents_of(shape), ", "));
  };
  if (network.parts.empty()) {
    return text("images", network.input);
  }
  std::vector<std::string> parts;
  for (InputPart const& part : network.parts) {
    parts.push_back(part.shape.is_flat()
                        ? fmt::format("{} [batch, {}]", part.name, part.shape.channels)
                        : text(part.name, part.shape));
  }
  return fmt::to_string(fmt::join(parts, ", "));
}

} // namespace equivarify::codegen
