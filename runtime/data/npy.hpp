/// \file
/// Arrays as NumPy saves them, in files that end in .npy.
#ifndef EQUIVARIFY_RUNTIME_DATA_NPY_HPP
#define EQUIVARIFY_RUNTIME_DATA_NPY_HPP

#include "equivarify/runtime/data/array_archive.hpp"
#include "equivarify/runtime/files/byte_source.hpp"

#include <cstdint>
#include <span>

namespace equivarify::runtime {

/// Whether a file that starts with the bytes \p start, of which six are enough, is an .npy file.
[[nodiscard]] bool starts_as_npy(std::span<std::uint8_t const> start);

/// The rows \p choice of the array that \p source holds, in the order of C whatever its order
/// there. Read are the versions 1 to 3 of the format [NumPy, "NEP 1: a simple file format for NumPy
/// arrays"], of truth values, whole numbers of 8 to 64 bits and floating-point numbers of 16 to 64
/// bits, whichever byte comes first. An array in the order of Fortran takes its memory twice while
/// it is read.
///
/// \throws DataError naming the source, what was found and what was expected; so also where the
/// header promises more than 1 GiB, before memory is taken.
[[nodiscard]] NumberArray read_npy(ByteSource& source, RowChoice const& choice = {});

} // namespace equivarify::runtime

#endif
