#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/translation/spec_term.hpp"
#include "equivarify/codegen/audit/translation/translation.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// Judges one struct.
class StructJudge {
public:
  StructJudge(Struct const& found,
              std::map<std::string, FoldedNorm> const& norms,
              Translation const& translation,
              MapTerms& terms)
      : found_{found}, norms_{norms}, translation_{translation}, terms_{terms},
        first_{layer_called(found.layers.front(), translation)}, kind_{class_of(first_)} {
    relu_ = found.layers.size() > 1 && found.layers.back() == "relu";
    norm_ = found.layers.size() == (relu_ ? 3 : 2) ? &layer_called(found.layers[1], translation)
                                                   : nullptr;
    expect_parts();
    find_place();
  }

  Made run() {
    std::string const code = without_ties(without_norm());
    bool const sums = is_weighted(kind_) && takes_sum(code);
    if (!is_weighted(kind_)) {
      check_code(code, first_, kind_, place_);
    }
    std::vector<MapTerm> arguments;
    for (Made const& read : found_.reads) {
      arguments.push_back(sums ? terms_.concatenated(read.term) : read.term);
    }
    ValueShape const& shape = place_.output;
    CodeValue const& read = place_.reads.front();
    std::string const name = term_name(first_, kind_, read.gathered * read.shape.channels);
    MapTerm term = terms_.applied(name, kind_, std::move(arguments));
    if (norm_ != nullptr) {
      LayerClass const affine = LayerClass::affine_in_channels;
      term = terms_.applied(term_name(*norm_, affine, shape.channels), affine, {term});
    }
    if (relu_) {
      term = terms_.applied("relu", LayerClass::pointwise, {term});
    }
    return {term,
            {.type = found_.type,
             .shape = shape,
             .is_vector = read.is_vector,
             .gathered = is_weighted(kind_) ? 1 : read.gathered},
            sums};
  }

private:
  [[noreturn]] void fail(std::string const& reason) const {
    throw Refusal{"the struct " + in_quotes(found_.type) + ": " + reason};
  }

  /// A weighted layer, then perhaps its normalisation, then perhaps a relu.
  void expect_parts() const {
    bool const is_norm = kind_ == LayerClass::affine_in_channels;
    std::size_t const most = is_weighted(kind_) ? 3 : is_norm ? 2 : 1;
    bool const has_wrong_norm =
        norm_ != nullptr && (!is_weighted(kind_) || translation_.trains ||
                             class_of(*norm_) != LayerClass::affine_in_channels);
    if (found_.layers.size() > most || has_wrong_norm ||
        found_.layers.size() != 1U + (norm_ != nullptr ? 1 : 0) + (relu_ ? 1 : 0)) {
      fail("these layers, in this order, are never one");
    }
    if (!translation_.trains && first_.at("type") == "dropout") {
      fail("dropout, which is for training");
    }
  }

  /// Which values of a network may be read by such a layer, and what it makes of them.
  void find_place() {
    std::vector<ValueShape> shapes;
    for (Made const& read : found_.reads) {
      place_.reads.push_back(read.code);
      shapes.push_back(read.code.shape);
    }
    expect_order();
    CodeValue const& read = place_.reads.front();
    if (read.is_vector && has_windows(kind_)) {
      fail("windows on a vector");
    }
    Window const window = has_windows(kind_) ? window_of(first_, kind_, read.shape) : Window{};
    place_.output = output_of(first_, kind_, window, shapes);
    place_.copies = translation_.copies;
    place_.relu = relu_;
    place_.bf16 = translation_.spec.at("arithmetic") == "bf16" && norm_ == nullptr;
  }

  /// Vectors that were flattened pixel by pixel lie as specs have them only after a dense layer.
  void expect_order() const {
    bool const heeds_order =
        kind_ == LayerClass::values_in_a_row || kind_ == LayerClass::affine_in_channels ||
        kind_ == LayerClass::normalised || kind_ == LayerClass::part_of_entries;
    for (CodeValue const& read : place_.reads) {
      bool const is_mixed =
          read.is_vector && (read.shape.rows * read.shape.columns > 1 || read.gathered > 1);
      if (read.is_vector != place_.reads.front().is_vector || (heeds_order && is_mixed) ||
          (place_.reads.size() > 1 && is_mixed)) {
        fail("it reads values whose entries lie in another order than the spec's");
      }
    }
  }

  /// The code without a normalisation that is part of it.
  [[nodiscard]] std::string without_norm() const {
    std::string const wrapper = "rt::Normalised<";
    std::string const& code = found_.code;
    if (code.starts_with(wrapper) != (norm_ != nullptr)) {
      fail("code and layers disagree on whether a normalisation is part of it");
    }
    if (norm_ == nullptr) {
      return code;
    }
    std::size_t const comma = code.rfind(',');
    auto const found = norms_.find(code.substr(comma + 1, code.size() - comma - 2));
    if (code.back() != '>' || found == norms_.end() || found->second.layer != found_.layers[1]) {
      fail("the normalisation that is part of it is not the one that it names");
    }
    check_folded_code(found->second.code, *norm_, place_.output.channels);
    return code.substr(wrapper.size(), comma - wrapper.size());
  }

  /// \p code without the ties of its weights, which change what is learnt, not what is computed.
  [[nodiscard]] std::string without_ties(std::string const& code) const {
    std::string const wrapper = "rt::Tied<";
    std::string const end = "," + found_.type + "_Orbits>";
    if (!code.starts_with(wrapper)) {
      return code;
    }
    if (!code.ends_with(end) || !translation_.trains || !first_.value("tied", false)) {
      fail("weights are tied that the spec leaves free");
    }
    return code.substr(wrapper.size(), code.size() - wrapper.size() - end.size());
  }

  /// Whether the weighted layer sums over the copies.
  [[nodiscard]] bool takes_sum(std::string const& code) const {
    WeightedCode const weighted = check_weighted_code(code, first_, kind_, place_);
    if (weighted.tiles && !translation_.has_tiles) {
      fail("the certificate has no tiles");
    }
    if (weighted.scheme.empty()) {
      return false;
    }
    auto const scheme = translation_.schemes.find(weighted.scheme);
    if (scheme == translation_.schemes.end()) {
      fail("the certificate has no scheme " + weighted.scheme);
    }
    bool const sums = scheme->second.sums_over_the_group;
    if (sums && (first_.value("groups", 1) != 1 || first_.at("type") == "conv_transpose2d")) {
      fail("a sum over the group of a layer that takes none");
    }
    return sums;
  }

  Struct const& found_;
  std::map<std::string, FoldedNorm> const& norms_;
  Translation const& translation_;
  MapTerms& terms_;
  json const& first_;
  LayerClass kind_;
  json const* norm_ = nullptr;
  bool relu_ = false;
  CodePlace place_{.reads = {}, .output = {}};
};

} // namespace

bool is_weighted(LayerClass kind) {
  return kind == LayerClass::linear_in_windows || kind == LayerClass::linear;
}

json const& layer_called(std::string const& name, Translation const& translation) {
  auto const found = translation.layers.find(name);
  demand(found != translation.layers.end(), "the spec has no layer " + in_quotes(name));
  return *found->second;
}

Made made_by_layers(Struct const& found,
                    std::map<std::string, FoldedNorm> const& norms,
                    Translation const& translation,
                    MapTerms& terms) {
  demand(!found.layers.empty(), "the struct " + in_quotes(found.type) + " is no layer");
  return StructJudge{found, norms, translation, terms}.run();
}

} // namespace equivarify::audit
