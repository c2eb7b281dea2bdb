/// \file
/// A network of ours that grows layer by layer.
#ifndef EQUIVARIFY_CODEGEN_LIFT_NETWORK_BUILDER_HPP
#define EQUIVARIFY_CODEGEN_LIFT_NETWORK_BUILDER_HPP

#include "equivarify/codegen/layers/layer.hpp"
#include "equivarify/codegen/layers/layer_type.hpp"

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace equivarify::codegen {

/// One tensor of a layer, and where its values are from.
struct LiftedTensor {
  std::string name; ///< after the layer's and a dot
  std::vector<float> values;
  std::string source{};                     ///< the constants in the file
  std::vector<std::int64_t> source_shape{}; ///< of the first of them
  std::string change{};                     ///< what was done to them, in words; empty for nothing
};

/// A layer, the values that it reads (0: the input, i + 1: what layer i gives) and its weights.
struct LiftedLayer {
  Layer layer;
  std::vector<LiftedTensor> tensors;
  std::string node; ///< of the file, in words

  [[nodiscard]] LiftedTensor* find(std::string const& name);
};

/// Layers on an input of a known shape. Their names are unique and those that specs allow.
class NetworkBuilder {
public:
  /// \p takes_maps: whether operators may be written as linear maps with constant weights.
  explicit NetworkBuilder(Shape const& input, bool takes_maps = true)
      : input_{input}, takes_maps_{takes_maps} {}

  /// Adds a layer called after \p wish on the values \p reads; returns the value that it gives.
  ///
  /// \throws ShapeError if it cannot take them.
  std::size_t add(std::string const& wish,
                  Operation operation,
                  std::vector<std::size_t> reads,
                  std::vector<LiftedTensor> tensors = {});

  [[nodiscard]] Shape const& shape(std::size_t value) const;

  [[nodiscard]] bool takes_maps() const noexcept { return takes_maps_; }

  /// How many weights the linear maps have that were added so far.
  [[nodiscard]] std::size_t map_weights() const noexcept { return map_weights_; }

  /// Counts a linear map of \p weights weights that is added.
  void count_map(std::size_t weights) noexcept { map_weights_ += weights; }

  /// The layer that gives \p value; null for the input.
  [[nodiscard]] LiftedLayer* maker(std::size_t value);

  /// Whether a layer reads \p value.
  [[nodiscard]] bool is_read(std::size_t value) const;

  /// The entries of \p value as a vector, in the same order.
  std::size_t flat(std::size_t value);

  /// The same as a value that counts as a vector, which planes of one entry do not.
  std::size_t vector(std::size_t value);

  /// The vector \p value as planes of one entry, where it was made of such planes: what made it is
  /// made once more, by convolutions instead of dense layers. Nothing where it was made otherwise.
  std::optional<std::size_t> planes(std::size_t value);

  /// The entries of \p value as planes of one entry, where keep_entry_planes() was told them.
  [[nodiscard]] std::optional<std::size_t> entry_planes(std::size_t value) const;

  void keep_entry_planes(std::size_t value, std::size_t planes) { entry_planes_[value] = planes; }

  /// The entries of \p value at \p places as a picture, where keep_picture() was told it.
  [[nodiscard]] std::optional<std::size_t> picture(std::size_t value,
                                                   std::vector<std::int64_t> const& places) const;

  void keep_picture(std::size_t value, std::vector<std::int64_t> places, std::size_t picture) {
    pictures_[{value, std::move(places)}] = picture;
  }

  /// Whether \p value is a vector: a layer that gives vectors gave it, or what it is made of.
  [[nodiscard]] bool is_vector(std::size_t value) const;

  /// What stands in the file where the layers come from that are added from now on.
  void set_node(std::string node) { node_ = std::move(node); }

  /// The layers that \p value needs, those that it does not need left out. The last one gives it.
  [[nodiscard]] std::vector<LiftedLayer> needed_for(std::size_t value) const;

private:
  std::size_t flattened(std::size_t value);
  std::optional<std::size_t> made_of_planes(LiftedLayer made);
  std::string unique_name(std::string const& wish, std::string const& type);

  Shape input_;
  bool takes_maps_;
  std::size_t map_weights_ = 0;
  std::vector<LiftedLayer> layers_;
  std::set<std::string> names_{"input"};
  std::string node_;
  std::map<std::size_t, std::size_t> entry_planes_;
  std::map<std::pair<std::size_t, std::vector<std::int64_t>>, std::size_t> pictures_;
};

/// The operation of the type called \p type with \p fields set.
[[nodiscard]] Operation
operation_with(std::string const& type,
               std::initializer_list<std::pair<char const*, FieldValue>> fields);

/// \p value as a field states it: the shortest decimal number that is nearest to it.
[[nodiscard]] double as_field(float value);

/// \p text as a name in a spec: lower-case letters, digits and single underscores, at most 64; \p
/// start is put in front of what cannot begin a name, and words of C++ get a number.
[[nodiscard]] std::string as_name(std::string const& text, std::string const& start);

} // namespace equivarify::codegen

#endif
