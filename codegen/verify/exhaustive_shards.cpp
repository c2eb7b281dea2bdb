#include "equivarify/codegen/verify/exhaustive_shards.hpp"

#include "equivarify/algebra/error.hpp"
#include "equivarify/algebra/lemmas/sets.hpp"
#include "equivarify/runtime/files/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <vector>

namespace equivarify::codegen {
namespace {

using algebra::lemmas::ExhaustiveReport;
using Json = nlohmann::ordered_json;

/// The same for all, so that what is seen does not depend on who does them.
constexpr std::size_t shard_count = 64;

Json to_json(ExhaustiveReport const& report) {
  Json json{{"cases", report.cases},
            {"equations", report.equations},
            {"complete", report.complete},
            {"sampled", report.sampled}};
  if (report.refutation) {
    json["refutation"] = *report.refutation;
    json["at"] = {report.refuted_at.sweep, report.refuted_at.index};
  }
  return json;
}

ExhaustiveReport from_json(Json const& json) {
  ExhaustiveReport report{.cases = json.at("cases"),
                          .equations = json.at("equations"),
                          .complete = json.at("complete"),
                          .sampled = json.at("sampled")};
  if (json.contains("refutation")) {
    report.refutation = json.at("refutation").get<algebra::lemmas::Facts>();
    report.refuted_at = {json.at("at").at(0), json.at("at").at(1)};
  }
  return report;
}

runtime::ShardResult do_shard(std::vector<algebra::lemmas::NamedSet> const& sets,
                              algebra::lemmas::LemmaOptions const& options,
                              std::size_t shard) {
  Json json = Json::array();
  for (ExhaustiveReport const& report :
       algebra::lemmas::check_part_of_lemmas(sets, options, {shard, shard_count})) {
    json.push_back(to_json(report));
  }
  return {json.dump()};
}

/// The reports of all lemmas from those of all shards.
std::vector<ExhaustiveReport> merge(runtime::ShardResults const& results) {
  std::vector<std::vector<ExhaustiveReport>> parts(algebra::lemmas::all_lemmas().size());
  for (auto const& entry : results) {
    Json const json = Json::parse(entry.second.text);
    for (std::size_t lemma = 0; lemma < parts.size(); ++lemma) {
      parts[lemma].push_back(from_json(json.at(lemma)));
    }
  }
  std::vector<ExhaustiveReport> merged;
  for (std::vector<ExhaustiveReport> const& of_lemma : parts) {
    merged.push_back(algebra::lemmas::merge_parts(of_lemma));
  }
  return merged;
}

runtime::ShardResults run_request(Network const& network,
                                  ShardRequest const& request,
                                  runtime::Team& team,
                                  VerificationOptions const& options) {
  auto lemma_options = lemma_options_of(network, options);
  lemma_options.watch = {}; // a shard that is kept is whole: the plan's budget is asked before it
  runtime::ShardJob const job{fmt::format("work: exhaustive checks of all lemmas\nspec: {}\n"
                                          "convention: {}\nseed: {}\ncases: {}\n",
                                          network.spec_sha256,
                                          options.convention,
                                          options.seed,
                                          lemma_options.max_exhaustive_cases),
                              shard_count};
  runtime::ThreadPool pool(request.threads);
  auto const sets =
      algebra::lemmas::array_sets(network.group, network.signed_permutations(), options.seed);
  return run_kept_shards(
      team, job, request.plan, request.watcher, pool, [&](std::size_t shard, std::size_t) {
        return do_shard(sets, lemma_options, shard);
      });
}

} // namespace

ShardProgress check_lemmas_in_shards(Network const& network,
                                     ShardRequest const& request,
                                     runtime::Team& team,
                                     VerificationOptions& options) {
  try {
    runtime::ShardResults const results = run_request(network, request, team, options);
    ShardProgress const progress{results.size(), shard_count};
    if (progress.is_complete()) {
      options.exhaustive = merge(results);
    }
    return progress;
  } catch (runtime::DataError const& error) {
    throw algebra::AlgebraError(error.what());
  } catch (Json::exception const& error) {
    throw algebra::AlgebraError(fmt::format(
        "{}: has a shard that is none of this work: {}", request.plan.folder, error.what()));
  }
}

} // namespace equivarify::codegen
