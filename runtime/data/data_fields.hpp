/// \file
/// What a network takes from data for each picture.
#ifndef EQUIVARIFY_RUNTIME_DATA_DATA_FIELDS_HPP
#define EQUIVARIFY_RUNTIME_DATA_DATA_FIELDS_HPP

#include "equivarify/runtime/data/array_archive.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <optional>
#include <vector>

namespace equivarify::runtime {

inline constexpr char const* inputs_field = "inputs";
inline constexpr char const* labels_field = "labels"; ///< the classes, where labels are (h, class)
inline constexpr char const* poses_field = "poses";   ///< the elements that turned the pictures

/// The fields of the input of the network \p description: `inputs`, or one for each of its parts.
[[nodiscard]] std::vector<Field> input_fields_of(Description const& description);

/// The fields that the network \p description takes: those of its input; `labels`, and `poses`
/// where it is trained with given ones; or one field for each output.
[[nodiscard]] std::vector<Field> fields_of(Description const& description);

/// The field that says one class of each picture, where the network takes nothing else.
[[nodiscard]] std::optional<Field> class_field(Description const& description);

} // namespace equivarify::runtime

#endif
