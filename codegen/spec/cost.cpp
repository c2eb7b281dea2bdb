#include "equivarify/codegen/spec/cost.hpp"

#include "equivarify/algebra/subgroup.hpp"
#include "equivarify/codegen/spec/group.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace equivarify::codegen {
namespace {

using algebra::Element;
using algebra::Group;
using algebra::Subgroup;

/// Numbers that come out for one input.
constexpr std::uint64_t largest_answer = std::uint64_t{1} << 20U;

constexpr std::size_t most_generators = 6;

/// Of a network; what has more takes the auditor of its certificates too long.
constexpr std::size_t most_in_all_blocks = 1'024;

bool is_abelian(Group const& group, std::vector<Element> const& generators) {
  return std::all_of(generators.begin(), generators.end(), [&](Element g) {
    return std::all_of(generators.begin(), generators.end(), [&](Element h) {
      return group.multiply(g, h) == group.multiply(h, g);
    });
  });
}

/// The generators whose bits are set in \p chosen.
std::vector<Element> subset(Group const& group, std::size_t chosen) {
  std::vector<Element> result;
  for (std::size_t k = 0; k < group.generators().size(); ++k) {
    if ((chosen >> k & 1U) != 0) {
      result.push_back(group.generators()[k].element);
    }
  }
  return result;
}

std::string in_spec(Group const& group, std::vector<Element> const& generators) {
  std::string text;
  for (Element const g : generators) {
    text += fmt::format("{}\"{}\"", text.empty() ? "[" : ", ", group.name_of(g));
  }
  return text + "]";
}

/// How "already" would make the copies few enough, if a subgroup of some generators does.
std::string saving(Group const& group) {
  std::vector<Element> const generators = saving_generators(group);
  if (generators.empty()) {
    return {};
  }
  std::size_t const order = Subgroup::generated_by(group, generators).order();
  return fmt::format(
      "; \"already\" with the subgroup {} of {} elements leaves {}, where the layers "
      "commute with it, as circular convolutions do with shifts",
      in_spec(group, generators),
      grouped(order),
      group.order() / order);
}

std::uint64_t head_numbers(Network const& network) {
  std::uint64_t sum = 0;
  for (Output const& output : network.outputs) {
    sum += output.shape.size();
  }
  return sum;
}

std::string megabytes(std::uint64_t numbers) {
  return fmt::format("{:.1f} MB", static_cast<double>(numbers * sizeof(std::uint32_t)) / 1e6);
}

} // namespace

bool check_tables(Spec const& spec, Group const& group, Problems& problems) {
  std::uint64_t const order = group.order();
  std::uint64_t const entries = spec.input.shape.size();
  std::uint64_t const classes = spec.labels.classes.size();
  bool const moves_fit = order <= largest_copies || entries <= largest_action / order;
  bool const answers_fit = order <= largest_copies || classes <= largest_answer / order;
  if (!moves_fit) {
    problems.add(
        {.pointer = "/input",
         .summary = "an action too large to keep",
         .found = fmt::format("{} elements that move {} entries, {} numbers or {}",
                              grouped(order),
                              grouped(entries),
                              grouped(order * entries),
                              megabytes(order * entries)),
         .expected = fmt::format("at most {} numbers, such as {} entries, or {} elements",
                                 grouped(largest_action),
                                 grouped(largest_action / order),
                                 grouped(largest_action / std::max<std::uint64_t>(entries, 1)))});
  }
  if (!answers_fit) {
    problems.add({.pointer = child(spec.labels.place, "classes"),
                  .summary = "too many answers",
                  .found = fmt::format("{} classes for each of {} elements, {} numbers",
                                       grouped(classes),
                                       grouped(order),
                                       grouped(classes * order)),
                  .expected = fmt::format("at most {} numbers, such as {} classes",
                                          grouped(largest_answer),
                                          grouped(largest_answer / order))});
  }
  return moves_fit && answers_fit;
}

void check_layers(Spec const& spec, Problems& problems) {
  std::size_t layers = 0;
  for (BlockSpec const& block : spec.network) {
    layers += block.layers.size();
  }
  if (layers > most_in_all_blocks) {
    problems.add({.pointer = "/network",
                  .summary = "too many layers",
                  .found = fmt::format(
                      "{} layers in {} blocks", grouped(layers), grouped(spec.network.size())),
                  .expected = fmt::format("at most {} in all blocks together",
                                          grouped(most_in_all_blocks))});
  }
}

