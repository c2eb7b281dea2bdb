#include "equivarify/codegen/audit/structure.hpp"

#include "equivarify/codegen/audit/permutations.hpp"
#include "equivarify/codegen/audit/refusal.hpp"
#include "equivarify/codegen/audit/replay.hpp"

#include <nlohmann/json.hpp>

#include <map>
#include <numeric>

namespace equivarify::audit {
namespace {

using nlohmann::json;
using Table = std::vector<Images>;

constexpr std::size_t largest_order = 4096;

Images read_images(json const& value, std::size_t below, std::string const& what) {
  demand(value.is_array(), what + " is no list");
  Images images;
  for (json const& entry : value) {
    demand(entry.is_number_unsigned() && entry.get<std::uint64_t>() < below,
           what + " has an entry that is no number below " + std::to_string(below));
    images.push_back(entry.get<std::uint32_t>());
  }
  return images;
}

/// The table in \p group. \throws Refusal unless it is one of a group with the identity first.
Table read_table(json const& group) {
  json const& rows = member(group, "table");
  demand(rows.is_array() && !rows.empty() && rows.size() <= largest_order, "no group table");
  std::size_t const n = rows.size();
  Table table;
  for (json const& row : rows) {
    table.push_back(read_images(row, n, "the group table"));
    demand(table.back().size() == n, "the group table is no square");
  }
  for (std::uint32_t a = 0; a < n; ++a) {
    demand(table[0][a] == a && table[a][0] == a, "element 0 is no identity");
    demand(std::count(table[a].begin(), table[a].end(), 0U) == 1, "an element has no inverse");
    for (std::uint32_t b = 0; b < n; ++b) {
      demand(product(table[a], table[b]) == table[table[a][b]],
             "the group table does not associate");
    }
  }
  return table;
}

/// Generators of a group by name, with the elements they are.
using Generators = std::vector<std::pair<std::string, std::uint32_t>>;

Generators read_generators(json const& group, NamedImages const& expected, std::size_t order) {
  json const& found = member(group, "generators");
  demand_size(found, expected.size(), "the generators");
  Generators result;
  for (auto const& [name, images] : expected) {
    json const& element = member(found, name.c_str());
    demand(element.is_number_unsigned() && element.get<std::uint64_t>() < order,
           "the generator " + name + " is no element");
    result.emplace_back(name, element.get<std::uint32_t>());
  }
  return result;
}

/// Follows products of generators in a table and in permutations side by side.
class Walk {
public:
  /// Whether element k x belongs to `next(k, x)` for all generators k and all x that they reach.
  template <typename Next>
  Walk(Table const& table, Generators const& generators, Images identity, Next const& next)
      : value(table.size()) {
    value[0] = std::move(identity);
    std::vector<std::uint32_t> reached{0};
    for (std::size_t at = 0; at < reached.size(); ++at) {
      for (std::size_t k = 0; k < generators.size(); ++k) {
        std::uint32_t const to = table[generators[k].second][reached[at]];
        Images const images = next(k, value[reached[at]]);
        demand(value[to].empty() || value[to] == images,
               "the generators do not keep the products of the table");
        if (value[to].empty()) {
          demand(to == reached.size(), "the elements are not numbered in the order they are found");
          value[to] = images;
          reached.push_back(to);
        }
      }
    }
    demand(reached.size() == table.size(), "the generators do not generate the table");
  }

