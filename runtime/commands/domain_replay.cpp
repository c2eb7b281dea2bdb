// NAME check --replay
#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/commands/domain_command.hpp"
#include "equivarify/runtime/commands/domain_verdict.hpp"
#include "equivarify/runtime/commands/domain_work.hpp"
#include "equivarify/runtime/commands/progress.hpp"
#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <ostream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace equivarify::runtime {

namespace {

/// What of \p certificate is not so where the shards \p shards give \p done; empty: nothing. All
/// shards give all of it.
std::string difference_from(Json const& certificate,
                            std::vector<std::size_t> const& shards,
                            std::vector<Json> const& done,
                            DomainSubject const& subject) {
  Json const& rows = certificate["shards"];
  for (std::size_t i = 0; i < shards.size(); ++i) {
    Json const& row = rows[shards[i]];
    if (shard_row(done[i]) != row) {
      return text(
          "shard ", shards[i], ", inputs ", row[0], " to ", row[1].get<std::size_t>() - 1, ",");
    }
  }
  if (shards.size() == rows.size()) {
    Json const whole = certificate_json(subject, done);
    for (auto const& [key, value] : whole.items()) {
      if (key != "domain" && (!certificate.contains(key) || certificate[key] != value)) {
        return text("\"", key, "\"");
      }
    }
  }
  return {};
}

/// The shards to do once more: \p sample of \p count, drawn by \p seed; 0: all.
std::vector<std::size_t> drawn(std::size_t count, std::size_t sample, std::uint64_t seed) {
  std::vector<std::size_t> shards(count);
  std::iota(shards.begin(), shards.end(), std::size_t{0});
  if (sample == 0 || sample >= count) {
    return shards;
  }
  Random random(seed);
  for (std::size_t i = 0; i < sample; ++i) {
    std::swap(shards[i], shards[i + random.below(count - i)]);
  }
  shards.resize(sample);
  return shards;
}

/// A certificate that is replayed, and which of its shards.
struct Replay {
  Json const& certificate;
  std::vector<std::size_t> shards;
};

/// The work of \p replay, whose domain is that of \p whole.
ShardJob job_of(Replay const& replay, ShardJob const& whole) {
  std::string shards;
  for (std::size_t const shard : replay.shards) {
    shards += text(shards.empty() ? "" : " ", shard);
  }
  return {text("work: replay of a certificate\n",
               whole.facts,
               "certificate: ",
               sha256(std::string_view(replay.certificate.dump())),
               "\nshards: ",
               sha256(std::string_view(shards)),
               "\n"),
          replay.shards.size()};
}

/// What came of \p replay as JSON.
Json replay_json(Description const& network, Replay const& replay, std::string const& difference) {
  Json json = about(network);
  json["certificate_sha256"] = sha256(std::string_view(replay.certificate.dump()));
  json["verdict"] = replay.certificate["verdict"];
  json["shards"] = replay.certificate["shards"].size();
  json["replayed"] = replay.shards;
  json["difference"] = difference.empty() ? Json() : Json(difference);
  return json;
}

/// Prints what came of \p replay.
Outcome tell(std::ostream& out, Replay const& replay, std::string const& difference) {
  if (!difference.empty()) {
    out << "REFUTED: " << difference << " is not what the certificate says\n";
    return Outcome::refuted;
  }
  out << replay.shards.size() << " of " << replay.certificate["shards"].size()
      << " shards done once more: the same answers, to the bit\n";
  print_verdict(out, replay.certificate);
  return replay.certificate["verdict"] == "holds" ? Outcome::success : Outcome::refuted;
}

} // namespace

Outcome run_domain_replay(Program const& program, DomainOptions const& options) {
  if (!obeys_laws(program)) {
    return Outcome::refuted;
  }
  Json const certificate = read_domain_certificate(options.replay);
  std::string const domain =
      options.domain.empty() ? certificate["domain"].get<std::string>() : options.domain;
  DomainWork work(program, options, domain);
  std::string const fault = certificate_fault(work.subject(), certificate);
  if (!fault.empty()) {
    throw DataError(text(options.replay.string(), ": ", fault));
  }
  Json const& rows = certificate["shards"];
  Replay const replay{certificate, drawn(rows.size(), options.sample, options.seed)};
  ShardJob const job = job_of(replay, work.job());
  CountProgress progress(program.console, "replaying");
  DomainTasks const tasks{
      .job = job,
      .shard_of = [&](std::size_t task) { return replay.shards[task]; },
      .ends = [&](std::size_t shard, Json const& found) { return shard_row(found) != rows[shard]; },
      .watcher = [&](std::size_t done, std::size_t total) { progress.update(done, total); }};
  ShardResults const results = work.run(program, options, tasks);
  progress.clear();
  if (!is_complete(job, results)) {
    program.console.out << "not finished: " << results.size() << " of " << job.count
                        << " shards are done once more; "
                        << (options.shards.empty()
                                ? "with --shards DIR the same command would go on\n"
                                : "the same command goes on, without --shard\n");
    return Outcome::interrupted;
  }
  std::string const difference = difference_from(
      certificate, replay.shards, work.found_by(tasks, results, options), work.subject());
  if (program.team->is_first()) {
    write_json(
        program, options.json, to_text(replay_json(program.description, replay, difference)));
  }
  std::ostringstream silent;
  return tell(options.json == "-" ? silent : program.console.out, replay, difference);
}

} // namespace equivarify::runtime
