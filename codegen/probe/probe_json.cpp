#include "equivarify/codegen/probe/probe_json.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace equivarify::codegen {

namespace {

using algebra::probe::Failure;
using algebra::probe::Identification;
using algebra::probe::OutputLaw;
using Json = nlohmann::json;

/// JSON has no word for these.
Json number(double value) {
  return std::isfinite(value) ? Json(value)
                              : Json(std::isnan(value) ? "nan"
                                     : value > 0       ? "inf"
                                                       : "-inf");
}

Json describe(Failure const& failure, ProbeForm const& form) {
  Json entries = Json::array();
  for (std::size_t i = 0; i < failure.x.size(); ++i) {
    if (failure.x[i] != 0) { // NOLINT: entries that are exactly 0
      entries.push_back(
          {{"index", i}, {"entry", form.input.entry_name(i)}, {"value", number(failure.x[i])}});
    }
  }
  return {{"g", form.input.group().name_of(failure.g)},
          {"nonzero_entries_of_x", entries},
          {"found_in", failure.found_in},
          {"differs_at",
           {{"index", failure.disagreement.entry},
            {"entry", form.output.entry_name(failure.disagreement.entry)},
            {"f(g x)", number(failure.disagreement.turned_first)},
            {"g f(x)", number(failure.disagreement.turned_last)}}},
          {"entries_that_differ", failure.disagreement.entries}};
}

Json describe(Identification const& found) {
  Json laws = Json::array();
  for (OutputLaw const& law : found.laws) {
    laws.push_back({{"name", law.name}, {"equation", law.equation}, {"meaning", law.meaning}});
  }
  Json result{{"equivariant_up_to_rounding", found.up_to_rounding},
              {"follows", laws},
              {"observed_action", found.observed}};
  if (found.largest) {
    result["largest_subgroup"] = {{"generators", found.largest->to_string()},
                                  {"order", found.largest->order()},
                                  {"only_a_lower_bound", found.largest_is_bound}};
  }
  return result;
}

} // namespace

std::string to_json(algebra::probe::ProbeReport const& report,
                    ProbeForm const& form,
                    std::string const& replay) {
  Json result{{"verdict", report.equivariant() ? "holds" : "refuted"},
              {"is_function", report.is_function()},
              {"group", form.input.group().name()},
              {"compared", algebra::probe::to_string(form.tolerance)},
              {"inputs", report.inputs},
              {"elements", report.elements},
              {"all_elements", report.all_elements},
              {"evaluations", report.evaluations},
              {"numbers_compared", report.numbers},
              {"numbers_that_differ", report.differing},
              {"outputs_that_are_nan", report.not_numbers},
              {"every_output_the_same", report.constant},
              {"largest_difference", number(report.largest.absolute)},
              {"largest_output", number(report.largest.largest_number)},
              {"replay", replay}};
  if (report.failure) {
    result["counterexample"] = describe(*report.failure, form);
  }
  if (report.identification) {
    result["identification"] = describe(*report.identification);
  }
  return result.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace equivarify::codegen
