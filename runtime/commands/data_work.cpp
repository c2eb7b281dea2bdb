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

Difference difference_from_json(Json const& json) {
  auto const number = [&](std::size_t place) { return json.at(place).get<std::size_t>(); };
  auto const value = [&](std::size_t place) {
    return std::bit_cast<float>(json.at(place).get<std::uint32_t>());
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

/// Adds what the next shard found, \p json, to \p sum.
void add(Json const& json, EquivarianceReport& sum) {
  sum.images += json.at("images").get<std::size_t>();
  sum.values += json.at("values").get<std::size_t>();
  sum.differing_bits += json.at("differing_bits").get<std::size_t>();
  sum.deviation = std::max(sum.deviation, json.at("deviation").get<std::size_t>());
  Json const& outputs = json.at("outputs");
  sum.outputs.resize(outputs.size());
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    sum.outputs[i].values += outputs[i].at(0).get<std::size_t>();
    sum.outputs[i].differing_bits += outputs[i].at(1).get<std::size_t>();
  }
  if (!json.at("definition").is_null()) {
    DefinitionReport const before = sum.definition.value_or(DefinitionReport{});
    sum.definition = {before.values + json["definition"].at(0).get<std::size_t>(),
                      before.differing + json["definition"].at(1).get<std::size_t>()};
  }
  if (!sum.first && !json.at("first").is_null()) {
    sum.first = difference_from_json(json["first"]);
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

EquivarianceReport DataWork::sum(ShardResults const& results) const {
  EquivarianceReport sum{.elements = elements_.size(), .first = std::nullopt};
  for (auto const& [shard, result] : results) {
    add(Json::parse(result.text), sum);
  }
  return sum;
}

} // namespace equivarify::runtime
