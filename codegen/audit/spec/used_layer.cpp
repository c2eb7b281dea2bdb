#include "equivarify/codegen/audit/spec/used_layer.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/bounds.hpp"
#include "equivarify/codegen/audit/spec/motions.hpp"
#include "equivarify/codegen/audit/spec/reads.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// A value with the action that is claimed on it.
struct ClaimedValue {
  ValueShape shape; ///< of all copies together
  Action action;
};

/// Follows the values through the layers of a network.
class LayerFollower {
public:
  LayerFollower(json const& spec, std::size_t order)
      : spec_{spec}, order_{order}, one_map_{spec.contains("already")} {
    Extents const extents = extents_of_shape(spec.at("input").at("shape"));
    input_ = {extents.channels, extents.rows, extents.columns, extents.slices};
    values_.push_back({input_, {{ValueAction::input_motion, input_.size()}}});
    find_values_of_classes();
  }

  std::vector<UsedLayer> run() {
    for (json const& block : spec_.at("network")) {
      std::string const how = block.at("equivarify").get<std::string>();
      enter(how);
      follow(block, one_map_ || how == "none");
      leave(how);
    }
    return std::move(used_);
  }

private:
  /// In a network that is equivariant already the output has a number for each class, and so have
  /// the values that it is made of entry by entry. They are numbered as values_ are.
  void find_values_of_classes() {
    std::vector<LayerClass> kinds;
    std::vector<Reads> all;
    for (json const& block : spec_.at("network")) {
      std::size_t const before = kinds.size();
      for (Reads reads : reads_of(block)) {
        std::for_each(reads.begin(), reads.end(), [before](std::size_t& v) { v += before; });
        all.push_back(std::move(reads));
      }
      for (json const& layer : block.at("layers")) {
        kinds.push_back(class_of(layer));
      }
    }
    of_classes_.assign(kinds.size() + 1, false);
    of_classes_.back() = one_map_;
    for (std::size_t i = kinds.size(); i-- > 0;) {
      // What is read besides the first factor of a product may be smaller than the output.
      std::size_t const whole = kinds[i] == LayerClass::product_of_values ? 1 : all[i].size();
      for (std::size_t k = 0; k < whole; ++k) {
        bool const passes = of_classes_[i + 1] && goes_entry_by_entry(kinds[i]);
        of_classes_[all[i][k]] = of_classes_[all[i][k]] || passes;
      }
    }
  }

  /// What the next block reads becomes a value of its own, for it may be several copies of the last
  /// one.
  void enter(std::string const& how) {
    first_ = values_.size() - 1;
    if (one_map_) {
      return;
    }
    bool const sees_all = copies_ && (how == "none" || how == "concat");
    ClaimedValue value = values_.back();
    value.shape.channels *= sees_all ? order_ : 1;
    if (how == "none" && copies_) {
      value.action = {{ValueAction::copies, value.shape.size()}};
    }
    first_ = values_.size();
    values_.push_back(std::move(value));
  }

  void follow(json const& block, bool is_used) {
    std::vector<Reads> const reads = reads_of(block);
    std::vector<std::string> const maps = maps_of(block);
    for (std::size_t i = 0; i < reads.size(); ++i) {
      UsedLayer read = read_layer(block.at("layers")[i], reads[i]);
      expect_few_parts(read);
      read.map = maps.size() == 1 ? maps.front() : maps[i];
      values_.push_back({read.output, read.after});
      if (is_used) {
        used_.push_back(std::move(read));
      }
    }
  }

  /// Each concatenation has the parts of all that it reads, so that they can double.
  void expect_few_parts(UsedLayer const& layer) {
    parts_ += layer.after.size();
    if (parts_ > bounds::values) {
      throw Refusal{"too large: values of more parts, each with an action of its own, than " +
                    std::to_string(bounds::values)};
    }
  }

  [[nodiscard]] UsedLayer read_layer(json const& layer, Reads const& reads) const {
    UsedLayer read;
    read.name = layer.at("name").get<std::string>();
    read.kind = class_of(layer);
    for (std::size_t const value : reads) {
      read.reads.push_back(first_ + value);
      read.inputs.push_back(values_[first_ + value].shape);
      read.before.push_back(values_[first_ + value].action);
    }
    read.writes = values_.size();
    read.window = has_windows(read.kind) ? window_of(layer, read.kind, read.input()) : Window{};
    read.tied = layer.contains("tied");
    read.regular = layer.contains("regular");
    read.biased = layer.value("bias", true);
    read.in_places = layer.value("each_place", false);
    read.output = output_of(layer, read.kind, read.window, read.inputs);
    bool const gives_classes = one_map_ && of_classes_[read.writes];
    read.after =
        gives_classes ? Action{{ValueAction::labels, read.output.size()}} : action_after(read);
    return read;
  }

