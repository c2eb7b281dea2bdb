#include "equivarify/codegen/verify/exhaustive_shards.hpp"

#include "equivarify/algebra/lemmas/sets.hpp"
#include "equivarify/codegen/json/record_reader.hpp"
#include "equivarify/runtime/records/record_writer.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

using algebra::lemmas::ExhaustiveReport;
using Json = nlohmann::ordered_json;

std::size_t shards_of(std::uint64_t most_cases) {
  return runtime::shards_for(most_cases, 64);
}

/// A fact of a refutation.
struct KeptFact {
  std::string name;
  std::string value;

  static void describe(auto& fields) {
    fields.field("name", &KeptFact::name);
    fields.field("value", &KeptFact::value);
  }
};

/// Where a lemma was refuted, and by what.
struct KeptRefutation {
  std::vector<KeptFact> facts;
  std::uint64_t sweep = 0;
  std::uint64_t index = 0;

  static void describe(auto& fields) {
    fields.field("facts", &KeptRefutation::facts);
    fields.field("sweep", &KeptRefutation::sweep);
    fields.field("index", &KeptRefutation::index);
  }
};

/// What a shard keeps of one lemma: the numbers of its report, and what refuted it, by names.
struct KeptReport {
  ExhaustiveReport report{};
  std::optional<KeptRefutation> refutation{};

  static void describe(auto& fields) {
    auto const number = [](std::uint64_t ExhaustiveReport::*of) {
      return [of](auto& kept) -> auto& {
        return kept.report.*of;
      };
    };
    fields.field("cases", number(&ExhaustiveReport::cases));
    fields.field("equations", number(&ExhaustiveReport::equations));
    fields.field("complete", number(&ExhaustiveReport::complete));
    fields.field("sampled", number(&ExhaustiveReport::sampled));
    fields.field("refutation", &KeptReport::refutation);
  }
};

KeptReport kept_of(ExhaustiveReport const& report) {
  KeptReport kept{.report = report};
  if (report.refutation) {
    auto& [facts, sweep, index] = kept.refutation.emplace();
    for (auto const& [name, value] : *report.refutation) {
      facts.push_back({name, value});
    }
    sweep = report.refuted_at.sweep;
    index = report.refuted_at.index;
  }
  return kept;
}

ExhaustiveReport exhaustive_report(KeptReport const& kept) {
  ExhaustiveReport report = kept.report;
  if (kept.refutation) {
    algebra::lemmas::Facts& facts = report.refutation.emplace();
    for (KeptFact const& fact : kept.refutation->facts) {
      facts.emplace_back(fact.name, fact.value);
    }
    report.refuted_at = {kept.refutation->sweep, kept.refutation->index};
  }
  return report;
}

/// Nothing where `options.watch` says no: what is kept is whole.
std::optional<runtime::ShardResult> do_shard(std::vector<algebra::lemmas::NamedSet> const& sets,
                                             algebra::lemmas::LemmaOptions const& options,
                                             algebra::lemmas::CasePart const& part) {
  Json json = Json::array();
  for (ExhaustiveReport const& report :
       algebra::lemmas::check_part_of_lemmas(sets, options, part)) {
    if (report.cut_short) {
      return {};
    }
    json.push_back(runtime::record_json<Json>(kept_of(report)));
  }
  return runtime::ShardResult{json.dump()};
}

/// Puts together what shards say, and believes no number of cases.
class Merger {
public:
  Merger(std::vector<algebra::lemmas::NamedSet> const& sets,
         algebra::lemmas::LemmaOptions const& options,
         runtime::ShardPlan const& plan)
      : sets_{sets}, options_{options}, plan_{plan} {}

  /// The reports of all lemmas from those of all shards.
  [[nodiscard]] std::vector<ExhaustiveReport> merge(runtime::ShardResults const& results) const {
    std::vector<std::vector<ExhaustiveReport>> parts(lemmas());
    for (auto const& [shard, result] : results) {
      std::vector<ExhaustiveReport> const reports = read(shard, result.text);
      for (std::size_t lemma = 0; lemma < parts.size(); ++lemma) {
        parts[lemma].push_back(reports[lemma]);
      }
    }
    std::vector<ExhaustiveReport> merged;
    for (std::vector<ExhaustiveReport> const& of_lemma : parts) {
      merged.push_back(algebra::lemmas::merge_parts(of_lemma));
    }
    return merged;
  }

private:
  static std::size_t lemmas() { return algebra::lemmas::all_lemmas().size(); }

