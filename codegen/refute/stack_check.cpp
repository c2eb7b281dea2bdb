#include "equivarify/codegen/refute/stack_check.hpp"

#include "equivarify/algebra/subgroup.hpp"
#include "equivarify/codegen/refute/incidence.hpp"
#include "equivarify/codegen/refute/stack_action.hpp"
#include "equivarify/codegen/refute/stack_witness.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace equivarify::codegen {
namespace {

using algebra::SignedPermutation;
using Terms = std::vector<IncidenceTerm>;

/// \p term negated, of a layer with \p inputs entries: minus entry i is entry inputs + i.
IncidenceTerm negated(IncidenceTerm term, std::size_t inputs) {
  if (term.entry == no_entry || term.entry == minus_no_entry) {
    term.entry = term.entry == no_entry ? minus_no_entry : no_entry;
  } else {
    term.entry += term.entry < inputs ? inputs : 0 - inputs;
  }
  return term;
}

/// What an output of \p layer made of \p terms is made of at g v, g moving the input by \p motion.
Terms moved_terms(Terms terms, SignedPermutation const& motion, Layer const& layer) {
  for (IncidenceTerm& term : terms) {
    if (term.entry != no_entry) {
      std::size_t const entry = term.entry;
      term.entry = motion.gather[entry];
      term = motion.negated[entry] ? negated(term, layer.input.size()) : term;
    }
  }
  std::sort(terms.begin(), terms.end());
  return terms;
}

/// The output \p o of g L(v), g moving outputs by \p motion.
Terms terms_behind(Layer const& layer, SignedPermutation const& motion, std::size_t o) {
  Terms terms = terms_of(layer, motion.gather[o]);
  for (IncidenceTerm& term : terms) {
    term = motion.negated[o] ? negated(term, layer.input.size()) : term;
  }
  std::sort(terms.begin(), terms.end());
  return terms;
}

Terms without_weights(Terms terms) {
  for (IncidenceTerm& term : terms) {
    term.weight = 0;
  }
  std::sort(terms.begin(), terms.end());
  return terms;
}

Terms without_bias(Terms terms) {
  std::erase_if(terms, [](IncidenceTerm const& term) {
    return term.entry == no_entry || term.entry == minus_no_entry;
  });
  return terms;
}

/// How a layer fares under one element.
enum class Fit { holds, bias, other_weights, other_entries, changes_signs, no_action };

/// Whether an output is made of its terms in a way that their signs do not pass through.
bool is_pointwise_or_largest(Operation const& operation) {
  return std::holds_alternative<Relu>(operation) || std::holds_alternative<MaxPool2d>(operation);
}

/// How one output fares: made of \p after in L(g v) and of \p before in g L(v).
Fit fit(Layer const& layer, Terms const& after, Terms const& before) {
  bool const signs = std::any_of(after.begin(), after.end(), [&](IncidenceTerm const& term) {
    return term.entry != no_entry && term.entry >= layer.input.size();
  });
  if (signs && is_pointwise_or_largest(layer.operation)) {
    return Fit::changes_signs;
  }
  if (after == before) {
    return Fit::holds;
  }
  if (without_bias(after) == without_bias(before)) {
    return Fit::bias;
  }
  return without_weights(after) == without_weights(before) ? Fit::other_weights
                                                           : Fit::other_entries;
}

/// How \p layer, used as it is, fares under \p g: the worst of its outputs.
Fit fit(Network const& network, Layer const& layer, LayerFinding const& claim, algebra::Element g) {
  auto const in = motion_of(network, claim.input, layer.input, g);
  auto const out = motion_of(network, claim.output, layer.output, g);
  if (!in || !out) {
    return Fit::no_action;
  }
  if (std::holds_alternative<Softmax>(layer.operation)) {
    return Fit::holds; // it commutes with every permutation, and its input has the same one
  }
  Fit found = Fit::holds;
  for (std::size_t o = 0; o < layer.output.size() && found != Fit::changes_signs; ++o) {
    found = std::max(
        found,
        fit(layer, moved_terms(terms_of(layer, o), *in, layer), terms_behind(layer, *out, o)));
  }
  return found;
}

struct WindowText {
  std::string operator()(Conv2d const& conv) const { return text(conv.kernel, conv.stride); }

  std::string operator()(MaxPool2d const& pool) const { return text(pool.size, pool.stride); }

  std::string operator()(AveragePool2d const& pool) const { return text(pool.size, pool.stride); }

