#include "equivarify/codegen/carrier.hpp"

#include "equivarify/codegen/json/problems.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {

Carrier next_carrier(Carrier input, Operation const& operation, std::size_t order) {
  bool const makes_vector =
      std::holds_alternative<Flatten>(operation) || std::holds_alternative<Dense>(operation);
  if (makes_vector || input == Carrier::fixed) {
    return Carrier::fixed;
  }
  auto const* const conv = std::get_if<Conv2d>(&operation);
  bool const loses_copies =
      input == Carrier::copies && conv != nullptr && conv->filters % order != 0;
  return loses_copies ? Carrier::fixed : input;
}

Block const* first_plain_block(Network const& network) {
  auto const found =
      std::find_if(network.blocks.begin(), network.blocks.end(), [](Block const& block) {
        return block.equivarification == Equivarification::none;
      });
  return found == network.blocks.end() ? nullptr : &*found;
}

void require_lifted(Network const& network, std::string const& what) {
  if (Block const* const block = first_plain_block(network)) {
    auto const index = static_cast<std::size_t>(block - network.blocks.data());
    throw InputError{{.pointer = child(child("/network", index), "equivarify"),
                      .summary = what,
                      .found = fmt::format(R"("none": block "{}" is used as it is)", block->name),
                      .expected = R"("lift" or "concat")"}};
  }
  require_no_signs(network, what);
}

void require_no_signs(Network const& network, std::string const& what) {
  if (!network.input_negated.empty()) {
    throw InputError{
        {.pointer = "/input/action",
         .summary = what,
         .found = fmt::format("elements of {} that change signs", network.group.name()),
         .expected = "motions that move entries and leave their signs (`equivarify verify` takes "
                     "both)"}};
  }
}

} // namespace equivarify::codegen
