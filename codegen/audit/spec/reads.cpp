#include "equivarify/codegen/audit/spec/reads.hpp"

#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace equivarify::audit {
namespace {

using nlohmann::json;

std::string name_of(json const& layer) {
  return layer.at("name").get<std::string>();
}

/// The number of the value called \p name among \p names.
std::size_t value_called(std::string const& name,
                         std::vector<std::string> const& names,
                         std::string const& reader) {
  auto const found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) {
    refuse("value-unknown",
           in_quotes(reader) + " reads " + in_quotes(name) +
               ", which is no earlier layer of its block");
    return names.size() - 1;
  }
  return static_cast<std::size_t>(found - names.begin());
}

void expect_count(json const& layer, std::size_t count) {
  auto const type = layer.at("type").get<std::string>();
  bool const takes_several = type == "add" || type == "concatenate" || type == "multiply";
  if (takes_several && count < 2) {
    refuse("values-few", in_quotes(name_of(layer)) + " reads one value, expected at least 2");
  }
  if (!takes_several && count > 1) {
    refuse("values-many",
           in_quotes(name_of(layer)) + " reads " + std::to_string(count) + " values, expected one");
  }
}

void expect_all_read(std::vector<Reads> const& reads, std::vector<std::string> const& names) {
  for (std::size_t value = 1; value + 1 < names.size(); ++value) {
    bool const is_read = std::any_of(reads.begin(), reads.end(), [value](Reads const& values) {
      return std::find(values.begin(), values.end(), value) != values.end();
    });
    if (!is_read) {
      refuse("value-unread", "nothing reads " + in_quotes(names[value]));
    }
  }
}

/// Code that trains leaves one gradient for each value that a layer reads. \p sources: the value
/// whose entries each value has, its own number but for what passes on what it reads.
void expect_different(json const& layer,
                      Reads const& reads,
                      std::vector<std::size_t> const& sources) {
  std::set<std::size_t> seen;
  for (std::size_t const value : reads) {
    if (!seen.insert(sources[value]).second) {
      refuse("value-twice", in_quotes(name_of(layer)) + " reads one value twice");
    }
  }
}

bool passes_on(json const& layer) {
  auto const type = layer.at("type").get<std::string>();
  return type == "flatten" || type == "dropout";
}

} // namespace

std::vector<Reads> reads_of(json const& block) {
  std::vector<std::string> names{"input"};
  std::vector<std::size_t> sources{0};
  std::vector<Reads> result;
  for (json const& layer : block.at("layers")) {
    Reads reads;
    if (layer.contains("inputs")) {
      for (json const& name : layer.at("inputs")) {
        reads.push_back(value_called(name.get<std::string>(), names, name_of(layer)));
      }
    } else {
      reads.push_back(names.size() - 1);
    }
    expect_count(layer, reads.size());
    expect_different(layer, reads, sources);
    sources.push_back(passes_on(layer) ? sources[reads.front()] : names.size());
    result.push_back(std::move(reads));
    names.push_back(name_of(layer));
  }
  expect_all_read(result, names);
  return result;
}

bool branches(std::vector<Reads> const& reads) {
  for (std::size_t i = 0; i < reads.size(); ++i) {
    if (reads[i] != Reads{i}) {
      return true;
    }
  }
  return false;
}

std::vector<std::string> maps_of(json const& block) {
  if (branches(reads_of(block))) {
    return {"F_" + block.at("name").get<std::string>()};
  }
  std::vector<std::string> names;
  for (json const& layer : block.at("layers")) {
    names.push_back(name_of(layer));
  }
  return names;
}

} // namespace equivarify::audit
