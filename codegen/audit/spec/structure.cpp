#include "equivarify/codegen/audit/spec/structure.hpp"

#include "equivarify/codegen/audit/proof/members.hpp"
#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/group.hpp"
#include "equivarify/codegen/audit/spec/motions.hpp"
#include "equivarify/codegen/audit/spec/spec_network.hpp"
#include "equivarify/codegen/audit/spec/words.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace equivarify::audit {
namespace {

using nlohmann::json;
using Table = std::vector<Images>;

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

/// The permutation that each element of \p table is if the k-th generator is \p images[k]: products
/// of generators are followed in both side by side.
std::vector<Images>
walk(Table const& table, Generators const& generators, std::vector<Images> const& images) {
  std::vector<Images> value(table.size());
  value[0] = identity_of(images.empty() ? 1 : images.front().size());
  std::vector<std::uint32_t> reached{0};
  for (std::size_t at = 0; at < reached.size(); ++at) {
    for (std::size_t k = 0; k < generators.size(); ++k) {
      std::uint32_t const to = table[generators[k].second][reached[at]];
      Images const found = product(images[k], value[reached[at]]);
      if (value[to].empty()) {
        demand(to == reached.size(), "the elements are not numbered in the order they are found");
        value[to] = found;
        reached.push_back(to);
      }
      demand(value[to] == found, "the generators do not keep the products of the table");
    }
  }
  demand(reached.size() == table.size(), "the generators do not generate the table");
  return value;
}

void check_isomorphic(Table const& table,
                      Generators const& generators,
                      NamedImages const& expected) {
  std::vector<Images> images;
  for (auto const& [name, permutation] : expected) {
    images.push_back(permutation);
  }
  std::vector<Images> const elements = walk(table, generators, images);
  demand(std::set<Images>(elements.begin(), elements.end()).size() == elements.size(),
         "the table has more elements than the group of the spec");
}

/// The permutation that undoes \p images. \throws Refusal if that is none.
Images inverse(Images const& images) {
  Images result(images.size());
  for (std::uint32_t i = 0; i < images.size(); ++i) {
    demand(images[i] < images.size(), "a motion leaves the input");
    result[images[i]] = i;
  }
  demand(product(result, images) == identity_of(images.size()), "a motion is no permutation");
  return result;
}

/// Where each generator takes the entries of the input from; or, if one changes signs, the signed
/// places.
std::vector<Images> sources_of(json const& input, Generators const& named) {
  std::vector<Images> sources;
  for (auto const& [name, element] : named) {
    sources.push_back(
        motion_sources(member(member(input, "action"), name.c_str()), member(input, "shape")));
  }
  std::size_t size = 1;
  for (json const& extent : member(input, "shape")) {
    size *= extent.get<std::size_t>();
  }
  bool const no_signs = std::all_of(sources.begin(), sources.end(), [&](Images const& places) {
    return std::all_of(places.begin(),
                       places.begin() + static_cast<std::ptrdiff_t>(size),
                       [&](std::uint32_t place) { return place < size; });
  });
  for (Images& places : sources) {
    places.resize(no_signs ? size : 2 * size);
  }
  return sources;
}

/// For each element the places to which it moves those of the input.
std::vector<Images>
check_action(json const& certificate, Table const& table, Generators const& named) {
  json const& action = member(certificate, "action");
  demand_size(action, named.size(), "the action");
  std::vector<Images> images = sources_of(member(member(certificate, "spec"), "input"), named);
  for (std::size_t k = 0; k < named.size(); ++k) {
    std::string const& name = named[k].first;
    demand(member(action, name.c_str()) == json(images[k]),
           "the action of " + name + " is not that of the spec");
    images[k] = inverse(images[k]);
  }
  return walk(table, named, images);
}

/// Checks \p found, the cosets of \p subgroup, called \p what. \return their number
std::size_t check_cosets(json const& found,
                         Table const& table,
                         Images const& subgroup,
                         std::string const& what) {
  demand_size(found, 3, what);
  Images cosets(table.size(), static_cast<std::uint32_t>(table.size()));
  Images section;
  for (std::uint32_t g = 0; g < table.size(); ++g) {
    if (cosets[g] == table.size()) {
      for (std::uint32_t const n : subgroup) {
        cosets[table[g][n]] = static_cast<std::uint32_t>(section.size());
      }
      section.push_back(g);
    }
  }
  demand(member(found, "elements") == json(subgroup), what + " has other elements");
  demand(member(found, "cosets") == json(cosets), what + " has other cosets");
  demand(member(found, "section") == json(section), "the section of " + what + " is another");
  return section.size();
}

Images kernel_of(std::vector<Images> const& images) {
  Images kernel;
  for (std::uint32_t g = 0; g < images.size(); ++g) {
    if (images[g] == images[0]) {
      kernel.push_back(g);
    }
  }
  return kernel;
}

/// Elements with what each does to the classes.
using ActingElements = std::vector<std::pair<std::uint32_t, Images>>;

/// What \p generators generate in \p table, in order. \throws Refusal unless that acts on the
/// \p classes classes.
Images closed(Table const& table, ActingElements const& generators, std::uint32_t classes) {
  std::map<std::uint32_t, Images> known{{0, identity_of(classes)}};
  std::vector<std::uint32_t> reached{0};
  for (std::size_t at = 0; at < reached.size(); ++at) {
    for (auto const& [generator, images] : generators) {
      std::uint32_t const to = table[reached[at]][generator];
      auto const [place, is_new] = known.emplace(to, product(known[reached[at]], images));
      demand(place->second == product(known[reached[at]], images),
             "the subgroup does not act on the classes");
      if (is_new) {
        reached.push_back(to);
      }
    }
  }
  std::sort(reached.begin(), reached.end());
  return reached;
}

/// The elements of the subgroup of `already`, in order, which must act on the classes as it says.
Images already_subgroup(json const& spec, Table const& table, Generators const& named) {
  json const& already = member(spec, "already");
  json const& labels = member(already, "labels");
  auto const classes = static_cast<std::uint32_t>(member(spec, "labels").at("classes").size());
  NamedImages steps;
  for (auto const& [name, element] : named) {
    steps.emplace_back(name, table[element]);
  }
  ActingElements generators;
  for (json const& word : member(already, "subgroup")) {
    bool const moves = labels.is_object() && labels.contains(word);
    generators.emplace_back(element_of(word, steps),
                            moves ? read_permutation(labels[word.get<std::string>()], classes)
                                  : identity_of(classes));
  }
  return closed(table, generators, classes);
}

} // namespace

Structure check_structure(json const& certificate) {
  json const& spec = member(certificate, "spec");
  json const& group = member(certificate, "group");
  demand_size(group, 2, "the group");
  Table const table = read_table(group);
  NamedImages const expected = group_generators(member(spec, "group"));
  Generators const generators = read_generators(group, expected, table.size());
  check_isomorphic(table, generators, expected);
  std::size_t const quotient = check_cosets(member(certificate, "kernel"),
                                            table,
                                            kernel_of(check_action(certificate, table, generators)),
                                            "the kernel");
  std::string const construction = construction_of(spec);
  bool const has_subgroup = construction != "g_product" && construction != "kernel_quotient";
  demand_size(certificate, has_subgroup ? 11 : 10, "the certificate");
  if (has_subgroup) {
    Images const whole = identity_of(table.size());
    check_cosets(member(certificate, "subgroup"),
                 table,
                 construction == "coinduction" ? already_subgroup(spec, table, generators) : whole,
                 "the subgroup");
  }
  return {table.size(), construction == "kernel_quotient" ? quotient : table.size()};
}

} // namespace equivarify::audit
