#include "equivarify/codegen/translation/passes_certificate.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/multiplication_table.hpp"
#include "equivarify/codegen/generate/emit_layers.hpp"
#include "equivarify/codegen/generate/integer_forms.hpp"
#include "equivarify/codegen/generate/step_text.hpp"
#include "equivarify/codegen/spec/group.hpp"
#include "equivarify/codegen/translation/group_scheme.hpp"
#include "equivarify/codegen/translation/head_mean.hpp"
#include "equivarify/codegen/translation/integer_scheme.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {
namespace {

using nlohmann::json;

/// Such as 2 or "-1/6".
json to_json(Fraction const& fraction) {
  return fraction.denominator() == 1 ? json(fraction.numerator()) : json(fraction.to_string());
}

json to_json(FractionMatrix const& matrix) {
  json rows = json::array();
  for (std::vector<Fraction> const& row : matrix) {
    json entries = json::array();
    for (Fraction const& entry : row) {
      entries.push_back(to_json(entry));
    }
    rows.push_back(std::move(entries));
  }
  return rows;
}

json to_json(StraightProgram const& program) {
  json steps = json::array();
  for (StraightStep const& step : program.steps) {
    json const last = step.operation == '*' ? to_json(step.factor) : json(step.second);
    steps.push_back({std::string(1, step.operation), step.first, last});
  }
  return {{"steps", steps}, {"results", program.results}};
}

json to_json(Scheme const& scheme) {
  return {{"input", to_json(scheme.input)},
          {"input_adjoint", to_json(scheme.input_adjoint)},
          {"weights", to_json(scheme.weights)},
          {"weights_adjoint", to_json(scheme.weights_adjoint)},
          {"output", to_json(scheme.output)},
          {"output_adjoint", to_json(scheme.output_adjoint)},
          {"forward", scheme.forward},
          {"to_inputs", scheme.to_inputs},
          {"to_weights", scheme.to_weights}};
}

json to_json(IntegerScheme const& scheme) {
  return {{"denominator", scheme.denominator},
          {"values", to_json(scheme.values)},
          {"weights", to_json(scheme.weights)},
          {"answers", to_json(scheme.answers)}};
}

json to_json(std::vector<IntegerScheme> const& schemes) {
  json list = json::array();
  for (IntegerScheme const& scheme : schemes) {
    list.push_back(to_json(scheme));
  }
  return list;
}

json to_json(IntegerSchemes const& schemes) {
  json forms = json::array();
  for (runtime::ExactForm const& form : schemes.forms) {
    forms.push_back({{"shift", form.shift},
                     {"odd_inverse", form.odd_inverse},
                     {"largest_entry", form.largest_entry},
                     {"largest_sum", form.largest_sum}});
  }
  return {{"factor_bits", schemes.factor_bits},
          {"sum_bits", schemes.sum_bits},
          {"copies", to_json(schemes.copies)},
          {"tiles", to_json(schemes.tiles)},
          {"forms", std::move(forms)}};
}

json to_json(MeanSteps const& mean) {
  json steps = json::array();
  for (MeanStep const& step : mean) {
    steps.push_back({step.operation, step.first});
    bool const is_of_one = step.operation == "positive" || step.operation == "negative" ||
                           step.operation == "plain_zero";
    if (!is_of_one) {
      steps.back().push_back(step.second);
    }
  }
  return steps;
}

/// The group as the header numbers its elements.
json to_json(algebra::Group const& group) {
  json generators = json::object();
  json steps = json::object();
  for (algebra::Generator const& generator : group.generators()) {
    generators[generator.name] = generator.element.index();
    json& step = steps[generator.name] = json::array();
    for (algebra::Element const g : group.elements()) {
      step.push_back(group.multiply(g, generator.element).index());
    }
  }
  if (group.order() > largest_copies) {
    return {{"generators", generators}, {"steps", steps}};
  }
  return {{"generators", generators}, {"table", algebra::multiplication_table(group)}};
}

char const* name_of(LayerWork work) {
  switch (work) {
  case LayerWork::lift:
    return "lift";
  case LayerWork::poses:
    return "poses";
  case LayerWork::layer:
    return "layer";
  case LayerWork::norm:
    return "norm";
  case LayerWork::flatten:
    return "flatten";
  case LayerWork::concatenation:
    return "concatenation";
  case LayerWork::coinduction:
    return "coinduction";
  case LayerWork::heads:
    return "heads";
  }
  throw algebra::InternalError{"a layer that does no known work"};
}

Scheme scheme_of(Plan const& plan, Step const& step) {
  switch (step.group) {
  case GroupAlgorithm::copy_by_copy:
    return copywise_scheme(plan.copies);
  case GroupAlgorithm::regular:
    return regular_scheme(*group_of_copies(plan.network));
  case GroupAlgorithm::fourier:
    return plan.transform->tables ? general_scheme(*plan.transform->tables)
                                  : written_scheme(plan.transform->type);
  }
  throw algebra::InternalError{"a sum over the group by no known algorithm"};
}

/// The schemes of the linear steps, by what the header calls them.
json schemes_of(Plan const& plan) {
  json schemes = json::object();
  for_each_step(plan, [&](Step const& step) {
    if (step.is_linear()) {
      std::string const name = group_algorithm(plan, step);
      if (!schemes.contains(name)) {
        Scheme const scheme = scheme_of(plan, step);
        schemes[name] = to_json(scheme);
        if (keeps_bits(plan.network.arithmetic)) {
          schemes[name]["input_program"] = to_json(scheme.input_program);
          schemes[name]["output_program"] = to_json(scheme.output_program);
        }
      }
    }
  });
  return schemes;
}

json structs_of(Plan const& plan, Purpose purpose) {
  json structs = json::array();
  for (LayerStruct const& layer : layer_structs(plan, purpose)) {
    structs.push_back({{"type", layer.type},
                       {"code", layer.base},
                       {"reads", layer.reads},
                       {"work", name_of(layer.work)},
                       {"layers", layer.parts}});
  }
  return structs;
}

/// Whether programs evaluate \p network in integers too.
bool has_integers(Network const& network) {
  try {
    static_cast<void>(integer_forms(network));
    return true;
  } catch (NoIntegerForm const&) {
    return false;
  }
}

/// The means of the heads of \p network, by the numbers of their terms.
json means_of(Network const& network) {
  json means = json::object();
  for (Output const& output : network.outputs) {
    std::size_t const terms = output.head.outputs().acting().order();
    means[std::to_string(terms)] = to_json(head_mean(terms));
  }
  return means;
}

bool uses_tiles(Plan const& plan) {
  bool uses = false;
  for_each_step(plan,
                [&](Step const& step) { uses = uses || step.pixels == PixelAlgorithm::winograd; });
  return uses;
}

} // namespace

std::string passes_certificate(Plan const& planned, Purpose purpose) {
  Plan const plan = purpose == Purpose::training ? for_training(planned) : planned;
  json certificate{{"format", "equivarify passes 1"},
                   {"sha256", plan.network.spec_sha256},
                   {"spec", json::parse(plan.network.canonical_spec)},
                   {"group", to_json(plan.network.group)},
                   {"purpose", purpose == Purpose::training ? "training" : "inference"},
                   {"structs", structs_of(plan, purpose)},
                   {"schemes", schemes_of(plan)}};
  if (uses_tiles(plan)) {
    certificate["tiles"] = to_json(tile_scheme());
    certificate["tiles"]["outputs"] = tile_outputs();
  }
  bool const has_heads = !plan.network.outputs.empty();
  if (has_heads && keeps_bits(plan.network.arithmetic) &&
      plan.network.group.order() <= largest_copies) {
    certificate["means"] = means_of(plan.network);
  }
  if (purpose == Purpose::training && has_integers(plan.network)) {
    certificate["integers"] =
        to_json(integer_schemes(algebra::multiplication_table(plan.network.group)));
  }
  return certificate.dump() + "\n";
}

} // namespace equivarify::codegen
