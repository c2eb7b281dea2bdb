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

/// An option, and what its values look like.
struct OptionForm {
  char const* name;
  char const* form;
};

constexpr OptionForm motions_of_input{"--input-action", "NAME=MOTIONS"};
constexpr OptionForm source_of_input{"--input-from", "NAME=OTHER"};

/// The input that \p name in the value \p text of \p option names.
LiftedInput const& input_called(OptionForm const& option,
                                std::string const& name,
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
      fmt::format("{}: found '{}', expected {} with one of the inputs {}{}",
                  option.name,
                  text,
                  option.form,
                  fmt::join(names, ", "),
                  nearest.empty() ? "" : fmt::format("; did you mean {}?", nearest)));
}

/// What \p option says of an input.
struct OfInput {
  LiftedInput const& input;
  std::string value;
};

/// `NAME=VALUE`, where NAME is one of \p inputs of which \p known says nothing yet.
OfInput of_input(OptionForm const& option,
                 std::string const& text,
                 std::vector<LiftedInput> const& inputs,
                 ordered_json const& known) {
  std::size_t const equals = std::min(text.find('='), text.size());
  LiftedInput const& input = input_called(option, text.substr(0, equals), text, inputs);
  if (known.contains(input.part)) {
    throw algebra::AlgebraError(
        fmt::format("{}: found two for {}, expected one for each input", option.name, input.name));
  }
  return {input, text.substr(std::min(equals + 1, text.size()))};
}

} // namespace

ordered_json input_motions(std::vector<std::string> const& given,
                           std::vector<LiftedInput> const& inputs,
                           algebra::Group const& group) {
  if (inputs.size() == 1) {
    if (given.size() != 1) {
      throw algebra::AlgebraError(fmt::format(
          "--input-action: found {}, expected one for the input {}", given.size(), inputs[0].name));
    }
    return motions_from(given.front(), group);
  }
  ordered_json result = ordered_json::object();
  for (std::string const& text : given) {
    auto const [input, motions] = of_input(motions_of_input, text, inputs, result);
    result[input.part] = motions_from(motions, group);
  }
  for (LiftedInput const& input : inputs) {
    if (!result.contains(input.part)) {
      throw algebra::AlgebraError(
          fmt::format("--input-action: found none for {}, expected one for each of the inputs {}",
                      input.name,
                      fmt::join(names_of(inputs), ", ")));
    }
  }
  return result;
}

ordered_json input_sources(std::vector<std::string> const& given,
                           std::vector<LiftedInput> const& inputs,
                           algebra::Group const& group) {
  if (inputs.size() == 1 && !given.empty()) {
    throw algebra::AlgebraError("--input-from says which input takes the entries of another: "
                                "found one input, expected several");
  }
  ordered_json result = ordered_json::object();
  for (std::string const& text : given) {
    auto const [input, sources] = of_input(source_of_input, text, inputs, result);
    nlohmann::json const of_generators = motions_from(sources, group);
    for (auto const& [generator, source] : of_generators.items()) {
      std::string const name = source.is_string() ? source.get<std::string>() : source.dump();
      result[input.part][generator] = input_called(source_of_input, name, text, inputs).part;
    }
  }
  return result;
}

} // namespace equivarify::codegen
