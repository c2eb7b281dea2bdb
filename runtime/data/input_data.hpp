/// \file
/// The inputs of a network as data hold them: one array, or one for each part.
#ifndef EQUIVARIFY_RUNTIME_DATA_INPUT_DATA_HPP
#define EQUIVARIFY_RUNTIME_DATA_INPUT_DATA_HPP

#include "equivarify/runtime/data/array_archive.hpp"
#include "equivarify/runtime/network/network.hpp"

#include <functional>

namespace equivarify::runtime {

/// The inputs of the network \p description, a row of numbers for each, as many as \p choice asks
/// for. \p archive_with gives the archive with a field. The parts of an input lie one after another
/// in single precision, those of bytes as byte / 255; one array stays as it is.
///
/// \throws DataError where an array does not fit the network, holds nothing or a number that is not
/// finite, and where parts have different numbers of rows.
[[nodiscard]] NumberArray
read_inputs(Description const& description,
            std::function<ArrayArchive const&(Field const&)> const& archive_with,
            RowChoice const& choice = {});

} // namespace equivarify::runtime

#endif
