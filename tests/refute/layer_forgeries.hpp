/// \file
/// Certificates that state of layers what is not so.
#ifndef EQUIVARIFY_TESTS_REFUTE_LAYER_FORGERIES_HPP
#define EQUIVARIFY_TESTS_REFUTE_LAYER_FORGERIES_HPP

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>
#include <vector>

#include "codegen/certified.hpp"
#include "refute/commuting_specs.hpp"

namespace equivarify::codegen {

/// A certificate that is not to be accepted.
struct LayerForgery {
  std::string check; ///< of the auditor, that refuses it
  std::string certificate;
  std::string reason; ///< that is given
};

/// The certificate that the prover would make of \p spec, whose layers do not commute.
inline std::string forged(SpecText const& spec) {
  return certificate_of(spec.network_of());
}

/// The certificate of a network that commutes, whose member `layers` \p change has changed, which
/// is \p what.
template <class Change>
LayerForgery changed(std::string const& what, Change const& change) {
  nlohmann::json certificate = nlohmann::json::parse(
      forged(coinduced(R"({"subgroup": ["s"], "labels": {"s": [2, 1, 0]}})")));
  change(certificate["layers"]);
  return {"same", certificate.dump(), what};
}

/// The same with \p value for the member \p key of layer \p i.
inline LayerForgery altered(std::string const& key, std::size_t i, nlohmann::json const& value) {
  return changed(key, [&](nlohmann::json& layers) { layers.at(i)[key] = value; });
}

/// A forgery of each kind.
inline std::vector<LayerForgery> layer_forgeries() {
  std::string const untied = "and they are not tied";
  SpecText const d4_conv{.group = R"({"dihedral": 4})",
                         .action = R"({"r": "quarter_turn", "s": "flip_columns"})",
                         .network = plain_then_lifted(
                             R"({"name": "c", "type": "conv2d", "filters": 2, "kernel": 3})")};
  return {{"layer-bias",
           forged(under(R"("negate")",
                        "[1, 4, 4]",
                        R"({"name": "c", "type": "conv2d", "filters": 2, "kernel": 3})")),
           "the bias of \"c\" keeps its sign under \"r\""},
          {"layer-weights",
           forged(d4_conv),
           "an output of \"c\" has other weights once \"r\" has moved its entries, " + untied},
          {"layer-weights",
           forged(coinduced(R"({"subgroup": ["s"], "labels": "trivial"})", "")),
           "an output of \"d\" has other weights once \"s\" has moved its entries, " + untied},
          {"layer-odd",
           forged(under(R"("negate")", "[1, 4, 4]", R"({"type": "relu"})")),
           "\"relu1\" is pointwise and not odd, and \"r\" changes signs"},
          {"layer-odd",
           forged(under(R"("negate")", "[4, 1, 1]", R"({"type": "softmax"})")),
           "\"softmax1\" is reduction over entries and not odd, and \"r\" changes signs"},
          {"layer-odd",
           forged(under(R"("negate")", "[1, 4, 4]", R"({"type": "max_pool2d", "size": 2})")),
           "\"max_pool2d1\" is largest in windows and not odd, and \"r\" changes signs"},
          {"layer-signs",
           forged(under(R"("negate")", "[1, 4, 4]", R"({"type": "flatten"})")),
           "\"r\" changes a sign in front of \"flatten1\" alone, or after it alone"},
          {"layer-entries",
           forged(under(R"("flip_rows")", "[1, 4, 4]", R"({"type": "flatten"})")),
           "an output of \"flatten1\" is made of other entries once \"r\" has moved them"},
          {"layer-entries",
           forged(under(R"("flip_rows")", "[1, 5, 4]", R"({"type": "average_pool2d", "size": 2})")),
           "an output of \"average_pool2d1\" is made of other entries once \"r\" has moved them"},
          altered("name", 1, "relu2"),
          altered("class", 1, "linear"),
          altered("class", 5, "pointwise"),
          altered("tied", 1, true),
          altered("tied", 0, false),
          altered("before", 0, {{"s", "fixed"}}),
          altered("before", 3, {{"s", "fixed"}}),
          altered("after", 3, {{"s", "fixed"}}),
          altered("after", 6, {{"s", {0, 2, 1}}}),
          altered("after", 6, {{"s", "fixed"}}),
          altered("outputs", 2, 7),
          altered("terms", 4, 0),
          changed("one left out", [](nlohmann::json& layers) { layers.erase(1); }),
          changed("one twice", [](nlohmann::json& layers) { layers.push_back(layers[0]); }),
          changed("two exchanged", [](nlohmann::json& layers) { std::swap(layers[1], layers[2]); }),
          changed("all left out", [](nlohmann::json& layers) { layers.clear(); }),
          changed("one more member", [](nlohmann::json& layers) { layers[0]["more"] = 1; })};
}

} // namespace equivarify::codegen

#endif
