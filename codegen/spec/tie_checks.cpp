#include "equivarify/codegen/spec/tie_checks.hpp"

#include <fmt/format.h>

namespace equivarify::codegen {

void refuse_ties_of_nothing(LayerSpec const& spec,
                            std::size_t tied_by,
                            bool is_plain,
                            std::string const& pointer,
                            Problems& problems) {
  if (is_tied(spec.operation) && tied_by == 0 && is_plain) {
    problems.add({.pointer = child(pointer, "tied"),
                  .summary = "weights of a block that is used as it is are free",
                  .found = R"("tied" in a block with "equivarify": "none")",
                  .expected =
                      "\"lift\", and \"already\" with the elements that tie the weights: with "
                      "all generators the network is used as it is, in one copy",
                  .blocking = false});
  } else if (is_tied(spec.operation) && tied_by == 0) {
    problems.add({.pointer = child(pointer, "tied"),
                  .summary = "nothing to tie weights by",
                  .found = R"("tied" in a spec without "already")",
                  .expected = "\"already\" with the subgroup that moves the weights",
                  .blocking = false});
  }
}

void refuse_groups_that_are_none(LayerSpec const& spec,
                                 Shape const& output,
                                 std::size_t tied_by,
                                 std::string const& pointer,
                                 Problems& problems) {
  if (!is_regular(spec.operation)) {
    return;
  }
  if (!is_tied(spec.operation)) {
    problems.add({.pointer = child(pointer, "regular"),
                  .summary = "nothing permutes what a layer of free weights gives",
                  .found = R"("regular" without "tied")",
                  .expected = R"("tied": true)",
                  .blocking = false});
  } else if (tied_by != 0 && output.channels % tied_by != 0) {
    problems.add(
        {.pointer = child(pointer, "regular"),
         .summary = "what it gives comes in no whole groups",
         .found = fmt::format("{} outputs under a subgroup of order {}", output.channels, tied_by),
         .expected = fmt::format("a multiple of {}", tied_by),
         .blocking = false});
  }
}

} // namespace equivarify::codegen
