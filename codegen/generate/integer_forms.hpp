/// \file
/// The layers of a network as they are evaluated in integers.
#ifndef EQUIVARIFY_CODEGEN_GENERATE_INTEGER_FORMS_HPP
#define EQUIVARIFY_CODEGEN_GENERATE_INTEGER_FORMS_HPP

#include "equivarify/codegen/layers/layer.hpp"
#include "equivarify/codegen/layers/window.hpp"
#include "equivarify/codegen/spec/network.hpp"

#include <stdexcept>
#include <vector>

namespace equivarify::codegen {

/// Why a network has no form in integers.
class NoIntegerForm : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};

/// What a layer does in integers.
enum class IntegerKind { weighted, max_pool, average_pool, relu };

/// The runtime's name of it.
[[nodiscard]] char const* to_string(IntegerKind kind);

/// A layer of the integer network, which reads the one before it; see LayerForm in the runtime.
struct IntegerForm {
  Layer const* layer; ///< of the network; never null
  IntegerKind kind = IntegerKind::weighted;
  Shape input{};  ///< of one copy
  Shape output{}; ///< of one copy
  Window window{};
  bool flat = false;         ///< a dense layer, whose window is the whole plane
  bool concatenated = false; ///< it sees all copies
  bool relu = false;         ///< a relu follows at once and is part of it
};

/// The layers of \p network, which must outlive them: a relu right after a weighted layer is part
/// of that, and flatten, which changes no number, is left out.
///
/// \throws NoIntegerForm naming what stands in the way.
[[nodiscard]] std::vector<IntegerForm> integer_forms(Network const& network);

} // namespace equivarify::codegen

#endif