  template <typename Other>
  std::string operator()(Other const& /*operation*/) const {
    return "";
  }

private:
  static std::string text(Extent const& size, Extent const& stride) {
    return fmt::format(
        "{}x{} with stride {}x{}", size.rows, size.columns, stride.rows, stride.columns);
  }
};

/// Why a layer of \p type does not commute with \p g, which changes signs.
std::string reason_of_signs(std::string const& type, std::string const& g) {
  bool const pointwise = type == "relu";
  return fmt::format(
      "{0} on a representation that is no permutation: {1} changes signs, and {2} is "
      "not minus {3}",
      pointwise ? "a pointwise map" : "a largest entry",
      g,
      pointwise ? "relu(-v)" : "the largest of -v",
      pointwise ? "relu(v)" : "the largest of v");
}

/// Why a layer of \p type that makes a vector of the copies, or mixes them, does not commute.
std::string reason_of_copies(std::string const& type, bool forgets, std::string const& g) {
  return forgets
             ? fmt::format("{} forgets the copies: {} permutes them, and a vector is left as it is",
                           type,
                           g)
             : fmt::format(
                   "{} mixes the copies with a weight of its own for each: {} permutes them",
                   type,
                   g);
}

/// Why \p layer, with windows or none, does not commute with \p g, which moves planes.
std::string reason_of_planes(Layer const& layer, Fit fit, std::string const& g) {
  return fit == Fit::other_entries
             ? fmt::format("the windows, {}, do not fit a plane of {}x{}: {} moves them to places "
                           "where there are none",
                           std::visit(WindowText{}, layer.operation),
                           layer.input.rows,
                           layer.input.columns,
                           g)
             : fmt::format("{} moves the entries of a window, and each has a weight of its own", g);
}

/// Why \p layer does not commute with \p g, in words.
std::string reason(Layer const& layer, LayerFinding const& claim, Fit fit, std::string const& g) {
  std::string const type = type_name(layer.operation);
  if (fit == Fit::no_action) {
    return fmt::format(
        "{} moves the input in a way that has no meaning on {}", g, to_string(layer.output));
  }
  if (fit == Fit::changes_signs) {
    return reason_of_signs(type, g);
  }
  if (fit == Fit::bias) {
    return fmt::format("the bias of {} keeps its sign, and {} changes that of the sums", type, g);
  }
  if (claim.input == Carrier::copies) {
    bool const has_windows = !std::visit(WindowText{}, layer.operation).empty();
    return reason_of_copies(type, claim.output == Carrier::fixed && !has_windows, g);
  }
  if (claim.output == Carrier::fixed) {
    return fmt::format(
        "{} makes a vector, which {} leaves as it is, of entries that {} moves", type, g, g);
  }
  return reason_of_planes(layer, fit, g);
}

/// Follows a network block by block.
class StackChecker {
public:
  StackChecker(Network const& network, std::uint64_t seed) : network_{network}, seed_{seed} {}

  StackCheck run() {
    for (Block const& block : network_.blocks) {
      if (block.equivarification != Equivarification::none) {
        carrier_ = Carrier::copies;
        layers_done_ += block.layers.size();
      } else if (!holds(block)) {
        break;
      }
    }
    return std::move(result_);
  }

private:
  bool holds(Block const& block) {
    for (Layer const& layer : block.layers) {
      LayerFinding finding{.block = block.name,
                           .layer = layer.name,
                           .input = carrier_,
                           .output =
                               next_carrier(carrier_, layer.operation, network_.group.order()),
                           .subgroup = {},
                           .reason = {}};
      judge(layer, finding);
      carrier_ = finding.output;
      result_.layers.push_back(std::move(finding));
      ++layers_done_;
      if (!result_.holds()) {
        return false;
      }
    }
    return true;
  }

  void judge(Layer const& layer, LayerFinding& finding) {
    std::vector<algebra::Element> holding;
    for (algebra::Element const g : network_.group.elements()) {
      Fit const found = fit(network_, layer, finding, g);
      if (found == Fit::holds) {
        holding.push_back(g);
      } else if (finding.reason.empty()) {
        finding.reason = reason(layer, finding, found, network_.group.name_of(g));
        if (found != Fit::no_action) {
          result_.counterexample = find_witness(network_, layers_done_, g, seed_);
        }
      }
    }
    finding.subgroup = holding.size() == network_.group.order()
                           ? network_.group.name()
                           : algebra::Subgroup::from_elements(network_.group, holding).to_string();
  }

  Network const& network_;
  std::uint64_t seed_;
  Carrier carrier_ = Carrier::plane;
  std::size_t layers_done_ = 0; ///< before the one under judgement
  StackCheck result_;
};

} // namespace

StackCheck check_stack(Network const& network, std::uint64_t seed) {
  return StackChecker{network, seed}.run();
}

} // namespace equivarify::codegen
