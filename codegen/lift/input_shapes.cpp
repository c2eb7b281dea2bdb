#include "equivarify/codegen/lift/input_shapes.hpp"

#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/json/wording.hpp"
#include "equivarify/codegen/lift/lift_network.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <set>

namespace equivarify::codegen {
namespace {

constexpr std::uint64_t largest_size = 1U << 24U; // as of an input

[[noreturn]] void fail_at(std::string const& text, std::string const& expected) {
  throw algebra::AlgebraError(
      fmt::format("--input-shape: expected {}, found '{}'", expected, text));
}

/// `1,3,48,192`.
Extents extents_in(std::string const& text, std::string const& whole) {
  Extents extents;
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t const end = std::min(text.find(',', begin), text.size());
    auto const extent = whole_number(text.substr(begin, end - begin));
    if (!extent || *extent < 1 || *extent > largest_size) {
      fail_at(whole, "sizes from 1 to 2^24 with commas between them, such as 1,3,48,192");
    }
    extents.push_back(static_cast<std::int64_t>(*extent));
    begin = end + 1;
  }
  return extents;
}

/// The input that \p name names; the only one where there is no name.
OnnxValue& input_of(OnnxModel& model, std::string const& name, std::string const& text) {
  std::vector<std::string> names;
  for (OnnxValue& input : model.inputs) {
    if (input.name == name || (name.empty() && model.inputs.size() == 1)) {
      return input;
    }
    names.push_back(input.name);
  }
  std::string const nearest = suggestion(name, names);
  fail_at(text,
          fmt::format("NAME=SIZES with one of the inputs {}{}",
                      fmt::join(names, ", "),
                      nearest.empty() ? "" : fmt::format(" (nearest: {})", nearest)));
}

/// Whether \p extents are the sizes that \p shape has, wherever it has one. A shape without extents
/// is not known.
bool fit(std::vector<OnnxExtent> const& shape, Extents const& extents) {
  bool fits = shape.empty() || shape.size() == extents.size();
  for (std::size_t i = 0; fits && i < shape.size(); ++i) {
    auto const* const size = std::get_if<std::int64_t>(&shape[i]);
    fits = size != nullptr ? *size == extents[i] : i > 0 || extents[i] == 1;
  }
  return fits;
}

void fill(OnnxValue& input, std::string const& path, Extents const& extents) {
  if (!fit(input.shape, extents)) {
    throw InputError{path,
                     {{.pointer = fmt::format("graph, input \"{}\"", input.name),
                       .summary = "an input of another shape than --input-shape says",
                       .found = extents_text(input.shape),
                       .expected = fmt::format("{}, with a batch of 1", to_string(extents))}}};
  }
  bool const is_known = !input.shape.empty();
  input.shape.resize(extents.size());
  for (std::size_t i = is_known ? 1 : 0; i < extents.size(); ++i) {
    input.shape[i] = extents[i];
  }
}

} // namespace

void fill_input_shapes(OnnxModel& model,
                       std::string const& path,
                       std::vector<std::string> const& given) {
  std::set<std::string> known;
  for (std::string const& text : given) {
    std::size_t const equals = text.rfind('=');
    bool const has_name = equals != std::string::npos;
    OnnxValue& input = input_of(model, has_name ? text.substr(0, equals) : "", text);
    if (!known.insert(input.name).second) {
      fail_at(text, fmt::format("one for each input, not two for {}", input.name));
    }
    fill(input, path, extents_in(has_name ? text.substr(equals + 1) : text, text));
  }
}

} // namespace equivarify::codegen
