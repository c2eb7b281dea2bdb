// A verification of integers for people and for machines.
#include "equivarify/codegen/integers/integer_verification.hpp"
#include "equivarify/codegen/text/numbers.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <limits>

namespace equivarify::codegen {
namespace {

constexpr std::int64_t largest_factor = std::numeric_limits<std::int16_t>::max();

std::string bound_text(IntegerBound const& bound) {
  std::string text = fmt::format("  layer {}: sums at most {} of {}, values {} to {}",
                                 bound.layer,
                                 grouped(static_cast<std::size_t>(bound.largest)),
                                 grouped(static_cast<std::size_t>(bound.limit)),
                                 bound.lowest,
                                 bound.highest);
  if (!bound.form.empty()) {
    text += fmt::format("; {}, factors at most {} of {}",
                        bound.form,
                        grouped(static_cast<std::size_t>(bound.largest_factor)),
                        grouped(static_cast<std::size_t>(largest_factor)));
  }
  return text + "\n";
}

std::string statement_text(IntegerStatement const& statement) {
  std::string const text = fmt::format("  {:<7}  {}; {} numbers compared, {} differ\n",
                                       statement.differing == 0 ? "holds" : "REFUTED",
                                       statement.says,
                                       grouped(statement.numbers),
                                       grouped(statement.differing));
  return statement.counterexample.empty() ? text
                                          : text + "           " + statement.counterexample + "\n";
}

} // namespace

std::string to_text(IntegerVerification const& verification) {
  std::string text = fmt::format("integers of {}, sha256 {}\n"
                                 "  no sum overflows, whatever the input: the intervals of all "
                                 "channels were followed from layer to layer\n",
                                 verification.file,
                                 verification.sha256);
  for (IntegerBound const& bound : verification.bounds) {
    text += bound_text(bound);
  }
  text +=
      fmt::format("  the program is a map of finite sets, so the theorem above is about it; on {} "
                  "{} inputs and {} elements:\n",
                  verification.all ? "all" : "random",
                  grouped(verification.inputs),
                  verification.elements);
  for (IntegerStatement const& statement : verification.statements) {
    text += statement_text(statement);
  }
  return text;
}

std::string to_json(IntegerVerification const& verification) {
  nlohmann::ordered_json layers = nlohmann::ordered_json::array();
  for (IntegerBound const& bound : verification.bounds) {
    layers.push_back({{"name", bound.layer},
                      {"largest_sum", bound.largest},
                      {"limit", bound.limit},
                      {"lowest", bound.lowest},
                      {"highest", bound.highest},
                      {"computed_as", bound.form.empty() ? "defined" : bound.form},
                      {"largest_factor", bound.largest_factor}});
  }
  nlohmann::ordered_json statements = nlohmann::ordered_json::array();
  for (IntegerStatement const& statement : verification.statements) {
    statements.push_back({{"says", statement.says},
                          {"verdict", statement.differing == 0 ? "holds" : "refuted"},
                          {"numbers", statement.numbers},
                          {"differing", statement.differing},
                          {"counterexample", statement.counterexample}});
  }
  return nlohmann::ordered_json{{"file", verification.file},
                                {"sha256", verification.sha256},
                                {"layers", layers},
                                {"inputs", verification.inputs},
                                {"all_inputs", verification.all},
                                {"elements", verification.elements},
                                {"statements", statements}}
      .dump(2);
}

} // namespace equivarify::codegen
