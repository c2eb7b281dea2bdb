#include "equivarify/codegen/groups/permutation_form.hpp"

#include <fmt/format.h>

#include <utility>

namespace equivarify::codegen {
namespace {

algebra::NamedPermutation
read_generator(std::string const& name, JsonNode const& node, std::uint32_t degree) {
  if (!algebra::is_generator_name(name)) {
    throw InputError{
        {.pointer = node.pointer,
         .summary = name == "e" ? "name kept for the identity" : "no name for a generator",
         .found = in_quotes(name),
         .expected = name == "e" ? "another name for a generator"
                                 : "a letter, then letters, digits and underscores",
         .at_the_key = true}};
  }
  return {name, read_permutation(node, degree)};
}

} // namespace

Form const& permutation_form() {
  static Form const form = forms::either({forms::text(), images_form})
                               .called("permutation",
                                       "In cycle notation, or as the list of images of 0, 1, 2, "
                                       "...");
  return form;
}

Form const& images_form() {
  static Form const form =
      forms::list(forms::integer(0, 1048575), {.least = 1}).called("images", "Numbers of points.");
  return form;
}

algebra::Permutation read_permutation(JsonNode const& node, std::uint32_t degree) {
  return at(node, "no permutation", [&] {
    if (node.value.is_string()) {
      return algebra::Permutation::from_cycles(node.text(), degree);
    }
    std::vector<std::uint32_t> images = node.numbers();
    if (images.size() != degree) {
      throw InputError{{.pointer = node.pointer,
                        .summary = "no permutation",
                        .found = fmt::format("a list of {}", images.size()),
                        .expected = fmt::format("a list of {}, one image for each point", degree)}};
    }
    return algebra::Permutation::from_images(std::move(images));
  });
}

std::vector<algebra::NamedPermutation> read_named_permutations(JsonNode const& node,
                                                               std::uint32_t degree) {
  std::vector<algebra::NamedPermutation> generators;
  Problems problems;
  for (auto const& member : node.members()) {
    problems.attempt(
        [&] { generators.push_back(read_generator(member.first, member.second, degree)); });
  }
  problems.require_none();
  return generators;
}

} // namespace equivarify::codegen
