#include "equivarify/codegen/audit/spec/layer_judge.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/layer_terms.hpp"
#include "equivarify/codegen/audit/spec/layer_ties.hpp"
#include "equivarify/codegen/audit/spec/motions.hpp"
#include "equivarify/codegen/audit/spec/moved_windows.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/term_comparison.hpp"
#include "equivarify/codegen/audit/spec/value_moves.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// The moves of a value by each mover.
using Moves = std::vector<Images>;
using Shared = std::shared_ptr<Moves const>;

bool adds_terms(LayerClass kind) {
  switch (kind) {
  case LayerClass::linear_in_windows:
  case LayerClass::mean_in_windows:
  case LayerClass::linear:
  case LayerClass::reduction:
  case LayerClass::normalised:
    return true;
  case LayerClass::pointwise:
  case LayerClass::pointwise_odd:
  case LayerClass::largest_in_windows:
  case LayerClass::reshape:
  case LayerClass::product_of_values:
  case LayerClass::sum_of_values: // in the order in which the layer names the values
  case LayerClass::values_in_a_row:
  case LayerClass::affine_in_channels:
  case LayerClass::part_of_entries:
    break;
  }
  return false;
}

/// Whether the entries after \p layer move as those of the first value that it reads, one by one.
bool keeps_action(UsedLayer const& layer) {
  return goes_entry_by_entry(layer.kind) && layer.before.front() == layer.after;
}

ValueShape input_of(json const& spec) {
  Extents const extents = extents_of_shape(spec.at("input").at("shape"));
  return {extents.channels, extents.rows, extents.columns, extents.slices};
}

/// Whether the entries after \p layer are those of what it reads and move as they do.
bool is_row(UsedLayer const& layer) {
  return layer.kind == LayerClass::values_in_a_row && layer.after == in_a_row(layer.before);
}

/// The last of \p layers that reads each value, by the number of the value.
std::map<std::size_t, std::size_t> last_readers(std::vector<UsedLayer> const& layers) {
  std::map<std::size_t, std::size_t> result;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    for (std::size_t const value : layers[i].reads) {
      result[value] = i;
    }
  }
  return result;
}

/// Counts what is compared before anything is, and how much of it is in memory at once.
class Counter {
public:
  Counter(std::vector<UsedLayer> const& layers, std::size_t movers)
      : layers_{layers}, last_{last_readers(layers)}, movers_{movers} {}

  /// \throws Refusal if that is too much.
  LayersChecked run() {
    LayersChecked result{.layers = layers_.size()};
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      UsedLayer const& layer = layers_[i];
      std::size_t const terms = count_terms(layer);
      result.outputs += layer.output.size();
      result.terms += terms;
      result.has_sums = result.has_sums || adds_terms(layer.kind);
      work_ += (terms + layer.entries()) * movers_;
      std::size_t const moved = std::max(layer.entries(), layer.output.size()) * movers_;
      if (work_ > bounds::layer_terms || moved > bounds::moved_entries ||
          held_at(i) * movers_ > 2 * bounds::moved_entries) {
        refuse_size(layer, terms);
      }
    }
    return result;
  }

private:
  /// The entries of all values that are read by layer \p i or later, and of its output.
  std::size_t held_at(std::size_t i) {
    UsedLayer const& layer = layers_[i];
    for (std::size_t k = 0; k < layer.reads.size(); ++k) {
      held_[layer.reads[k]] = layer.inputs[k].size();
    }
    held_[layer.writes] = layer.output.size();
    std::size_t sum = 0;
    for (auto const& [value, entries] : held_) {
      sum += entries;
    }
    std::erase_if(held_, [&](auto const& value) {
      auto const last = last_.find(value.first);
      return last == last_.end() || last->second <= i;
    });
    return sum;
  }

  [[noreturn]] static void refuse_size(UsedLayer const& layer, std::size_t terms) {
    throw Refusal{
        "too large: " + in_quotes(layer.name) + " must commute and has " + std::to_string(terms) +
        " terms: those of all such layers times generators at "
        "most " +
        std::to_string(bounds::layer_terms) + ", entries of a value times generators at most " +
        std::to_string(bounds::moved_entries) + ", of all values at once twice as many"};
  }

  std::vector<UsedLayer> const& layers_;
  std::map<std::size_t, std::size_t> last_;
  std::size_t movers_;
  std::size_t work_ = 0;
  std::map<std::size_t, std::size_t> held_; ///< the entries of values that are still to be read
};

