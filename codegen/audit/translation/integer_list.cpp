#include "equivarify/codegen/audit/translation/integer_list.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/layer_class.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/translation/header_text.hpp"
#include "equivarify/codegen/audit/translation/spec_term.hpp"
#include "equivarify/codegen/audit/translation/terms.hpp"
#include "equivarify/codegen/audit/translation/translation.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace equivarify::audit {
namespace {

using nlohmann::json;

constexpr std::size_t most_values_read = 8;

/// An item of the list.
struct Item {
  std::string type{}; ///< of its struct; empty where it has none
  std::string norm{}; ///< of the normalisation that is part of it; empty: none
  std::string kind{}; ///< of one without a struct
  std::string name{};
  std::vector<std::size_t> back{1}; ///< how many places before it the values stand that it reads
  std::optional<bool> concatenated{};
  std::optional<bool> relu{};
};

/// Reads the items of a list, in the order in which a header has their parts.
class ItemReader {
public:
  explicit ItemReader(std::string_view code) : code_{code} {}

  [[nodiscard]] bool is_at_end() const { return code_.empty(); }

  Item next() {
    Item item;
    if (takes("rt::integer_layer<")) {
      item.type = word();
      item.norm = takes(",") ? word() : "";
      expect(">(");
      if (takes("{")) {
        read_details(item);
        expect("}");
      }
      expect(")");
    } else {
      expect("rt::LayerForm{.kind=rt::FormKind::");
      item.kind = word();
      expect(",");
      read_details(item);
      expect("}");
    }
    if (!is_at_end()) {
      expect(",");
    }
    return item;
  }

private:
  void read_details(Item& item) {
    if (takes(".name=\"")) {
      item.name = until('"');
      takes(",");
    }
    if (takes(".back={")) {
      item.back = numbers(until('}'));
      takes(",");
    }
    if (takes(".concatenated=")) {
      item.concatenated = truth();
      takes(",");
    }
    if (takes(".relu=")) {
      item.relu = truth();
    }
  }

  bool takes(std::string_view part) {
    bool const is_there = code_.starts_with(part);
    code_.remove_prefix(is_there ? part.size() : 0);
    return is_there;
  }

  void expect(std::string_view part) {
    demand(takes(part),
           "the list of integer layers has " + std::string{code_.substr(0, 80)} + ", expected " +
               std::string{part});
  }

  std::string word() {
    std::size_t size = 0;
    while (size < code_.size() &&
           (std::isalnum(static_cast<unsigned char>(code_[size])) != 0 || code_[size] == '_')) {
      ++size;
    }
    std::string result{code_.substr(0, size)};
    code_.remove_prefix(size);
    return result;
  }

  std::string until(char mark) {
    std::size_t const size = code_.find(mark);
    demand(size != std::string_view::npos, "the list of integer layers breaks off");
    std::string result{code_.substr(0, size)};
    code_.remove_prefix(size + 1);
    return result;
  }

  bool truth() {
    bool const is_true = takes("true");
    if (!is_true) {
      expect("false");
    }
    return is_true;
  }

  static std::vector<std::size_t> numbers(std::string const& list) {
    std::vector<std::size_t> result;
    for (std::size_t begin = 0; begin <= list.size() && result.size() <= most_values_read;) {
      std::size_t const end = std::min(list.find(',', begin), list.size());
      std::size_t number = 0;
      auto const read = std::from_chars(list.data() + begin, list.data() + end, number);
      demand(read.ec == std::errc{} && read.ptr == list.data() + end && number != 0 &&
                 list[begin] != '0',
             "the list of integer layers has, where values stand that a layer reads: " + list);
      result.push_back(number);
      begin = end + 1;
    }
    demand(result.size() <= most_values_read,
           "the list of integer layers has one that reads more than 8 values");
    return result;
  }

  std::string_view code_;
};

/// Whether layers of the class \p kind make one value of several.
bool joins_values(LayerClass kind) {
  return kind == LayerClass::sum_of_values || kind == LayerClass::product_of_values ||
         kind == LayerClass::values_in_a_row;
}

/// Puts the layers of a list together.
class ListTerm {
public:
  ListTerm(IntegersDue const& due, MapTerms& terms)
      : due_{due}, terms_{terms}, layers_{layers_of(due.spec)}, values_{terms.input()} {}

