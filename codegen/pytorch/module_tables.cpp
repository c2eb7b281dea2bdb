#include "equivarify/codegen/pytorch/module_tables.hpp"

#include "equivarify/codegen/pytorch/python_text.hpp"
#include "equivarify/codegen/reference/answer.hpp"
#include "equivarify/codegen/reference/answer_means.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace equivarify::codegen {
namespace {

/// Collects the entries.
class Tables {
public:
  explicit Tables(Network const& network) : network_{network} {}

  std::string run() {
    add_tables();
    return tables_;
  }

private:
  void add_table(std::string const& name,
                 std::vector<std::uint32_t> const& numbers,
                 std::string const& shape,
                 std::string const& type = "long") {
    tables_ += fmt::format(
        "    {}: ({}, ({}), torch.{}),\n", python_text(name), python_list(numbers, 8), shape, type);
  }

  /// How arrays move, each table with a row for every element; `NAME_negated` where signs change.
  void add_moves(std::string const& name, Moves const& moves, std::size_t rows) {
    add_table(name, moves.sources, fmt::format("{}, -1", rows));
    std::vector<std::uint32_t> const none(rows, 0);
    add_table(name + "_negated",
              moves.negated.empty() ? none : moves.negated,
              fmt::format("{}, -1", rows),
              "bool");
  }

  void add_means(std::string const& name, Means const& means) {
    std::string const shape = fmt::format("-1, {}", means.terms);
    add_table(name, means.sources, shape);
    if (!means.negated.empty()) {
      add_table(name + "_negated", means.negated, shape, "bool");
    }
  }

  void add_tables() {
    std::size_t const order = network_.group.order();
    add_moves("moved_places", input_moves(network_), order);
    add_moves("answer_places", answer_moves(network_), order);
    if (network_.construction) {
      Construction const& construction = *network_.construction;
      add_means("mean_terms", means_of(construction));
      add_table("coset", construction.coset, "-1,");
    }
    std::size_t size = 0;
    for (Output const& output : network_.outputs) {
      size += output.shape.size();
    }
    for (std::size_t i = 0; i < network_.outputs.size(); ++i) {
      add_means(fmt::format("mean_terms_{}", i), means_of(network_.outputs[i], size));
    }
  }

  Network const& network_;
  std::string tables_;
};

} // namespace

std::string python_tables(Network const& network) {
  return Tables{network}.run();
}

} // namespace equivarify::codegen
