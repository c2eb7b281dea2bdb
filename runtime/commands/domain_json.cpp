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
    json["difference"] = difference_json(network, report.first->values);
    json["difference"]["input"] = report.first->input;
    json["difference"]["moved"] = report.first->moved;
  }
  return json;
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
    bool const holds = certificate.at("verdict") == "holds";
    bool const is_whole =
        rows.size() == shard_count_for(subject.domain.size()) &&
        certificate["members"].get<std::size_t>() + certificate["repetitions"].get<std::size_t>() ==
            subject.domain.size();
    bool const differs = certificate["definition_differing"] != 0 ||
                         certificate["not_finite"] != 0 ||
                         (subject.network.is_exact && certificate["differing_bits"] != 0);
    if (holds && (!is_whole || differs)) {
      return "says that it holds, but its rows do not";
    }
  } catch (Json::exception const& error) {
    return text("is no certificate of a domain: ", error.what());
  }
  return {};
}

} // namespace equivarify::runtime