/// Judges the layers of one network, one after the other.
class LayerJudge {
public:
  LayerJudge(Described const& described, json const& spec)
      : described_{described}, one_map_{spec.contains("already")}, input_{input_of(spec)},
        movers_{movers_of(described, spec)} {}

  void run(std::vector<UsedLayer> const& layers) {
    auto const last = last_readers(layers);
    for (std::size_t i = 0; i < layers.size(); ++i) {
      judge(layers[i]);
      std::erase_if(values_, [&](auto const& value) {
        auto const reader = last.find(value.first);
        return reader == last.end() || reader->second <= i;
      });
    }
  }

private:
  void judge(UsedLayer const& layer) {
    for (std::size_t k = 0; k < layer.reads.size(); ++k) {
      if (!values_.contains(layer.reads[k])) { // what a block reads
        values_[layer.reads[k]] = moves(layer.before[k], layer.inputs[k]);
      }
    }
    Shared const before = moves_before(layer);
    Shared const after = keeps_action(layer) ? values_.at(layer.reads.front())
                         : is_row(layer)     ? before
                                             : moves_after(layer, *before);
    Images const ties = ties_of(layer, *before, *after, taps_of(layer, *before));
    TermComparison comparison{layer, ties};
    for (std::size_t k = 0; k < movers_.size(); ++k) {
      comparison.compare(movers_[k].name, (*before)[k], (*after)[k]);
    }
    values_[layer.writes] = after;
  }

  /// The moves of all values that \p layer reads, one value after another.
  [[nodiscard]] Shared moves_before(UsedLayer const& layer) const {
    if (layer.reads.size() == 1) {
      return values_.at(layer.reads.front());
    }
    Moves result;
    for (std::size_t k = 0; k < movers_.size(); ++k) {
      std::vector<Images> parts;
      for (std::size_t const value : layer.reads) {
        parts.push_back((*values_.at(value))[k]);
      }
      result.push_back(moves_in_a_row(parts));
    }
    return std::make_shared<Moves const>(std::move(result));
  }

  [[nodiscard]] Shared moves(Action const& action, ValueShape const& shape) const {
    Moves result;
    for (Mover const& mover : movers_) {
      result.push_back(moves_of(mover, action, shape, input_, described_.group.table));
    }
    return std::make_shared<Moves const>(std::move(result));
  }

  /// Whether \p mover moves planes of every size: turns and flips do, a shift of a torus does not.
  [[nodiscard]] bool turns(Mover const& mover) const {
    return !one_map_ || find_array_motion(mover.input, input_).has_value();
  }

  /// The moves of what \p layer gives, which it reads moved by \p before.
  [[nodiscard]] Shared moves_after(UsedLayer const& layer, Moves const& before) const {
    bool const follows_windows =
        has_windows(layer.kind) && layer.after.front().action != ValueAction::labels;
    Moves result;
    for (std::size_t k = 0; k < movers_.size(); ++k) {
      result.push_back(
          follows_windows && !turns(movers_[k])
              ? moves_after_windows(layer, movers_[k], before[k])
              : moves_of(movers_[k], layer.after, layer.output, input_, described_.group.table));
    }
    return std::make_shared<Moves const>(std::move(result));
  }

  /// How each mover moves the places of windows, which ties their weights.
  [[nodiscard]] Moves taps_of(UsedLayer const& layer, Moves const& before) const {
    Moves result;
    bool const has_planes = layer.input().rows * layer.input().columns > 1;
    bool const in_windows = layer.kind == LayerClass::linear_in_windows;
    for (std::size_t k = 0; layer.tied && in_windows && k < movers_.size(); ++k) {
      result.push_back(!has_planes ? turned_taps(layer, PlaneMotion{})
                       : turns(movers_[k])
                           ? turned_taps(layer, array_motion(movers_[k].input, input_).plane)
                           : moved_windows(layer, before[k]).taps);
    }
    return result;
  }

  Described const& described_;
  bool one_map_;
  ValueShape input_;
  std::vector<Mover> movers_;
  std::map<std::size_t, Shared> values_; ///< the moves of values that are still to be read
};

} // namespace

LayersChecked count_terms(std::vector<UsedLayer> const& layers, std::size_t movers) {
  return Counter{layers, movers}.run();
}

void judge(std::vector<UsedLayer> const& layers, Described const& described, json const& spec) {
  LayerJudge{described, spec}.run(layers);
}

} // namespace equivarify::audit