  /// What the shard number \p shard says of all lemmas.
  [[nodiscard]] std::vector<ExhaustiveReport> read(std::size_t shard,
                                                   std::string const& text) const {
    auto const json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_array() || json.size() != lemmas()) {
      refuse_shard(plan_, shard, fmt::format("expected a list of what {} lemmas had", lemmas()));
    }
    auto const counted = algebra::lemmas::count_part_of_lemmas(
        sets_, options_, {shard, shards_of(options_.max_exhaustive_cases)});
    std::vector<ExhaustiveReport> reports;
    Json written = Json::array();
    for (std::size_t lemma = 0; lemma < lemmas(); ++lemma) {
      KeptReport const kept = read_lemma(shard, lemma, json[lemma]);
      written.push_back(runtime::record_json<Json>(kept));
      reports.push_back(exhaustive_report(kept));
      std::string const fault = fault_of(reports.back(), counted[lemma]);
      if (!fault.empty()) {
        std::string const& id = algebra::lemmas::all_lemmas()[lemma].id;
        refuse_shard(plan_, shard, fmt::format("of the lemma {} it has {}", id, fault));
      }
    }
    if (written.dump() != text) {
      refuse_shard(
          plan_, shard, "expected what was seen of each lemma, each key once and no other");
    }
    return reports;
  }

  /// What \p report has that a part with the cases of \p counted cannot; empty: nothing. How many
  /// equations a case has depends on its maps, but each has one.
  static std::string fault_of(ExhaustiveReport const& report, ExhaustiveReport const& counted) {
    bool const is_refuted = report.refutation.has_value(); // which leaves out what comes after
    auto const fits = [&](std::uint64_t found, std::uint64_t all) {
      return is_refuted ? found <= all : found == all;
    };
    if (!fits(report.cases, counted.cases)) {
      return fmt::format(
          "{} cases, expected {}{}", report.cases, is_refuted ? "at most " : "", counted.cases);
    }
    if (!fits(report.complete, counted.complete) || !fits(report.sampled, counted.sampled)) {
      return "other sets than those of this part";
    }
    if (report.equations < report.cases || (report.cases == 0 && report.equations != 0)) {
      return fmt::format("{} equations in {} cases, expected {}",
                         report.equations,
                         report.cases,
                         report.cases == 0 ? "none" : "one in each at least");
    }
    return {};
  }

  [[nodiscard]] KeptReport
  read_lemma(std::size_t shard, std::size_t lemma, nlohmann::json const& json) const {
    try {
      return read_record<KeptReport>(JsonNode{json, ""});
    } catch (InputError const&) {
      refuse_shard(plan_,
                   shard,
                   fmt::format("of the lemma {} it does not say what was seen",
                               algebra::lemmas::all_lemmas()[lemma].id));
    }
  }

  std::vector<algebra::lemmas::NamedSet> const& sets_;
  algebra::lemmas::LemmaOptions const& options_;
  runtime::ShardPlan const& plan_;
};

runtime::ShardJob
job_of(Network const& network, VerificationOptions const& options, std::uint64_t most_cases) {
  return {fmt::format("work: exhaustive checks of all lemmas\nspec: {}\n"
                      "convention: {}\nseed: {}\ncases: {}\n",
                      network.spec_sha256,
                      options.convention,
                      options.seed,
                      most_cases),
          shards_of(most_cases)};
}

} // namespace

runtime::ShardProgress check_lemmas_in_shards(Network const& network,
                                              runtime::ShardRequest const& request,
                                              runtime::Team& team,
                                              VerificationOptions& options) {
  auto lemma_options = lemma_options_of(network, options);
  lemma_options.watch = {};
  runtime::ShardJob const job = job_of(network, options, lemma_options.max_exhaustive_cases);
  auto const sets =
      algebra::lemmas::array_sets(network.group, network.signed_permutations(), options.seed);
  runtime::KeptShards const kept =
      run_kept_shards(team, job, request, [&](std::size_t shard, runtime::HasTime const& has_time) {
        algebra::lemmas::LemmaOptions watched = lemma_options;
        watched.watch = {.goes_on = has_time};
        return do_shard(sets, watched, {shard, job.count});
      });
  if (kept.results) {
    options.exhaustive = Merger{sets, lemma_options, request.plan}.merge(*kept.results);
  }
  return kept.progress;
}

} // namespace equivarify::codegen
