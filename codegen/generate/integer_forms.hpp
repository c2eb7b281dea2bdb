/// \file
/// The layers of a network as they are evaluated in integers.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_INTEGER_FORMS_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_INTEGER_FORMS_HPP

#include "equivarify/codegen/layers/layer.hpp"
#include "equivarify/codegen/layers/window.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <cstddef>
#include <stdexcept>
#include <vector>

namespace equivarify::codegen {

/// Why a network has no form in integers.
class NoIntegerForm : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// What a layer does in integers. What has no layer of its own: `copies`, all copies of a value one
/// after another along the channels, for a layer that reads them next to other values.
enum class IntegerKind {
  weighted,
  max_pool,
  average_pool,
  relu,
  upsample,
  table,
  add,
  multiply,
  concatenate,
  copies
};

/// The runtime's name of it.
[[nodiscard]] char const* to_string(IntegerKind kind);

/// The most values that a layer of an integer network reads.
inline constexpr std::size_t most_integer_reads = 8;

/// The most values that a layer of an integer network multiplies: so many bytes fit 24 bits.
inline constexpr std::size_t most_integer_factors = 3;

/// A layer of the integer network; see LayerForm in the runtime.
struct IntegerForm {
  Layer const* layer; ///< of the network; never null
  IntegerKind kind = IntegerKind::weighted;
  /// The values that it reads: 0 is the input, i + 1 what the integer network's layer i makes.
  std::vector<std::size_t> reads{};
  Shape input{};  ///< of one copy; of several values the first
  Shape output{}; ///< of one copy
  Window window{};
  bool flat = false;           ///< a dense layer, whose window is the whole plane
  bool concatenated = false;   ///< it sees all copies
  bool relu = false;           ///< a relu follows at once and is part of it
  Layer const* norm = nullptr; ///< the batch_norm that is part of its weights and bias

  /// Whether files hold a bias of it.
  [[nodiscard]] bool has_bias() const;
};

/// The layers of \p network, which must outlive them. What alone reads a layer can be part of it: a
/// batch_norm of one with weights, a relu of that or of one that adds or concatenates. Layers that
/// change no number, flatten and dropout, are left out.
///
/// \throws NoIntegerForm naming what stands in the way.
[[nodiscard]] std::vector<IntegerForm> integer_forms(Network const& network);

} // namespace equivarify::codegen

#endif
