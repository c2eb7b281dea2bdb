#include "equivarify/runtime/domains/read_domain.hpp"

#include "equivarify/runtime/data/dataset.hpp"
#include "equivarify/runtime/domains/levels_domain.hpp"
#include "equivarify/runtime/domains/reachable.hpp"
#include "equivarify/runtime/domains/rows_domain.hpp"
#include "equivarify/runtime/domains/tic_tac_toe.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/nearest_word.hpp"
#include "equivarify/runtime/files/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <sstream>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace equivarify::runtime {

namespace {

/// A domain's name, and what follows the colon in it.
struct Words {
  std::string name;
  std::string value;
};

using MakeDomain = std::unique_ptr<Domain> (*)(Words const& words, Description const& description);

/// One way to write a domain; where it ends with a colon, a value follows.
struct Kind {
  std::string_view start;
  std::string_view form;
  MakeDomain make;
  bool reads_file = false;
};

std::unique_ptr<Domain>
two_levels(Words const& words, std::vector<float> levels, Description const& description) {
  std::size_t count = 0;
  char const* const end = words.value.data() + words.value.size();
  auto const read = std::from_chars(words.value.data(), end, count);
  std::size_t const entries = description.input_size();
  if (read.ec != std::errc() || read.ptr != end || count != entries) {
    throw DataError(text("the domain ",
                         words.name,
                         " does not fit: the network ",
                         description.name,
                         " takes inputs of ",
                         entries,
                         " numbers, so write ",
                         words.name.substr(0, words.name.find(':') + 1),
                         entries));
  }
  return std::make_unique<LevelsDomain>(words.name, std::move(levels), entries);
}

std::unique_ptr<Domain> bits(Words const& words, Description const& description) {
  return two_levels(words, {0, 1}, description);
}

std::unique_ptr<Domain> signs(Words const& words, Description const& description) {
  return two_levels(words, {-1, 1}, description);
}

std::unique_ptr<Domain> levels(Words const& words, Description const& description) {
  std::vector<float> values;
  std::istringstream list(words.value);
  for (std::string part; std::getline(list, part, ',');) {
    char const* const end = part.data() + part.size();
    auto const read = std::from_chars(part.data(), end, values.emplace_back());
    if (read.ec != std::errc() || read.ptr != end) {
      throw DataError(text("the domain ",
                           words.name,
                           " has the entry '",
                           part,
                           "', expected numbers with commas between them, such as levels:-1,0,1"));
    }
  }
  if (values.empty()) {
    throw DataError("the domain levels: has no entries, expected some, such as levels:-1,0,1");
  }
  return std::make_unique<LevelsDomain>(words.name, std::move(values), description.input_size());
}

std::unique_ptr<Domain> tic_tac_toe(Words const& words, Description const& description) {
  NumberArray positions = tic_tac_toe_positions();
  if (description.channels != 2 || description.rows != 3 || description.columns != 3) {
    std::vector<std::size_t> const taken{
        description.channels, description.rows, description.columns};
    throw DataError(text("the domain tic_tac_toe has inputs of 2 x 3 x 3, but the network ",
                         description.name,
                         " takes ",
                         product_text(taken)));
  }
  return std::make_unique<RowsDomain>(words.name, Dataset{.inputs = std::move(positions)});
}

std::unique_ptr<Domain> reachable(Words const& words, Description const& description) {
  if (words.value.empty()) {
    throw DataError("the domain reachable: names no file, expected one, such as "
                    "reachable:puzzle.json");
  }
  NumberArray inputs = read_reachable(words.value, description.input_size());
  return std::make_unique<RowsDomain>(words.name, Dataset{.inputs = std::move(inputs)});
}

constexpr std::array<Kind, 5> kinds{{{"bits:", "bits:N", bits},
                                     {"signs:", "signs:N", signs},
                                     {"levels:", "levels:V,V,...", levels},
                                     {"tic_tac_toe", "tic_tac_toe", tic_tac_toe},
                                     {"reachable:", "reachable:FILE", reachable, true}}};

bool begins(std::string const& name, Kind const& kind) {
  return kind.start.back() == ':' ? name.rfind(kind.start, 0) == 0 : name == kind.start;
}

/// The kind of domain that \p name is written as; null where it is none but perhaps a file.
Kind const* kind_of(std::string const& name) {
  auto const kind = std::find_if(
      kinds.begin(), kinds.end(), [&](Kind const& each) { return begins(name, each); });
  return kind == kinds.end() ? nullptr : &*kind;
}

std::unique_ptr<Domain>
make_domain(Kind const& kind, std::string const& name, Description const& description) {
  return kind.make({name, name.substr(kind.start.size())}, description);
}

/// ` (nearest: FORM)` of the domain that \p name may have been meant for, or nothing.
std::string nearest_form(std::string const& name) {
  std::vector<std::string> starts;
  for (Kind const& kind : kinds) {
    starts.emplace_back(kind.start);
  }
  std::size_t const colon = name.find(':');
  std::string const word = colon == std::string::npos ? name : name.substr(0, colon + 1);
  std::string const nearest = nearest_word(word, starts);
  auto const kind = std::find_if(
      kinds.begin(), kinds.end(), [&](Kind const& each) { return each.start == nearest; });
  return kind == kinds.end() ? "" : text(" (nearest: ", kind->form, ")");
}

} // namespace

std::string domain_forms() {
  std::vector<std::string> forms;
  for (Kind const& kind : kinds) {
    forms.emplace_back(kind.form);
  }
  forms.emplace_back("a data file");
  return alternatives(forms);
}

std::string domain_fault(std::string const& name, Description const& description) {
  Kind const* const kind = kind_of(name);
  std::error_code unreadable; // such as a name that is too long for a file
  if (kind == nullptr && !std::filesystem::exists(name, unreadable)) {
    return text("\"",
                name,
                "\" names no domain and no file: expected ",
                domain_forms(),
                nearest_form(name));
  }
  if (kind != nullptr && !kind->reads_file) {
    try {
      static_cast<void>(make_domain(*kind, name, description));
    } catch (DataError const& error) {
      return error.what();
    }
  }
  return {};
}

std::unique_ptr<Domain> read_domain(std::string const& name, Description const& description) {
  if (Kind const* const kind = kind_of(name)) {
    return make_domain(*kind, name, description);
  }
  std::string const fault = domain_fault(name, description);
  if (!fault.empty()) {
    throw DataError(fault);
  }
  return read_rows(name, description);
}

} // namespace equivarify::runtime
