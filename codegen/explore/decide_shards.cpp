#include "equivarify/codegen/explore/decide_shards.hpp"

#include "equivarify/algebra/equivarifications/decision_check.hpp"
#include "equivarify/algebra/equivarifications/label_maps.hpp"
#include "equivarify/algebra/error.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <sstream>
#include <vector>

namespace equivarify::codegen {
namespace {

using algebra::Candidate;
using algebra::InputClass;
using algebra::LabelMap;
using algebra::Subgroup;
using algebra::SubgroupDecision;

/// A line for each map: the point to which it lifts, or `none`, and its labels.
runtime::ShardResult to_result(SubgroupDecision const& decision) {
  if (decision.counterexample) {
    return {fmt::format("none {}\n", fmt::join(decision.counterexample->labels, " ")), true};
  }
  std::string lines;
  for (std::size_t i = 0; i < decision.lifts->points.size(); ++i) {
    lines +=
        fmt::format("{} {}\n", decision.lifts->points[i], fmt::join(decision.lifts->map(i), " "));
  }
  return {lines};
}

/// Reads what to_result() wrote of one subgroup.
class Reader {
public:
  Reader(Candidate const& candidate,
         Subgroup const& h,
         std::size_t shard,
         runtime::ShardPlan const& plan)
      : candidate_{candidate}, h_{h}, shard_{shard}, plan_{plan} {}

  [[nodiscard]] SubgroupDecision read(runtime::ShardResult const& result) const {
    SubgroupDecision decision{{h_,
                               candidate_.set.fixed_points(h_).size(),
                               algebra::count_label_maps(h_, candidate_.labels),
                               !result.ends},
                              {},
                              {}};
    std::istringstream lines(result.text);
    std::string line;
    if (result.ends) {
      std::getline(lines, line);
      if (line.rfind("none ", 0) != 0 || lines.peek() != EOF) {
        refuse(line);
      }
      decision.counterexample = algebra::CosetMap{h_, labels_in(line.substr(5), line)};
      return decision;
    }
    decision.lifts = algebra::SubgroupLifts{h_, {}, {}};
    while (std::getline(lines, line)) {
      add_lift(line, *decision.lifts);
    }
    return decision;
  }

private:
  [[noreturn]] void refuse(std::string const& line) const {
    refuse_shard(
        plan_, shard_, fmt::format("\"{}\" is no map with a point above it", line.substr(0, 80)));
  }

  void add_lift(std::string const& line, algebra::SubgroupLifts& lifts) const {
    std::size_t const space = line.find(' ');
    std::vector<std::uint32_t> const point = numbers_in(line.substr(0, space));
    if (space == std::string::npos || point.size() != 1 || point.front() >= candidate_.set.size()) {
      refuse(line);
    }
    LabelMap const labels = labels_in(line.substr(space + 1), line);
    lifts.points.push_back(point.front());
    lifts.labels.insert(lifts.labels.end(), labels.begin(), labels.end());
  }

  /// One label for each coset.
  [[nodiscard]] LabelMap labels_in(std::string const& text, std::string const& line) const {
    LabelMap labels = numbers_in(text);
    bool const are_labels = std::all_of(labels.begin(), labels.end(), [this](std::uint32_t label) {
      return label < candidate_.labels.size();
    });
    if (!are_labels || labels.size() != h_.index()) {
      refuse(line);
    }
    return labels;
  }

  [[nodiscard]] static std::vector<std::uint32_t> numbers_in(std::string const& text) {
    std::istringstream words(text);
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t number = 0; words >> number;) {
      numbers.push_back(number);
    }
    return words.eof() ? numbers : std::vector<std::uint32_t>{};
  }

  Candidate const& candidate_;
  Subgroup const& h_;
  std::size_t shard_;
  runtime::ShardPlan const& plan_;
};

algebra::Decision read_decision(Candidate const& candidate,
                                InputClass const& inputs,
                                runtime::ShardResults const& results,
                                runtime::ShardPlan const& plan) {
  std::vector<SubgroupDecision> parts;
  for (auto const& [shard, result] : results) {
    parts.push_back(Reader{candidate, inputs.subgroups[shard], shard, plan}.read(result));
    if (result.ends) {
      break;
    }
  }
  algebra::Decision decision = gather(candidate, inputs, parts);
  try {
    check_decision(candidate, inputs, decision);
  } catch (algebra::InternalError const&) {
    refuse_shards(plan, "the certificate that the shards make does not pass its check");
  }
  return decision;
}

} // namespace

ShardedDecision decide_in_shards(Candidate const& candidate,
                                 InputClass const& inputs,
                                 std::string const& question,
                                 runtime::ShardRequest const& request,
                                 runtime::Team& team) {
  require_candidate(candidate);
  runtime::ShardJob const job{fmt::format("work: decision about a candidate\n{}subgroups: {}\n",
                                          question,
                                          inputs.subgroups.size()),
                              inputs.subgroups.size()};
  runtime::KeptShards const kept =
      run_kept_shards(team, job, request, [&](std::size_t shard, runtime::HasTime const& has_time) {
        auto const decision = decide_subgroup(candidate, inputs, shard, {.goes_on = has_time});
        return decision ? std::optional{to_result(*decision)} : std::nullopt;
      });
  ShardedDecision found{kept.progress, {}};
  if (kept.results) {
    found.decision = read_decision(candidate, inputs, *kept.results, request.plan);
  }
  return found;
}

} // namespace equivarify::codegen