  void leave(std::string const& how) {
    ClaimedValue& last = values_.back();
    bool const is_whole =
        last.action.size() == 1 && last.action.front().action == ValueAction::copies;
    copies_ = !one_map_ && (how != "none" || is_whole);
    last.shape.channels /= copies_ && how == "none" ? order_ : 1;
  }

  [[nodiscard]] Action action_after(UsedLayer const& layer) const {
    switch (layer.kind) {
    case LayerClass::pointwise:
    case LayerClass::pointwise_odd:
    case LayerClass::reduction:
    case LayerClass::product_of_values:
    case LayerClass::sum_of_values:
    case LayerClass::affine_in_channels:
    case LayerClass::normalised:
      return layer.before.front();
    case LayerClass::reshape:
      return one_map_ ? layer.before.front() : Action{{ValueAction::fixed, layer.output.size()}};
    case LayerClass::linear:
      return {{layer.regular ? ValueAction::regular : ValueAction::fixed, layer.output.size()}};
    case LayerClass::part_of_entries: // in a lifted block, of whose values nothing is claimed
      return {{ValueAction::fixed, layer.output.size()}};
    case LayerClass::values_in_a_row:
      return in_a_row(layer.before);
    case LayerClass::linear_in_windows:
      return {{after_convolution(layer), layer.output.size()}};
    case LayerClass::largest_in_windows:
    case LayerClass::mean_in_windows:
      break;
    }
    return pooled(layer);
  }

  [[nodiscard]] ValueAction after_convolution(UsedLayer const& layer) const {
    if (one_map_) {
      return layer.regular ? ValueAction::regular : ValueAction::planes;
    }
    Action const& before = layer.before.front();
    auto const is = [](ValueAction action) {
      return [action](ActionPart const& part) { return part.action == action; };
    };
    if (std::any_of(before.begin(), before.end(), is(ValueAction::copies))) {
      return layer.output.channels % order_ != 0 ? ValueAction::fixed : ValueAction::copies;
    }
    return std::all_of(before.begin(), before.end(), is(ValueAction::fixed))
               ? ValueAction::fixed
               : motion_of(layer.output);
  }

  /// The parts in front of \p layer, on planes of another size.
  [[nodiscard]] Action pooled(UsedLayer const& layer) const {
    Action result = layer.before.front();
    std::size_t const plane = layer.input().rows * layer.input().columns;
    for (ActionPart& part : result) {
      ValueShape const shape = layer.output.of(part.entries / plane);
      bool const moves =
          part.action == ValueAction::input_motion || part.action == ValueAction::plane_motion;
      part = {moves ? motion_of(shape) : part.action, shape.size()};
    }
    return result;
  }

  [[nodiscard]] ValueAction motion_of(ValueShape const& shape) const {
    return shape == input_ ? ValueAction::input_motion : ValueAction::plane_motion;
  }

  json const& spec_;
  std::size_t order_;
  bool one_map_;
  bool copies_ = false; ///< whether the last block leaves one copy for each element and no more
  ValueShape input_;
  std::vector<ClaimedValue>
      values_;                   ///< the last one of a block as one copy of it, where it is copies
  std::vector<bool> of_classes_; ///< of one map, for each of values_
  std::size_t first_ = 0;        ///< the number of what the block at hand reads
  std::size_t parts_ = 0;        ///< of all actions together
  std::vector<UsedLayer> used_;
};

} // namespace

std::size_t UsedLayer::entries() const {
  std::size_t sum = 0;
  for (ValueShape const& shape : inputs) {
    sum += shape.size();
  }
  return sum;
}

Action in_a_row(std::vector<Action> const& values) {
  Action result;
  for (Action const& value : values) {
    for (ActionPart const& part : value) {
      bool const joins = part.action == ValueAction::fixed && !result.empty() &&
                         result.back().action == ValueAction::fixed;
      if (joins) {
        result.back().entries += part.entries;
      } else {
        result.push_back(part);
      }
    }
  }
  return result;
}

std::vector<UsedLayer> used_layers(json const& spec, std::size_t order) {
  json const& blocks = spec.at("network");
  bool const uses =
      spec.contains("already") || std::any_of(blocks.begin(), blocks.end(), [](json const& block) {
        return block.at("equivarify") == "none";
      });
  return uses ? LayerFollower{spec, order}.run() : std::vector<UsedLayer>{};
}

} // namespace equivarify::audit