  std::vector<Images> value; ///< by element
};

Images identity_of(std::size_t size) {
  Images images(size);
  std::iota(images.begin(), images.end(), 0U);
  return images;
}

void check_isomorphic(Table const& table,
                      Generators const& generators,
                      NamedImages const& expected) {
  std::size_t const degree = expected.empty() ? 1 : expected.front().second.size();
  Walk const walk{table, generators, identity_of(degree), [&](std::size_t k, Images const& x) {
                    return product(expected[k].second, x);
                  }};
  std::map<Images, std::size_t> elements;
  for (Images const& images : walk.value) {
    demand(elements.emplace(images, elements.size()).second,
           "the table has more elements than the group of the spec");
  }
}

/// For each element the entries from which it takes those of the input.
std::vector<Images>
check_action(json const& certificate, Table const& table, Generators const& named) {
  json const& input = member(member(certificate, "spec"), "input");
  json const& action = member(certificate, "action");
  demand_size(action, named.size(), "the action");
  std::vector<Images> sources;
  std::size_t size = 1;
  for (json const& extent : member(input, "shape")) {
    size *= extent.get<std::size_t>();
  }
  for (auto const& [name, element] : named) {
    sources.push_back(read_images(member(action, name.c_str()), size, "the action of " + name));
    demand(sources.back() == motion_sources(member(member(input, "action"), name.c_str()),
                                            member(input, "shape")),
           "the action of " + name + " is not that of the spec");
  }
  return Walk{table,
              named,
              identity_of(size),
              [&](std::size_t k, Images const& x) {
                return product(x, sources[k]); // (k y)[i] = y[source of k[i]]
              }}
      .value;
}

void check_kernel(json const& found, Table const& table, std::vector<Images> const& sources) {
  demand_size(found, 3, "the kernel");
  Images kernel;
  for (std::uint32_t g = 0; g < table.size(); ++g) {
    if (sources[g] == sources[0]) {
      kernel.push_back(g);
    }
  }
  Images cosets(table.size(), static_cast<std::uint32_t>(table.size()));
  Images section;
  for (std::uint32_t g = 0; g < table.size(); ++g) {
    if (cosets[g] == table.size()) {
      for (std::uint32_t const n : kernel) {
        cosets[table[g][n]] = static_cast<std::uint32_t>(section.size());
      }
      section.push_back(g);
    }
  }
  demand(member(found, "elements") == json(kernel), "the kernel has other elements");
  demand(member(found, "cosets") == json(cosets), "the kernel has other cosets");
  demand(member(found, "section") == json(section), "the section is another");
}

/// Rows and columns of one copy with its channels, followed through the layers.
struct Sizes {
  std::size_t channels;
  std::size_t rows;
  std::size_t columns;
};

/// The windows of \p size that fit in \p extent, \p stride apart.
std::size_t windows(std::size_t extent, json const& size, json const& stride, std::size_t axis) {
  std::size_t const window = size.at(axis).get<std::size_t>();
  std::size_t const step = stride.at(axis).get<std::size_t>();
  demand(step != 0 && window <= extent, "a window does not fit");
  return (extent - window) / step + 1;
}

/// The weights of \p layer, whose output \p sizes becomes.
std::size_t count_weights(json const& layer, Sizes& sizes) {
  std::string const type = text(layer, "type");
  if (type == "dense") {
    std::size_t const inputs = std::exchange(sizes.channels, layer.at("units").get<std::size_t>());
    return (inputs + 1) * sizes.channels;
  }
  if (type == "flatten") {
    sizes = {sizes.channels * sizes.rows * sizes.columns, 1, 1};
  }
  bool const is_conv = type == "conv2d";
  json const size = is_conv ? layer.at("kernel") : layer.value("size", json());
  if (!size.is_null() && layer.value("padding", "valid") == "valid") {
    sizes.rows = windows(sizes.rows, size, layer.at("stride"), 0);
    sizes.columns = windows(sizes.columns, size, layer.at("stride"), 1);
  }
  if (!is_conv) {
    return 0;
  }
  std::size_t const inputs = std::exchange(sizes.channels, layer.at("filters").get<std::size_t>());
  std::size_t const kernel = size.at(0).get<std::size_t>() * size.at(1).get<std::size_t>();
  return (inputs * kernel + 1) * sizes.channels;
}

} // namespace

std::size_t check_structure(json const& certificate) {
  json const& group = member(certificate, "group");
  demand_size(group, 2, "the group");
  Table const table = read_table(group);
  NamedImages const expected = group_generators(member(member(certificate, "spec"), "group"));
  Generators const generators = read_generators(group, expected, table.size());
  check_isomorphic(table, generators, expected);
  check_kernel(member(certificate, "kernel"), table, check_action(certificate, table, generators));
  return table.size();
}

std::vector<NetworkBlock> blocks_of(json const& spec) {
  std::vector<NetworkBlock> blocks;
  for (json const& block : member(spec, "network")) {
    std::string const kind = text(block, "equivarify");
    demand(kind == "lift" || (kind == "concat" && !blocks.empty()),
           "no theorem speaks of the block " + text(block, "name"));
    blocks.push_back({text(block, "name"), kind == "concat", {}});
    for (json const& layer : member(block, "layers")) {
      blocks.back().layers.push_back(text(layer, "name"));
    }
    demand(!blocks.back().layers.empty(), "a block has no layers");
  }
  demand(!blocks.empty(), "a network has no blocks");
  return blocks;
}

std::size_t parameters_of(json const& spec, std::size_t order) {
  json const& shape = member(member(spec, "input"), "shape");
  Sizes sizes{shape.at(0), shape.at(1), shape.at(2)};
  std::size_t sum = 0;
  for (json const& block : member(spec, "network")) {
    sizes.channels *= text(block, "equivarify") == "concat" ? order : 1;
    for (json const& layer : member(block, "layers")) {
      sum += count_weights(layer, sizes);
    }
  }
  return sum;
}

} // namespace equivarify::audit
