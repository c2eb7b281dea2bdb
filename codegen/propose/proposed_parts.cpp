#include "equivarify/codegen/propose/proposed_parts.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/codegen/propose/motion_words.hpp"
#include "equivarify/codegen/spec/group.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

using algebra::SignedPermutation;

/// An input, and the number of entries before it.
struct InputPlace {
  LiftedInput const& input;
  std::uint32_t begin;

  [[nodiscard]] std::uint32_t end() const {
    return begin + static_cast<std::uint32_t>(input.shape.size());
  }
};

std::vector<InputPlace> places_of(std::vector<LiftedInput> const& inputs) {
  std::vector<InputPlace> places;
  std::uint32_t begin = 0;
  for (LiftedInput const& input : inputs) {
    places.push_back({input, begin});
    begin = places.back().end();
  }
  return places;
}

/// The input of which \p motion, by the generator \p name, brings the entries to \p target.
InputPlace const& source_of(SignedPermutation const& motion,
                            std::string const& name,
                            InputPlace const& target,
                            std::vector<InputPlace> const& places) {
  auto const begin = motion.gather.begin() + target.begin;
  auto const end = motion.gather.begin() + target.end();
  for (InputPlace const& source : places) {
    bool const has_all = std::all_of(begin, end, [&](std::uint32_t entry) {
      return entry >= source.begin && entry < source.end();
    });
    if (has_all && source.input.shape == target.input.shape) {
      return source;
    }
  }
  throw algebra::AlgebraError(
      fmt::format("generator {} brings entries of several inputs, or of one of another shape, to "
                  "{}, which no spec says; --take names the candidates to use",
                  name,
                  target.input.name));
}

/// What \p motion does to the entries of \p target, numbered in \p source.
SignedPermutation
between(SignedPermutation const& motion, InputPlace const& source, InputPlace const& target) {
  SignedPermutation part;
  for (std::uint32_t i = target.begin; i < target.end(); ++i) {
    part.gather.push_back(motion.gather[i] - source.begin);
    part.negated.push_back(motion.negated[i]);
  }
  return part;
}

} // namespace

ProposedParts proposed_parts(ProposedGroup const& group, std::vector<LiftedInput> const& inputs) {
  std::vector<InputPlace> const places = places_of(inputs);
  ProposedParts parts;
  for (std::size_t k = 0; k < group.generators.size(); ++k) {
    for (InputPlace const& target : places) {
      std::string const& name = group.names[k];
      InputPlace const& source = source_of(group.generators[k], name, target, places);
      parts.action[target.input.part][name] = motion_as_form(
          between(group.generators[k], source, target), to_array_shape(target.input.shape));
      if (source.input.part != target.input.part) {
        parts.from[target.input.part][name] = source.input.part;
      }
    }
  }
  return parts;
}

} // namespace equivarify::codegen
