#include "equivarify/codegen/audit/spec/copies.hpp"

#include "equivarify/codegen/audit/spec/reads.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace equivarify::audit {
namespace {

using nlohmann::json;

Copies copies_after(json const& layer, std::vector<Copies> const& read, std::size_t order) {
  std::string const type = layer.at("type").get<std::string>();
  bool const none =
      std::all_of(read.begin(), read.end(), [](Copies copies) { return copies == Copies::none; });
  if (none || type == "flatten" || type == "dense") {
    return Copies::none;
  }
  if (type == "conv2d" || type == "conv_transpose2d") {
    bool const divides = layer.at("filters").get<std::size_t>() % order == 0;
    return divides ? Copies::whole : Copies::none;
  }
  return type == "concatenate" ? Copies::part : read.front();
}

} // namespace

Copies copies_behind(json const& block, Copies before, std::size_t order) {
  std::vector<Copies> values{before};
  std::vector<Reads> const reads = reads_of(block);
  for (std::size_t i = 0; i < reads.size(); ++i) {
    std::vector<Copies> read;
    for (std::size_t const value : reads[i]) {
      read.push_back(values[value]);
    }
    values.push_back(copies_after(block.at("layers")[i], read, order));
  }
  return values.back();
}

} // namespace equivarify::audit
