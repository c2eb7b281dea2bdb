#include "equivarify/runtime/commands/data_work.hpp"

#include "equivarify/runtime/commands/results_json_parts.hpp"
#include "equivarify/runtime/evaluation/tried_elements.hpp"
#include "equivarify/runtime/evaluation/turned_images.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/definition_check.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace equivarify::runtime {

namespace {

/// With the bits of numbers, since JSON has none that are not finite.
Json difference_to_json(Difference const& difference) {
  return Json::array({difference.kind,
                      difference.image,
                      difference.element,
                      difference.copy,
                      difference.class_index,
                      difference.output,
                      difference.entry,
                      std::bit_cast<std::uint32_t>(difference.expected),
                      std::bit_cast<std::uint32_t>(difference.found)});
}

/// \throws Json::exception unless \p json is a whole number from 0, as all readers here.
std::size_t count_in(Json const& json) {
  return json.get_ref<Json::number_unsigned_t const&>();
}

Difference difference_from_json(Json const& json) {
  auto const number = [&](std::size_t place) { return count_in(json.at(place)); };
  auto const value = [&](std::size_t place) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(number(place)));
  };
  return {.kind = json.at(0).get<std::string>(),
          .image = number(1),
          .element = number(2),
          .copy = number(3),
          .class_index = number(4),
          .output = number(5),
          .entry = number(6),
          .expected = value(7),
          .found = value(8)};
}

Json report_to_json(EquivarianceReport const& report) {
  Json json{{"images", report.images},
            {"values", report.values},
            {"differing_bits", report.differing_bits},
            {"deviation", report.deviation},
            {"outputs", Json::array()},
            {"definition", Json()},
            {"first", Json()}};
  for (OutputReport const& output : report.outputs) {
    json["outputs"].push_back({output.values, output.differing_bits});
  }
  if (report.definition) {
    json["definition"] = {report.definition->values, report.definition->differing};
  }
  if (report.first) {
    json["first"] = difference_to_json(*report.first);
  }
  return json;
}

EquivarianceReport report_from_json(Json const& json) {
  EquivarianceReport report{.images = count_in(json.at("images")),
                            .values = count_in(json.at("values")),
                            .differing_bits = count_in(json.at("differing_bits")),
                            .first = std::nullopt,
                            .deviation = count_in(json.at("deviation"))};
  for (Json const& output : json.at("outputs")) {
    report.outputs.push_back({count_in(output.at(0)), count_in(output.at(1))});
  }
  if (Json const& definition = json.at("definition"); !definition.is_null()) {
    report.definition = {count_in(definition.at(0)), count_in(definition.at(1))};
  }
  if (Json const& first = json.at("first"); !first.is_null()) {
    report.first = difference_from_json(first);
  }
  return report;
}

/// Whether all that \p difference names is in the network \p description.
bool is_of(Description const& description, Difference const& difference) {
  std::size_t const order = description.element_names.size();
  return difference.element < order && difference.copy < order &&
         (description.outputs.empty() ? difference.class_index < description.classes
                                      : difference.output < description.outputs.size());
}

/// Adds what the next shard found, \p report, to \p sum.
void add(EquivarianceReport const& report, EquivarianceReport& sum) {
  sum.images += report.images;
  sum.values += report.values;
  sum.differing_bits += report.differing_bits;
  sum.deviation = std::max(sum.deviation, report.deviation);
  sum.outputs.resize(report.outputs.size());
  for (std::size_t i = 0; i < report.outputs.size(); ++i) {
    sum.outputs[i].values += report.outputs[i].values;
    sum.outputs[i].differing_bits += report.outputs[i].differing_bits;
  }
  if (report.definition) {
    DefinitionReport const before = sum.definition.value_or(DefinitionReport{});
    sum.definition = {before.values + report.definition->values,
                      before.differing + report.definition->differing};
  }
  if (!sum.first) {
    sum.first = report.first;
  }
}

std::size_t batches_of(std::size_t images) {
  return (images + TurnedImages::batch - 1) / TurnedImages::batch;
}

} // namespace

DataWork::DataWork(Program const& program, TestOptions const& options)
    : data_(load_dataset(options.data, Split::test, program.description, {.limit = options.limit})),
      elements_(tried_elements(program.description.order, options.elements, options.seed)),
      workers_(program, options.weights, options.threads) {
  job_.count = std::min(shard_count_for(data_.size()), batches_of(data_.size()));
  job_.facts = text("work: check of test data\n",
                    workers_.facts(),
                    "data checksum: ",
                    data_.checksum(),
                    "\nimages: ",
                    data_.size(),
                    "\nelements: ",
                    elements_.size(),
                    "\nseed: ",
                    options.seed,
                    "\n");
}

Range DataWork::part(std::size_t shard) const {
  Range const batches = part_of(batches_of(data_.size()), job_.count, shard);
  return {batches.first * TurnedImages::batch,
          std::min(batches.end * TurnedImages::batch, data_.size())};
}

std::optional<ShardResult>
DataWork::check(std::size_t shard, std::size_t thread, HasTime const& has_time) {
  Network& network = workers_.network(thread);
  auto const goes_on = [&](std::size_t /*next*/) { return has_time(); };
  std::optional<EquivarianceReport> report =
      check_images(network, data_, part(shard), elements_, goes_on);
  auto* const integers = dynamic_cast<IntegerNetwork*>(&network);
  if (report && integers != nullptr) {
    ThreadPool alone(1);
    report->definition = check_definition(*integers, data_, part(shard), alone, goes_on);
    if (!report->definition) {
      return {};
    }
  }
  return report ? std::optional(ShardResult{report_to_json(*report).dump()}) : std::nullopt;
}

EquivarianceReport
DataWork::report_of(std::size_t shard, ShardResult const& result, ShardPlan const& plan) const {
  try {
    EquivarianceReport report = report_from_json(Json::parse(result.text));
    if (report.images == part(shard).size() &&
        report.outputs.size() == description().outputs.size() &&
        (!report.first || is_of(description(), *report.first))) {
      return report;
    }
  } catch (Json::exception const&) { // refused below
  }
  refuse_shard(
      plan, shard, text("expected what a check of its ", part(shard).size(), " images found"));
}

EquivarianceReport DataWork::sum(ShardResults const& results, ShardPlan const& plan) const {
  EquivarianceReport sum{.elements = elements_.size(), .first = std::nullopt};
  for (auto const& [shard, result] : results) {
    add(report_of(shard, result, plan), sum);
  }
  return sum;
}

} // namespace equivarify::runtime
