#include "equivarify/codegen/report/require_record.hpp"

#include "equivarify/codegen/json/record_reader.hpp"
#include "equivarify/runtime/records/record_writer.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

using Members = std::initializer_list<char const*>;

/// Throws unless \p node is \p expected, which \p why says.
void require_value(JsonNode const& node, nlohmann::json const& expected, std::string const& why) {
  if (node.value != expected) {
    node.fail("not of this network", fmt::format("{}, {}", expected.dump(), why));
  }
}

/// Throws at the first entry of \p list that is not as the record of \p expected in its place,
/// which is a \p what, by its \p members, and where there are fewer or more.
template <typename Record>
void require_entries(JsonNode const& list,
                     std::vector<Record> const& expected,
                     std::string const& what,
                     Members members) {
  auto const nodes = list.list();
  for (std::size_t i = 0; i < std::min(nodes.size(), expected.size()); ++i) {
    auto const record = runtime::record_json<nlohmann::ordered_json>(expected[i]);
    for (char const* const key : members) {
      require_value(nodes[i][key],
                    record[key],
                    fmt::format("as {} {} of {} has", what, i + 1, expected.size()));
    }
  }
  if (nodes.size() != expected.size()) {
    list.fail(fmt::format("not every {} of this network and no other", what),
              fmt::format("a list of {}", expected.size()));
  }
}

void require_claims(JsonNode const& theorem, TheoremReport const& expected) {
  require_entries(theorem["claims"], expected.claims, "claim", {"name", "says"});
}

/// Throws unless \p node is an object where there is something \p expected, and null elsewhere.
void require_presence(JsonNode const& node, bool expected, std::string const& of_what) {
  if (node.value.is_null() == expected) {
    node.fail("not of this network",
              expected ? "what was found of its " + of_what
                       : "null, for the network has no " + of_what);
  }
}

/// A number of what was tried that is not 0.
void require_tried(JsonNode const& node, std::string const& what) {
  if (node.count() == 0) {
    node.fail(fmt::format("no {} were tried", what),
              fmt::format("a number of {}, 1 or more", what));
  }
}

/// The checks of a verification, all of which are made.
class VerificationJudge {
public:
  VerificationJudge(JsonNode const& fields, Verification const& found, Verification const& agenda)
      : fields_{fields}, found_{found}, agenda_{agenda} {}

  void judge() {
    problems_.attempt([this] { require_convention(); });
    problems_.attempt([this] { require_lemmas(); });
    problems_.attempt([this] { require_construction(); });
    problems_.attempt([this] { require_network(); });
    problems_.attempt([this] { require_stack(); });
    problems_.attempt([this] { require_claim(); });
    problems_.attempt([this] { require_parameters(); });
    problems_.require_none();
  }

private:
  /// What holds of other definitions than those of the network says nothing about it.
  void require_convention() {
    if (found_.verdict() == Verdict::verified) {
      require_value(fields_["convention"],
                    VerificationOptions{}.convention,
                    "the definitions that the network follows");
    }
  }

  void require_lemmas() {
    JsonNode const list = fields_["lemmas"];
    require_entries(list, agenda_.lemmas, "lemma", {"id", "statement", "source", "scope"});
    for (std::size_t i = 0; i < found_.lemmas.size(); ++i) {
      VerifiedLemma const& lemma = agenda_.lemmas[i];
      require_claims(list[i]["symbolic"], lemma.symbolic);
      if (found_.lemmas[i].holds() && found_.left_out.empty()) {
        require_tried(list[i]["property"]["tests"], "random instances");
        if (!lemma.exhaustive.too_large) {
          require_tried(list[i]["exhaustive"]["cases"], "cases");
          require_tried(list[i]["exhaustive"]["equations"], "equations");
        }
      }
    }
  }

  void require_construction() {
    for (auto const& [name, expected] : agenda_.construction) {
      require_claims(fields_["construction"][name], expected);
    }
    for (auto const& [name, unused] : found_.construction) {
      auto const is_this = [&id = name](auto const& expected) { return expected.first == id; };
      if (std::none_of(agenda_.construction.begin(), agenda_.construction.end(), is_this)) {
        fields_["construction"][name].fail("not of this network",
                                           "nothing: it rests on no such theorem");
      }
    }
  }