bool check_one_for_each(Spec const& spec, Group const& group, Problems& problems) {
  bool const later = spec.already || spec.construction == "kernel_quotient";
  if (later || group.order() <= largest_copies) {
    return true;
  }
  bool const is_canonical = spec.construction == "canonical";
  problems.add(
      {.pointer = "/group",
       .summary = "group too large",
       .found = fmt::format("a group of {} elements, {} for each",
                            grouped(std::size_t{group.order()}),
                            is_canonical ? "numbers of the network" : "a copy of every value"),
       .expected = fmt::format("at most {}{}", largest_copies, saving(group))});
  return false;
}

void check_copies(Construction const& construction, Problems& problems) {
  if (construction.copies() <= largest_copies) {
    return;
  }
  bool const claims = construction.kind == ConstructionKind::coinduction;
  Group const& group = construction.subgroup.group();
  std::size_t const order = group.order();
  std::size_t const alike = construction.subgroup.order();
  problems.add(
      {.pointer = claims ? "/already/subgroup" : "/group",
       .summary = "too many copies",
       .found = fmt::format("{} copies of every value: a group of {} elements over {} of {}",
                            grouped(construction.copies()),
                            grouped(order),
                            construction.subgroup.to_string(),
                            grouped(alike)),
       .expected = fmt::format("at most {}{}", largest_copies, saving(group))});
}

std::vector<Element> saving_generators(Group const& group) {
  std::size_t const count = std::min(group.generators().size(), most_generators);
  std::vector<Element> best;
  std::tuple<bool, std::size_t> best_rank{};
  for (std::size_t chosen = 1; chosen < std::size_t{1} << count; ++chosen) {
    std::vector<Element> const generators = subset(group, chosen);
    Subgroup const subgroup = Subgroup::generated_by(group, generators);
    std::size_t const index = subgroup.index();
    if (index == 1 || index > largest_copies) {
      continue;
    }
    bool const is_plain = subgroup.is_normal() && is_abelian(group, generators);
    std::tuple const rank{!is_plain, index};
    if (best.empty() || rank < best_rank) {
      best = generators;
      best_rank = rank;
    }
  }
  return best;
}

std::uint64_t reference_work(Network const& network) {
  std::uint64_t work = network.multiply_adds() + 1;
  if (network.construction && network.construction->symmetrization == Symmetrization::pose) {
    constexpr std::uint64_t of_an_entry = 16; // it is fetched, stored and compared, twice
    work += of_an_entry * network.group.order() * network.input.size();
  }
  if (network.construction) {
    bool const adds = network.construction->symmetrization == Symmetrization::average;
    std::uint64_t const terms = adds ? network.construction->subgroup.order() : 1;
    constexpr std::uint64_t of_a_copy = 200; // lists of answers are made and moved
    constexpr std::uint64_t of_a_term = 16;
    std::uint64_t const numbers = network.labels.classes.size() * terms + head_numbers(network);
    work += network.group.order() * (of_a_copy + of_a_term * numbers);
  }
  return work;
}

std::size_t elements_tried(Network const& network) {
  constexpr std::uint64_t few_seconds = 6'000'000'000; // multiply-adds on one core
  std::uint64_t const order = network.group.order();
  return order <= largest_copies ? order
                                 : std::clamp<std::uint64_t>(few_seconds / reference_work(network),
                                                             largest_copies,
                                                             order);
}

void require_listable(Network const& network,
                      std::string const& what,
                      std::uint64_t most,
                      std::string const& otherwise) {
  std::uint64_t const order = network.group.order();
  if (order <= largest_copies) {
    return;
  }
  std::uint64_t const terms =
      network.construction ? network.labels.classes.size() * network.construction->subgroup.order()
                           : 0;
  std::uint64_t const numbers = order * (network.input.size() + terms + head_numbers(network));
  if (numbers > most) {
    throw InputError{{.pointer = "/group",
                      .summary = fmt::format("group too large for {}", what),
                      .found = fmt::format("{} elements, of which tables would have {} numbers",
                                           grouped(order),
                                           grouped(numbers)),
                      .expected = fmt::format("at most {}{} elements{}",
                                              most == 0 ? "" : grouped(most) + " numbers, or ",
                                              largest_copies,
                                              otherwise)}};
  }
}

std::string cost_line(Network const& network) {
  std::uint64_t const order = network.group.order();
  if (order <= largest_copies) {
    return {};
  }
  std::uint64_t const moves = order * network.input.size();
  return fmt::format("  cost    the moves of the input are {} numbers, {}; verify tries {} of {} "
                     "elements, {} multiply-adds each\n",
                     grouped(moves),
                     megabytes(moves),
                     grouped(elements_tried(network)),
                     grouped(order),
                     grouped(reference_work(network)));
}

} // namespace equivarify::codegen
