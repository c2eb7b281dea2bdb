#include "equivarify/runtime/commands/domain_json.hpp"

#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/text.hpp"
#include "equivarify/runtime/shards/shard_job.hpp"
#include "equivarify/runtime/tensor_file/json_scanner.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

namespace equivarify::runtime {

namespace {

/// Numbers of a shard whose sums are in the certificate, in the order of its rows.
constexpr std::array<char const*, 9> summed{"orbits",
                                            "inputs",
                                            "members",
                                            "repetitions",
                                            "values",
                                            "differing_bits",
                                            "not_finite",
                                            "definition_values",
                                            "definition_differing"};

/// What a row of the certificate has besides: where the shard begins and ends in front, these two
/// at the end.
constexpr std::array<char const*, 2> last_columns{"deviation_ulp", "answers_sha256"};

Json sizes_json(std::map<std::size_t, std::size_t> const& orbits_of_size) {
  return list(orbits_of_size, [](auto const& entry) {
    return Json::array({entry.first, entry.second});
  });
}

Json columns() {
  Json names = Json::array({"first", "end"});
  for (char const* const name : summed) {
    names.push_back(name);
  }
  for (char const* const name : last_columns) {
    names.push_back(name);
  }
  return names;
}

/// The sums over the rows of all shards, and the digest of their digests.
Json sums_json(Json const& rows) {
  Json sums;
  for (std::size_t i = 0; i < summed.size(); ++i) {
    std::uint64_t sum = 0;
    for (Json const& row : rows) {
      sum += row[i + 2].get<std::uint64_t>();
    }
    sums[summed[i]] = sum;
  }
  std::uint64_t deviation = 0;
  std::string digests;
  for (Json const& row : rows) {
    deviation = std::max(deviation, row[summed.size() + 2].get<std::uint64_t>());
    digests += row.back().get<std::string>();
  }
  sums["deviation_ulp"] = deviation;
  sums["answers_sha256"] = sha256(std::string_view(digests));
  return sums;
}

/// What was checked, which a certificate says first.
Json subject_json(DomainSubject const& subject) {
  Json json = about(subject.network);
  json["network_sha256"] = subject.network.network_sha256;
  json["weights_sha256"] = subject.weights_sha256;
  json["exact"] = subject.network.is_exact;
  json["elements"] = subject.network.order;
  json["domain_sha256"] = subject.domain_sha256;
  json["size"] = subject.domain.size();
  return json;
}

/// What \p difference says, the one that the last shard found. Numbers that are not finite are null
/// in it.
char const* verdict_of(Json const& difference) {
  if (difference.is_null()) {
    return "holds";
  }
  bool const has_numbers = !difference["expected"].is_null() || !difference["found"].is_null();
  return has_numbers ? "refuted" : "no_numbers";
}

/// Whether \p row has a value of the right kind in each column.
bool is_row(Json const& row) {
  return row.is_array() && row.size() == columns().size() && row.back().is_string() &&
         std::all_of(row.begin(), row.end() - 1, [](Json const& value) {
           return value.is_number_unsigned();
         });
}

/// What a shard says of \p found, where an answer is wrong.
Json found_json(Description const& network, DomainDifference const& found) {
  Json json = difference_json(network, found.values);
  json["input"] = found.input;
  json["moved"] = found.moved;
  return json;
}

/// Whether \p found is of the kind of \p form; JSON has null for a number that is not finite, and
/// arrays are those of numbers.
bool is_like(Json const& found, Json const& form) {
  auto const is_number = [](Json const& value) { return value.is_number(); };
  if (form.is_number()) {
    return found.is_number() || found.is_null();
  }
  return found.type() == form.type() &&
         (!found.is_array() || std::all_of(found.begin(), found.end(), is_number));
}

/// Whether \p json has the members of \p form and no others, each of its kind.
bool has_form(Json const& json, Json const& form) {
  bool fits = json.is_object() && json.size() == form.size();
  for (auto const& [key, value] : form.items()) {
    fits = fits && json.contains(key) && is_like(json[key], value);
  }
  return fits;
}

/// Whether \p json is no difference, or one that answers of \p network can have.
bool is_difference(Description const& network, Json const& json) {
  return json.is_null() || has_form(json, found_json(network, {}));
}

/// Whether \p json is a list of sizes of orbits, each with how many have it.
bool is_list_of_sizes(Json const& json) {
  return json.is_array() && std::all_of(json.begin(), json.end(), [](Json const& entry) {
           return entry.is_array() && entry.size() == 2 && entry[0].is_number_unsigned() &&
                  entry[1].is_number_unsigned();
         });
}

/// Whether \p rows are those of the first shards of a domain of \p size inputs.
bool covers(Json const& rows, std::size_t size) {
  if (!rows.is_array() || !std::all_of(rows.begin(), rows.end(), is_row)) {
    return false;
  }
  std::size_t const count = shard_count_for(size);
  for (std::size_t n = 0; n < rows.size(); ++n) {
    Range const part = part_of(size, count, n);
    if (rows[n][0] != part.first || rows[n][1] != part.end) {
      return false;
    }
  }
  return rows.size() <= count;
}

/// What is wrong with what \p certificate says besides its rows and their sums; empty: nothing.
/// \throws Json::exception where something is missing
std::string verdict_fault(DomainSubject const& subject, Json const& certificate) {
  bool const holds = certificate.at("verdict") == "holds";
  bool const is_whole =
      certificate["shards"].size() == shard_count_for(subject.domain.size()) &&
      certificate["members"].get<std::size_t>() + certificate["repetitions"].get<std::size_t>() ==
          subject.domain.size();
  bool const differs = certificate["definition_differing"] != 0 || certificate["not_finite"] != 0 ||
                       (subject.network.is_exact && certificate["differing_bits"] != 0);
  if (holds && (!is_whole || differs)) {
    return "says that it holds, but its rows do not";
  }
  if (!is_difference(subject.network, certificate.at("first")) ||
      certificate["verdict"] != verdict_of(certificate["first"])) {
    return "has a verdict that is not that of its first difference";
  }
  return is_list_of_sizes(certificate.at("orbits_of_size"))
             ? ""
             : "has orbits_of_size that are not pairs of a size and a number";
}

} // namespace

Json shard_json(Description const& network, Range part, DomainReport const& report) {
  Json json{{"first", part.first},
            {"end", part.end},
            {"orbits", report.orbits},
            {"inputs", report.inputs},
            {"members", report.members},
            {"repetitions", report.repetitions},
            {"values", report.values},
            {"differing_bits", report.differing_bits},
            {"not_finite", report.not_finite},
            {"definition_values", report.definition_values},
            {"definition_differing", report.definition_differing},
            {"deviation_ulp", report.deviation},
            {"answers_sha256", report.answers_sha256},
            {"orbits_of_size", sizes_json(report.orbits_of_size)},
            {"difference", Json()}};
  if (report.first) {
    json["difference"] = found_json(network, *report.first);
  }
  return json;
}

std::optional<Json>
read_shard_json(Description const& network, Range part, std::string const& text) {
  Json json = Json::parse(text, nullptr, false);
  Json const form = shard_json(network, part, {});
  bool is_whole = json.is_object() && json.size() == form.size() && json.dump() == text;
  for (auto const& [key, value] : form.items()) {
    is_whole = is_whole && json.contains(key);
  }
  bool const is_shard = is_whole && is_row(shard_row(json)) && json["first"] == part.first &&
                        json["end"] == part.end && is_list_of_sizes(json["orbits_of_size"]) &&
                        is_difference(network, json["difference"]);
  return is_shard ? std::optional(std::move(json)) : std::nullopt;
}

Json shard_row(Json const& shard) {
  Json row = Json::array();
  for (Json const& column : columns()) {
    row.push_back(shard.at(column.get<std::string>()));
  }
  return row;
}

Json certificate_json(DomainSubject const& subject, std::vector<Json> const& shards) {
  Json json = subject_json(subject);
  json["domain"] = subject.domain.name();
  Json const rows = list(shards, shard_row);
  json.update(sums_json(rows));
  std::map<std::size_t, std::size_t> orbits_of_size;
  for (Json const& shard : shards) {
    for (Json const& entry : shard["orbits_of_size"]) {
      orbits_of_size[entry[0]] += entry[1].get<std::size_t>();
    }
  }
  json["orbits_of_size"] = sizes_json(orbits_of_size);
  Json const& last = shards.back()["difference"];
  json["verdict"] = verdict_of(last);
  json["first"] = last;
  json["shard_columns"] = columns();
  json["shards"] = rows;
  return json;
}

Json read_domain_certificate(std::filesystem::path const& path) {
  constexpr std::size_t most = std::size_t{1} << 28U;
  constexpr int deepest = 8;
  bool is_deep = false;
  Json certificate = Json::parse(
      read_text(path, most),
      [&](int depth, Json::parse_event_t /*event*/, Json& /*parsed*/) {
        is_deep = is_deep || depth > deepest;
        return !is_deep;
      },
      false);
  if (is_deep || !certificate.is_object() || !certificate.contains("domain") ||
      !certificate["domain"].is_string()) {
    throw DataError(text(path.string(), ": is no certificate that check --domain wrote"));
  }
  return certificate;
}

std::string certificate_fault(DomainSubject const& subject, Json const& certificate) {
  Json const expected = subject_json(subject);
  for (auto const& [key, value] : expected.items()) {
    if (!certificate.contains(key) || certificate[key] != value) {
      return text("has ",
                  key,
                  " ",
                  certificate.contains(key) ? shown(certificate[key].dump()) : "nowhere",
                  ", expected ",
                  value.dump());
    }
  }
  try {
    Json const& rows = certificate.at("shards");
    if (certificate.at("shard_columns") != columns() || !covers(rows, subject.domain.size())) {
      return "has rows that are not those of the domain's shards";
    }
    Json const sums = sums_json(rows);
    for (auto const& [key, value] : sums.items()) {
      if (certificate.at(key) != value) {
        return text(
            "has ", key, " ", shown(certificate[key].dump()), ", but the rows give ", value.dump());
      }
    }
    return verdict_fault(subject, certificate);
  } catch (Json::exception const& error) {
    return text("is no certificate of a domain: ", error.what());
  }
}

} // namespace equivarify::runtime
