#include "equivarify/codegen/spec/plain_block.hpp"

#include "equivarify/codegen/json/problems.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {

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
}

void require_joint(Network const& network, std::string const& what) {
  if (!network.outputs.empty()) {
    Output const& first = network.outputs.front();
    throw InputError{{.pointer = child("/output", first.name),
                      .summary = what,
                      .found = fmt::format("an output with the head {}",
                                           in_quotes(algebra::name_of(first.head.kind()))),
                      .expected =
                          "no \"output\", or the head \"joint\" alone (`check`, `verify` and "
                          "`generate` to C++ and ONNX take all)"}};
  }
}

void require_one_array(Network const& network, std::string const& what) {
  if (!network.parts.empty()) {
    throw InputError{{.pointer = "/input/parts",
                      .summary = what,
                      .found = "an input of several parts",
                      .expected = "an input of one array, \"shape\" and \"action\" (`check`, "
                                  "`verify` and `generate` take both)"}};
  }
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
