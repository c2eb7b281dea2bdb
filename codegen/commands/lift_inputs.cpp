#include "equivarify/codegen/commands/lift_inputs.hpp"

#include "equivarify/codegen/commands/motion_options.hpp"
#include "equivarify/codegen/json/wording.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

using nlohmann::ordered_json;

std::vector<std::string> names_of(std::vector<LiftedInput> const& inputs) {
  std::vector<std::string> names;
  for (LiftedInput const& input : inputs) {
    names.push_back(input.name);
  }
  return names;
}

/// The input that `--input-action NAME=MOTIONS` names.
LiftedInput const& input_called(std::string const& name,
                                std::string const& text,
                                std::vector<LiftedInput> const& inputs) {
  auto const found = std::find_if(inputs.begin(), inputs.end(), [&](LiftedInput const& input) {
    return input.name == name || input.part == name;
  });
  if (found != inputs.end()) {
    return *found;
  }
  std::vector<std::string> const names = names_of(inputs);
  std::string const nearest = suggestion(name, names);
  throw algebra::AlgebraError(
      fmt::format("--input-action: expected NAME=MOTIONS with one of the inputs {}, found '{}'{}",
                  fmt::join(names, ", "),
                  text,
                  nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest)));
}

} // namespace

ordered_json input_motions(std::vector<std::string> const& given,
                           std::vector<LiftedInput> const& inputs,
                           algebra::Group const& group) {
  if (inputs.size() == 1) {
    if (given.size() != 1) {
      throw algebra::AlgebraError(fmt::format(
          "--input-action: expected one for the input {}, found {}", inputs[0].name, given.size()));
    }
    return motions_from(given.front(), group);
  }
  ordered_json result = ordered_json::object();
  for (std::string const& text : given) {
    std::size_t const equals = std::min(text.find('='), text.size());
    std::string const name = text.substr(0, equals);
    LiftedInput const& input = input_called(name, text, inputs);
    if (result.contains(input.part)) {
      throw algebra::AlgebraError(
          fmt::format("--input-action: expected one for each input, found two for {}", input.name));
    }
    std::string const motions = text.substr(std::min(equals + 1, text.size()));
    result[input.part] = motions_from(motions, group);
  }
  for (LiftedInput const& input : inputs) {
    if (!result.contains(input.part)) {
      throw algebra::AlgebraError(
          fmt::format("--input-action: expected one for each of the inputs {}, found none for {}",
                      fmt::join(names_of(inputs), ", "),
                      input.name));
    }
  }
  return result;
}

} // namespace equivarify::codegen