  void enter(Item const& item) {
    std::vector<MapTerm> reads;
    for (std::size_t const back : item.back) {
      demand(back <= values_.size(), "an integer layer reads what is before the input");
      reads.push_back(values_[values_.size() - back]);
    }
    values_.push_back(item.type.empty() ? without_struct(item, reads)
                                        : with_struct(item, std::move(reads)));
  }

  [[nodiscard]] MapTerm result() const { return values_.back(); }

private:
  [[nodiscard]] json const& layer_named(std::string const& name) const {
    auto const found = layers_.find(name);
    demand(found != layers_.end(),
           "the list of integer layers names " + in_quotes(name) + ", which the spec has not");
    return *found->second;
  }

  [[nodiscard]] LayerStruct const& struct_called(std::string const& type) const {
    auto const found = due_.structs.find(type);
    demand(found != due_.structs.end(),
           "the list of integer layers has " + in_quotes(type) + ", which is no layer's struct");
    return found->second;
  }

  /// A relu that is part of another struct, or copies put together.
  MapTerm without_struct(Item const& item, std::vector<MapTerm> const& reads) {
    json const& layer = layer_named(item.name);
    bool const is_relu = item.kind == "relu" && layer.at("type") == "relu";
    demand((is_relu || (item.kind == "copies" && item.concatenated == true)) && reads.size() == 1 &&
               !item.relu,
           "the list of integer layers has for " + in_quotes(item.name) + " the kind " +
               in_quotes(item.kind) + ", and no struct");
    return is_relu ? relu(reads.front()) : terms_.concatenated(reads.front());
  }

  MapTerm with_struct(Item const& item, std::vector<MapTerm> reads) {
    LayerStruct const& made = struct_called(item.type);
    json const& layer = layer_named(made.layer);
    LayerClass const kind = class_of(layer);
    bool const has_name = is_weighted(kind); // its struct says it
    demand(kind != LayerClass::affine_in_channels && kind != LayerClass::normalised &&
               (joins_values(kind) || reads.size() == 1) &&
               item.name == (has_name ? "" : made.layer),
           "the list of integer layers has " + in_quotes(item.type) + " as what it is not");
    if (item.concatenated.value_or(made.sums)) {
      for (MapTerm& read : reads) {
        read = terms_.concatenated(read);
      }
    }
    MapTerm term = terms_.applied(term_name(layer, kind, 0), kind, std::move(reads));
    bool has_relu = made.relu;
    if (!item.norm.empty()) {
      LayerStruct const& norm = struct_called(item.norm);
      LayerClass const affine = LayerClass::affine_in_channels;
      json const& scaled = layer_named(norm.layer);
      demand(class_of(scaled) == affine && !made.relu,
             "the list of integer layers has " + in_quotes(item.norm) + " for a normalisation");
      term = terms_.applied(term_name(scaled, affine, made.channels), affine, {term});
      has_relu = norm.relu;
    }
    return item.relu.value_or(has_relu) ? relu(term) : term;
  }

  MapTerm relu(MapTerm term) { return terms_.applied("relu", LayerClass::pointwise, {term}); }

  IntegersDue const& due_;
  MapTerms& terms_;
  std::map<std::string, json const*> layers_;
  std::vector<MapTerm> values_;
};

} // namespace

void judge_integers(IntegersDue const& due, std::string const& declaration) {
  std::string const reason = "struct Integers{static constexpr std::string_view integer_refusal=\"";
  if (declaration.starts_with(reason)) {
    demand(without_texts(declaration) == reason + "\";};", "Integers has other members");
    return;
  }
  std::string const begin = "struct Integers{static constexpr std::array integer_layers{";
  std::string const end = "};};";
  demand(declaration.starts_with(begin) && declaration.ends_with(end),
         "the header has not: " + begin + "..." + end);
  std::string_view const list = std::string_view{declaration}.substr(
      begin.size(), declaration.size() - begin.size() - end.size());
  MapTerms terms{due.copies};
  ListTerm walk{due, terms};
  for (ItemReader reader{list}; !reader.is_at_end();) {
    walk.enter(reader.next());
  }
  demand(walk.result() == term_of_spec(due.spec, due.copies, false, terms),
         "the integer layers together are another map than the layers of the spec");
}

} // namespace equivarify::audit
