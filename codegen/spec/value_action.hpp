/// \file
/// How the group acts on the values of a network, as structure.
#ifndef EQUIVARIFY_CODEGEN_SPEC_VALUE_ACTION_HPP
#define EQUIVARIFY_CODEGEN_SPEC_VALUE_ACTION_HPP

#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace equivarify::codegen {

/// How an element g acts on some channels of a value.
enum class PartKind {
  fixed,  ///< it changes nothing
  planes, ///< as on the input: rows and columns by a motion of planes, channels by a permutation
          ///< with signs; on the input itself also by any other signed permutation of its entries
  copies  ///< it permutes the copies of G, or of G/H, that the channels are
};

/// Channels of a value on which the group acts by itself.
struct ActionPart {
  PartKind kind = PartKind::fixed;
  std::size_t channels = 1; ///< of all copies together
  friend bool operator==(ActionPart const&, ActionPart const&) = default;
};

/// A representation of the group on a value: the sum of its parts, one after another along the
/// channels.
struct ValueAction {
  std::vector<ActionPart> parts;
  friend bool operator==(ValueAction const&, ValueAction const&) = default;

  [[nodiscard]] bool has(PartKind kind) const;

  /// Whether the value is one copy for each element and nothing else, so that a block can be
  /// lifted copy by copy on it.
  [[nodiscard]] bool is_copies() const;
};

/// The action of one part.
[[nodiscard]] ValueAction whole(PartKind kind, std::size_t channels);

/// The action on values with the actions \p values, one after another along the channels.
[[nodiscard]] ValueAction in_a_row(std::vector<ValueAction> const& values);

/// The action that is claimed on the output of \p layer, used as it is on values with the actions
/// \p inputs. A vector made by `flatten` or `dense` is fixed; a convolution of copies makes copies
/// again if \p order divides its filters; a sum and a product have the action of
/// their first value.
[[nodiscard]] ValueAction
action_after(Layer const& layer, std::vector<ValueAction> const& inputs, std::size_t order);

/// The action on each value of each block of \p network: entry 0 of a block is that of what it
/// reads, entry i + 1 that of the output of layer i, all copies together. After a lifted block the
/// group permutes copies; of a network that looks at one pose of its input it changes nothing.
[[nodiscard]] std::vector<std::vector<ValueAction>> value_actions(Network const& network);

/// \p action, on a value of \p network, in words, such as `copies of C4` or `8 planes, 4 fixed`.
[[nodiscard]] std::string to_words(Network const& network, ValueAction const& action);

} // namespace equivarify::codegen

#endif
