#include "equivarify/codegen/commands/motion_options.hpp"

#include "equivarify/codegen/groups/motion_form.hpp"
#include "equivarify/codegen/json/document.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

using nlohmann::json;

/// `r=quarter_turn,s=flip_columns` as an object; one name as a text.
json from_names(std::string const& text) {
  if (text.find('=') == std::string::npos) {
    return text;
  }
  json motions = json::object();
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t const end = std::min(text.find(',', begin), text.size());
    std::string const part = text.substr(begin, end - begin);
    std::size_t const equals = part.find('=');
    if (equals == std::string::npos) {
      throw algebra::AlgebraError(
          fmt::format("found '{}' in '{}', expected GENERATOR=MOTION", part, text));
    }
    motions[part.substr(0, equals)] = part.substr(equals + 1);
    begin = end + 1;
  }
  return motions;
}

json value_of(std::string const& text) {
  bool const is_json = text.starts_with("{") || text.starts_with("[");
  std::error_code is_no_file;
  if (!is_json && !std::filesystem::is_regular_file(text, is_no_file)) {
    return from_names(text);
  }
  JsonDocument const document = is_json ? parse_document(text, "the argument")
                                        : load_document(text, "a JSON file with motions");
  return document.read([](JsonNode const& node) { return node.value; });
}

} // namespace

json motions_from(std::string const& text, algebra::Group const& group) {
  std::vector<std::string> const generators = group.generator_names();
  json value = value_of(text);
  bool const names_one =
      value.is_object() && std::any_of(generators.begin(), generators.end(), [&](auto const& name) {
        return value.contains(name);
      });
  if (names_one || (generators.empty() && value == json::object())) {
    return value;
  }
  if (generators.size() != 1) {
    throw algebra::AlgebraError(fmt::format("expected a motion for each generator of {} ({}), such "
                                            "as {}=half_turn, found '{}'",
                                            group.name(),
                                            fmt::join(generators, ", "),
                                            generators.empty() ? "r" : generators.front(),
                                            text));
  }
  return {{generators.front(), std::move(value)}};
}

algebra::SignedPermutation motion_from(std::string const& text, algebra::ArrayShape const& shape) {
  JsonDocument const document = parse_document(value_of(text).dump(), "the motion");
  return document.read([&](JsonNode const& node) { return read_motion(node, shape); });
}

} // namespace equivarify::codegen
