#include "equivarify/codegen/commands/inspect_costs.hpp"

#include "equivarify/codegen/commands/lift_already.hpp"
#include "equivarify/codegen/commands/lift_frame.hpp"
#include "equivarify/codegen/compare/construction_cost.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/text/numbers.hpp"
#include "equivarify/codegen/text/table.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

/// A construction of one model, with what it takes, or why there is none.
struct PricedConstruction {
  std::string name;
  std::string note{};
  std::optional<ConstructionCost> cost{};
};

/// The constructions of one model.
class Pricing {
public:
  Pricing(LiftedNetwork const& lifted,
          SpecFrame const& frame,
          algebra::Group const& group,
          std::string const& called)
      : lifted_{lifted}, frame_{frame}, group_{group}, called_{called} {}

  std::vector<PricedConstruction> all() const {
    std::vector<PricedConstruction> result{priced("g_product")};
    PricedConstruction quotient = priced("kernel_quotient");
    if (quotient.cost && quotient.cost->copies < group_.order()) { // else it is the G-product
      result.push_back(std::move(quotient));
    }
    result.push_back(priced("reynolds"));
    result.push_back(priced("canonical"));
    PricedConstruction already = priced("already");
    if (already.cost) {
      already.note = fmt::format("if F commutes with {} as it is, which `lift --construction "
                                 "already` proves or refutes; --subgroup names a smaller one",
                                 group_.name());
    }
    result.push_back(std::move(already));
    return result;
  }

private:
  PricedConstruction priced(std::string const& name) const {
    PricedConstruction result{.name = name};
    try {
      result.cost = cost_of(parse_unwritten(spec_text(lifted_, framed(name)), called_));
    } catch (InputError const& error) {
      Problem const& problem = error.problems().front();
      result.note =
          problem.summary + (problem.found.empty() ? "" : fmt::format(": {}", problem.found));
    } catch (algebra::AlgebraError const& error) {
      result.note = error.what();
    }
    return result;
  }

  SpecFrame framed(std::string const& construction) const {
    SpecFrame frame = frame_;
    frame.equivarification = "lift";
    frame.classes = class_numbers(count_classes(construction, lifted_.output_order, group_));
    if (construction == "already") {
      frame.already = already_form({}, group_, frame.classes.size());
    } else {
      frame.construction = construction;
    }
    return frame;
  }

  LiftedNetwork const& lifted_;
  SpecFrame const& frame_;
  algebra::Group const& group_;
  std::string const& called_;
};

std::vector<std::string> cells_of(PricedConstruction const& construction, std::size_t own) {
  if (!construction.cost) {
    return {construction.name, "-", "-", "-", "-", "-"};
  }
  ConstructionCost const& cost = *construction.cost;
  double const times =
      own == 0 ? 1.0 : static_cast<double>(cost.multiply_adds) / static_cast<double>(own);
  return {construction.name,
          grouped(cost.copies),
          grouped(cost.multiply_adds),
          fmt::format("{:.4g}", times),
          grouped(cost.parameters),
          fmt::format("{:.1f} KiB", static_cast<double>(cost.memory) / 1024.0)};
}

} // namespace

std::string costs_text(LiftedNetwork const& lifted,
                       SpecFrame const& frame,
                       algebra::Group const& group,
                       std::string const& called) {
  std::vector<PricedConstruction> const all = Pricing{lifted, frame, group, called}.all();
  auto const& product = all.front().cost;
  std::size_t const own = product ? product->multiply_adds / product->copies : 0;
  TableRows rows{
      {"construction", "copies", "multiply-adds", "times the file's", "weights", "memory"}};
  std::string notes;
  for (PricedConstruction const& construction : all) {
    rows.push_back(cells_of(construction, own));
    if (!construction.note.empty()) {
      notes += fmt::format("  {}: {}\n", construction.name, construction.note);
    }
  }
  return "what it would cost:\n" +
         table(rows,
               {{Side::left},
                {Side::right},
                {Side::right},
                {Side::right},
                {Side::right},
                {Side::right}}) +
         notes;
}

} // namespace equivarify::codegen