  void require_network() {
    JsonNode const network = fields_["network"];
    if (found_.theorem && agenda_.theorem) {
      require_claims(network["symbolic"], *agenda_.theorem);
    }
    NetworkCheck const& expected = agenda_.network;
    require_value(network["order"], expected.order, "the order of its group");
    require_value(network["elements"], expected.elements, "the elements that are tried");
    require_entries(network["layers"], expected.layers, "layer", {"block", "name"});
    if (!expected.layers.empty() && found_.left_out.empty()) {
      require_tried(network["inputs"], "inputs");
      for (JsonNode const& layer : network["layers"].list()) {
        if (expected.elements > 1) { // the identity is not compared
          require_tried(layer["values_compared"], "values");
        }
      }
    }
  }

  void require_stack() {
    JsonNode const node = fields_["network"]["stack"];
    require_presence(node, agenda_.stack.has_value(), "blocks that are used as they are");
    if (!found_.stack) {
      return;
    }
    require_layers(node["layers"], agenda_.stack->layers, found_.stack->holds(), {"block", "name"});
    if (found_.stack->holds() && found_.left_out.empty()) {
      require_presence(node["measured"], true, "values on random inputs");
      require_tried(node["measured"]["values"], "values");
    }
  }

  void require_claim() {
    if (agenda_.claim || found_.claim) {
      JsonNode const node = fields_["already"];
      require_presence(node, agenda_.claim.has_value(), "claim that it is equivariant already");
      require_layers(node["layers"], agenda_.claim->layers, found_.claim->holds(), {"name"});
      require_verdicts(node["layers"].list());
    }
  }

  /// What follows a layer that breaks the symmetry is not looked at.
  template <typename Layer>
  static void require_layers(JsonNode const& list,
                             std::vector<Layer> const& expected,
                             bool holds,
                             Members members) {
    std::size_t const seen = std::min(expected.size(), list.list().size());
    auto const end = expected.begin() + static_cast<std::ptrdiff_t>(seen);
    require_entries(
        list, holds || seen == 0 ? expected : std::vector(expected.begin(), end), "layer", members);
  }

  /// A layer holds where it has neither a reason nor numbers against it.
  void require_verdicts(std::vector<JsonNode> const& nodes) const {
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      LayerClaim const& layer = found_.claim->layers[i];
      bool const is_last = i + 1 == nodes.size();
      ClaimVerdict const expected =
          layer.holds() || !is_last ? ClaimVerdict::holds : found_.claim->verdict();
      if (layer.verdict != expected) {
        fail_contradiction(nodes[i]["verdict"], claim_words.of[static_cast<std::size_t>(expected)]);
      }
    }
  }

  void require_parameters() {
    JsonNode const parameters = fields_["parameters"];
    require_value(parameters["lift"], agenda_.lift_parameters, "of the lifted network");
    require_value(parameters["plain"], agenda_.plain_parameters, "of the plain network");
  }

  JsonNode fields_;
  Verification const& found_;
  Verification const& agenda_;
  Problems problems_;
};

} // namespace

void require_record(JsonNode const& fields, Verification const& found, Verification const& agenda) {
  if (found.verdict() == Verdict::unfinished) { // there is no verdict to show
    fields["verdict"].fail(
        "a verification that is not finished",
        "\"verified\", \"refuted\" or \"not_proved\": verify without --budget gives one");
  }
  VerificationJudge{fields, found, agenda}.judge();
}

void require_record(JsonNode const& fields, Generation const& found, bool keeps_bits) {
  if (!found.comparison) {
    return;
  }
  Comparison const& comparison = *found.comparison;
  if (keeps_bits && !comparison.exact) {
    require_value(fields["exact"], true, "as the arithmetic of the network keeps all bits");
  }
  char const* const summary = "code that is not written";
  if (!comparison.is_equivariant()) {
    bool const exact = comparison.exact;
    fields[exact ? "differing_bits" : "deviation_ulp"].fail(
        summary,
        exact ? std::string{"0"} : fmt::format("a number from 0 to {}", Comparison::allowed_ulp));
  }
  if (!comparison.is_near()) {
    fields["largest_difference"].fail(
        summary, fmt::format("at most {} of \"largest_logit\"", Comparison::tolerance));
  }
}

void require_record(JsonNode const& fields, Alternatives const& /*found*/) {
  std::vector<Method> const& all = methods();
  require_entries(fields["constructions"],
                  all,
                  "construction",
                  {"name", "formula", "scope", "scope_in_words", "gives_up"});
}

} // namespace equivarify::codegen
