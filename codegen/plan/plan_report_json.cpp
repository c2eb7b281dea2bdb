#include "equivarify/codegen/plan/plan_report.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::ordered_json;

Json step_json(PlanReport const& report, StepReport const& step) {
  Json after = Json::object();
  for (std::size_t i = 0; i < report.passes.size(); ++i) {
    after[report.passes[i]] = step.after_pass[i];
  }
  return {{"name", step.name},
          {"kernel", step.kernel},
          {"reason", step.reason},
          {"multiply_adds", step.multiply_adds},
          {"multiplications_after", after},
          {"value_bytes", step.value_bytes},
          {"weight_bytes", step.weight_bytes}};
}

} // namespace

std::string to_json(PlanReport const& report) {
  Json steps = Json::array();
  for (StepReport const& step : report.steps) {
    steps.push_back(step_json(report, step));
  }
  Json json{{"network", report.network},
            {"group", report.group},
            {"exact", report.exact},
            {"passes", report.passes},
            {"switched_off", report.switched_off},
            {"steps", steps},
            {"total", step_json(report, total(report))},
            {"value_bytes_without_passes", report.value_bytes_before}};
  if (report.training) {
    json["training"] = {{"images", report.training->images}, {"bytes", report.training->bytes}};
  }
  if (report.roofline) {
    json["roofline"] = {{"threads", report.roofline->threads},
                        {"multiply_adds_per_second", report.roofline->multiply_adds_per_second},
                        {"bytes_per_second", report.roofline->bytes_per_second}};
  }
  return json.dump(2) + "\n";
}

} // namespace equivarify::codegen
