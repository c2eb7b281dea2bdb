#include "equivarify/codegen/agree/agreement_text.hpp"
#include "equivarify/codegen/agree/choices.hpp"

#include <nlohmann/json.hpp>

namespace equivarify::codegen {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(Engine const& engine, Defect const& defect) {
  return {{"name", engine.name},
          {"kind", engine.kind},
          {"equivariance",
           {{"numbers", defect.numbers.values},
            {"differing_numbers", defect.differing_numbers},
            {"differing_bits", defect.numbers.differing_bits},
            {"largest_difference", defect.numbers.largest_difference}}}};
}

Json to_json(Network const& network, DifferingNumber const& number) {
  return {{"input", number.input},
          {"moved_by", number.g ? Json(network.group.name_of(*number.g)) : Json{}},
          {"entry", number.entry},
          {"entry_name", entry_name(network, number.entry)},
          {"first", number.first},
          {"second", number.second}};
}

Json to_json(Network const& network, PairAgreement const& pair) {
  return {{"engines", {pair.first, pair.second}},
          {"agrees", pair.agrees()},
          {"numbers", pair.numbers},
          {"outside_tolerance", pair.outside},
          {"largest_difference", pair.largest_difference},
          {"largest_ulp", pair.largest_ulps},
          {"ulp_of_largest", pair.ulps_of_largest()},
          {"answers", pair.choices},
          {"same_answers", pair.same_choices},
          {"worst", pair.worst ? to_json(network, *pair.worst) : Json{}},
          {"layers_compared", pair.layers_compared},
          {"parts_at", pair.parts_at ? Json(*pair.parts_at) : Json{}},
          {"layers_hidden", pair.hidden.empty() ? Json{} : Json(pair.hidden)}};
}

} // namespace

std::string to_json(AgreementContext const& context, Agreement const& agreement) {
  Json engines = Json::array();
  for (std::size_t i = 0; i < context.engines.size(); ++i) {
    engines.push_back(to_json(context.engines[i], agreement.defects[i]));
  }
  Json pairs = Json::array();
  for (PairAgreement const& pair : agreement.pairs) {
    pairs.push_back(to_json(context.network, pair));
  }
  Json const result{{"spec", context.network.name},
                    {"spec_sha256", context.network.spec_sha256},
                    {"group", context.network.group.name()},
                    {"order", context.network.group.order()},
                    {"inputs", agreement.inputs},
                    {"inputs_from", context.inputs},
                    {"batch", context.settings.batch},
                    {"threads", context.settings.threads},
                    {"tolerance",
                     {{"absolute", agreement.tolerance.absolute},
                      {"relative", agreement.tolerance.relative},
                      {"ulps", agreement.tolerance.ulps}}},
                    {"all_agree", agreement.all_agree()},
                    {"all_exact", agreement.all_exact()},
                    {"engines", engines},
                    {"pairs", pairs}};
  return result.dump(2) + "\n";
}

} // namespace equivarify::codegen
