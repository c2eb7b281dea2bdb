#include "equivarify/codegen/explore/orbit_shards.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <utility>

namespace equivarify::codegen {
namespace {

using algebra::OrbitSweep;
using algebra::SweptOrbits;

/// The maps of all sweeps, one after the other.
class AllMaps {
public:
  explicit AllMaps(std::vector<OrbitSweep> const& sweeps) : sweeps_{sweeps} {
    for (OrbitSweep const& sweep : sweeps) {
      begins_.push_back(begins_.back() + static_cast<std::uint64_t>(sweep.maps()));
    }
  }

  [[nodiscard]] std::uint64_t size() const { return begins_.back(); }

  [[nodiscard]] std::size_t shards() const { return runtime::shards_for(size(), 1); }

  /// The first map of the shard number \p shard.
  [[nodiscard]] std::uint64_t first_of(std::size_t shard) const {
    std::uint64_t const count = shards();
    return size() / count * shard + std::min<std::uint64_t>(shard, size() % count);
  }

  /// For each map of \p shard that is kept, the numbers of its sweep and of itself; nothing where
  /// \p watch says no.
  [[nodiscard]] std::optional<runtime::ShardResult> find(std::size_t shard,
                                                         algebra::Watch const& watch) const {
    std::string found;
    std::uint64_t const first = first_of(shard);
    std::uint64_t const end = first_of(shard + 1);
    for (std::size_t i = 0; i < sweeps_.size(); ++i) {
      std::uint64_t const begin = std::clamp(begins_[i], first, end) - begins_[i];
      std::uint64_t const stop = std::clamp(begins_[i + 1], first, end) - begins_[i];
      auto const numbers = sweeps_[i].find(begin, stop, watch);
      if (!numbers) {
        return {};
      }
      for (std::uint64_t const number : *numbers) {
        found += fmt::format("{} {}\n", i, number);
      }
    }
    return runtime::ShardResult{found};
  }

  /// The number of the map \p number of the sweep \p sweep among all, or size() if there is none.
  [[nodiscard]] std::uint64_t place(std::uint64_t sweep, std::uint64_t number) const {
    bool const is_there = sweep < sweeps_.size() && number < begins_[sweep + 1] - begins_[sweep];
    return is_there ? begins_[sweep] + number : size();
  }

private:
  std::vector<OrbitSweep> const& sweeps_;
  std::vector<std::uint64_t> begins_{0};
};

/// Puts together what shards say, and believes none of it.
class Gatherer {
public:
  Gatherer(std::vector<OrbitSweep> const& sweeps, AllMaps const& maps, runtime::ShardPlan plan)
      : sweeps_{sweeps}, maps_{maps}, plan_{std::move(plan)} {
    for (OrbitSweep const& sweep : sweeps) {
      swept_.push_back({sweep.kind(), {}});
    }
  }

  void add(std::size_t shard, std::string const& text) {
    std::istringstream lines(text);
    std::uint64_t next = maps_.first_of(shard);
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words(line);
      std::uint64_t sweep = 0;
      std::uint64_t number = 0;
      bool const is_pair = bool(words >> sweep >> number) && words.peek() == EOF;
      std::uint64_t const place = is_pair ? maps_.place(sweep, number) : maps_.size();
      if (place < next || place >= maps_.first_of(shard + 1)) {
        refuse_shard(plan_, shard, fmt::format("\"{}\" names no map of this shard", line));
      }
      if (!sweeps_[sweep].keeps(number)) {
        refuse_shard(
            plan_, shard, fmt::format("map {} of sweep {} stands for no orbit", number, sweep));
      }
      swept_[sweep].orbits.push_back(sweeps_[sweep].map(number));
      next = place + 1;
    }
  }

  /// All of them.
  [[nodiscard]] std::vector<SweptOrbits> all() {
    for (std::size_t i = 0; i < sweeps_.size(); ++i) {
      if (sweeps_[i].orbits() != swept_[i].orbits.size()) {
        refuse_count(i);
      }
    }
    return std::move(swept_);
  }

private:
  [[noreturn]] void refuse_count(std::size_t sweep) const {
    refuse_shards(
        plan_,
        fmt::format("the shards name {} orbits of maps from the cosets of {}, but there are {}",
                    swept_[sweep].orbits.size(),
                    sweeps_[sweep].subgroup().to_string(),
                    algebra::to_string(sweeps_[sweep].orbits())));
  }

  std::vector<OrbitSweep> const& sweeps_;
  AllMaps const& maps_;
  runtime::ShardPlan plan_;
  std::vector<SweptOrbits> swept_;
};

} // namespace

ShardedOrbits sweep_in_shards(std::vector<OrbitSweep> const& sweeps,
                              std::string const& question,
                              runtime::ShardRequest const& request,
                              runtime::Team& team) {
  AllMaps const maps{sweeps};
  runtime::ShardJob const job{
      fmt::format("work: search for labelled orbits\n{}maps: {}\n", question, maps.size()),
      maps.shards()};
  runtime::KeptShards const kept =
      run_kept_shards(team, job, request, [&](std::size_t shard, runtime::HasTime const& has_time) {
        return maps.find(shard, {.goes_on = has_time});
      });
  ShardedOrbits found{kept.progress, {}};
  if (kept.results) {
    Gatherer gatherer{sweeps, maps, request.plan};
    for (auto const& [shard, result] : *kept.results) {
      gatherer.add(shard, result.text);
    }
    found.swept = gatherer.all();
  }
  return found;
}

} // namespace equivarify::codegen
