#include "equivarify/runtime/commands/data_work.hpp"

#include "equivarify/runtime/commands/results_json_parts.hpp"
#include "equivarify/runtime/evaluation/tried_elements.hpp"
#include "equivarify/runtime/evaluation/turned_images.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/integer/definition_check.hpp"
#include "equivarify/runtime/training/shared_checksum.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>

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

/// The single values that a report has, where there are such.
constexpr std::array<std::pair<char const*, std::optional<Difference> EquivarianceReport::*>, 2>
    single_values{{{"first", &EquivarianceReport::first},
                   {"first_not_finite", &EquivarianceReport::first_not_finite}}};

Json report_to_json(EquivarianceReport const& report) {
  Json json{{"images", report.images},
            {"values", report.values},
            {"differing_bits", report.differing_bits},
            {"deviation", report.deviation},
            {"outputs", Json::array()},
            {"definition", Json()},
            {"first", Json()},
            {"not_finite", report.not_finite},
            {"symmetric", report.symmetric},
            {"first_not_finite", Json()}};
  for (OutputReport const& output : report.outputs) {
    json["outputs"].push_back({output.values, output.differing_bits});
  }
  if (report.definition) {
    json["definition"] = {report.definition->values, report.definition->differing};
  }
  for (auto const& [name, place] : single_values) {
    if (report.*place) {
      json[name] = difference_to_json(*(report.*place));
    }
  }
  return json;
}

EquivarianceReport report_from_json(Json const& json) {
  EquivarianceReport report{.images = count_in(json.at("images")),
                            .values = count_in(json.at("values")),
                            .differing_bits = count_in(json.at("differing_bits")),
                            .first = std::nullopt,
                            .deviation = count_in(json.at("deviation")),
                            .not_finite = count_in(json.at("not_finite")),
                            .symmetric = count_in(json.at("symmetric"))};
  for (Json const& output : json.at("outputs")) {
    report.outputs.push_back({count_in(output.at(0)), count_in(output.at(1))});
  }
  if (Json const& definition = json.at("definition"); !definition.is_null()) {
    report.definition = {count_in(definition.at(0)), count_in(definition.at(1))};
  }
  for (auto const& [name, place] : single_values) {
    if (Json const& value = json.at(name); !value.is_null()) {
      report.*place = difference_from_json(value);
    }
  }
  return report;
}

/// Whether all that \p difference names is in the network \p description; so if there is none.
bool is_of(Description const& description, std::optional<Difference> const& difference) {
  std::size_t const order = description.element_names.size();
  return !difference ||
         (difference->element < order && difference->copy < order &&
          (description.outputs.empty() ? difference->class_index < description.classes
                                       : difference->output < description.outputs.size()));
}

/// Adds what the next shard found, \p report, to \p sum.
void add(EquivarianceReport const& report, EquivarianceReport& sum) {
  sum.images += report.images;
  sum.values += report.values;
  sum.differing_bits += report.differing_bits;
  sum.not_finite += report.not_finite;
  sum.symmetric += report.symmetric;
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
  for (auto const& [name, place] : single_values) {
    if (!(sum.*place)) {
      sum.*place = report.*place;
    }
  }
}

std::size_t batches_of(std::size_t images) {
  return (images + TurnedImages::batch - 1) / TurnedImages::batch;
}

} // namespace

DataWork::DataWork(Program const& program, TestOptions const& options)
    : team_(*program.team), held_(load_dataset(options.data,
                                               Split::test,
                                               program.description,
                                               {options.limit, team_.rank(), team_.size()})),
      images_(held_.size()), exchange_(team_, program.description),
      elements_(tried_elements(program.description.order, options.elements, options.seed)),
      workers_(program, options.weights, options.threads) {
  job_.count = std::min(shard_count_for(images_), batches_of(images_));
  bool const are_all = elements_.size() == program.description.order; // no seed draws them
  job_.facts = text("work: check of test data\n",
                    workers_.facts(),
                    "data checksum: ",
                    shared_checksums(team_, {&held_}).front(),
                    "\nimages: ",
                    images_,
                    "\nelements: ",
                    are_all ? "all" : text(elements_.size(), ", drawn by seed ", options.seed),
                    "\n");
}

Range DataWork::part(std::size_t shard) const {
  Range const batches = part_of(batches_of(images_), job_.count, shard);
  return {batches.first * TurnedImages::batch,
          std::min(batches.end * TurnedImages::batch, images_)};
}

void DataWork::fetch(ShardsOfRanks const& shards) {
  std::vector<std::vector<std::uint32_t>> lists;
  for (std::vector<std::size_t> const& of_rank : shards) {
    std::vector<std::uint32_t>& rows = lists.emplace_back();
    for (std::size_t const shard : of_rank) {
      Range const images = part(shard);
      if (lists.size() == team_.rank() + 1) {
        places_[shard] = rows.size();
      }
      rows.resize(rows.size() + images.size());
      std::iota(rows.end() - static_cast<std::ptrdiff_t>(images.size()),
                rows.end(),
                static_cast<std::uint32_t>(images.first));
    }
  }
  team_.begin_sharing();
  here_ = exchange_.fetch(held_, RowsOfRanks(lists.begin(), lists.end()));
  team_.end_sharing();
  if (here_.data != &held_) {
    held_ = {};
  }
}

std::optional<ShardResult>
DataWork::check(std::size_t shard, std::size_t thread, HasTime const& has_time) {
  Network& network = workers_.network(thread);
  auto const goes_on = [&](std::size_t /*next*/) { return has_time(); };
  std::size_t const first = here_.rows[places_.at(shard)];
  Range const images{first, first + part(shard).size()};
  std::optional<EquivarianceReport> report =
      check_images(network, *here_.data, images, elements_, goes_on);
  auto* const integers = dynamic_cast<IntegerNetwork*>(&network);
  if (report && integers != nullptr) {
    ThreadPool alone(1);
    report->definition =
        check_definition(*integers, {*here_.data, images, elements_}, alone, goes_on);
    if (!report->definition) {
      return {};
    }
  }
  for (auto const& [name, place] : single_values) {
    if (report && (*report).*place) {
      ((*report).*place)->image += part(shard).first - first;
    }
  }
  return report ? std::optional(ShardResult{report_to_json(*report).dump()}) : std::nullopt;
}

EquivarianceReport
DataWork::report_of(std::size_t shard, ShardResult const& result, ShardPlan const& plan) const {
  try {
    EquivarianceReport report = report_from_json(Json::parse(result.text));
    if (report.images == part(shard).size() && report.symmetric <= report.images &&
        report.outputs.size() == description().outputs.size() &&
        is_of(description(), report.first) && is_of(description(), report.first_not_finite) &&
        report_to_json(report).dump() == result.text) { // no key that is unknown, or there twice
      return report;
    }
  } catch (Json::exception const&) { // refused below
  }
  refuse_shard(
      plan,
      shard,
      text("expected what a check of its ", counted(part(shard).size(), "image"), " found"));
}

EquivarianceReport DataWork::sum(ShardResults const& results, ShardPlan const& plan) const {
  EquivarianceReport sum{.elements = elements_.size(), .first = std::nullopt};
  for (auto const& [shard, result] : results) {
    add(report_of(shard, result, plan), sum);
  }
  return sum;
}

} // namespace equivarify::runtime
