#include "equivarify/codegen/spec/output_checks.hpp"

#include "equivarify/codegen/spec/group.hpp"
#include "equivarify/codegen/spec/labels.hpp"
#include "equivarify/codegen/spec/resolve_output.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

using algebra::SignedPermutation;

/// Whether the entries of one cell all come from one cell.
bool keeps_cells(SignedPermutation const& motion, Shape const& shape) {
  std::size_t const cells = shape.plane();
  for (std::size_t i = 0; i < motion.gather.size(); ++i) {
    if (motion.gather[i] % cells != motion.gather[i % cells] % cells) {
      return false;
    }
  }
  return true;
}

void check_classes(OutputSpec const& output, Problems& problems) {
  std::string const pointer = child(child("/output", output.name), "classes");
  refuse_repeated_names(output.classes, pointer, problems);
  if (!output.classes.empty() && output.classes.size() != output.shape.channels) {
    problems.add({.pointer = pointer,
                  .summary = "classes that are not one for each channel",
                  .found = fmt::format("{} names", output.classes.size()),
                  .expected = fmt::format("{}, as many as channels", output.shape.channels)});
  }
}

void refuse_too_large(OutputSpec const& output, std::size_t order, Problems& problems) {
  std::size_t const entries = output.shape.size() * order;
  if (entries > largest_representation) {
    problems.add(
        {.pointer = child("/output", output.name),
         .summary = "an output that is too large",
         .found = fmt::format("{} entries for each of {} elements", output.shape.size(), order),
         .expected = fmt::format("at most {} in all", largest_representation)});
  }
}

void refuse_loss(OutputSpec const& output,
                 std::string const& found,
                 std::string const& expected,
                 Problems& problems) {
  problems.add({.pointer = child(child("/output", output.name), "loss"),
                .summary = "a loss that the output cannot have",
                .found = fmt::format("\"{}\" {}", to_string(output.loss), found),
                .expected = expected});
}

void refuse_class_weights(OutputSpec const& output,
                          std::string const& found,
                          std::string const& expected,
                          Problems& problems) {
  problems.add({.pointer = child(child("/output", output.name), "class_weights"),
                .summary = "weights of classes that the output cannot have",
                .found = found,
                .expected = expected});
}

/// The first two classes of different weight of which \p motion takes one to the other.
std::optional<std::pair<std::size_t, std::size_t>> unequal_classes(SignedPermutation const& motion,
                                                                   OutputSpec const& output) {
  std::size_t const cells = output.shape.plane();
  for (std::size_t i = 0; i < motion.gather.size(); ++i) {
    std::pair const classes{i / cells, motion.gather[i] / cells};
    if (output.class_weights[classes.first] != output.class_weights[classes.second]) {
      return classes;
    }
  }
  return std::nullopt;
}

} // namespace

void check_entries(OutputSpec const& output, std::size_t order, Problems& problems) {
  check_classes(output, problems);
  refuse_too_large(output, order, problems);
}

void check_loss(OutputSpec const& output, EntryMoves const& moves, Problems& problems) {
  if (output.loss == Loss::mean_squared_error || output.loss == Loss::huber) {
    return;
  }
  bool const needs_classes = output.loss != Loss::binary_cross_entropy;
  if (needs_classes && output.classes.empty()) {
    refuse_loss(output,
                "without \"classes\"",
                "\"classes\", one of which is right, or another loss, such as "
                "\"mean_squared_error\"",
                problems);
    return;
  }
  for (auto const& [unused, motion] : moves) {
    if (motion.changes_signs()) {
      refuse_loss(output,
                  "of entries whose signs change",
                  "a loss that does not see signs: \"mean_squared_error\", \"huber\"",
                  problems);
      return;
    }
    if (output.loss == Loss::cross_entropy_per_cell && !keeps_cells(motion, output.shape)) {
      refuse_loss(output,
                  "of cells whose entries are moved apart",
                  "motions that take cells to cells, whole, or another loss",
                  problems);
      return;
    }
  }
}

void check_class_weights(OutputSpec const& output, EntryMoves const& moves, Problems& problems) {
  std::vector<double> const& weights = output.class_weights;
  if (weights.empty()) {
    return;
  }
  if (output.loss != Loss::cross_entropy && output.loss != Loss::cross_entropy_per_cell) {
    refuse_class_weights(output,
                         fmt::format("the loss \"{}\"", to_string(output.loss)),
                         "\"cross_entropy\" or \"cross_entropy_per_cell\", in which one class is "
                         "right",
                         problems);
    return;
  }
  if (weights.size() != output.classes.size()) {
    refuse_class_weights(output,
                         fmt::format("{} weights", weights.size()),
                         fmt::format("{}, one for each class", output.classes.size()),
                         problems);
    return;
  }
  for (auto const& [unused, motion] : moves) {
    if (auto const pair = unequal_classes(motion, output)) {
      auto const [c, d] = *pair;
      refuse_class_weights(
          output,
          fmt::format("{} for {} and {} for {}",
                      weights[c],
                      in_quotes(output.classes[c]),
                      weights[d],
                      in_quotes(output.classes[d])),
          "one weight for both, since the group takes one of them to the other: the loss of g x "
          "with its class moved by g would not be that of x",
          problems);
      return;
    }
  }
}

void refuse_construction(Spec const& spec, std::size_t order, Problems& problems) {
  if (spec.construction != "g_product" && !spec.already) {
    problems.add(
        {.pointer = "/construction",
         .summary = "no \"output\" with this construction",
         .found = in_quotes(spec.construction),
         .expected = "\"g_product\", or \"already\": a head maps the copies that they make"});
  }
  std::size_t numbers = 0;
  for (OutputSpec const& output : spec.output) {
    numbers += output.shape.size();
  }
  if (order > largest_copies && numbers > most_head_numbers / order) {
    problems.add({.pointer = "/output",
                  .summary = "heads of too large a group",
                  .found = fmt::format("{} numbers for each of {} elements, over which heads take "
                                       "the mean, {}",
                                       grouped(numbers),
                                       grouped(order),
                                       grouped(numbers * order)),
                  .expected = fmt::format("at most {}, such as {} for each element; without "
                                          "\"output\" \"already\" takes more",
                                          grouped(most_head_numbers),
                                          grouped(most_head_numbers / order))});
  }
}

} // namespace equivarify::codegen
