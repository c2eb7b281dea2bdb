#include "equivarify/codegen/lift/family.hpp"

#include "equivarify/codegen/json/problems.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <numeric>
#include <utility>

namespace equivarify::codegen {
namespace {

std::vector<std::string> part_names(LiftedNetwork const& network) {
  std::vector<std::string> names;
  for (LiftedInput const& input : network.inputs) {
    names.push_back(input.part);
  }
  return names;
}

/// \throws InputError unless \p member has inputs of the names that those of \p first have.
void require_inputs_alike(FamilyMember const& member, FamilyMember const& first) {
  std::vector<std::string> const found = part_names(member.network);
  std::vector<std::string> const expected = part_names(first.network);
  if (found == expected) {
    return;
  }
  auto const in_words = [](std::vector<std::string> const& names) {
    return names.size() == 1 ? std::string{"one input"}
                             : fmt::format("the inputs {}", fmt::join(names, ", "));
  };
  throw InputError{member.path,
                   {{.pointer = "graph, inputs",
                     .summary = "a network that does not belong to the family",
                     .found = in_words(found),
                     .expected = fmt::format("{}, as in {}", in_words(expected), first.path)}}};
}

/// \throws InputError unless \p member fits \p first.
void expect_alike(FamilyMember const& member, FamilyMember const& first) {
  auto const require = [&](bool is_alike,
                           std::string const& what,
                           Extents const& found,
                           Extents const& expected) {
    if (!is_alike) {
      throw InputError{member.path,
                       {{.pointer = fmt::format("graph, {}", what),
                         .summary = "a network that does not belong to the family",
                         .found = fmt::format("an {} of {}", what, to_string(found)),
                         .expected = fmt::format(
                             "{} in the same order, as in {}", to_string(expected), first.path)}}};
    }
  };
  LiftedNetwork const& a = member.network;
  LiftedNetwork const& b = first.network;
  require_inputs_alike(member, first);
  for (std::size_t i = 0; i < a.inputs.size(); ++i) {
    LiftedInput const& x = a.inputs[i];
    LiftedInput const& y = b.inputs[i];
    std::string const what = x.part.empty() ? "input" : fmt::format("input \"{}\"", x.name);
    require(x.shape == y.shape && x.order == y.order, what, x.file_shape, y.file_shape);
  }
  require(a.output_order == b.output_order, "output", a.file_output, b.file_output);
}

/// The number of layers that take the inputs out of all of them: the first ones.
std::size_t count_parts(LiftedNetwork const& network) {
  return network.inputs.size() == 1 ? 0 : network.inputs.size();
}

/// Adds the layers of \p member, whose number is \p number, to \p all, which has those of the
/// inputs.
void add_layers(FamilyMember const& member, std::size_t number, std::vector<LiftedLayer>& all) {
  std::size_t const parts = count_parts(member.network);
  std::size_t const before = all.size() - parts;
  std::string const file = std::filesystem::path{member.path}.filename().string();
  for (std::size_t i = parts; i < member.network.layers.size(); ++i) {
    LiftedLayer lifted = member.network.layers[i];
    lifted.layer.name = as_name(fmt::format("f{}_{}", number, lifted.layer.name), "f");
    for (std::size_t& read : lifted.layer.reads) {
      read += read <= parts ? 0 : before;
    }
    lifted.node = fmt::format("{}: {}", file, lifted.node);
    all.push_back(std::move(lifted));
  }
}

} // namespace

LiftedNetwork family_of(std::vector<FamilyMember> const& members) {
  LiftedNetwork const& first = members.front().network;
  LiftedNetwork family{
      .inputs = first.inputs, .layers = {}, .file_output = {}, .output_order = {}, .remarks = {}};
  family.layers.assign(first.layers.begin(),
                       first.layers.begin() + static_cast<std::ptrdiff_t>(count_parts(first)));
  Layer row{.name = "family",
            .operation = operation_of("concatenate"),
            .inputs = {},
            .output = {},
            .reads = {}};
  for (FamilyMember const& member : members) {
    expect_alike(member, members.front());
    add_layers(member, row.reads.size() + 1, family.layers);
    row.inputs.push_back(member.network.layers.back().layer.output);
    row.reads.push_back(family.layers.size());
    for (std::string const& remark : member.network.remarks) {
      family.remarks.push_back(fmt::format("{}: {}", member.path, remark));
    }
    for (std::uint32_t const entry : first.output_order) {
      auto const before =
          static_cast<std::uint32_t>((row.reads.size() - 1) * first.output_order.size());
      family.output_order.push_back(before + entry);
    }
  }
  row.output = output_shape(row.operation, row.inputs);
  family.layers.push_back({std::move(row), {}, "the outputs of all members"});
  family.file_output = {static_cast<std::int64_t>(members.size()),
                        static_cast<std::int64_t>(first.output_order.size())};
  return family;
}

algebra::SignedPermutation family_motion(algebra::SignedPermutation const& members,
                                         algebra::SignedPermutation const& entries) {
  algebra::SignedPermutation motion;
  auto const size = static_cast<std::uint32_t>(entries.gather.size());
  for (std::uint32_t const member : members.gather) {
    for (std::size_t i = 0; i < size; ++i) {
      motion.gather.push_back(member * size + entries.gather[i]);
      motion.negated.push_back(entries.negated[i]);
    }
  }
  return motion;
}

} // namespace equivarify::codegen
