#include "equivarify/runtime/commands/domain_command.hpp"

#include "equivarify/runtime/base/random.hpp"
#include "equivarify/runtime/commands/domain_work.hpp"
#include "equivarify/runtime/commands/progress.hpp"
#include "equivarify/runtime/domains/action_laws.hpp"
#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/shards/kept_shards.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>

namespace equivarify::runtime {

namespace {

/// Whether the tables of the program are those of actions, on which the check rests.
bool obeys_laws(Program const& program) {
  std::string const law = broken_law(program.description);
  if (!law.empty()) {
    program.console.out << "REFUTED: the tables of the program are no action: " << law << '\n';
  }
  return law.empty();
}

/// The numbers \p values, of many only the first.
std::string entries_text(Json const& values) {
  constexpr std::size_t shown = 32;
  std::string list = "(";
  for (std::size_t i = 0; i < std::min(shown, values.size()); ++i) {
    list += text(i == 0 ? "" : ", ", exact(values[i].get<double>()));
  }
  return list + (values.size() > shown ? ", ...)" : ")");
}

/// JSON has null for what is no finite number.
std::string number_text(Json const& number) {
  return number.is_null() ? "no finite number" : exact(number.get<double>());
}

void print_difference(std::ostream& out, Json const& certificate) {
  Json const& first = certificate["first"];
  bool const has_numbers = certificate["verdict"] == "refuted";
  out << (has_numbers ? "REFUTED: f(g x) is not g f(x)\n"
                      : "NO NUMBERS: f(g x) is no finite number, so that nothing is shown\n")
      << "first: in the orbit of input " << first["image"]
      << ", at x = " << entries_text(first["input"])
      << "\n  and g = " << first["element"].get<std::string>()
      << ", g x = " << entries_text(first["moved"]) << ", the " << first["kind"].get<std::string>();
  if (first.contains("output")) {
    out << ' ' << first["output"].get<std::string>() << " at number " << first["entry"];
  } else {
    out << " at (" << first["copy"].get<std::string>() << ", " << first["class"].get<std::string>()
        << ")";
  }
  out << " is " << number_text(first["found"]);
  if (has_numbers) {
    out << ", expected " << number_text(first["expected"]);
  }
  out << '\n';
}

std::string sizes_text(Json const& orbits_of_size) {
  std::string list;
  for (Json const& entry : orbits_of_size) {
    list += text(list.empty() ? "" : ", ",
                 grouped(entry[1].get<std::uint64_t>()),
                 " of ",
                 grouped(entry[0].get<std::uint64_t>()));
  }
  return list;
}

void print_verdict(std::ostream& out, Json const& certificate) {
  auto const number = [&](char const* key) {
    return grouped(certificate[key].get<std::uint64_t>());
  };
  auto const of = [&](char const* key, char const* thing) {
    return counted(certificate[key].get<std::uint64_t>(), thing);
  };
  if (certificate["verdict"] != "holds") {
    print_difference(out, certificate);
    return;
  }
  out << certificate["domain"].get<std::string>() << ": " << of("size", "input");
  if (certificate["repetitions"] != 0) {
    out << ", " << number("repetitions") << " of them repetitions";
  }
  out << ", in " << of("orbits", "orbit") << ": " << sizes_text(certificate["orbits_of_size"])
      << '\n';
  if (certificate["members"] != certificate["inputs"]) {
    out << "with all that the group makes of them " << of("inputs", "input") << '\n';
  }
  out << of("values", "value") << " compared, " << number("differing_bits") << " bits differ\n";
  if (certificate["definition_values"] != 0) {
    out << number("definition_values") << " logits are those of plain loops of integers\n";
  }
  out << "f(g x) = g f(x) for every one of these inputs x and all " << certificate["elements"]
      << " elements g, "
      << (certificate["exact"].get<bool>()
              ? "to the last bit\n"
              : text("to rounding: at most ", number("deviation_ulp"), " ULP\n"));
}

/// Says what is done and what is left out.
void print_rest(std::ostream& out,
                DomainWork const& work,
                ShardResults const& results,
                bool is_kept) {
  std::size_t inputs = 0;
  for (auto const& entry : results) {
    inputs += work.part(entry.first).size();
  }
  std::size_t const size = work.subject().domain.size();
  out << "not finished: " << grouped(results.size()) << " of " << grouped(work.job().count)
      << " shards are done, with " << grouped(inputs) << " of " << counted(size, "input") << "; "
      << grouped(size - inputs) << " are left out\n"
      << (is_kept ? "the same command goes on, and makes the certificate without --shard\n"
                  : "with --shards DIR the same command would go on\n");
}

/// The shards of \p results up to the last that is needed. What no check gives is refused.
std::vector<Json>
needed(DomainWork const& work, ShardResults const& results, ShardPlan const& plan) {
  std::vector<Json> shards;
  std::size_t const last = last_shard(work.job(), results);
  for (auto const& [shard, result] : results) {
    Range const part = work.part(shard);
    auto json = read_shard_json(work.subject().network, part, result.text);
    if (!json) {
      refuse_shard(plan,
                   shard,
                   text("expected what a check of its ", counted(part.size(), "input"), " found"));
    }
    if (shard <= last) {
      shards.push_back(*std::move(json));
    }
  }
  return shards;
}

/// What is told when all is done.
Outcome conclude(Program const& program, DomainOptions const& options, Json const& certificate) {
  if (program.team->is_first()) {
    write_json(program, options.json, to_text(certificate));
  }
  if (options.json != "-") {
    print_verdict(program.console.out, certificate);
  }
  return certificate["verdict"] == "holds" ? Outcome::success : Outcome::refuted;
}

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

} // namespace

ShardPlan plan_of(DomainOptions const& options) {
  return {options.shards.string(), options.share, options.budget_seconds};
}

Outcome run_domain_check(Program const& program, DomainOptions const& options) {
  if (!obeys_laws(program)) {
    return Outcome::refuted;
  }
  DomainWork work(program, options, options.domain);
  CountProgress progress(program.console, "checking");
  ShardResults const results = run_kept_shards(
      *program.team,
      work.job(),
      plan_of(options),
      {.watcher = [&](std::size_t done, std::size_t total) { progress.update(done, total); }},
      work.pool(),
      [&](std::size_t shard, std::size_t thread, HasTime const& has_time) {
        std::optional<Json> const json = work.check(shard, thread, has_time);
        return json ? std::optional(ShardResult{json->dump(), !json->at("difference").is_null()})
                    : std::nullopt;
      });
  progress.clear();
  if (!is_complete(work.job(), results)) {
    print_rest(program.console.out, work, results, !options.shards.empty());
    return Outcome::interrupted;
  }
  ShardPlan const plan = plan_of(options);
  Json const certificate = certificate_json(work.subject(), needed(work, results, plan));
  std::string const fault = certificate_fault(work.subject(), certificate);
  if (!fault.empty()) {
    refuse_shards(plan, "the certificate that the shards make " + fault);
  }
  return conclude(program, options, certificate);
}

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
  std::size_t const count = certificate["shards"].size();
  std::vector<std::size_t> const shards = drawn(count, options.sample, options.seed);
  std::vector<Json> done(shards.size());
  CountProgress progress(program.console, "replaying");
  work.pool().run(shards.size(), [&](std::size_t task, std::size_t thread) {
    done[task] = work.check(shards[task], thread, [] { return true; }).value();
  });
  progress.clear();
  std::string const difference = difference_from(certificate, shards, done, work.subject());
  std::ostream& out = program.console.out;
  if (!difference.empty()) {
    out << "REFUTED: " << difference << " is not what the certificate says\n";
    return Outcome::refuted;
  }
  out << shards.size() << " of " << count
      << " shards done once more: the same answers, to the bit\n";
  print_verdict(out, certificate);
  return certificate["verdict"] == "holds" ? Outcome::success : Outcome::refuted;
}

} // namespace equivarify::runtime
