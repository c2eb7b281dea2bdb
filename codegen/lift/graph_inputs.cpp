#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/lift/lift_network.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr std::int64_t largest_input = 1 << 24; // as specs allow

/// The names of \p inputs as those of parts in a spec; none for one input alone.
std::vector<std::string> part_names(std::vector<OnnxValue> const& inputs) {
  std::set<std::string> taken{"input"};
  std::vector<std::string> names;
  for (OnnxValue const& input : inputs) {
    std::string const wish = as_name(input.name, "part");
    std::string name = wish;
    for (int number = 2; !taken.insert(name).second; ++number) {
      name = fmt::format("{}_{}", wish, number);
    }
    names.push_back(inputs.size() == 1 ? "" : name);
  }
  return names;
}

} // namespace

std::string extents_text(std::vector<OnnxExtent> const& shape) {
  std::vector<std::string> extents;
  for (OnnxExtent const& extent : shape) {
    auto const* const size = std::get_if<std::int64_t>(&extent);
    std::string const& name = size == nullptr ? std::get<std::string>(extent) : "";
    extents.push_back(size != nullptr ? fmt::to_string(*size) : name.empty() ? "?" : name);
  }
  return fmt::format("[{}]", fmt::join(extents, ", "));
}

Extents input_extents(OnnxValue const& input, std::string const& path, bool takes_integers) {
  Extents extents;
  auto const fail = [&](std::string found, std::string expected) {
    throw InputError{path,
                     {{.pointer = fmt::format("graph, input \"{}\"", input.name),
                       .summary = "an input that cannot be lifted",
                       .found = std::move(found),
                       .expected = std::move(expected)}}};
  };
  bool const has_point = input.type == OnnxType::float32 || input.type == OnnxType::float64 ||
                         input.type == OnnxType::float16;
  bool const is_whole = is_integer(input.type) || input.type == OnnxType::boolean;
  if (!has_point && !(takes_integers && is_whole)) {
    fail(fmt::format("type {}", static_cast<std::int64_t>(input.type)), "numbers with a point");
  }
  for (OnnxExtent const& extent : input.shape) {
    auto const* const size = std::get_if<std::int64_t>(&extent);
    if (size == nullptr && !extents.empty()) {
      fail(fmt::format("extent {} of any size", extents.size()),
           "one size, as --input-shape says; only a batch may have any");
    }
    extents.push_back(size == nullptr ? 1 : *size);
    if (extents.back() < 1 || extents.back() > largest_input) {
      fail(fmt::format("an extent of {}", extents.back()), "1 to 2^24");
    }
  }
  if (extents.empty()) {
    fail("no shape", "a shape");
  }
  std::int64_t entries = 1;
  for (std::int64_t const extent : extents) {
    entries *= extent; // at most 2^48
    if (entries > largest_input) {
      fail(fmt::format("the shape {}", to_string(extents)), "at most 2^24 entries");
    }
  }
  return extents;
}

std::vector<Arrangement3> arrangements_of(Extents const& extents) {
  bool const has_batch = extents.front() == 1 && extents.size() > 1;
  Extents const own(extents.begin() + (has_batch ? 1 : 0), extents.end());
  auto const at = [&](std::size_t i) { return static_cast<std::size_t>(own[i]); };
  OnnxTensor const order = counted(own);
  std::vector<Arrangement3> result;
  if (own.size() == 4) {
    result.push_back({shape_of({at(0), at(1), at(2), at(3)}), order});
    result.push_back({shape_of({at(3), at(0), at(1), at(2)}), transpose(order, {3, 0, 1, 2})});
  }
  if (own.size() == 3) {
    result.push_back({{at(0), at(1), at(2)}, order});
    result.push_back({{at(2), at(0), at(1)}, transpose(order, {2, 0, 1})});
  }
  if (own.size() == 2 && has_batch) { // a line with channels, or a plane
    result.push_back({{at(0), 1, at(1)}, order});
    result.push_back({{at(1), 1, at(0)}, transpose(order, {1, 0})});
  }
  if (own.size() == 2) {
    result.push_back({{1, at(0), at(1)}, order});
  }
  result.push_back({{entries_of(own), 1, 1}, order});
  return result;
}

std::vector<GraphInput>
arranged_inputs(OnnxModel const& model, std::string const& path, std::size_t number) {
  if (model.inputs.empty()) {
    throw InputError{path,
                     {{.pointer = "graph, inputs",
                       .summary = "a network that cannot be lifted",
                       .found = "no input",
                       .expected = "an input that the group moves"}}};
  }
  std::vector<std::string> const names = part_names(model.inputs);
  std::vector<GraphInput> inputs;
  bool has_more = false;
  for (std::size_t k = 0; k < model.inputs.size(); ++k) {
    OnnxValue const& value = model.inputs[k];
    Extents const extents = input_extents(value, path, true);
    std::vector<Arrangement3> all = arrangements_of(extents);
    if (!names[k].empty()) { // parts are no volumes
      std::erase_if(all, [](Arrangement3 const& one) { return one.shape.depth > 1; });
    }
    has_more = has_more || number < all.size();
    inputs.push_back({&value, names[k], extents, all[std::min(number, all.size() - 1)]});
  }
  std::sort(inputs.begin(), inputs.end(), [](GraphInput const& a, GraphInput const& b) {
    return a.part < b.part;
  });
  return has_more ? inputs : std::vector<GraphInput>{};
}

} // namespace equivarify::codegen
